"""What is large and surrounds many claims is digested once: a row, a note's calls, a lead-in, a sentence with marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from encyclopedia.core import citations, surroundings
from encyclopedia.core.checked_words import checked_digest, checked_words
from encyclopedia.markup import marked_words, parse


def row(cell: str, count: int) -> str:
    bars = "|---" * count + "|\n"
    return "| head " * count + "|\n" + bars + "".join(f"| {cell} " for _ in range(count)) + "|\n"


TEXTS: dict[str, Callable[[int], str]] = {
    "a row of cited cells": lambda count: row("so [@a]", count),
    "a row of cells with nothing but a marker": lambda count: row("[@a]", count),
    "a row of marked cells": lambda count: row("~~so~~ [@a]", count),
    "a row that calls a note in each cell": lambda count: row("x[^n]", count) + "\n\n[^n]: So.[@a]",
    "a note called in many paragraphs": lambda count: (
        "So it was.[^n]\n\n" * count + "[^n]: So." + " Thus.[@a]" * count
    ),
    "a note called in many places of a sentence": lambda count: (
        "So " + "it[^n] " * count + ".\n\n[^n]: Thus.[@a]"
    ),
    "a sentence of many marks": lambda count: "He ~~met~~ *The One* [[A|her]] " * count + "[@a]",
    "a long lead-in of many items": lambda count: (
        "They met " * count + ":\n\n" + "1. One.[@a]\n" * count
    ),
    "a long lead-in of many lists": lambda count: (
        "They met " * count + ":\n\n" + "- One.[@a]\n\n* One.[@a]\n\n" * count
    ),
    "a long item of many paragraphs": lambda count: (
        "- They met " * count + "\n\n" + "  So.[@a]\n\n" * count
    ),
    "a long label of many rows": lambda count: (
        "| a | " + "They met " * count + "|\n|---|---|\n" + "| x | so [@a] |\n" * count
    ),
    "a long first cell above many rows": lambda count: (
        "| a | b |\n|---|---|\n| " + "They met " * count + "| x |\n" + "| | so [@a] |\n" * count
    ),
    "a long note called in many sentences": lambda count: (
        "So.[@a][^n] " * count + "\n\n[^n]: " + "They met " * count
    ),
    "a long link over many sentences": lambda count: (
        f"[[{'They met ' * count}|{'He met her in Spain. ' * count}]][@a]"
    ),
    "a long lead-in of many paragraphs": lambda count: (
        "They met " * count + ":\n\n" + "So.[@a]\n\n" * count
    ),
    "a sentence with many questions": lambda count: "He [@? when] met " * count + "her.[@a]",
    "many pictures with captions": lambda count: '![x](one.jpg "So.[@a]")\n\n' * count + "So.[@a]",
}


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_is_twice_the_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted_words(text: str) -> str:
        nonlocal read
        read += len(text)
        return checked_words(text)

    def counted_digest(*parts: str) -> str:
        nonlocal read
        read += sum(map(len, parts))
        return checked_digest(*parts)

    for module in (citations, surroundings, marked_words):
        monkeypatch.setattr(module, "checked_words", counted_words)
    for module in (citations, surroundings):
        monkeypatch.setattr(module, "checked_digest", counted_digest)
    parse(TEXTS[name](150))
    half, read = read, 0
    parse(TEXTS[name](300))
    assert 0 < half < read < half * 2.2
