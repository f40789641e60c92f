"""Choosing when letters come, by kind of notice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import NoticeKind, NoticePace, Pace
from editorial.workflow import Forbidden

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def choose_paces(*, paces: Mapping[str, str], by: User) -> None:
    """Keep one's own choices, kind → pace; what is not among them stays. Nobody chooses for another person.

    Raises Forbidden for a person without a role, ValueError for a kind or a pace that there is not.
    """
    if not (by.is_active and by.has_perm(permissions.VIEW_MANUSCRIPT)):
        raise Forbidden(_("You have no notices: your account has no role."))
    chosen = [
        NoticePace(user=by, kind=NoticeKind(kind), pace=Pace(pace)) for kind, pace in paces.items()
    ]
    with transaction.atomic():
        NoticePace.objects.bulk_create(
            chosen,
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["pace"],
        )
