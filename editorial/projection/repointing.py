"""Change a document's citations of one source to cite another, and nothing else. Pure: no Django.

A key in the text is not always a citation: it can be in code, in an address or part of a longer key. So the parser
decides: every place gets a key of its own, and those that the parser reads as citations are the places to change.
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
    """The text would be read differently with the other key, so it is left as it is."""


def repoint(document: Document, key: str, into: str) -> Document:
    """The document with every citation of `key` changed to `into`; prefix, locator and quotation stay.

    Raises NotTheSame when anything except the key would be read differently.
    """
    places = list(_places(document.text, key))
    cited = _cited(document, key, places) if places else []
    facts = tuple(
        replace(
            fact,
            citations=tuple(
                replace(citation, key=into) if citation.key == key else citation
                for citation in fact.citations
            ),
        )
        for fact in document.facts
    )
    changed = replace(document, text=_with_keys(document.text, key, cited, [into] * len(cited)))
    changed = replace(changed, facts=facts)
    if _reading(analyse(document), key, into) != _reading(analyse(changed), key, into):
        raise NotTheSame(key)
    return changed


def _places(text: str, key: str) -> Iterator[int]:
    """Where the whole key follows an @."""
    for match in _TYPED.finditer(text):
        if match[1].rstrip(_NOT_AT_THE_END) == key:
            yield match.start(1)


def _cited(document: Document, key: str, places: Sequence[int]) -> list[int]:
    """Those of the places that the parser reads as citations."""
    mark = "x"
    while f"{key}{mark}" in document.text:
        mark += "x"
    probes = [f"{key}{mark}{number}" for number in range(len(places))]
    probed = replace(document, text=_with_keys(document.text, key, places, probes), facts=())
    read_keys = {citation.key for citation in analyse(probed).citations}
    return [place for place, probe in zip(places, probes, strict=True) if probe in read_keys]


def _with_keys(text: str, key: str, places: Sequence[int], keys: Sequence[str]) -> str:
    pieces = []
    position = 0
    for place, new_key in zip(places, keys, strict=True):
        pieces += [text[position:place], new_key]
        position = place + len(key)
    return "".join([*pieces, text[position:]])


def _reading(analysis: Analysis, key: str, into: str) -> Any:
    """All that the parser reads except numbers and digests, which depend on the key; `key` counts as `into`."""
    parsed = analysis.parsed
    citations = [
        (
            replace(citation.reference, key=into if citation.key == key else citation.key),
            citation.claim,
            citation.sentence,
            citation.claim_digest,
            citation.line,
            citation.note,
            citation.fact,
        )
        for citation in analysis.citations
    ]
    problems = [(problem.code, problem.line) for problem in parsed.problems]
    structure = parsed.needed, parsed.notes, parsed.links, parsed.headings, parsed.sentences
    return citations, problems, parsed.plain, structure, parsed.figures
