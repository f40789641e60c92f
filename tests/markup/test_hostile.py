"""Hostile texts: nothing breaks, and the work grows no faster than the text.

Work is counted in calls, which are the same on every machine; `bench/markup.py` prints the times.
"""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from encyclopedia.core.checked_words import checked_digest
from encyclopedia.markup import parse, render
from encyclopedia.markup.sanitiser import clean

pytestmark = pytest.mark.slow

UNITS = [
    *("[", "[@", "[@a", "[@a]", "[@?", "[@?]", '[@a, "', "[@a, “", "[@a, p. 1, ", "[see @", "[x @"),
    *("[[", "[[a|", "[[a|b]]", "[^", "[^a]", "[^a]: x\n", "[a](", "[a](<b", "[a][b", "[a]: x\n"),
    *("![", "![a](b)\n\n", "`", "*", "*a ", "**a *b ", "_a*", "~~a ", "<", "<a", "&", "\\", "\\["),
    *(
        ">",
        "> ",
        "- ",
        "- a\n",
        "1. a\n",
        "|",
        "# a\n",
        "a\n===\n",
        "a\n",
        "a  \n",
        "\n",
        " ",
        "\t",
    ),
    *(
        "\0",
        ". ",
        "A. ",
        '"',
        '"a ',
        "“",
        "( ",
        "…",
        "x.",
        "。",
        "word [@a] ",
        "*a[@b]* ",
        "`[@a]` ",
    ),
    *("<http://a.b> ", "[a](b) ", "*[@a [[ `![ > ", "[x [@a] y](http://z) ", "[@a]. B[^n] c.\n\n"),
]
FRAMES = {
    "brackets that close": ("[", "]"),
    "pictures in pictures": ("![", "](a)"),
    "links in links": ("[a", "](b)"),
    "emphasis in emphasis": ("*a ", "a*"),
    "quotes in quotes": ("“", "”"),
    "parentheses": ("(a. ", ")"),
}


class Work:
    """Counts the calls that a piece of work makes."""

    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> Work:
        sys.setprofile(self._count)
        return self

    def __exit__(self, *error: object) -> None:
        sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            self.calls += 1


def work(text: str) -> int:
    with Work() as counter:
        render(parse(text), links={})
    return counter.calls


@pytest.mark.parametrize("unit", UNITS)
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    size = 2_000 // len(unit)
    assert work(unit * size * 2) < work(unit * size) * 2.5 + 500


@pytest.mark.parametrize("name", FRAMES)
def test_what_is_nested_deeply_takes_no_more_than_its_length(name: str) -> None:
    opening, closing = FRAMES[name]
    assert work(opening * 1000 + closing * 1000) < work(opening * 500 + closing * 500) * 2.5 + 500


def nested(unit: str, step: str, depth: int) -> str:
    return "".join(step * level + unit + "\n" for level in range(depth))


@pytest.mark.parametrize(
    "text",
    [
        *(opening * 20_000 + closing * 20_000 for opening, closing in FRAMES.values()),
        *(unit * (20_000 // len(unit)) for unit in UNITS),
        nested("- a", "  ", 120),
        nested("[^a]: x", "    ", 60),
        "".join(">" * level + "a\n" for level in range(200)),
        "> - " * 3_000 + "a",
        "[@" + "a;@" * 5_000 + "b]",
        "[@a, " + "p. 1 " * 5_000 + "]",
        "[@a, " + "9" * 10_000 + "-" + "1" * 10_000 + "]",
        "[[a|" + " " * 30_000 + "b",
        "x" * 10_000 + "[@a]" * 3_000,
        "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + "|[@a]|\n" * 300,
    ],
    ids=lambda text: f"{text[:12]!r} {len(text)}",
)
def test_nothing_is_too_deep_or_too_long(text: str) -> None:
    html = render(parse(text), links={}).body
    assert clean(html) == html


def test_a_sentence_is_digested_once_however_many_claims_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digested = 0

    def counting(*parts: str) -> str:
        nonlocal digested
        digested += sum(map(len, parts))
        return checked_digest(*parts)

    monkeypatch.setattr("encyclopedia.core.citations.checked_digest", counting)
    parse("word " * 2_000 + "".join(f"more[@k{number}] " for number in range(500)))
    assert digested < 150_000
