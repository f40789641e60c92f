"""What tests of people who see only a part of the office share."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone


def again(account: User) -> User:
    """Read anew, as each request does."""
    return User.objects.get(pk=account.pk)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
