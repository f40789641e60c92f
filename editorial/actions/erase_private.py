"""Erasing the private half of events: who did it and why, not what was done. A last resort, recorded itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.transaction import record
from editorial.models import Event
from editorial.verifying.event_hash import HALVES, is_erased
from editorial.workflow import Forbidden, NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def erase_private(*, events: Sequence[int], by: User, reason: str) -> int:
    """Empty the private halves of these events (by number); how many were not empty before. Their hashes stay valid.

    Raises Forbidden for anybody but a superuser, Refused without a reason, NotAllowed for an event that is not there,
    or whose hash covers all of it at once: those from before version 0.2.
    """
    if not (by.is_active and by.is_superuser):
        raise Forbidden(_("Only a superuser may erase the private half of an event."))
    if not reason.strip():
        raise Refused(_("Say why the private half is erased."))
    erased = 0
    with transaction.atomic():
        for seq in sorted(set(events)):
            event = Event.objects.filter(pk=seq).first()
            if event is None:
                raise NotAllowed(_("There is no event %(seq)s.") % {"seq": seq})
            if event.format != HALVES:
                raise NotAllowed(
                    _(
                        "Event %(seq)s is from an earlier version: its hash covers all of it. It stays whole."
                    )
                    % {"seq": seq}
                )
            if is_erased(event.columns()):
                continue
            record(
                "erase_private", by=by, manuscript=None, reason=reason.strip(), data={"seq": seq}
            )
            # Its own event is a row of history, and this the one change of it that the trigger allows.
            Event.objects.filter(pk=seq).update(by=None, reason="", private={}, salt="")
            erased += 1
    return erased
