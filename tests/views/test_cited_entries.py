"""An entry and its editions as files for reference managers, read back by what reads these formats elsewhere."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import factories
import pytest
import rispy
from django.test import Client
from projection.shelf import KEY, changed, latest, publish
from published import publish as publish_rows

from encyclopedia.core.documents import Author, Document
from encyclopedia.models import Edition, EditionState

pytestmark = pytest.mark.django_db

PATH = "/article/permanent-revolution/"
AT = f"http://127.0.0.1:8000{PATH}"


@pytest.fixture
def document(cast: Any) -> Document:
    publish(factories.source(KEY), cast)
    authors = (Author("Ann B. Author"), Author("Vincent van Gogh"), Author("The Editors"))
    document = factories.article(text=f"It was so.[@{KEY}, p. 1]", authors=authors)
    publish(document, cast)
    publish(changed(latest(document), text=f"It was so.[@{KEY}, p. 2]", title="Left & right"), cast)
    return document


def day(document: Document, number: int) -> str:
    at = Edition.objects.get(entry_id=document.id, number=number).published_at
    return f"{at:%Y-%m-%d}"


def file(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    name = PATH.split("/")[2] + (path.partition("@")[2].partition("/")[0] and "-1")
    assert f'filename="{name}.' in response["Content-Disposition"]
    return response.content.decode()


@pytest.mark.parametrize(
    ("path", "number", "title"),
    [(PATH, 2, "Left & right"), (f"{PATH}@1/", 1, "Permanent revolution")],
)
def test_an_entry_is_read_back_from_every_format(
    document: Document, path: str, number: int, title: str
) -> None:
    [entry] = bibtexparser.parse_string(file(f"{path}cite.bib")).entries
    assert entry.entry_type == "inreference"
    assert entry["title"].replace("\\&", "&") == title
    assert entry["booktitle"] == "Stet"
    assert entry["author"] == "Author, Ann B. and van Gogh, Vincent and {The Editors}"
    assert (entry["url"], entry["edition"]) == (f"{AT}@{number}/", str(number))
    assert entry["date"] == day(document, number)

    [reference] = rispy.loads(file(f"{path}cite.ris"))
    assert reference["type_of_reference"] == "ENCYC"
    assert reference["title"] == title
    assert reference["authors"] == ["Author, Ann B.", "van Gogh, Vincent", "The Editors"]
    assert (reference["urls"], reference["edition"]) == ([f"{AT}@{number}/"], str(number))
    assert reference["date"] == day(document, number).replace("-", "/")

    [record] = json.loads(file(f"{path}cite.json"))
    assert (record["type"], record["title"]) == ("entry-encyclopedia", title)
    assert (record["container-title"], record["URL"]) == ("Stet", f"{AT}@{number}/")
    assert record["author"][1] == {"family": "van Gogh", "given": "Vincent"}
    assert "-".join(f"{part:02}" for part in record["issued"]["date-parts"][0]) == day(
        document, number
    )


def test_a_file_of_an_entry_costs_three_queries(django_assert_max_num_queries: Any) -> None:
    publish_rows("Moon")
    with django_assert_max_num_queries(3):
        assert Client().get("/article/moon/cite.ris").status_code == 200
    with django_assert_max_num_queries(3):
        assert Client().get("/article/moon/@1/cite.ris").status_code == 200


def test_an_edition_of_a_source_is_the_work_as_it_was_then(cast: Any) -> None:
    source = factories.source(KEY)
    publish(source, cast)
    publish(changed(latest(source), record={**source.record, "title": "Trotsky, revised"}), cast)
    for path, title in (
        ("@1/", "Trotsky: A Biography"),
        ("@2/", "Trotsky, revised"),
        ("", "Trotsky, revised"),
    ):
        [record] = json.loads(Client().get(f"/source/{KEY}/{path}cite.json").content)
        assert (record["id"], record["type"], record["title"]) == (KEY, "book", title)


def test_what_was_withdrawn_is_gone_and_what_never_was_is_not_there(
    cast: Any, document: Document
) -> None:
    Edition.objects.filter(entry_id=document.id, number=1).update(state=EditionState.WITHDRAWN)
    assert Client().get(f"{PATH}@1/cite.bib").status_code == 410
    assert Client().get(f"{PATH}@9/cite.bib").status_code == 404
    assert Client().get("/article/nothing/@1/cite.bib").status_code == 404
    assert Client().post(f"{PATH}cite.bib").status_code == 405
