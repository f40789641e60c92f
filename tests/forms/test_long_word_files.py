"""How much of a Word file is read while a person waits."""

from __future__ import annotations

from attack.parsers import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from editorial.forms import text_import_form
from editorial.forms.text_import_form import TextImport, read


def test_a_word_file_that_nobody_waits_for_is_imported_as_a_file() -> None:
    elements = text_import_form.MAX_WORD_ELEMENTS + 1
    panel = TextImport(file=SimpleUploadedFile("a.docx", docx("<w:p/>" * elements)))
    read(panel)
    assert "too long to be read here. Import it as a file instead" in panel.error
