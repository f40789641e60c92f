"""The sample's citations of kept works: each was read against its passage, and its words stand in it."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from editorial.evidence.extraction import extract
from editorial.evidence.quotations import EvidenceText
from editorial.sample import load_documents
from editorial.sample.sample_checks import (
    CHECKS,
    EVIDENCE,
    kept_works,
    recorded_checks,
    verdict_on,
    words_checked,
)
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import DocumentCitation

WORKS = (
    "marx-engels-manifesto-1888",
    "ransome-crisis-1921",
    "reed-ten-days-1919",
    "russell-bolshevism-1920",
    "trotsky-brest-1919",
)
MAX_WORDS_IN_A_PASSAGE = 180
CITATIONS: dict[str, tuple[DocumentCitation, ...]] = {
    document.slug: analyse(document).citations for document in load_documents()
}
CITED = [
    (slug, citation)
    for slug, citations in CITATIONS.items()
    for citation in citations
    if citation.key in WORKS
]


def test_the_words_of_five_works_are_kept() -> None:
    assert tuple(kept_works()) == WORKS


def test_the_sample_cites_places_and_quotes() -> None:
    assert sum(bool(citation.reference.place) for _slug, citation in CITED) >= 120
    assert sum(bool(citation.reference.quotation) for _slug, citation in CITED) >= 60


@pytest.mark.parametrize("key", WORKS)
def test_every_quotation_stands_word_for_word_in_what_is_kept(key: str) -> None:
    text = EvidenceText(extract((EVIDENCE / f"{key}.txt").read_bytes()).pages)
    statuses = {
        (slug, citation.reference.place, citation.reference.quotation): text.locate(
            citation.reference.quotation, citation.reference.locator
        ).status
        for slug, citation in CITED
        if citation.key == key and citation.reference.quotation
    }
    assert {place: status for place, status in statuses.items() if status != "found"} == {}


@pytest.mark.parametrize("key", WORKS)
def test_no_more_is_kept_than_the_sentences_cited(key: str) -> None:
    text = (EVIDENCE / f"{key}.txt").read_text(encoding="utf-8")
    assert max(len(passage.split()) for passage in text.split("\n\n")) <= MAX_WORDS_IN_A_PASSAGE


@pytest.mark.parametrize("slug", sorted(slug for slug, citations in CITATIONS.items() if citations))
def test_somebody_read_each_citation_and_said_what_they_saw(slug: str) -> None:
    recorded = recorded_checks(slug)
    standing = {words_checked(citation) for citation in CITATIONS[slug]}
    assert set(recorded) <= standing
    assert {words for words in standing if words[1] in WORKS} <= set(recorded)
    for citation in CITATIONS[slug]:
        verdict = verdict_on(slug, citation)
        assert verdict.verdict in {"supports", "partly", "could_not_access"}
        assert len(verdict.note.split()) >= 4
        assert (verdict.verdict == "partly") == bool(verdict.not_borne_out)
        assert all(words in citation.claim for words in verdict.not_borne_out.split(" … "))


def test_no_note_is_a_formula() -> None:
    notes = Counter(
        check["note"]
        for path in CHECKS.glob("*.json")
        for check in json.loads(path.read_text(encoding="utf-8"))
    )
    assert [note for note, times in notes.items() if times > 2] == []


def test_a_changed_word_has_no_check() -> None:
    slug, citation = next((slug, citation) for slug, citation in CITED)
    with pytest.raises(KeyError):
        verdict_on(slug + "-other", citation)
