"""A Markdown text whose notes name works in words shows them before drafts are made, as a Word file does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from factories import Cast
from jobs import at
from office import entered

from editorial.models import Import, Manuscript

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "importers" / "data"


def uploaded(client: Client) -> Import:
    file = SimpleUploadedFile("pandoc.md", (DATA / "pandoc.md").read_bytes())
    client.post("/admin/imports/new/", {"kind": "", "title": "", "file": file})
    return Import.objects.get()


def test_its_notes_are_shown_and_a_work_that_is_kept_in_words_is_named_once(cast: Cast) -> None:
    client = entered(cast.editor)
    shown = client.get(at(uploaded(client), "import_notes")).content.decode()
    assert "<strong>Larkin 1931</strong>" in shown
    # What is kept word for word has no short name but its own beginning.
    assert "<strong>К. Силиньш" not in shown
    assert "<cite>К. Силиньш" in shown
    assert not Manuscript.objects.exists()


def test_whoever_may_not_import_sees_none_of_it(cast: Cast) -> None:
    job = uploaded(entered(cast.editor))
    assert entered(cast.moderator).get(at(job, "import_notes")).status_code == 403
