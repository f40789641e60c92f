"""Waive obstacles: a person's decision with a reason, kept in the audit log and shown to readers until it expires."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.recording import lock_head
from editorial.actions.transaction import Outcome, locked, record
from editorial.gate.gate_input import obstacles
from editorial.models import Event, Manuscript, Revision, Waiver
from editorial.projection.steps import judge_again
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core.checked_words import DIGEST_VERSION

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The longest time that a waiver can last: two years.
MAX_WAIVER = timedelta(days=731)
# The office is told so long before a waiver ends; and of one that has ended, if nobody could tell it at once, so long.
ANNOUNCED_BEFORE = timedelta(days=7)
TOLD_AFTERWARDS = timedelta(days=30)


def waive(
    *, manuscript: uuid.UUID, by: User, keys: list[str], reason: str, expires_at: datetime
) -> Outcome:
    """Let the named obstacles through until `expires_at`.

    Raises Forbidden for a person who wrote any part of it, Refused for an obstacle that is not there or that nobody
    can waive, and for a time that is past or more than two years away.
    """
    if not workflow.may(by, "waive"):
        raise Forbidden(_("You may not waive obstacles."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is shown to readers."))
    with locked(manuscript) as row:
        # Read once, after the wait for the row: the time that is checked is the time that is stored.
        at = timezone.now()
        refuse_expiry(expires_at, at)
        if Manuscript.objects.written_by(by.pk).filter(pk=row.pk).exists():
            raise Forbidden(
                _(
                    "Nobody waives an obstacle to a text that they helped to write. Ask another approver."
                )
            )
        if not workflow.allowed(row, "waive"):
            raise NotAllowed(
                _("Only obstacles of what is submitted, approved or scheduled are waived.")
            )
        document = Revision.objects.get(manuscript=row, number=row.revision).read()
        waivable = {
            obstacle.key for obstacle in obstacles(row, document, "approve") if obstacle.waivable
        }
        if not keys or not set(keys) <= waivable:
            raise Refused(_("Choose obstacles that are there and that may be waived."))
        in_force = Waiver.objects.in_force().filter(manuscript=row, by=by, reason=reason.strip())
        if any(set(keys) <= set(waiver.obstacles) for waiver in in_force):
            return Outcome(row, changed=False)
        event = record(
            "waive",
            by=by,
            manuscript=row,
            reason=reason.strip(),
            data={
                "obstacles": sorted(set(keys)),
                "expires_at": expires_at.isoformat(),
                "version": DIGEST_VERSION,
            },
            at=at,
        )
        Waiver.objects.create(
            manuscript=row,
            revision=row.revision,
            obstacles=sorted(set(keys)),
            version=DIGEST_VERSION,
            reason=reason.strip(),
            by=by,
            at=at,
            expires_at=expires_at,
        )
        judge_again([row.pk])
    return Outcome(row, event)


def refuse_expiry(expires_at: datetime, now: datetime) -> None:
    """Raises Refused when a waiver that begins now cannot end at that time."""
    if expires_at <= now:
        raise Refused(_("A waiver has to expire in the future."))
    if timezone.localdate(expires_at) > timezone.localdate(now) + MAX_WAIVER:
        raise Refused(_("A waiver lasts two years at most. Choose an earlier day."))


def announced_waivers() -> int:
    """Tell the office which waivers end within a week, and which have ended; how many were announced. Twice tells once.

    The event is in the name of who gave the waiver. Approvers and everybody who worked on the entry get a notice and a
    letter. A waiver that another one continues is not announced.
    """
    now = timezone.now()
    ending = Waiver.objects.filter(
        expires_at__lte=now + ANNOUNCED_BEFORE, expires_at__gt=now - TOLD_AFTERWARDS
    )
    return sum(_announce(waiver, now) for waiver in ending.order_by("expires_at", "id"))


def _announce(waiver: Waiver, now: datetime) -> bool:
    action = "waiver_ended" if waiver.expires_at <= now else "waiver_ends"
    given = waiver.at.isoformat()
    with locked(waiver.manuscript_id) as row:
        told = Event.objects.filter(manuscript=row, action=action, data__given_at=given)
        later = Waiver.objects.filter(manuscript=row, expires_at__gt=waiver.expires_at)
        continued = {key for other in later for key in other.obstacles}
        if told.exists() or set(waiver.obstacles) <= continued:
            return False
        record(
            action,
            by=waiver.by,
            manuscript=row,
            reason=waiver.reason,
            data={
                "obstacles": waiver.obstacles,
                "given_at": given,
                "expires_at": waiver.expires_at.isoformat(),
            },
        )
        judge_again([row.pk])
    return True


def showing_lapsed_waivers() -> list[Manuscript]:
    """The entries whose pages still show waivers that have expired."""
    return list(Manuscript.objects.filter(pk__in=Waiver.objects.still_shown().values("manuscript")))


def remove_lapsed_waivers(entries: Collection[Manuscript]) -> int:
    """Remove expired waivers from readers' pages; the number of these pages. A second call changes nothing.

    Nothing is decided here, so nothing is recorded: the waiver said from the start when it would expire.
    """
    with transaction.atomic():
        # As every other change of what readers see.
        lock_head()
        projection.drop_lapsed([entry.pk for entry in entries])
    return len(entries)
