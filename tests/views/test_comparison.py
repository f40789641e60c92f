"""A reader's comparison of two editions is in words, not in markup."""

from __future__ import annotations

import re
from typing import Any

import elements
import pytest
from django.test import Client
from published import add_edition, publish

from encyclopedia.models import Source

KEY = "service-trotsky-2009"


@pytest.fixture(autouse=True)
def source(db: None) -> None:
    entry = publish("Trotsky: A Biography", kind="source", slug=KEY)
    record = {
        "type": "book",
        "title": "Trotsky: A Biography",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2009]]},
    }
    Source.objects.filter(pk=entry.pk).update(record=record)


def compared(client: Client, before: str, after: str) -> str:
    add_edition(publish("Theory", text=before), text=after)
    page = client.get("/article/theory/compare/1/2/").content.decode()
    return re.sub(r"\s+", " ", page.partition("<h1>")[2])


def test_links_and_emphasis_are_read_as_their_words(client: Client) -> None:
    page = compared(
        client, "See [[Trotskyism|it]] in *Ghent*.", "See [[Trotskyism|it]] in *Bruges*."
    )
    assert "See it in <del>Ghent</del><ins>Bruges</ins>." in page
    assert "[[" not in page
    assert "*" not in page


def test_a_citation_is_a_short_note_and_its_new_page_is_shown(client: Client) -> None:
    page = compared(client, f"It was.[@{KEY}, p. 1]", f'It was.[@{KEY}, p. 2, "exact"]')
    assert "It was. [Service, Trotsky, <del>1</del><ins>2 “exact”</ins>]" in page
    assert KEY not in page


def test_a_key_that_no_source_has_is_given_as_it_is(client: Client) -> None:
    page = compared(client, "It was.[see @nobody-1900, p. 1]", "It is.[see @nobody-1900, p. 2]")
    assert "It <del>was</del><ins>is</ins>. [see nobody-1900, p. <del>1</del><ins>2</ins>]" in page


def test_where_only_the_markup_differs_it_is_said_so(client: Client) -> None:
    page = compared(client, "A *word*.", "A **word**.")
    assert "The text reads the same" in page
    assert "<ins>" not in page


def test_a_comparison_makes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    add_edition(publish("Theory", text=f"A.[@{KEY}] B.[@other]"), text=f"A.[@{KEY}, p. 1] C.[@x]")
    with django_assert_max_num_queries(5):
        assert client.get("/article/theory/compare/1/2/").status_code == 200


def test_a_change_is_shown_under_its_heading_with_kind_and_reason_on_top(client: Client) -> None:
    entry = publish("Theory", text="## Rise\n\nA.\n\n## Fall\n\nIt fell in 1905.")
    add_edition(entry, text="## Rise\n\nA.\n\n## Fall\n\nIt fell in 1906.", summary="A year")
    add_edition(
        entry,
        text="## Rise\n\nA.\n\n## Fall\n\nIt fell in 1907.",
        change="correction",
        summary="The right year",
    )
    page = client.get("/article/theory/compare/1/3/").content.decode()
    root = elements.read(page)
    publications = root.one("dl", class_="publications").text
    assert "Edition 3 correction: The right year" in publications
    assert "Edition 2 addition: A year" in publications
    assert [heading.text for heading in root.all("h3")] == ["Fall"]
    later = elements.read(client.get("/article/theory/compare/2/3/").content.decode())
    assert "Edition 2" not in later.one("dl", class_="publications").text


def test_a_citation_whose_sentence_alone_changed_is_told_so(client: Client) -> None:
    page = compared(client, f"One[@{KEY}, p. 1] is so.", f"One[@{KEY}, p. 1] is not so.")
    assert "in a sentence that was changed" in page
    assert "in a sentence that was changed" not in compared_again(client)


def compared_again(client: Client) -> str:
    add_edition(publish("Practice", text=f"It was.[@{KEY}, p. 1]"), text=f"It is.[@{KEY}, p. 1]")
    return client.get("/article/practice/compare/1/2/").content.decode()
