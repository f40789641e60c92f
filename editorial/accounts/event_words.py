"""A line of the log of accounts in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.accounts.restriction_words import until_words
from editorial.accounts.second_step_changes import STEPS
from editorial.models import AccountEvent, AccountEventKind, Shown
from editorial.roles import role_name
from encyclopedia.wording.filled_in import listed


def event_words(event: AccountEvent) -> str:
    """As “Anna Approver changed the roles of edna: before Editors; now Editors, Moderators”."""
    kind = AccountEventKind(event.kind)
    shown = _roles if kind == AccountEventKind.ROLES_CHANGED else _value
    words: str = kind.label % {
        "by": name_of(event.by),
        "whom": name_of(event.account),
        "before": shown(event.data.get("before")),
        "after": shown(event.data.get("after")),
        "step": STEPS.get(event.data.get("step", ""), ""),
        "what": _seen(event.data) if kind == AccountEventKind.RESTRICTED else "",
    }
    return f"{words} ({event.data['provider']})" if "provider" in event.data else words


def _value(value: object) -> str:
    return str(value or _("none"))


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
        words += f" ({listed(data['subjects'])})"
    if data.get("ends_at"):
        ends_at = datetime.fromisoformat(data["ends_at"])
        words += _(", until %(day)s") % {"day": until_words(ends_at)}
    return words


def _roles(names: object) -> str:
    given = names if isinstance(names, list) else []
    return listed(role_name(name) for name in given) or pgettext("roles", "none")
