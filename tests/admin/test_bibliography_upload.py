"""A bibliography uploaded in the office: drafts, and a report that names what was broken."""

from __future__ import annotations

import pytest
from admin.test_import_views import upload
from factories import Cast
from jobs import at
from office import entered

from editorial.models import Import, ImportStatus, Manuscript

BIB = "@book{a1, title={Kept}}\n@book{b1, title={Broken\n@book{c1, title={Kept too}}\n"


def test_an_upload_becomes_drafts_of_sources_and_names_the_broken_record(cast: Cast) -> None:
    client = entered(cast.editor)
    upload(client, BIB, "works.bib")
    job = Import.objects.get()
    assert (job.status, job.kind) == (ImportStatus.FINISHED, "bibliography")
    assert set(Manuscript.objects.values_list("slug", flat=True)) == {"a1", "c1"}
    page = client.get(at(job)).content.decode()
    assert "line 2" in page
    assert "Not read." in page
    report = client.get(f"{at(job)}report.csv")
    assert "line 2" in report.getvalue().decode()
    upload(client, BIB, "works.bib")
    assert Manuscript.objects.count() == 2


@pytest.mark.parametrize("name", ["table.bib", "table.ris", "table.json"])
def test_a_table_under_another_name_is_refused_beside_its_field(cast: Cast, name: str) -> None:
    client = entered(cast.editor)
    answer = upload(client, "title,author\nX,Y\n", name)
    assert answer.status_code == 422
    assert "whatever its name says" in answer.content.decode()
    assert not Import.objects.exists()


def test_the_encoding_of_a_bibliography_can_be_chosen(cast: Cast) -> None:
    client = entered(cast.editor)
    book = "@book{kniga, title={Книга}}"
    wrong = upload(client, book.encode("utf-8") + b"\xff\xff", "works.bib", encoding="EUC-JP")
    assert wrong.status_code == 422
    assert "Choose another encoding" in wrong.content.decode()
    upload(client, book.encode("cp1251"), "works.bib", encoding="Windows-1251")
    assert Manuscript.objects.get().title == "Книга"
