"""How claims stand, as a page's top says it: part by part, each leading to its first marker; and marked sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia import markup
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.standing import (
    COULD_NOT_ACCESS,
    STALE,
    Standings,
    Summary,
    claims_by_source,
    first_of_classes,
    summarise,
)
from encyclopedia.models import Reliability
from encyclopedia.rendering.addresses import url_of
from encyclopedia.rendering.parts import SourceRecord
from encyclopedia.rendering.site_language import claim_words, day, worded_classes
from encyclopedia.wording.filled_in import in_sentence

# The sign of each class is that of its markers.
_SIGNS = {
    "supported": "supports",
    "failed": "does_not_support",
    "inaccessible": COULD_NOT_ACCESS,
    "changed": STALE,
}
# In so many steps the sign of what is supported fills with its share.
SHARES = 8
# Of so many marked sources the top tells one by one.
MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class Stands:
    """The sum of the claims, the id of the first marker of each class, and what cites a marked source."""

    summary: Summary
    firsts: Mapping[str, str]
    marked: Sequence[tuple[SourceRecord, Sequence[DocumentCitation]]] = ()


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of the line; `address` is empty where it leads nowhere."""

    words: str
    sign: str
    address: str


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """A source that the entry cites, with what it is marked as and since when, and the claims that cite it."""

    mark: str
    words: str
    title: str
    url: str
    claims: str
    first: str


def take_stand(
    citations: Sequence[DocumentCitation],
    standings: Standings,
    sources: Mapping[str, SourceRecord],
    needed: Sequence[str],
) -> Stands:
    """How these numbered citations stand; `needed` are the digests of the claims that need one, in their order."""
    marked = {key: source for key, source in sources.items() if source.is_doubted}
    firsts = {
        name: _marker(citation)
        for name, citation in first_of_classes(citations, standings, needed=needed).items()
    }
    if needed:
        firsts["needed"] = markup.needed_mark_id(1)
    return Stands(
        summarise(citations, standings, needed=needed, doubted=marked),
        firsts,
        [(marked[key], claims) for key, claims in claims_by_source(citations, marked).items()],
    )


def line_parts(stands: Stands) -> list[LinePart]:
    """What is said of each class; what is as it should be leads nowhere."""
    summary = stands.summary
    parts = []
    for name, words in worded_classes(summary):
        sign = _SIGNS.get(name, name)
        if name == "supported":
            sign = f"{sign} share-{_share(summary)}"
        first = "" if name == "supported" else stands.firsts.get(name, "")
        parts.append(LinePart(words, sign, first and f"#{first}"))
    return parts


def _share(summary: Summary) -> int:
    """The nearest eighth of what is supported; all of them only where all is."""
    if summary.supported == summary.claims:
        return SHARES
    return min(max(round(SHARES * summary.supported / summary.claims), 1), SHARES - 1)


def marked_sources(stands: Stands) -> list[MarkedSource]:
    return [
        MarkedSource(
            mark=source.reliability,
            words=_marked_words(source),
            title=source.title,
            url=url_of(source.path),
            claims=claim_words(len(claims)),
            first=f"#{_marker(claims[0])}",
        )
        for source, claims in stands.marked[:MAX_NAMED]
    ]


def more_marked_words(stands: Stands) -> str:
    """How many marked sources are not named; empty for none."""
    count = len(stands.marked) - MAX_NAMED
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)s more source cited here is marked.",
        "%(count)s more sources cited here are marked.",
        count,
    )
    return words % {"count": count}


def _marked_words(source: SourceRecord) -> str:
    mark = in_sentence(str(Reliability(source.reliability).label))
    if source.marked_at is None:
        return _("A source cited here is marked as %(mark)s:") % {"mark": mark}
    return _("A source cited here has been marked as %(mark)s since %(day)s:") % {
        "mark": mark,
        "day": day(source.marked_at).words,
    }


def _marker(citation: DocumentCitation) -> str:
    return markup.mark_id(citation.number, citation.occurrence)
