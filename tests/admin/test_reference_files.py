"""A reference chosen as a file fills the source form, with script and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import Cast
from office import entered, sent

from editorial.forms import pasted_reference
from editorial.models import Manuscript

BIB = "@book{hugo62, author={Hugo, Victor}, title={Les Misérables}, year=1862}"
RIS = "TY  - BOOK\nTI  - First\nER  - \nTY  - BOOK\nTI  - Second\nER  - \n"


ADD = "admin:editorial_sourcemanuscript_add"


def file(content: str | bytes, name: str = "x.bib") -> SimpleUploadedFile:
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data)


def filled(cast: Cast, chosen: Any, **posted: str) -> Any:
    data = sent("source", summary="kept") | {"_read": "1", "reference": chosen} | posted
    return entered(cast.editor).post(reverse(ADD), data)


def live(cast: Cast, chosen: Any, **posted: str) -> Any:
    data = {"reference": chosen, **posted}
    return entered(cast.editor).post(reverse("admin:live_reference"), data)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_a_file_fills_the_form_without_script(cast: Cast, encoding: str) -> None:
    answer = filled(cast, file(BIB.encode(encoding)), paste="@book{other, title={Pasted}}")
    form = answer.context["whole"].form
    assert form["title"].value() == "Les Misérables"
    assert form["slug"].value() == "hugo-miserables-1862"
    assert form["summary"].value() == "kept"
    assert "Only the first" not in answer.content.decode()
    assert not Manuscript.objects.exists()


def test_a_file_answers_the_script_too(cast: Cast) -> None:
    answer = live(cast, file(BIB))
    assert answer.json()["fields"]["title"] == "Les Misérables"
    assert answer.json()["message"] == ""


def test_of_several_records_the_first_is_used_and_the_others_are_counted(cast: Cast) -> None:
    remark = "Only the first of 2 references was used, “First”."
    page = filled(cast, file(RIS, "x.ris")).content.decode()
    assert remark in page
    assert f'href="{reverse("admin:imports")}"' in page
    assert remark in live(cast, file(RIS, "x.ris")).json()["message"]
    pasted = live(cast, "", paste=RIS).json()
    assert (pasted["fields"]["title"], remark in pasted["message"]) == ("First", True)


@pytest.mark.parametrize(
    ("content", "name", "remark"),
    [
        (b"a,b\n1,2\n", "x.bib", "no BibTeX entry"),
        (b"PK\x03\x04", "x.bib", "zip archive"),
        (b"%PDF", "x.ris", "a PDF"),
        (bytes(range(256)) * 9, "noise", "holds no entry"),
        (b"x" * (pasted_reference.MAX_BYTES + 1), "x.bib", "larger than 2 MB"),
        (b"[" * 100_000, "x.json", "nested too deeply"),
        (b"@book{x, title={<script>alert(1)</script>", "x.bib", "broken"),
    ],
)
def test_what_is_not_a_reference_is_refused_and_nothing_typed_is_lost(
    cast: Cast, content: bytes, name: str, remark: str
) -> None:
    answer = filled(cast, file(content, name), paste="typed words")
    page = answer.content.decode()
    assert remark in page
    assert "typed words" in page
    assert answer.context["whole"].form["summary"].value() == "kept"
    assert "<script>alert" not in page
    refused = live(cast, file(content, name))
    assert refused.status_code == 422
    assert remark in refused.json()["message"]


def test_an_empty_file_is_refused(cast: Cast) -> None:
    answer = live(cast, file(b""), paste=BIB)
    assert (answer.status_code, "empty" in answer.json()["message"]) == (422, True)
