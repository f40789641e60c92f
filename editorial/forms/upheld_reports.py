"""The reports of readers that an approver may name in a correction."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime

from editorial.models import ErrorReport, Manuscript


def upheld_reports(manuscript: Manuscript) -> list[tuple[int, str]]:
    """The choices of a field: each by its day and first words; none for what was never published."""
    if not manuscript.edition:
        return []
    rows = ErrorReport.objects.upheld().of_manuscript(manuscript).oldest_first()
    return [
        (
            row.pk,
            f"{date_format(localtime(row.received_at), 'j F Y')}: {Truncator(row.words).chars(120)}",
        )
        for row in rows
    ]
