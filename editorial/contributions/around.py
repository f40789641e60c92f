"""Whose save changed what stands around a citation, and so what its words mean. Pure: no Django.

The title and the language of the entry are left out: they surround every citation, and whoever once mended a title
could check nothing there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document

# Digest of a citation → the contexts in which it stands in a document.
Contexts = Mapping[str, Collection[str]]


def contexts(uses: Iterable[Use]) -> dict[str, set[str]]:
    """Where each of these citations stands."""
    contexts_by_digest: dict[str, set[str]] = defaultdict(set)
    for digest, context in uses:
        contexts_by_digest[digest].add(context)
    return dict(contexts_by_digest)


def changed_around(
    document: Document, analysis: Analysis, base: Document, before: Contexts
) -> frozenset[str]:
    """The citations of `base` that stand in `document` where something else surrounds them; `before` has the base's."""
    if (base.title, base.language) != (document.title, document.language):
        same = replace(base, title=document.title, language=document.language)
        before = contexts(citation.use for citation in analyse(same).citations)
    return frozenset(
        citation.digest
        for citation in analysis.citations
        if citation.digest in before and citation.context not in before[citation.digest]
    )
