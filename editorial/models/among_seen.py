"""Rows that belong to manuscripts, narrowed to those that a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from editorial.models.manuscripts import Manuscript
from editorial.models.restrictions import restriction_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

_Row = TypeVar("_Row", bound=models.Model)


def among_seen(
    rows: models.QuerySet[_Row], user: AbstractBaseUser | AnonymousUser, of: str = "manuscript"
) -> Any:
    """Those of the rows whose manuscript this person sees; all of them, without more work, where nothing is hidden."""
    if restriction_of(user) is None:
        return rows
    return rows.filter(**{f"{of}__in": Manuscript.objects.seen_by(user)})
