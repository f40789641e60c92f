"""Taking in what a reader reports as wrong, without an account, within limits against floods.

Nobody of the office acts here, so the audit log has no line of it: the report itself says when it came.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from editorial.actions.committed import note_commit
from editorial.models import ErrorReport, Manuscript
from editorial.workflow import Refused

if TYPE_CHECKING:
    from encyclopedia.models import Edition

COUNTED = timedelta(hours=1)
MAX_FROM_ADDRESS = 10
# More of them are held apart, so that a flood from many addresses buries nobody's report; and then no more are kept.
MAX_OF_SITE = 100
MAX_HELD_OF_SITE = 2_000
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

    `address` is the client's network address. When in the last hour many came to the whole site, it is `held` apart and
    given to nobody. Raises TooMany, and keeps nothing, when too many came from there, or many more to the site. It is
    counted after it is written, so that those of the same moment count too.
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
    from_all = others.count()
    if others.filter(sender=sender).count() >= MAX_FROM_ADDRESS or from_all >= MAX_HELD_OF_SITE:
        report.delete()
        raise TooMany(
            _(
                "Too many reports came within the hour. What you wrote is still here: please send it again later."
            )
        )
    if from_all >= MAX_OF_SITE:
        report.held, report.person = True, None
        report.save(update_fields=["held", "person"])
    ErrorReport.objects.filter(received_at__lte=now - COUNTED).exclude(sender="").update(sender="")
    note_commit()
    return report
