"""What upgraded digests say, against the revisions that were checked: read again now."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Check, DigestUpgrade, Manuscript
from editorial.record.digest_readings import Keyed, Readings, Works, citation_of, upgraded
from editorial.record.suppressed import was_suppressed
from encyclopedia.core.checked_words import DIGEST_VERSION

_READ = ("new", "context", "source", "work")


class ReadAgain:
    """Makes the rows of upgrades to the present version of digests again; those of earlier versions have had theirs."""

    def __init__(self) -> None:
        self._readings = Readings()
        self._works: Works | None = None

    def faults(self, manuscript: Manuscript, name: str) -> Iterator[str]:
        rows = DigestUpgrade.objects.filter(manuscript=manuscript, version=DIGEST_VERSION)
        stored = {(row.old, row.revision): row for row in rows}
        if not stored or was_suppressed(manuscript):
            return
        # Every source is read for them, once.
        self._works = self._works or Works()
        # In the order in which an upgrade reads them: of several with one digest the first counts.
        checks = Check.objects.filter(manuscript=manuscript, version__lt=DIGEST_VERSION)
        in_order = checks.order_by("revision", "id").iterator(chunk_size=500)
        for keyed in map(Keyed.of_check, in_order):
            row = stored.pop((keyed.old, keyed.revision), None)
            if row is None:
                continue
            now = upgraded(keyed, citation_of(keyed, self._readings), self._works)
            differing = [column for column in _READ if getattr(row, column) != getattr(now, column)]
            if differing:
                yield _(
                    "%(name)s, upgraded digest %(digest)s… of revision %(number)s: its revision says otherwise: "
                    "%(columns)s."
                ) % {
                    "name": name,
                    "digest": row.old[:12],
                    "number": row.revision,
                    "columns": ", ".join(differing),
                }
