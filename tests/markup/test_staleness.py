"""A check holds for exact words: 200 sentences, every way to change them, every way to lay them out.

A change must give the citation another digest, always; layout must leave the digest, always.
The sentences are invented, each with a number, a date, a name, a place and a clause after a comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from encyclopedia.markup import parse

SENTENCES = (
    (Path(__file__).parent / "data" / "sentences.txt").read_text(encoding="utf-8").splitlines()
)
ENTRY = "3f2c0f6e-0000-4000-8000-000000000001"
MARKER = '[@olsen-1950, p. 12, "as it was told"]'
BEFORE = "Nothing else is known of that year."
AFTER = "Many have written about it since."

MONTH = re.compile(r"(?<=\d )(?:[A-Z][a-z]+)(?= 1[89]\d\d)")


def text_of(sentence: str, marker: str = MARKER) -> str:
    return f"{BEFORE} {sentence}{marker} {AFTER}"


def digest_of(text: str, entry: str = ENTRY) -> str:
    """The digest of the citation of `olsen-…`, which must be the only one of that source."""
    citations = [
        citation for citation in parse(text, entry=entry).citations if "olsen" in citation.key
    ]
    assert len(citations) == 1
    return citations[0].digest


def changed_number(sentence: str) -> str:
    return re.sub(r"\b(\d{2,3})\b(?=[^\d]*)", lambda n: str(int(n[1]) + 1), sentence, count=1)


def changed_year(sentence: str) -> str:
    return re.sub(r"\b1[89]\d\d\b", lambda year: str(int(year[0]) - 1), sentence, count=1)


def changed_month(sentence: str) -> str:
    return MONTH.sub("November", sentence)


def changed_name(sentence: str) -> str:
    names = [word for word in re.findall(r"[^\W\d_][\w'’]+", sentence[1:]) if word[0].isupper()]
    month = MONTH.findall(sentence)
    name = next(word for word in names if word not in {*month, "Dr", "St", "Vol", "The", "Herald"})
    return sentence[0] + sentence[1:].replace(name, name[:-1] + "ov", 1)


def negated(sentence: str) -> str:
    return re.sub(r"\b(was|were|had)\b", r"\1 not", sentence, count=1)


def without_its_clause(sentence: str) -> str:
    return sentence[: sentence.rindex(",")] + "."


def split_in_two(sentence: str) -> str:
    first, rest = sentence.rsplit(", ", 1) if ", “" not in sentence else sentence.rsplit(" and ", 1)
    return f"{first}. It was {rest}"


def with_one_letter_less(sentence: str) -> str:
    return sentence[:-2] + sentence[-1]


def with_a_lower_capital(sentence: str) -> str:
    return sentence[0].swapcase() + sentence[1:]


CHANGES: list[Callable[[str], str]] = [
    *(changed_number, changed_year, changed_month, changed_name, negated, without_its_clause),
    *(split_in_two, with_one_letter_less, with_a_lower_capital),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_sentence_is_another_claim(change: Callable[[str], str]) -> None:
    for sentence in SENTENCES:
        changed = change(sentence)
        assert changed != sentence
        assert digest_of(text_of(changed)) != digest_of(text_of(sentence)), changed


@pytest.mark.slow
def test_a_sentence_merged_with_its_neighbour_is_another_claim() -> None:
    for sentence in SENTENCES:
        after = f"{BEFORE} {sentence[:-1]}{MARKER}, and many have written about it since."
        before = f"Nothing else is known of that year, but {sentence}{MARKER} {AFTER}"
        assert digest_of(after) != digest_of(text_of(sentence)), sentence
        assert digest_of(before) != digest_of(text_of(sentence)), sentence


@pytest.mark.parametrize(
    "marker",
    [
        '[@olsen-1950, p. 13, "as it was told"]',
        '[@olsen-1950, pp. 12–13, "as it was told"]',
        '[@olsen-1950, ch. 12, "as it was told"]',
        '[@olsen-1950, "as it was told"]',
        '[@olsen-1951, p. 12, "as it was told"]',
        '[@olsen-1950, p. 12, "as it was sold"]',
        '[@olsen-1950, p. 12, "as it was told."]',
        "[@olsen-1950, p. 12]",
    ],
)
def test_a_changed_reference_is_another_citation(marker: str) -> None:
    for sentence in SENTENCES:
        assert digest_of(text_of(sentence, marker)) != digest_of(text_of(sentence))


def test_the_same_sentence_in_another_entry_is_another_citation() -> None:
    for sentence in SENTENCES:
        assert digest_of(text_of(sentence), "another") != digest_of(text_of(sentence))


def test_a_marker_moved_to_the_sentences_middle_is_another_claim() -> None:
    for sentence in SENTENCES:
        words = sentence.split(" ")
        words[5] += MARKER
        assert digest_of(f"{BEFORE} {' '.join(words)} {AFTER}") != digest_of(text_of(sentence))


def word_decorated(decoration: str) -> Callable[[str], str]:
    """The sentence's last but one plain word with emphasis, a link or code around it."""

    def decorated(text: str) -> str:
        start = text.index(MARKER)
        sentence = text[:start]
        words = sentence.split(" ")
        place = max(n for n, word in enumerate(words[:-1]) if word.isalpha())
        words[place] = decoration.format(words[place])
        return " ".join(words) + text[start:]

    decorated.__name__ = decoration
    return decorated


