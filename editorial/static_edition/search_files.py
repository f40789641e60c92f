"""The prebuilt index by which a page of the static edition searches: scripts with data, a small part for each query.

Words are folded as the site's search folds them. A word's file is named after its first two letters; it gives the
entries that have the word, as numbers, the title's first. What is shown of an entry stands in files of a thousand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from anyascii import anyascii

from encyclopedia.models import Entry, Kind

ENTRIES_A_FILE = 1000
# What a word in the title, in another name, in the summary and in the text counts for. In a name it counts for more the
# fewer words the name has, and in a source's title as in another name: who looks for a person finds the person first.
TITLE, NAME, SUMMARY, TEXT = 8, 6, 3, 1
# A word's letters that name its file.
LETTERS = 2


def search_files() -> Iterator[tuple[str, bytes]]:
    """Places and contents of the files of the index; entries by their place in the alphabet, sources last."""
    words: defaultdict[str, dict[int, int]] = defaultdict(dict)
    shown: list[list[str | int]] = []
    kinds = list(Kind.values)
    entries = Entry.objects.select_related("search_text").filter(search_text__isnull=False)
    others, sources = entries.exclude(kind=Kind.SOURCE), entries.filter(kind=Kind.SOURCE)
    in_order = chain(*(of.alphabetical().iterator(chunk_size=500) for of in (others, sources)))
    for number, entry in enumerate(in_order):
        shown.append([entry.title, kinds.index(entry.kind), f"{entry.path}", entry.summary])
        for word, weight in _weights(entry).items():
            words[word][number] = weight
    for first in range(0, len(shown), ENTRIES_A_FILE):
        number = first // ENTRIES_A_FILE
        rows = shown[first : first + ENTRIES_A_FILE]
        yield f"search/entries-{number}.js", _script("entries", number, rows)
    parts: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    for word in sorted(words):
        parts[name_of_part(word)][word] = [
            value for number, weight in words[word].items() for value in (number, weight)
        ]
    for name, of_part in parts.items():
        yield f"search/words-{name}.js", _script("words", name, of_part)
    yield "search/index.js", _script("index", sorted(parts), len(shown))


def _weights(entry: Entry) -> dict[str, int]:
    row, weights = entry.search_text, dict[str, int]()
    names = [(row.title, NAME if entry.kind == Kind.SOURCE else TITLE)]
    names += [(alias, NAME) for alias in row.aliases.split("\n")]
    for name, weight in names:
        name_words = name.split()
        for word in {*name_words, *(map(_in_latin, name_words))} - {""}:
            weights[word] = max(weights.get(word, 0), weight + TITLE // len(name_words))
    for text, weight in ((row.summary, SUMMARY), (row.body, TEXT)):
        for word in text.split():
            weights.setdefault(word, weight)
    return weights


def _in_latin(word: str) -> str:
    """As it is written in Latin letters: so Khrushchev finds Хрущев, and by the script Хрущев finds Khrushchev."""
    return word if word.isascii() else "".join(filter(str.isalnum, anyascii(word).lower()))


def name_of_part(word: str) -> str:
    """The code points of the first letters, in hexadecimal."""
    return "-".join(f"{ord(letter):x}" for letter in word[:LETTERS])


def _script(name: str, *data: object) -> bytes:
    told = ",".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in data)
    return f"stetEdition.{name}({told})\n".encode()
