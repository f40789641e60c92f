"""Published entries that rested on a waiver which no longer holds, with the obstacles that are there again."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from editorial.gate.gate_input import obstacles
from editorial.gate.judging import Obstacle, stopping
from editorial.models import Check, Manuscript, Publication, Revision, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.models import Citation

# How many entries are judged for a list, which is read at every visit of the office's first page.
MAX_LISTED = 20


def unmet_after_waivers(
    most: int = MAX_LISTED, *, only: uuid.UUID | None = None
) -> dict[uuid.UUID, list[Obstacle]]:
    """Manuscript → what stops its published revision again, for entries published under a waiver that no longer holds.

    A waiver ends, or falls when what it named changes. The entries whose waiver ended first come first; each is read
    and judged anew, so an entry that was mended, or got another waiver, is not among them. With `only`, of this entry
    alone.
    """
    published_under = Publication.objects.filter(
        manuscript=OuterRef("manuscript"),
        number=OuterRef("manuscript__live_edition"),
        at__gte=OuterRef("at"),
        at__lt=OuterRef("expires_at"),
    )
    ended = (
        Waiver.objects.filter(Exists(published_under), _may_have_fallen())
        .order_by("expires_at")
        .values_list("manuscript", flat=True)
    )
    if only is not None:
        ended = ended.filter(manuscript=only)
    unmet: dict[uuid.UUID, list[Obstacle]] = {}
    for pk in list(dict.fromkeys(ended))[:most]:
        manuscript = Manuscript.objects.get(pk=pk)
        revision = Revision.objects.get(manuscript=pk, number=manuscript.published_revision)
        if stops := stopping(obstacles(manuscript, revision.read(), "publish")):
            unmet[pk] = stops
    return unmet


def _may_have_fallen() -> Q:
    """Those that ended, and those since which anything changed that they may name: the rest need not be judged."""
    later = Q(at__gt=OuterRef("at"))
    cited = Citation.objects.filter(entry=OuterRef("manuscript"))
    marked = cited.filter(source__marked_at__gt=OuterRef("at"))
    sources = Citation.objects.filter(entry=OuterRef(OuterRef("manuscript"))).values("source")
    written = Revision.objects.filter(
        manuscript=OuterRef("manuscript"), author=OuterRef("by"), number__gt=OuterRef("revision")
    )
    return (
        Q(expires_at__lte=timezone.now())
        | Q(version__lt=DIGEST_VERSION)
        | Exists(Check.objects.filter(later, manuscript=OuterRef("manuscript")))
        | Exists(marked)
        | Exists(Publication.objects.filter(later, manuscript__in=sources))
        | Exists(written)
    )
