"""The same words in several places of an entry: which of them a line of a list means, in words."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from editorial.models import DraftCitation, Revision
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.surroundings import lines_read_with
from encyclopedia.wording.surrounding_labels import KINDS

MAX_SHOWN = 60


def places_of_twins(
    listed: Collection[DraftCitation], known: Mapping[uuid.UUID, Analysis]
) -> dict[Use, str]:
    """Use → "place 2 of 2, under “1917”", for those listed whose words are cited alike in other places of the entry.

    `known` are the newest revisions that were read already, of which all citations are listed; others are read only
    where an entry has such words.
    """
    contexts: dict[tuple[uuid.UUID, str], dict[str, None]] = defaultdict(dict)
    for manuscript, digest, context in _in_order(listed, known):
        contexts[manuscript, digest][context] = None
    places: dict[Use, str] = {}
    read = dict(known)
    for (manuscript, digest), in_order in contexts.items():
        if len(in_order) > 1:
            if manuscript not in read:
                read[manuscript] = _newest(manuscript)
            twins = [Use(digest, context) for context in in_order]
            places |= _told_apart(twins, read[manuscript])
    return places


def _in_order(
    listed: Collection[DraftCitation], known: Collection[uuid.UUID]
) -> Iterable[tuple[uuid.UUID, str, str]]:
    """Manuscript, digest and context of these citations and of all with the same words, in order of the text."""
    if all(row.manuscript_id in known for row in listed):
        return [(row.manuscript_id, row.digest, row.context) for row in listed]
    rows = DraftCitation.objects.filter(
        digest__in={row.digest for row in listed},
        manuscript__in={row.manuscript_id for row in listed},
    ).in_order()
    return rows.values_list("manuscript", "digest", "context")


def _newest(manuscript: uuid.UUID) -> Analysis:
    revisions = Revision.objects.filter(manuscript=manuscript).order_by("-number")
    return analyse(revisions[:1].get().read())


def _told_apart(twins: Sequence[Use], now: Analysis) -> dict[Use, str]:
    cited = {one.use: one for one in reversed(now.citations) if one.use in twins}
    lines = [_lines(cited.get(use)) for use in twins]
    told = {}
    for number, (use, own) in enumerate(zip(twins, lines, strict=True), 1):
        where = _difference(own, [other for other in lines if other is not own])
        if not where and use in cited and cited[use].line:
            where = _("line %(line)s") % {"line": cited[use].line}
        values = {"number": number, "count": len(twins), "where": where}
        told[use] = (
            _("place %(number)s of %(count)s, %(where)s")
            if where
            else _("place %(number)s of %(count)s")
        ) % values
    return told


def _lines(cited: DocumentCitation | None) -> dict[str, tuple[str, ...]]:
    return lines_read_with(cited.surroundings) if cited else {}


def _difference(
    own: Mapping[str, tuple[str, ...]], others: Sequence[Mapping[str, tuple[str, ...]]]
) -> str:
    """The first thing around this place that none of the others has; "" for none."""
    for kind, words in own.items():
        if any(other.get(kind) == words for other in others):
            continue
        last = words[-1] if len(words[-1]) <= MAX_SHOWN else words[-1][:MAX_SHOWN].rstrip() + "…"
        if kind == "heading":
            return _("under “%(heading)s”") % {"heading": last}
        return _("%(label)s: %(words)s") % {"label": KINDS[kind], "words": last}
    return ""
