"""Published entries that rested on a waiver which no longer holds, with the obstacles that are there again."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Obstacle, stopping
from editorial.models import Check, Manuscript, Publication, Revision, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.models import Citation

# How many entries are listed, and judged for that, at every visit of the office's first page.
MAX_LISTED = 8
MAX_JUDGED = 20


class UnmetPage(NamedTuple):
    """Manuscript → what stops its published revision again; and where to go on, 0 when all were judged."""

    unmet: dict[uuid.UUID, list[Obstacle]]
    following: int = 0


def unmet_page(start: int = 0) -> UnmetPage:
    """Of the entries published under a waiver that no longer holds, those from this place on.

    A waiver ends, or falls when what it named changes. The entries whose waiver ends first come first; each is read
    and judged anew, so an entry that was mended, or got another waiver, is not among them.
    """
    first = _published_under().values("manuscript").annotate(first=Min("expires_at"))
    places = first.order_by("first", "manuscript").values_list("manuscript", flat=True)
    candidates = list(places[start : start + MAX_JUDGED + 1])
    unmet: dict[uuid.UUID, list[Obstacle]] = {}
    for place, pk in enumerate(candidates[:MAX_JUDGED]):
        if len(unmet) == MAX_LISTED:
            return UnmetPage(unmet, start + place)
        if stops := _stopping(pk):
            unmet[pk] = stops
    return UnmetPage(unmet, start + MAX_JUDGED if len(candidates) > MAX_JUDGED else 0)


def unmet_in(manuscript: uuid.UUID) -> list[Obstacle]:
    """What stops the published revision of this entry again, if it rested on a waiver that no longer holds."""
    if not _published_under().filter(manuscript=manuscript).exists():
        return []
    return _stopping(manuscript)


def _stopping(pk: uuid.UUID) -> list[Obstacle]:
    manuscript = Manuscript.objects.get(pk=pk)
    revision = Revision.objects.get(manuscript=pk, number=manuscript.published_revision)
    return stopping(obstacles(manuscript, revision.read(), "publish"))


def _published_under() -> QuerySet[Waiver]:
    published_under = Publication.objects.filter(
        manuscript=OuterRef("manuscript"),
        number=OuterRef("manuscript__live_edition"),
        at__gte=OuterRef("at"),
        at__lt=OuterRef("expires_at"),
    )
    waivers: QuerySet[Waiver] = Waiver.objects.filter(Exists(published_under), _may_have_fallen())
    return waivers


def _may_have_fallen() -> Q:
    """Those that ended, and those since which anything changed that they may name: the rest need not be judged."""
    later = Q(at__gt=OuterRef("at"))
    cited = Citation.objects.filter(entry=OuterRef("manuscript"))
    marked = cited.filter(source__marked_at__gt=OuterRef("at"))
    sources = Citation.objects.filter(entry=OuterRef(OuterRef("manuscript"))).values("source")
    written = Revision.objects.filter(
        Q(author=OuterRef("by")) | Q(suggested_by=OuterRef("by")),
        manuscript=OuterRef("manuscript"),
        number__gt=OuterRef("revision"),
    )
    return (
        Q(expires_at__lte=timezone.now())
        | Q(version__lt=DIGEST_VERSION)
        | Exists(Check.objects.filter(later, manuscript=OuterRef("manuscript")))
        | Exists(marked)
        | Exists(Publication.objects.filter(later, manuscript__in=sources))
        | Exists(written)
    )
