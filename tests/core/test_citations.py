"""Digests of claims and citations, and how footnotes are numbered."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.citations import (
    DocumentCitation,
    Footnotes,
    Passage,
    Reference,
    around,
    citation_digest,
    cite,
    claim_digest,
    fold,
)
from encyclopedia.core.surroundings import Surrounding

ENTRY = "7a1c0f6e-0000-4000-8000-000000000001"
SENTENCE = "Ilse Marchetti founded the paper in 1911, and sold it in 1924."
CLAIM = "Ilse Marchetti founded the paper in 1911,"
REFERENCE = Reference("marchetti-2009", "p. 12", "founded in the spring of 1911", "see", "passim")


def test_fold_makes_one_space_of_all_white_space_and_composes_letters() -> None:
    assert fold(" a\n\tb\u00a0 c ") == "a b c"
    assert fold("e\u0301") == "é"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_digests_are_sixty_four_hex_digits() -> None:
    citation = cite(ENTRY, SENTENCE, CLAIM, REFERENCE)
    for digest in (citation.digest, citation.claim_digest):
        assert len(digest) == 64
        assert int(digest, 16)


def test_the_functions_and_the_passage_agree() -> None:
    citation = cite(ENTRY, SENTENCE, CLAIM, REFERENCE)
    assert citation.digest == citation_digest(ENTRY, SENTENCE, CLAIM, REFERENCE)
    assert citation.claim_digest == claim_digest(ENTRY, SENTENCE, CLAIM)
    assert citation == Passage(ENTRY, SENTENCE).cite(CLAIM, REFERENCE)


def test_digests_keep_their_values_for_good() -> None:
    """Checks are stored by them: another value would make every check stale."""
    citation = cite(ENTRY, SENTENCE, CLAIM, REFERENCE)
    assert citation.claim_digest == (
        "aea003c60b08a30d1ceb24c80672ea303f1a8819c403e257b9b5d5dbde95d391"
    )
    assert citation.digest == "93beac64326a87717e335470e11f2b94937893d99c3d30cc419565e4a87f304e"


@pytest.mark.parametrize(
    "reference",
    [
        replace(REFERENCE, key="marchetti-2010"),
        replace(REFERENCE, locator="p. 13"),
        replace(REFERENCE, locator=""),
        replace(REFERENCE, quotation="founded in the autumn of 1911"),
        replace(REFERENCE, quotation=""),
        replace(REFERENCE, prefix="contra"),
        replace(REFERENCE, prefix="but see"),
        replace(REFERENCE, suffix="who says it is false"),
        replace(REFERENCE, suffix=""),
    ],
)
def test_another_key_locator_or_quotation_is_another_citation(reference: Reference) -> None:
    citation = cite(ENTRY, SENTENCE, CLAIM, REFERENCE)
    changed = cite(ENTRY, SENTENCE, CLAIM, reference)
    assert changed.digest != citation.digest
    assert changed.claim_digest == citation.claim_digest


@pytest.mark.parametrize(
    ("entry", "sentence", "claim"),
    [
        ("another", SENTENCE, CLAIM),
        (ENTRY, SENTENCE.replace("1924", "1925"), CLAIM),
        (ENTRY, SENTENCE, SENTENCE),
        (ENTRY, "", CLAIM),
    ],
)
def test_another_entry_sentence_or_claim_is_another_claim(
    entry: str, sentence: str, claim: str
) -> None:
    assert claim_digest(entry, sentence, claim) != claim_digest(ENTRY, SENTENCE, CLAIM)
    assert citation_digest(entry, sentence, claim, REFERENCE) != citation_digest(
        ENTRY, SENTENCE, CLAIM, REFERENCE
    )


@pytest.mark.parametrize("signs", [".", ",", "?", ".”", '."', ").", " "])
def test_a_claim_is_its_words_without_the_signs_that_close_it(signs: str) -> None:
    bare = CLAIM.rstrip(",")
    assert claim_digest(ENTRY, SENTENCE, bare + signs) == claim_digest(ENTRY, SENTENCE, bare)


@pytest.mark.parametrize(
    "reference",
    [
        replace(REFERENCE, prefix=""),
        replace(REFERENCE, prefix="See also"),
        replace(REFERENCE, prefix="vgl."),
        replace(REFERENCE, locator="page 12"),
        replace(REFERENCE, quotation="founded in the spring\u00ad of\u200b 1911"),
    ],
)
def test_words_that_only_point_and_layout_leave_the_digest(reference: Reference) -> None:
    assert citation_digest(ENTRY, SENTENCE, CLAIM, reference) == citation_digest(
        ENTRY, SENTENCE, CLAIM, REFERENCE
    )


def test_words_struck_out_are_another_claim_and_what_surrounds_it_is_not() -> None:
    plain = Passage(ENTRY, SENTENCE)
    assert Passage(ENTRY, SENTENCE, parts=("paper",)).claim(CLAIM) != plain.claim(CLAIM)
    confirmed = Passage(ENTRY, SENTENCE, surroundings=(Surrounding("heading", "Confirmed"),))
    refuted = Passage(ENTRY, SENTENCE, surroundings=(Surrounding("heading", "Refuted"),))
    assert confirmed.claim(CLAIM) == refuted.claim(CLAIM) == plain.claim(CLAIM)
    assert len({confirmed.context, refuted.context, plain.context}) == 3
    assert plain.context == ""


SOME = st.text(alphabet='ab c1é,".', max_size=8).map(lambda text: f"{text}x")


@given(SOME, SOME, SOME, SOME)
def test_no_two_divisions_of_the_same_characters_share_a_digest(
    entry: str, first: str, second: str, third: str
) -> None:
    first_digest = claim_digest(entry, first + second, third)
    second_digest = claim_digest(entry, first, second + third)
    same = fold(first + second) == fold(first) and fold(third) == fold(second + third)
    assert (first_digest == second_digest) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_white_space_and_composition_leave_the_digest(sentence: str, claim: str) -> None:
    spread = "  " + sentence.replace(" ", " \n\u00a0") + "\t"
    decomposed = unicodedata.normalize("NFD", claim)
    assert claim_digest(ENTRY, spread, decomposed) == claim_digest(ENTRY, sentence, claim)


def test_a_lone_surrogate_has_a_digest_too() -> None:
    assert claim_digest(ENTRY, "\ud800", "\ud800") != claim_digest(ENTRY, "\ud801", "\ud801")


def citation(reference: Reference, line: int = 1) -> DocumentCitation:
    return cite(ENTRY, SENTENCE, CLAIM, reference, line=line)


def test_equal_references_share_a_footnote() -> None:
    footnotes = Footnotes()
    different = Reference("marchetti-2009", "p. 13")
    numbered = [
        footnotes.add(citation(reference)) for reference in (REFERENCE, different, REFERENCE)
    ]
    assert [(cited.number, cited.occurrence) for cited in numbered] == [(1, 0), (2, 0), (1, 1)]
    assert [(note.number, len(note.citations)) for note in footnotes.listed()] == [(1, 2), (2, 1)]


@pytest.mark.parametrize("field", ["key", "locator", "quotation", "prefix", "suffix"])
def test_a_reference_that_differs_anywhere_has_its_own_footnote(field: str) -> None:
    footnotes = Footnotes()
    footnotes.extend([citation(REFERENCE), citation(replace(REFERENCE, **{field: "other"}))])
    assert [cited.number for cited in footnotes.citations] == [1, 2]


def test_white_space_in_locator_and_quotation_makes_no_new_footnote() -> None:
    footnotes = Footnotes()
    loose = replace(REFERENCE, locator="p.  12", quotation="founded in the\nspring of 1911")
    footnotes.extend([citation(REFERENCE), citation(loose)])
    assert [cited.number for cited in footnotes.citations] == [1, 1]


def test_adding_keeps_the_line_and_the_digests() -> None:
    unnumbered = citation(REFERENCE, line=7)
    added = Footnotes().add(unnumbered)
    assert added == replace(unnumbered, number=1, occurrence=0)
    assert added.key == "marchetti-2009"


def test_a_number_in_a_table_is_told_with_its_row() -> None:
    assert around("7", "Party: Bolsheviks; Seats: 7") == "Party: Bolsheviks; Seats: 7"
    assert around("He left.", "He left.") == ""
    assert around("Marchetti founded the paper", SENTENCE) == ""
