"""Blocks that were read before, in this text or in another, give what reading them anew gives, to the byte."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from encyclopedia import markup
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup import Parsed, RenderedPicture, remembered_blocks

PICTURES = {"press": RenderedPicture("/media/p.jpg", 6, 4)}
BLOCKS = (
    "He came in 1917.[@a, p. 3] She left.",
    "He came in 1917.[@a, p. 3]\nShe *left*.[@b; @c] Nobody knows.",
    "See [[Gent|the town]], [it][x] and ~~not~~ this[@a].",
    "Of these:[@b]",
    "- one[@a]\n- [two][x][@? who]\n\n  more.[@c]",
    "> Words.[@a]\n>\n> — Somebody",
    "A call[^n] of a note.[@b]",
    "Nothing is cited here. Or there.",
    "**Bold head**",
    "## A heading[@b]",
    "## Another heading",
    "| a | b |\n|---|---|\n| one[@a] | He came in 1917.[@a, p. 3] She left. |",
    '![alt](press "A *caption*.[@a]")',
    "A word\u00ad in soft hyphens.[@b]",
    "A word in soft hyphens.[@b]",
    "```\ncode [@a]\n```",
    "A fault [@ and another [@a, p.\nbelow it.[@a]",
)
DEFINITIONS = (
    "",
    "[x]: https://x.org/",
    "[x]: https://y.org/ 'T'",
    "[^n]: Note.[@d]",
    "[^n]: Another.",
)
TEXTS = st.builds(
    lambda blocks, ends: "\n\n".join((*blocks, *ends)),
    st.lists(st.sampled_from(BLOCKS), max_size=6),
    st.lists(st.sampled_from(DEFINITIONS), max_size=2, unique=True),
)
ENTRIES = st.sampled_from(("one", "another"))


def read(text: str, entry: str) -> Parsed:
    return markup.parse(text, entry=entry, title=entry, pictures={"press": "0" * 64})


def everything(parsed: Parsed) -> tuple[Any, ...]:
    """All that the reading says, with what only digests compare, and its HTML."""
    html = markup.render(parsed, links={"Gent": "/article/gent/"}, pictures=PICTURES)
    around = [in_full(citation.surroundings) for citation in parsed.citations]
    return parsed, around, html


def in_full(surroundings: tuple[Surrounding, ...]) -> list[Any]:
    return [(around.kind, around.words, in_full(around.inner)) for around in surroundings]


@given(st.lists(st.tuples(TEXTS, ENTRIES), min_size=1, max_size=3))
def test_what_was_read_before_changes_nothing(texts: list[tuple[str, str]]) -> None:
    remembered = [everything(read(*text)) for text in (*texts, *texts)]
    for text, seen, again in zip(
        texts, remembered[: len(texts)], remembered[len(texts) :], strict=True
    ):
        markup.forget()
        anew = everything(read(*text))
        assert seen == anew
        assert again == anew


def test_a_block_is_read_once_for_many_texts() -> None:
    markup.forget()
    read(f"{BLOCKS[0]}\n\nMore.[@a]", "one")
    misses = remembered_blocks._remembered.cache_info().misses
    read(f"{BLOCKS[0]}\n\nMore, and other words.[@a]", "one")
    assert remembered_blocks._remembered.cache_info().misses == misses + 1


def test_a_long_block_is_not_kept() -> None:
    markup.forget()
    read("word " * remembered_blocks.MAX_REMEMBERED_BLOCK, "one")
    assert remembered_blocks._remembered.cache_info().currsize == 0
