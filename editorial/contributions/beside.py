"""What is typed into a document beside its running text: somebody may make a sentence of it. Pure: no Django."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from html import unescape
from urllib.parse import unquote

from editorial.contributions.telling_words import (
    MIN_TELLING,
    say_enough,
    telling_words,
    typed_words,
)
from encyclopedia.analysis import Analysis
from encyclopedia.core.checked_words import checked_prefix
from encyclopedia.core.documents import Document

# What is no words, or read elsewhere: as the running text, as facts, or by `beside`.
_NOT_LOOSE = {"id", "language", "digest", "text", "facts", "summary", "alt", "caption"}
# Without one of these signs a block in which something was read holds nothing else.
_MARKUP = re.compile(r"[\[|`~]")
# Numbers of list items, what every address begins with, and signs that may stand inside a word.
_NO_WORDS = re.compile(r"^[\s>]*\d+[.)]|https?:|\*|~~", re.MULTILINE)


def beside(document: Document, analysis: Analysis) -> Iterator[tuple[str, int]]:
    """All that is read beside the running text, each with its line, 0 for none."""
    parsed = analysis.parsed
    yield document.summary, 0
    for picture in document.pictures:
        yield picture.caption, 0
        yield picture.alt, 0
    for citation in analysis.citations:
        reference = citation.reference
        for words in (reference.quotation, checked_prefix(reference.prefix), reference.suffix):
            yield words, citation.line
    for needed in parsed.needed:
        yield needed.reason, needed.line
    for code in parsed.code:
        yield code.text, code.line
    for figure in parsed.figures:
        yield figure.alt, figure.line


def loose_words(
    document: Document, analysis: Analysis, lines: Collection[int] = ()
) -> Iterator[str]:
    """All that is typed and nothing reads as a sentence: of every block and every field what is left over.

    As a table, the address and the title of a link, a definition, a note that nothing calls, the entry's title. Single
    words, each on a line of its own, and only where they say enough. With `lines` only of the blocks there.
    """
    for typed in _fields(document):
        yield from _enough(typed_words(typed))
    changed = {
        places[0].start: (block, places[0])
        for block, places in blocks(document.text).items()
        if not lines or any(place.start in lines for place in places)
    }
    start_of = {line: start for start, (_block, place) in changed.items() for line in place}
    read: dict[int, list[str]] = defaultdict(list)
    for words, line in _read(analysis):
        if line in start_of:
            read[start_of[line]].append(words)
    for start, (block, _place) in changed.items():
        if start not in read or _MARKUP.search(block):
            covered = Counter(typed_words(" ".join(read[start])))
            yield from _enough(_left_over(block, covered))


def _fields(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from _fields(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from _fields(member)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_LOOSE:
                yield from _fields(getattr(value, field.name))


def _read(analysis: Analysis) -> Iterator[tuple[str, int]]:
    """What is a piece already, or a place in a source, each with its line."""
    parsed = analysis.parsed
    for sentence in parsed.sentences:
        yield sentence.text, sentence.line
    for heading in parsed.headings:
        yield heading.text, heading.line
    for figure in parsed.figures:
        yield f"{figure.alt} {figure.caption}", figure.line
    for code in parsed.code:
        yield code.text, code.line
    for needed in parsed.needed:
        yield needed.reason, needed.line
    for citation in analysis.citations:
        named = citation.reference
        yield (
            f"{named.key} {named.locator} {named.suffix} {named.prefix} {named.quotation}",
            citation.line,
        )


def _left_over(block: str, covered: Counter[str]) -> Iterator[str]:
    typed = _NO_WORDS.sub("", unquote(unescape(block)))
    for word in typed_words(typed):
        if covered[word]:
            covered[word] -= 1
        else:
            yield word


def _enough(words: Iterable[str]) -> Iterator[str]:
    words = list(words)
    loose = "".join(f"{word}\n" for word in words)
    if len(words) < MIN_TELLING and loose.isascii():
        # Most fields of a source are so short; only in scripts without spaces one word may be several.
        return
    if say_enough(telling_words(loose)):
        yield loose


def blocks(text: str) -> dict[str, list[range]]:
    """The text's blocks between empty lines, each with the numbers of the lines of every place where it stands."""
    places_by_block: dict[str, list[range]] = defaultdict(list)
    block: list[str] = []
    for number, line in enumerate((*text.split("\n"), ""), 1):
        if line.strip():
            block.append(line)
        elif block:
            places_by_block["\n".join(block)].append(range(number - len(block), number))
            block = []
    return places_by_block
