"""Which obstacles of a manuscript are waived now: exactly what was looked at, by somebody who wrote nothing since."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.models import Manuscript, Revision, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION


def waived_keys(manuscript: Manuscript) -> dict[str, str]:
    """Key of an obstacle → the reason of the waiver that lets it through."""
    return {
        key: waiver.reason for waiver in standing_waivers(manuscript) for key in waiver.obstacles
    }


def standing_waivers(manuscript: Manuscript) -> Iterator[Waiver]:
    """Those in force, without those whose giver has become a writer since: nobody lets their own work through.

    A waiver with digests of an earlier version does not say what stood behind the citation that it names: it falls.
    """
    waivers = Waiver.objects.in_force().filter(manuscript=manuscript, version__gte=DIGEST_VERSION)
    for waiver in waivers:
        since = Revision.objects.filter(number__gt=waiver.revision)
        written = Manuscript.objects.written_by(waiver.by_id, since)
        if not written.filter(pk=manuscript.pk).exists():
            yield waiver
