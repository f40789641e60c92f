"""The claim in its paragraph, to its exact extent."""

from __future__ import annotations

from dataclasses import replace

from encyclopedia import markup
from encyclopedia.markup.excerpts import Excerpt, excerpt

ENTRY = "11111111-1111-4111-8111-111111111111"


def in_brackets(text: str, number: int = 0) -> tuple[str, Excerpt]:
    parsed = markup.parse(text, entry=ENTRY)
    paragraph = excerpt(parsed, parsed.citations[number])
    assert paragraph is not None
    words = "".join(
        f"[{piece.mark}]" if piece.mark else f"<{piece.text}>" if piece.claimed else piece.text
        for piece in paragraph.pieces
    )
    return words, paragraph


def test_the_claim_runs_from_the_marker_before_it_to_its_own() -> None:
    text = "First it began.[@a] Then it grew,[@b] and *it fell* in 1940.[@c, p. 2] It is gone."
    assert in_brackets(text, 2)[0] == (
        "First it began.[1] Then it grew,[2] <and it fell in 1940.>[3] It is gone."
    )
    assert in_brackets(text, 1)[0] == (
        "First it began.[1] <Then it grew,>[2] and it fell in 1940.[3] It is gone."
    )


def test_every_claim_found_is_the_citations_own() -> None:
    text = "One [[thing|or]] *another*\nwas said[^n] there.[@a]\n\n- Item one[@b]\n- Two[@c]\n\n[^n]: A note.[@d]"
    parsed = markup.parse(text, entry=ENTRY)
    for citation in parsed.citations:
        paragraph = excerpt(parsed, citation)
        assert paragraph is not None
        claimed = "".join(piece.text for piece in paragraph.pieces if piece.claimed)
        assert " ".join(claimed.split()) == citation.claim


def test_of_the_same_words_in_two_places_each_has_its_own() -> None:
    text = (
        "It began. It fell.[@a]\n\n- It fell.[@a] Nobody saw it.\n\n"
        "| Year | What |\n| --- | --- |\n| 1905 | It fell.[@a] |"
    )
    assert [in_brackets(text, number)[0] for number in range(3)] == [
        "It began. <It fell.>[1]",
        "<It fell.>[1] Nobody saw it.",
        "<It fell.>[1]",
    ]


def test_markers_with_only_a_comma_between_share_the_claim() -> None:
    text = "It fell [@a], [@b]. It rose.[@a]"
    assert in_brackets(text, 1)[0] == "<It fell> [1], [2]. It rose.[1]"


def test_a_claim_that_no_block_holds_is_not_guessed() -> None:
    parsed = markup.parse("It began.[@a]", entry=ENTRY)
    assert excerpt(parsed, replace(parsed.citations[0], claim_digest="0" * 64)) is None
    assert excerpt(parsed, replace(parsed.citations[0], occurrence=1)) is None
