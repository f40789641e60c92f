"""Agreements of authors against the audit log: none was forged, altered, put in force again, or lost."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Agreement, Event
from editorial.record.columns import columns
from editorial.verifying.agreement_rows import ENDED, RECORDED, agreement_faults
from editorial.verifying.opening import BundleFault
from editorial.verifying.recorded import AuditEvent


def signed_paper_faults() -> Iterator[BundleFault]:
    rows = (columns(row) for row in Agreement.objects.order_by("pk").iterator())
    events = Event.objects.filter(action__in=(RECORDED, ENDED)).in_order().iterator()
    try:
        yield from agreement_faults(rows, (AuditEvent.of(event.columns()) for event in events))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # Rows or events of a shape that Stet never writes.
        yield BundleFault(
            "agreements",
            _("their history cannot be read: %(error)s")
            % {"error": f"{type(error).__name__} {error}"},
        )
