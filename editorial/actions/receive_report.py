"""Taking in what a reader reports as wrong, without an account, within limits against floods.

Nobody of the office acts here, so the audit log has no line of it: the report itself says when it came.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from editorial.models import ErrorReport, Manuscript
from editorial.workflow import Refused

if TYPE_CHECKING:
    from encyclopedia.models import Edition

COUNTED = timedelta(hours=1)
MAX_FROM_ADDRESS = 10
MAX_OF_SITE = 100
_SALT = "editorial.actions.receive_report"


class TooMany(Refused):
    """The limit of the hour is reached; the message says so to the reader."""


def receive(
    *,
    edition: Edition,
    form: str,
    words: str,
    claim_digest: str = "",
    claim: str = "",
    where: str = "",
    email: str = "",
    address: str = "",
) -> ErrorReport:
    """Keep a report, and give it to whoever is responsible for the entry; a `form` that was sent before is that report.

    `address` is the client's network address. Raises TooMany, and keeps nothing, when in the last hour too many came
    from there, or to the whole site. It is counted after it is written, so that those of the same moment count too.
    """
    now = timezone.now()
    manuscript = Manuscript.objects.select_related("responsible").get(pk=edition.entry_id)
    somebody = manuscript.responsible
    sender = salted_hmac(_SALT, address, algorithm="sha256").hexdigest()
    report, is_new = ErrorReport.objects.get_or_create(
        form=form,
        defaults={
            "manuscript": manuscript,
            "edition": edition.number,
            "digest": edition.digest,
            "claim_digest": claim_digest,
            "claim": claim,
            "words": words,
            "where": where,
            "email": email,
            "received_at": now,
            "sender": sender,
            "person": somebody if somebody is not None and somebody.is_active else None,
        },
    )
    if not is_new:
        return report
    others = ErrorReport.objects.since(now - COUNTED).exclude(pk=report.pk)
    if others.filter(sender=sender).count() >= MAX_FROM_ADDRESS or others.count() >= MAX_OF_SITE:
        report.delete()
        raise TooMany(
            _(
                "Too many reports came within the hour. What you wrote is still here: please send it again later."
            )
        )
    ErrorReport.objects.filter(received_at__lte=now - COUNTED).exclude(sender="").update(sender="")
    return report
