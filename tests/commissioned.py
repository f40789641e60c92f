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


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def signed(cast: Cast, **said: Any) -> Any:
    """An agreement recorded by the approver, of what `manuscript` or `commission` names; signed by the editor."""
    usual: dict[str, Any] = {"data": PDF, "kind": "licence", "signed_on": timezone.localdate()}
    if "name" not in said:
        usual["person"] = cast.editor
    return actions.record_agreement(by=cast.approver, **(usual | said))


def promise_and_sign(cast: Cast, secret: str) -> None:
    """Something wanted, something that an outsider promised, signed for and declined, and a paper that was replaced."""
    wanted(cast, f"Wanted {secret}", note=secret)
    row = promised(
        cast, f"Promised {secret}", who={"name": secret, "email": f"{secret}@example.net"}
    )
    paper = signed(cast, commission=row.pk, name=secret)
    signed(cast, commission=row.pk, name=secret, kind="transfer", replaces=paper.pk)
    other = reserved(cast, f"Declined {secret}")
    actions.decline_commission(commission=other.pk, by=cast.approver, reason=secret)


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
