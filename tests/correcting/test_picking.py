"""Which sentence is meant, and whether it stands in a newer text: certainly, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article, biography

from editorial.correcting.picking import (
    Pick,
    again,
    by_name,
    cited_in,
    corrected,
    facts_with_claim,
    fallen,
    picks,
    proposed_line,
    with_claim,
)
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Document, DocumentFact

TEXT = "It was mcuh read.[@a, p. 1] They left. They came. They left."


def of(text: str) -> Document:
    return article(text=text)


def named(text: str, words: str) -> Pick:
    (pick,) = [pick for pick in picks(of(text)) if pick.shown == words]
    return pick


def test_each_has_a_name_of_its_own_and_none_where_two_cannot_be_told_apart() -> None:
    names = [pick.name for pick in picks(of(TEXT))]
    assert len(set(names)) == 4
    assert all(names)
    lines = "\n\n".join(["So it was."] * 3)
    assert [bool(pick.name) for pick in picks(of(lines))] == [True, True, True]
    assert [bool(pick.name) for pick in picks(of(f"{lines}\n\n{lines}"))][1:5] == [False] * 4
    assert by_name(picks(of(f"{lines}\n\n{lines}")), "") is None


@pytest.mark.parametrize(
    ("newer", "stands"),
    [
        (TEXT, True),
        (f"More.\n\n{TEXT.replace('They', 'We')}", True),
        (TEXT.replace("mcuh", "much"), False),
        # Of two, the one with the same neighbours is it, and where neither has them nobody knows.
        (f"{TEXT}\n\nIt was mcuh read.[@a, p. 1]", True),
        ("\n\n".join(["We sat.", *["It was mcuh read.[@a, p. 1]", "It is so."] * 2]), False),
        ("", False),
    ],
)
def test_it_is_found_again_only_where_that_is_certain(newer: str, stands: bool) -> None:
    wanted = named(TEXT, "It was mcuh read.")
    found = again(picks(of(TEXT)), wanted, picks(of(newer)))
    assert (found is not None) == stands
    if found:
        assert newer[found.sentence.start : found.sentence.end] == wanted.sentence.typed


def test_of_two_that_were_typed_alike_the_one_that_is_left_is_found_by_its_neighbours() -> None:
    first, last = (pick for pick in picks(of(TEXT)) if pick.shown == "They left.")
    newer = TEXT.removesuffix(" They left.") + " We sat."
    found = again(picks(of(TEXT)), first, picks(of(newer)))
    assert found is not None
    assert found.place == 1
    assert again(picks(of(TEXT)), last, picks(of(newer))) is None


def test_only_the_sentence_is_changed() -> None:
    document = of(TEXT)
    pick = named(TEXT, "They came.")
    assert corrected(document, pick, "They went.").text == TEXT.replace("They came", "They went")
    assert corrected(document, pick, pick.sentence.typed) == document


def test_the_footnotes_of_a_sentence_and_what_a_change_of_it_ends() -> None:
    document = of("It was mcuh read.[@a, p. 1] They left.[@b] Nothing vouches for this.")
    first, second, third = picks(document)
    assert [citation.number for citation in cited_in(document, first)] == [1]
    assert [citation.number for citation in cited_in(document, second)] == [2]
    assert cited_in(document, third) == []
    lost = fallen(document, corrected(document, first, "It was much read.[@a, p. 1]"))
    assert (lost.to_check, lost.to_confirm) == ((1,), ())
    lost = fallen(document, corrected(document, third, "Nothing vouches for it."))
    assert (lost.to_check, lost.to_confirm) == ((), ())
    # Layout alone ends nothing.
    assert fallen(document, corrected(document, first, "It was\nmcuh read.[@a, p. 1]")) == lost


def test_a_lead_in_that_changes_asks_for_a_confirmation() -> None:
    document = of("The parts were:\n\n- the first one that he wrote[@a]\n")
    lead = picks(document)[0]
    lost = fallen(document, corrected(document, lead, "The parts are:"))
    assert (lost.to_check, lost.to_confirm) == ((), (1,))


def test_a_footnote_that_stands_twice_may_fall_in_one_place_and_be_confirmed_in_the_other() -> None:
    document = of("It is a theory[@a]:\n\n- the first one that he wrote[@a]\n")
    lead = picks(document)[0]
    lost = fallen(document, corrected(document, lead, "It was a theory[@a]:"))
    assert (lost.to_check, lost.to_confirm) == ((1,), (1,))


def test_a_claim_leads_to_its_sentence_also_where_a_citation_is_needed() -> None:
    document = of("It was mcuh read.[@a, p. 1] They left.[@?] It is so.")
    analysis = analyse(document)
    for digest, words in (
        (analysis.citations[0].claim_digest, "It was mcuh read."),
        (analysis.needed[0].claim_digest, "They left."),
    ):
        assert [pick.shown for pick in with_claim(document, picks(document), digest)] == [words]
    assert with_claim(document, picks(document), "0" * 64) == []


def test_a_claim_of_a_fact_leads_to_the_fact() -> None:
    document = biography()
    fact = DocumentFact("born", date="1879", citations=(Reference("service-trotsky-2009", "p. 1"),))
    document = replace(document, facts=(document.facts[1], fact))
    digest = next(row.claim_digest for row in analyse(document).citations if row.fact == 1)
    assert facts_with_claim(document, digest) == [1]
    assert with_claim(document, picks(document), digest) == []


def test_the_proposed_line_names_the_words_that_changed() -> None:
    assert proposed_line("It was mcuh read.", "It was much read.") == ("mcuh", "much")
    assert proposed_line("It was read.", "It was much read.") == ("", "much")
    went, came = proposed_line("a", "long " * 100)
    assert (went, len(came), came[-1]) == ("a", 80, "…")
