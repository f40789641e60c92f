"""The reports of readers that an approver may name in a correction."""

from __future__ import annotations

from django.utils.text import Truncator

from editorial.models import ErrorReport, Manuscript
from encyclopedia.wording.filled_in import day


def upheld_reports(manuscript: Manuscript) -> list[tuple[int, str]]:
    """The choices of a field: each by its day and first words; none for what was never published."""
    if not manuscript.edition:
        return []
    rows = ErrorReport.objects.upheld().of_manuscript(manuscript).oldest_first()
    return [
        (
            row.pk,
            f"{day(row.received_at)}: {Truncator(row.words).chars(120)}",
        )
        for row in rows
    ]
