from __future__ import annotations

import random

import pytest
from evidence.printing import plain_pages, printed
from hypothesis import given
from hypothesis import strategies as st

from editorial.evidence.passages import BookPage, Passages, nearest

PAGES = [
    BookPage(
        "1",
        "The weather that winter was mild.\n\nAnna Bērziņa opposed the unification of the printers’ leagues.",
    ),
    BookPage(
        "2", "Bread was dear. The printers of the harbour struck twice.\n\nNothing else is known."
    ),
    BookPage("3", ""),
]


def test_the_passage_that_shares_the_distinctive_words_comes_first() -> None:
    passages = nearest(
        "At that time Berzina was opposed to unifying the leagues of printers", PAGES
    )
    assert passages[0].page == "1"
    assert passages[0].text.startswith("Anna Bērziņa")
    assert [passage.page for passage in passages] == ["1", "2"]
    assert passages[0].score > passages[1].score > 0


def test_words_match_in_spite_of_different_endings() -> None:
    pages = [BookPage("1", "Bread was dear."), BookPage("2", "A revolution came.")]
    assert [passage.page for passage in nearest("revolutionary times", pages)] == ["2"]


def test_stop_words_find_nothing() -> None:
    assert nearest("this was not that which it is", PAGES) == []
    assert nearest("", PAGES) == []
    assert nearest("weather", []) == []


@pytest.mark.parametrize(
    "claim", ["WEATHER", "weathers", "The weather’s end", "wea\u00adther", "wea-\nther"]
)
def test_words_are_folded(claim: str) -> None:
    assert nearest(claim, PAGES)[0].text == "The weather that winter was mild."


def test_long_paragraphs_are_cut_at_sentences_and_nothing_is_lost() -> None:
    text = " ".join(f"Sentence number {n} goes on for nine words here." for n in range(100))
    passages = Passages([BookPage("7", text)])
    pieces = passages.nearest("sentence", count=1000)
    assert all(
        passage.text.endswith(".") and len(passage.text.split()) <= 100 for passage in pieces
    )
    whole = sorted(pieces, key=lambda passage: int(passage.text.split()[2]))
    assert " ".join(passage.text for passage in whole) == text


def test_a_claim_finds_its_paragraph_in_a_printed_book() -> None:
    chance = random.Random(3)
    plain = plain_pages(chance, 60)
    passages = Passages(printed(chance, plain))
    hits = 0
    for page in range(60):
        words = [word.strip("“”.,;:!?") for word in plain[page].split(" ")[60:85]]
        chance.shuffle(words)
        hits += str(page + 1) in [passage.page for passage in passages.nearest(" ".join(words))]
    assert hits >= 54


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=4))
def test_any_claim_is_ranked_against_any_pages(claim: str, texts: list[str]) -> None:
    passages = nearest(claim, [BookPage(str(n), text) for n, text in enumerate(texts)], count=2)
    assert len(passages) <= 2
    assert sorted((passage.score for passage in passages), reverse=True) == [
        p.score for p in passages
    ]
