"""A claim that is new came from one that is gone, if their words or the place they cite are alike."""

from __future__ import annotations

from encyclopedia.core.lineage import ClaimAt, came_from

PAGE_1 = ("service", "p. 1")
PAGE_2 = ("service", "p. 2")


def claim(words: str, *places: tuple[str, str]) -> ClaimAt:
    return ClaimAt(words, words, frozenset(places))


BORN = claim("Olsen was born at Ghent in 1871.", PAGE_1)
PARTY = claim("Her sister joined the party of the weavers.", PAGE_2)


def test_a_corrected_claim_came_from_the_one_it_corrects() -> None:
    corrected = claim("Olsen was born at Bruges in 1871.", PAGE_1)
    assert came_from([BORN, PARTY], [corrected, PARTY]) == [(BORN.digest, corrected.digest)]


def test_a_claim_that_stays_is_not_new_wherever_it_moves() -> None:
    assert came_from([BORN, PARTY], [PARTY, BORN]) == []


def test_both_halves_of_a_split_claim_came_from_the_whole() -> None:
    whole = claim("Olsen was born at Ghent in 1871, and her sister joined the party.", PAGE_1)
    halves = [claim("Olsen was born at Ghent in 1871."), claim("Her sister joined the party.")]
    assert came_from([whole], halves) == sorted((whole.digest, half.digest) for half in halves)


def test_a_merged_claim_came_from_each_of_its_parts() -> None:
    merged = claim("Olsen was born at Ghent in 1871, and her sister joined the party of weavers.")
    assert came_from([BORN, PARTY], [merged]) == sorted(
        (part.digest, merged.digest) for part in (BORN, PARTY)
    )


def test_the_same_place_leads_on_where_no_word_does() -> None:
    other = claim("Nothing of this is the same.", PAGE_1)
    assert came_from([BORN, PARTY], [other, PARTY]) == [(BORN.digest, other.digest)]


def test_a_place_that_two_claims_cite_decides_nothing_alone() -> None:
    others = [claim("Nothing like it.", PAGE_1), claim("Even less so here.", PAGE_1)]
    assert came_from([BORN], others) == []


def test_a_claim_about_something_else_came_from_none() -> None:
    assert came_from([BORN], [claim("The harbour froze.", PAGE_2)]) == []


def test_words_that_every_claim_has_show_nothing() -> None:
    before = [claim(f"It was in the year {n} of the town of {n}{n}.") for n in range(100, 120)]
    after = [claim(f"It was in the year {n} of the town of {n}{n}.") for n in range(200, 220)]
    assert came_from(before, after) == []


def test_scripts_without_spaces_are_compared_too() -> None:
    before = claim("他于一八七一年出生在北京的一个工人家庭。")
    after = claim("他于一八七二年出生在北京的一个工人家庭。")
    assert came_from([before], [after]) == [(before.digest, after.digest)]
