"""What catalogues say is put beside what was typed: nothing typed is replaced, wrong works are not taken."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.catalogues.gathering import Answered, Gathered, Outcome, gather, question_of
from editorial.catalogues.works import Question, Work
from editorial.importers.references.typed_source import read_typed

TIDES: dict[str, Any] = {
    "type": "article-journal",
    "title": "Tides of the bay",
    "author": [{"family": "Smith", "given": "Ann"}],
    "issued": {"date-parts": [[1999]]},
    "DOI": "10.1017/abc",
}
PURGES: dict[str, Any] = {
    "type": "book",
    "title": "Origins of the Great Purges: The Party Reconsidered",
    "author": [{"family": "Getty", "given": "J. Arch"}],
    "publisher": "Cambridge University Press",
    "issued": {"date-parts": [[1985]]},
}
REFERENCE = "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP, 1985, p. 7."


def answered(*records: dict[str, Any], name: str = "One") -> Answered:
    return Answered(name, "answered", tuple(Work(record) for record in records))


def gathered(text: str, *answers: Answered, chosen: str = "") -> Gathered:
    typed = read_typed(text)
    question = question_of(typed)
    assert question is not None
    return gather(typed, question, answers, chosen)


def codes(of: Gathered, field: str) -> list[str]:
    return [doubt.code for doubt in of.doubts.get(field, ())]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("https://doi.org/10.1017/ABC", Question("doi", "10.1017/abc")),
        ("0-306-40615-2", Question("isbn", "9780306406157")),
        ("arXiv:2101.00001v2", Question("arxiv", "2101.00001v2")),
        ("PMID: 12345", Question("pmid", "12345")),
        ("http://example.org/a", Question("url", "http://example.org/a")),
        (
            "https://journals.example.org/doi/pdf/10.1017%2FABC/full?x=1",
            Question("doi", "10.1017/abc"),
        ),
        ("Smith, Ann. Tides. Pan, 1999. doi:10.1017/abc", Question("doi", "10.1017/abc")),
        ("@book{x, title={Tides}, doi={10.1017/abc}}", None),
        ("0-306-40615-3", None),
    ],
)
def test_what_is_asked(text: str, question: Question | None) -> None:
    assert question_of(read_typed(text)) == question


def test_a_number_is_filled_and_says_from_where() -> None:
    told = gathered("10.1017/abc", answered(TIDES))
    assert told.typed.record == TIDES
    assert told.origins == dict.fromkeys(("type", "title", "author", "issued"), "One")
    assert told.typed.guessed == frozenset()
    assert told.doubts == {}


def test_of_two_catalogues_the_first_has_the_word_and_the_other_is_told() -> None:
    other = {**TIDES, "title": "Tides", "volume": "4", "issued": {"date-parts": [[2000, 1]]}}
    told = gathered("10.1017/abc", answered(TIDES), answered(other, name="Two"))
    assert told.typed.record["title"] == "Tides of the bay"
    assert told.typed.record["issued"] == {"date-parts": [[1999]]}
    assert told.origins["volume"] == "Two"
    assert [dict(doubt.values) for doubt in told.doubts["issued"]] == [
        {"name": "Two", "value": "2000"}
    ]
    assert codes(told, "title") == ["catalogue_other_value"]
    assert codes(told, "author") == []


def test_another_work_is_offered_with_its_doubt_and_not_taken() -> None:
    wrong = {**TIDES, "DOI": "10.9999/else"}
    told = gathered("10.1017/abc", answered(wrong))
    assert not told.is_filled
    assert "title" not in told.typed.record
    [work] = told.offered
    assert (work.why.code if work.why else "") == "catalogue_other_number"
    chosen = gathered("10.1017/abc", answered(wrong), chosen=work.place)
    assert chosen.typed.record["title"] == "Tides of the bay"
    assert chosen.typed.record["DOI"] == "10.1017/abc"  # as it was typed
    assert codes(chosen, "title") == ["catalogue_says"]


def test_an_isbn_is_one_of_those_that_were_answered() -> None:
    book = {**PURGES, "ISBN": "9780521259217, 9780306406157"}
    told = gathered("0-306-40615-2", answered(book))
    assert told.typed.record["ISBN"] == "9780306406157"
    assert told.is_filled
    assert not gathered("0-306-40615-2", answered({**PURGES, "ISBN": "9780521259217"})).is_filled
    unsaid = gathered("0-306-40615-2", answered(PURGES))
    assert unsaid.is_filled
    assert codes(unsaid, "title") == ["catalogue_says"]


def test_a_reference_is_filled_from_the_work_that_agrees_and_keeps_its_wording() -> None:
    told = gathered(REFERENCE, answered(PURGES))
    record = told.typed.record
    assert record["publisher"] == "Cambridge University Press"
    assert record["type"] == "book"
    assert record["note"] == REFERENCE
    assert told.typed.locator == "p. 7"
    assert told.typed.guessed == frozenset()
    assert codes(told, "title") == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"author": [{"family": "Smith"}]}, "catalogue_other_people"),
        ({"issued": {"date-parts": [[1999]]}}, "catalogue_other_year"),
        ({"title": "Origins of the Great War"}, "catalogue_other_title"),
    ],
)
def test_a_reference_that_agrees_in_part_is_offered(change: dict[str, Any], code: str) -> None:
    told = gathered(REFERENCE, answered({**PURGES, **change}))
    assert not told.is_filled
    assert [work.why.code for work in told.offered if work.why] == [code]
    # What the words themselves say stays proposed.
    assert told.typed.record["title"] == "Origins of the Great Purges"


def test_what_is_unlike_is_not_shown() -> None:
    told = gathered(REFERENCE, answered(TIDES))
    assert told.offered == ()
    assert [message.code for message in told.told] == ["catalogue_unlike"]
    best, last = Work(PURGES, score=60), Work({**PURGES, "publisher": "Else"}, score=20)
    told = gathered(REFERENCE, Answered("One", "answered", (best, last)))
    assert told.offered == ()


def test_other_editions_are_offered_and_not_mixed_in() -> None:
    bare = "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP."
    later = {**PURGES, "issued": {"date-parts": [[1987]]}, "edition": "2"}
    told = gathered(bare, answered(PURGES), answered(later, name="Two"))
    assert "edition" not in told.typed.record
    assert [work.why.code for work in told.offered if work.why] == ["catalogue_other_edition"]


def test_names_in_other_scripts_agree_with_their_own() -> None:
    work = {**PURGES, "title": "Моя жизнь и борьба", "author": [{"family": "Троцкий"}]}
    assert gathered(
        "Троцкий, Лев. Моя жизнь и борьба. Берлин: Гранит, 1985.", answered(work)
    ).is_filled


@pytest.mark.parametrize(
    "outcome",
    [*("slow", "unreachable", "inside", "large", "redirects"), *("garbled", "nothing", "resting")],
)
def test_why_there_is_none_is_told(outcome: Outcome) -> None:
    told = gathered("10.1017/abc", Answered("One", outcome), answered(TIDES, name="Two"))
    assert told.is_filled
    assert [message.code for message in told.told] == [f"catalogue_{outcome}"]
    assert told.told[0].values["name"] == "One"


def test_without_a_net_it_is_told_once() -> None:
    told = gathered("10.1017/abc", Answered("One", "unreachable"), Answered("Two", "unreachable"))
    assert [message.code for message in told.told] == ["catalogues_unreachable"]
    assert told.typed.record["DOI"] == "10.1017/abc"


def test_of_several_at_an_address_one_is_asked_for() -> None:
    told = gathered("http://example.org/a", Answered("Zotero", "answered", (), ("Tides", "Ebbs")))
    assert [dict(message.values) for message in told.told] == [
        {"name": "Zotero", "titles": "Tides; Ebbs"}
    ]
