"""What office managers let people see: everything, a part of it, or one manuscript until a day."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts.locked_account import locked_account, log, require_manager
from editorial.accounts.management import invite
from editorial.models import AccountEventKind, Invitation, Manuscript, Restriction, Shown
from editorial.roles import MANAGERS
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core.documents import KINDS
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GUEST_ROLE = "Moderators"
MAX_DAYS = 366
MAX_SUBJECTS = 50
MAX_SUBJECT_LENGTH = 300
_PATH = re.compile(rf"({'|'.join(KINDS)})/([^/\s]+)")


def restrict(
    *, account: User, shown: str, subjects: Sequence[str] = (), by: User, address: str = ""
) -> bool:
    """Let the person see everything (`shown` is empty), their own manuscripts, or some subjects beside.

    False when it is so already. Raises Refused without a subject where there should be some; NotAllowed for a guest,
    and for managers and superusers, from whom nothing is hidden.
    """
    with locked_account(account, by) as row:
        before = Restriction.objects.filter(account=row).first()
        if before is not None and before.is_guest:
            raise NotAllowed(_("This is a guest: change the day until which they have access."))
        if not shown:
            if before is None:
                return False
            before.delete()
            log(AccountEventKind.RESTRICTED, row, by, address)
            return True
        if row.is_superuser or Group.objects.filter(user=row, name=MANAGERS).exists():
            raise NotAllowed(_("Nothing is hidden from office managers and superusers."))
        named = _subjects(subjects) if Shown(shown) == Shown.SUBJECTS else []
        if Shown(shown) not in {Shown.OWN, Shown.SUBJECTS} or (
            shown == Shown.SUBJECTS and not named
        ):
            raise Refused(_("Write at least one subject, as it stands in the entries’ subjects."))
        if before is not None and (before.shown, before.subjects) == (shown, named):
            return False
        Restriction.objects.update_or_create(
            account=row,
            defaults={
                "shown": shown,
                "subjects": named,
                "keys": [name_key(subject)[:MAX_SUBJECT_LENGTH] for subject in named],
                "by": by,
                "made_at": timezone.now(),
            },
        )
        log(AccountEventKind.RESTRICTED, row, by, address, shown=str(shown), subjects=named)
    return True


def invite_guest(
    *,
    email: str,
    entry: str,
    shown: str,
    ends_on: date,
    by: User,
    given_name: str = "",
    family_name: str = "",
    address: str = "",
) -> Invitation:
    """Invite somebody who checks one manuscript, or only its citations, until the end of this day.

    `entry` is an address of its page, as people copy it. Raises Refused for an entry that there is not, and for a day
    that is past or too far away.
    """
    require_manager(by)
    restriction = Restriction(
        shown=Shown(shown), manuscript=_manuscript(entry), ends_at=_end_of(ends_on), by=by
    )
    return invite(
        given_name=given_name,
        family_name=family_name,
        email=email,
        roles=[GUEST_ROLE],
        restriction=restriction,
        by=by,
        address=address,
    )


def set_end(*, account: User, ends_on: date, by: User, address: str = "") -> None:
    """Give a guest access until the end of another day. Raises NotAllowed for who is no guest."""
    with locked_account(account, by) as row:
        _write_end(row, _end_of(ends_on), by, address)


def end_access(*, account: User, by: User, address: str = "") -> bool:
    """End a guest's access now; False when it has ended."""
    with locked_account(account, by) as row:
        restriction = Restriction.objects.filter(account=row).first()
        if restriction is not None and restriction.has_ended:
            return False
        _write_end(row, timezone.now(), by, address)
    return True


def _write_end(row: User, ends_at: datetime, by: User, address: str) -> None:
    restriction = Restriction.objects.filter(account=row).first()
    if restriction is None or not restriction.is_guest:
        raise NotAllowed(_("Only a guest’s access has an end."))
    restriction.ends_at = ends_at
    restriction.save(update_fields=["ends_at"])
    log(
        AccountEventKind.RESTRICTED,
        row,
        by,
        address,
        shown=restriction.shown,
        manuscript=str(restriction.manuscript_id),
        ends_at=ends_at.isoformat(),
    )


def _subjects(typed: Sequence[str]) -> list[str]:
    lines = (" ".join(line.split())[:MAX_SUBJECT_LENGTH] for line in typed)
    by_key = {name_key(line): line for line in lines if name_key(line)}
    return list(by_key.values())[:MAX_SUBJECTS]


def _manuscript(typed: str) -> Manuscript:
    """By the address of the readers' page or of the manuscript's in the office, whole or in part."""
    manuscript: Manuscript | None = None
    if path := _PATH.search(typed):
        manuscript = Manuscript.objects.filter(kind=path[1], slug=path[2]).first()
    if manuscript is None:
        for part in typed.split("/"):
            try:
                manuscript = Manuscript.objects.filter(pk=uuid.UUID(part)).first()
            except ValueError:
                continue
    if manuscript is None:
        raise Refused(_("No entry has this address. Copy it from the entry’s page."))
    return manuscript


def _end_of(day: date) -> datetime:
    """Midnight after this day, in the manager's time zone."""
    today = timezone.localdate()
    if not today <= day <= today + timedelta(days=MAX_DAYS):
        raise Refused(_("Choose a day from today on, within a year."))
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
