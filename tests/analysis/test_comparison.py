"""What changed between two documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from encyclopedia.analysis.comparison import compare
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import (
    ArticleDocument,
    DocumentFact,
    PersonDocument,
    SourceDocument,
)

ID = "00000000-0000-4000-8000-000000000001"
DOCUMENT = PersonDocument(
    id=ID,
    slug="leon-trotsky",
    title="Leon Trotsky",
    text="He was born in Yanovka [@service, p. 12]. He died in Mexico [@deutscher].",
    tags=("Bolsheviks",),
    facts=(
        DocumentFact(
            "born", date="1879-11-07", place="Yanovka", citations=(Reference("service", "p. 12"),)
        ),
        DocumentFact("died", date="1940-08-21"),
    ),
)


def test_equal_documents_do_not_differ() -> None:
    assert not compare(DOCUMENT, DOCUMENT)
    assert not compare(DOCUMENT, replace(DOCUMENT, text=DOCUMENT.text.replace(" He", "\nHe")))


def test_fields_are_told_by_their_name() -> None:
    changed = replace(DOCUMENT, title="Lev Trotsky", tags=("Bolsheviks", "exiles"), sort_name="T")
    fields = {each.field: (each.before, each.after) for each in compare(DOCUMENT, changed).fields}
    assert fields == {
        "title": ("Leon Trotsky", "Lev Trotsky"),
        "tags": ("Bolsheviks", "Bolsheviks\nexiles"),
        "sort_name": ("", "T"),
    }


def test_the_parts_of_a_record_are_fields() -> None:
    before = SourceDocument(id=ID, slug="s", title="T", record={"type": "book", "publisher": "A"})
    after = replace(before, record={"type": "book", "author": [{"family": "X", "given": "Y"}]})
    fields = {each.field: (each.before, each.after) for each in compare(before, after).fields}
    assert fields == {"record.author": ("", "X, Y"), "record.publisher": ("A", "")}


def test_a_changed_claim_is_a_changed_citation() -> None:
    changed = replace(DOCUMENT, text=DOCUMENT.text.replace("Yanovka", "Bereslavka"), facts=())
    found = compare(replace(DOCUMENT, facts=()), changed).citations
    assert [each.kind for each in found] == ["changed"]
    assert found[0].before is not None
    assert found[0].after is not None
    assert (found[0].before.claim, found[0].after.claim) == (
        "He was born in Yanovka",
        "He was born in Bereslavka",
    )


def test_a_changed_page_is_a_changed_citation_and_another_claim_is_not() -> None:
    page = replace(DOCUMENT, text=DOCUMENT.text.replace("p. 12", "p. 13"))
    assert [each.kind for each in compare(DOCUMENT, page).citations] == ["changed"]
    other = replace(
        DOCUMENT, text="He was born in Yanovka [@service, p. 12]. Stalin won [@deutscher]."
    )
    assert [each.kind for each in compare(DOCUMENT, other).citations] == ["added", "removed"]


def test_facts_are_added_removed_and_changed() -> None:
    born, died = DOCUMENT.facts
    changed = replace(
        DOCUMENT, facts=(replace(born, date="1879-10-26"), DocumentFact("role", value="x"))
    )
    found = compare(DOCUMENT, changed).facts
    assert [each.kind for each in found] == ["changed", "added", "removed"]
    assert found[0].after is not None
    assert found[0].after.words == "born 26 October 1879, Yanovka"
    assert found[2].before is not None
    assert found[2].before.fact == died


def test_a_fact_that_only_moved_is_not_told() -> None:
    assert not compare(DOCUMENT, replace(DOCUMENT, facts=DOCUMENT.facts[::-1])).facts


@pytest.mark.slow
def test_thousands_of_citations_are_compared() -> None:
    before = ArticleDocument(id=ID, slug="a", title="A", text="One more word [@s]. " * 3000)
    after = replace(before, text="Two more words, word by word [@s]. " * 3000)
    assert len(compare(before, after).citations) == 3000
