"""Keeping a list's filters under a name, each person their own. Nothing of the entries changes: no event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import SavedView
from editorial.workflow import Forbidden, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_NAME = 80
MAX_VIEWS = 40


@transaction.atomic
def save_view(*, name: str, filters: str, by: User) -> SavedView:
    """Keep these filters, as an address has them, under the name; replaces the view of that name.

    Raises Forbidden, and Refused without a name or with too many views.
    """
    if not (by.is_active and by.has_perm(permissions.VIEW_MANUSCRIPT)):
        raise Forbidden(_("You may not see the entries of the office."))
    words = " ".join(name.replace("\x00", "").encode(errors="ignore").decode().split())[:MAX_NAME]
    if not words:
        raise Refused(_("Give the view a name."))
    views = SavedView.objects.filter(person=by)
    if not views.filter(name=words).exists() and views.count() >= MAX_VIEWS:
        raise Refused(_("You keep %(most)s views already. Drop one first.") % {"most": MAX_VIEWS})
    view, _made = SavedView.objects.update_or_create(
        person=by, name=words, defaults={"filters": filters}
    )
    return view


def drop_view(*, view: int, by: User) -> bool:
    """Drop one's own view; False if there is none of this number."""
    return bool(SavedView.objects.filter(pk=view, person=by).delete()[0])
