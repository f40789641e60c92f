"""Commissions in every state, made with the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from factories import Cast

from editorial import actions
from editorial.models import Commission

TOPIC = "Permanent revolution"
OUTSIDE = {"name": "Olga Outside", "email": "olga@example.net"}
LETTER = {"subject": "Would you?", "words": "Dear Olga,\n\nwould you write it?"}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def wanted(cast: Cast, title: str = TOPIC, **columns: Any) -> Commission:
    return actions.make_commission(by=cast.approver, title=title, **columns)


def reserved(cast: Cast, title: str = TOPIC, who: Any = None, **columns: Any) -> Commission:
    """For the editor, or for `who`: an account, or name and e-mail."""
    row = wanted(cast, title, **columns)
    asked = who if isinstance(who, dict) else {"person": who or cast.editor}
    actions.reserve_commission(commission=row.pk, by=cast.approver, **asked)
    return fresh(row)


def promised(cast: Cast, title: str = TOPIC, who: Any = None, **columns: Any) -> Commission:
    row = reserved(cast, title, who, **columns)
    actions.agree_commission(commission=row.pk, by=cast.approver)
    return fresh(row)


def late(row: Commission, days: int = 1) -> Commission:
    """Its day was so many days ago."""
    Commission.objects.filter(pk=row.pk).update(due_on=in_days(-days))
    return fresh(row)


def fresh(row: Commission) -> Any:
    """The row as it is now, with the stage at which it stands."""
    return Commission.objects.staged().with_links().get(pk=row.pk)
