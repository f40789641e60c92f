"""A line of the log of accounts in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from editorial.accounts.restriction_words import until_words
from editorial.accounts.second_step_changes import STEPS
from editorial.models import AccountEvent, AccountEventKind, Shown

# What somebody did to an account; all others are what whoever has it did, or what happened at the door.
_DONE_TO = {
    AccountEventKind.INVITED,
    AccountEventKind.INVITATION_ENDED,
    AccountEventKind.ROLES_CHANGED,
    AccountEventKind.ADDRESS_SET,
    AccountEventKind.RESTRICTED,
    AccountEventKind.CLOSED,
    AccountEventKind.ERASED,
    AccountEventKind.OPENED,
    AccountEventKind.RESET_SENT,
    AccountEventKind.SESSIONS_ENDED,
    AccountEventKind.SECOND_STEPS_RESET,
}


def event_words(event: AccountEvent) -> str:
    """As “Anna Approver changed the roles of edna: before Editors; now Editors, Moderators”."""
    kind = AccountEventKind(event.kind)
    whom = name_of(event.account)
    words = (
        f"{name_of(event.by)} {kind.label} {whom}" if kind in _DONE_TO else f"{whom} {kind.label}"
    )
    if kind == AccountEventKind.ROLES_CHANGED:
        before, after = (_roles(event.data.get(name)) for name in ("before", "after"))
        words += _(": before %(before)s; now %(after)s") % {"before": before, "after": after}
    if kind in {AccountEventKind.SECOND_STEP_ADDED, AccountEventKind.SECOND_STEP_REMOVED}:
        words += f" {STEPS.get(event.data.get('step', ''), '')}"
    if "provider" in event.data:
        words += f" ({event.data['provider']})"
    if kind == AccountEventKind.RESTRICTED:
        words += _(": %(what)s") % {"what": _seen(event.data)}
    if kind in {AccountEventKind.NAME_CHANGED, AccountEventKind.ADDRESS_CHANGED}:
        before, after = (event.data.get(name) or _("none") for name in ("before", "after"))
        words += _(": before %(before)s; now %(after)s") % {"before": before, "after": after}
    return words


def name_of(account: object) -> str:
    """The name of an account, or that no account has the name that was typed."""
    if not isinstance(account, User):
        return _("somebody unknown")
    return account.get_full_name() or account.get_username()


def _seen(data: Mapping[str, Any]) -> str:
    """As it was decided then; what it is now stands on the person's page."""
    if not data:
        return _("everything that their roles allow")
    words = str(Shown(data["shown"]).label)
    if data.get("subjects"):
        words += f" ({', '.join(data['subjects'])})"
    if data.get("ends_at"):
        ends_at = datetime.fromisoformat(data["ends_at"])
        words += _(", until %(day)s") % {"day": until_words(ends_at)}
    return words


def _roles(names: object) -> str:
    return ", ".join(names) if isinstance(names, list) and names else _("none")
