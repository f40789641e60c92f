"""How many reports of readers wait, for the office's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q

from editorial import permissions
from editorial.models import ErrorReport
from editorial.models.among_seen import among_seen

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class WaitingReports:
    """How many wait, how many of them this person has, and since when the oldest waits; None where none does.

    `held` are those of a flood, which stand apart.
    """

    count: int
    yours: int
    oldest: datetime | None
    held: int


def waiting_reports(user: User) -> WaitingReports | None:
    """None for a person who may not see them."""
    if not user.has_perm(permissions.VIEW_MANUSCRIPT):
        return None
    usual = Q(held=False)
    counted = among_seen(ErrorReport.objects.unanswered(), user).aggregate(
        count=Count("pk", filter=usual),
        yours=Count("pk", filter=usual & Q(person=user)),
        oldest=Min("received_at", filter=usual),
        held=Count("pk", filter=Q(held=True)),
    )
    return WaitingReports(**counted)
