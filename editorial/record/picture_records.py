"""What is recorded of pictures against the audit log: nothing was forged, altered or lost."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Event, PictureRecord
from editorial.record.columns import columns
from editorial.verifying.opening import BundleFault
from editorial.verifying.picture_rows import picture_faults
from editorial.verifying.recorded import PICTURES, AuditEvent


def picture_record_faults() -> Iterator[BundleFault]:
    rows = (columns(row) for row in PictureRecord.objects.order_by("pk").iterator())
    events = Event.objects.filter(action__in=PICTURES).in_order().iterator()
    try:
        yield from picture_faults(rows, (AuditEvent.of(event.columns()) for event in events))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # Rows or events of a shape that Stet never writes.
        yield BundleFault(
            "pictures",
            _("their history cannot be read: %(error)s")
            % {"error": f"{type(error).__name__} {error}"},
        )
