"""Two people's changes of one document: what only one changed is kept, what both changed is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import article, source
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.documents import DocumentFact
from encyclopedia.core.merging import Merge, Overlap, merge

TEXT = "One.\n\nTwo.\n\nThree.\n\nFour."
BASE = article(text=TEXT, tags=("a", "b"), facts=(DocumentFact("began", date="1930"),))


def of_text(theirs: str, mine: str, base: str = TEXT) -> Merge:
    return merge(replace(BASE, text=base), replace(BASE, text=theirs), replace(BASE, text=mine))


def test_fields_that_one_side_changed_are_taken_from_it() -> None:
    made = merge(BASE, replace(BASE, summary="Theirs."), replace(BASE, title="Mine"))
    assert made.overlaps == ()
    assert (made.document.summary, made.document.title) == ("Theirs.", "Mine")


def test_a_field_that_both_changed_is_told_and_mine_stays() -> None:
    made = merge(BASE, replace(BASE, summary="Theirs."), replace(BASE, summary="Mine."))
    assert made.overlaps == (Overlap("summary", "Theirs.", "Mine."),)
    assert made.document.summary == "Mine."


def test_the_same_change_of_both_is_no_overlap() -> None:
    both = replace(BASE, summary="New.")
    assert merge(BASE, both, both) == Merge(both, ())


@pytest.mark.parametrize(
    ("theirs", "mine", "text"),
    [
        (
            "1.\n\nTwo.\n\nThree.\n\nFour.",
            "One.\n\nTwo.\n\nThree.\n\n4.",
            "1.\n\nTwo.\n\nThree.\n\n4.",
        ),
        (
            "One.\n\n2.\n\nThree.\n\nFour.",
            "One.\n\nTwo.\n\n3.\n\nFour.",
            "One.\n\n2.\n\n3.\n\nFour.",
        ),
        ("Two.\n\nThree.\n\nFour.", f"{TEXT}\n\nFive.", "Two.\n\nThree.\n\nFour.\n\nFive."),
        (f"{TEXT}\n\nTheirs.", f"{TEXT}\n\nMine.", f"{TEXT}\n\nTheirs.\n\nMine."),
        (TEXT, "Other.", "Other."),
        ("Other.", TEXT, "Other."),
    ],
)
def test_paragraphs_of_both_are_kept(theirs: str, mine: str, text: str) -> None:
    made = of_text(theirs, mine)
    assert made.overlaps == ()
    assert made.document.text == text


def test_a_paragraph_that_both_changed_is_told_alone() -> None:
    made = of_text(TEXT.replace("Two", "Deux").replace("Four", "4"), TEXT.replace("Two", "Zwei"))
    assert made.overlaps == (Overlap("text", "Deux.\n\n", "Zwei.\n\n"),)
    assert made.document.text == "One.\n\nZwei.\n\nThree.\n\n4."


def test_a_paragraph_that_i_removed_and_they_changed_is_told() -> None:
    made = of_text(TEXT.replace("Two", "Deux"), TEXT.replace("Two.\n\n", ""))
    assert made.overlaps == (Overlap("text", "Deux.\n\n", ""),)


def test_rows_of_both_are_kept() -> None:
    theirs = replace(BASE, facts=(*BASE.facts, DocumentFact("ended", date="1940")), tags=("b",))
    mine = replace(BASE, facts=(DocumentFact("began", date="1931"),), tags=("a", "b", "c"))
    made = merge(BASE, theirs, mine)
    assert made.document.tags == ("b", "c")
    # The row that I changed stands beside the one that they added: told, and mine stays.
    assert made.overlaps == (Overlap("facts", theirs.facts, mine.facts),)


def test_a_record_is_merged_by_its_fields() -> None:
    base = source()
    theirs = replace(base, record=base.record | {"publisher": "Theirs", "edition": "2"})
    mine = replace(base, record=base.record | {"publisher": "Mine", "volume": "3"})
    made = merge(base, theirs, mine)
    assert made.overlaps == (Overlap("record.publisher", "Theirs", "Mine"),)
    record: Any = getattr(made.document, "record")  # noqa: B009
    assert (record["edition"], record["volume"], record["publisher"]) == ("2", "3", "Mine")


PARAGRAPHS = st.lists(st.sampled_from("abcdef"), max_size=7)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_whatever_anybody_added_or_removed_is_there_or_told(
    base: list[str], theirs: list[str], mine: list[str]
) -> None:
    texts = ["\n\n".join(parts) for parts in (base, theirs, mine)]
    made = of_text(texts[1], texts[2], base=texts[0])
    told = "".join(overlap.theirs for overlap in made.overlaps)
    for part in set(theirs) - set(base):
        assert part in made.document.text or part in told
    for part in set(mine) - set(base):
        assert part in made.document.text
    if not made.overlaps:
        for part in set(base) - set(mine) - set(theirs):
            assert part not in made.document.text
        swapped = of_text(texts[2], texts[1], base=texts[0])
        assert sorted(swapped.document.text) == sorted(made.document.text)


@given(PARAGRAPHS, PARAGRAPHS)
def test_one_side_alone_is_taken_as_it_is(base: list[str], other: list[str]) -> None:
    before, after = "\n\n".join(base), "\n\n".join(other)
    for made in (of_text(after, before, base=before), of_text(before, after, base=before)):
        assert (made.document.text, made.overlaps) == (after, ())