def wrapped_at(width: int) -> Callable[[str], str]:
    def wrapped(text: str) -> str:
        lines, line = [], ""
        for word in text.split(" "):
            # A line may not begin like a list, a heading or a quotation: that is no line break.
            if len(line) + len(word) > width and not re.match(r"\d+[.)]|[-+*#>|]", word):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    wrapped.__name__ = f"wrapped at {width}"
    return wrapped


LAYOUTS: list[Callable[[str], str]] = [
    *map(word_decorated, ["*{}*", "**{}**", "_{}_", "[[{0}]]", "[[Some entry|{}]]"]),
    *map(word_decorated, ["[{}](https://example.org)", "`{}`", "*[[{0}]]*", "{}[^n]"]),
    *map(wrapped_at, [1, 30, 72]),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(MARKER, f" {MARKER}"),
    lambda text: text.replace(f".{MARKER}", f"{MARKER}."),
    lambda text: text.replace(MARKER, f"\n{MARKER}"),
    lambda text: text.replace(MARKER, f"{MARKER}[@other, p. 3]"),
    lambda text: text.replace(MARKER, f"[@other, p. 3] {MARKER}"),
    lambda text: text.replace(MARKER, MARKER.replace("[", "[see ")),
    lambda text: text.replace(MARKER, MARKER.replace(", ", ",\n  ")),
    lambda text: text.replace(MARKER, MARKER.replace('"', "“", 1).replace('"', "”", 1)),
    lambda text: text.replace(MARKER, MARKER.replace("p. 12", "12")),
    lambda text: text.replace(MARKER, MARKER.replace("p. 12", "p.12")),
    lambda text: f"# A new heading\n\n{text}",
    lambda text: f"A new paragraph.[@other]\n\n{text}\n\nAnd another one.",
    lambda text: f"> {text}",
    lambda text: f"- one\n- {text}\n- three",
    lambda text: text.replace(AFTER, ""),
    lambda text: text.replace(BEFORE, "Here is something new.[@other] And more was found."),
    lambda text: text.replace(" a", "\r\na"),
    lambda text: text.replace(" a", "  \na"),
    lambda text: f"{AFTER}[^n]\n\n{text}",
]


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(LAYOUTS)))
def test_layout_leaves_the_check(place: int) -> None:
    layout = LAYOUTS[place]
    for sentence in SENTENCES:
        text = text_of(sentence)
        laid_out = layout(text)
        assert laid_out != text
        assert digest_of(f"{laid_out}\n\n[^n]: A note.") == digest_of(text), laid_out


@pytest.mark.slow
def test_paragraphs_may_change_places() -> None:
    forwards = "\n\n".join(text_of(sentence) for sentence in SENTENCES)
    backwards = "\n\n".join(text_of(sentence) for sentence in reversed(SENTENCES))
    in_order, reversed_order = (
        {citation.sentence: citation.digest for citation in parse(text, entry=ENTRY).citations}
        for text in (forwards, backwards)
    )
    assert in_order == reversed_order
    assert len(in_order) == len(SENTENCES) == 200
    assert len(set(in_order.values())) == 200


def test_the_sentences_are_read_as_they_are_written() -> None:
    for sentence in SENTENCES:
        [citation] = parse(text_of(sentence)).citations
        assert citation.claim == citation.sentence == sentence
