"""A document's citations of one source made to cite another, and nothing else of it changed. Pure: no Django.

Where a key is typed it need not be cited: it may stand in code, in an address or within a longer key. So the parser
is asked: each place is given a key of its own, and those that come back as citations are the places to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.documents import Document

_TYPED = re.compile(r"@([A-Za-z0-9][A-Za-z0-9_:.#$%&+?<>~/-]*)")
_NOT_AT_THE_END = ":.#$%&+?<>~/-"


class NotTheSame(ValueError):
    """The text would be read otherwise with the other key, so it is left as it is."""


def repoint(document: Document, key: str, into: str) -> Document:
    """The document with every citation of `key` made one of `into`; prefix, locator and quotation stay.

    Raises NotTheSame when anything but the key would be read otherwise.
    """
    places = list(_places(document.text, key))
    cited = _cited(document, key, places) if places else []
    facts = tuple(
        replace(
            fact,
            citations=tuple(
                replace(each, key=into) if each.key == key else each for each in fact.citations
            ),
        )
        for fact in document.facts
    )
    changed = replace(document, text=_put(document.text, key, cited, [into] * len(cited)))
    changed = replace(changed, facts=facts)
    if _seen(analyse(document), key, into) != _seen(analyse(changed), key, into):
        raise NotTheSame(key)
    return changed


def _places(text: str, key: str) -> Iterator[int]:
    """Where the key is typed behind an @, whole."""
    for found in _TYPED.finditer(text):
        if found[1].rstrip(_NOT_AT_THE_END) == key:
            yield found.start(1)


def _cited(document: Document, key: str, places: Sequence[int]) -> list[int]:
    """Those of the places that the parser reads as citations."""
    mark = "x"
    while f"{key}{mark}" in document.text:
        mark += "x"
    probes = [f"{key}{mark}{number}" for number in range(len(places))]
    probed = replace(document, text=_put(document.text, key, places, probes), facts=())
    found = {citation.key for citation in analyse(probed).citations}
    return [place for place, probe in zip(places, probes, strict=True) if probe in found]


def _put(text: str, key: str, places: Sequence[int], keys: Sequence[str]) -> str:
    pieces = []
    position = 0
    for place, other in zip(places, keys, strict=True):
        pieces += [text[position:place], other]
        position = place + len(key)
    return "".join([*pieces, text[position:]])


def _seen(analysis: Analysis, key: str, into: str) -> Any:
    """All that a reading finds, but numbers and digests, which follow from the key; `key` counts as `into`."""
    parsed = analysis.parsed
    citations = [
        (
            replace(each.reference, key=into if each.key == key else each.key),
            each.claim,
            each.sentence,
            each.claim_digest,
            each.line,
            each.note,
            each.fact,
        )
        for each in analysis.citations
    ]
    problems = [(problem.code, problem.line) for problem in parsed.problems]
    found = parsed.needed, parsed.notes, parsed.links, parsed.headings, parsed.sentences
    return citations, problems, parsed.plain, found, parsed.figures
