"""How many comments are open in an entry, and which wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from editorial import permissions
from editorial.models import Manuscript, Status, Thread

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def open_words(manuscript: Manuscript, by: User) -> str:
    """How many comments are open there, for whoever submits or approves it; empty for none."""
    count = Thread.objects.open().of(manuscript).seen_by(by).count()
    if not count:
        return ""
    return ngettext(
        "%(count)s comment is still open.", "%(count)s comments are still open.", count
    ) % {"count": count}


def waiting_for(user: User) -> Any:
    """Open threads in which somebody else wrote last, and this person is the one to answer: for the first page.

    Those of manuscripts that they are responsible for, and those in which they wrote.
    """
    if not user.has_perm(permissions.VIEW_MANUSCRIPT):
        return Thread.objects.none()
    rows = Thread.objects.open().exclude(manuscript__status=Status.DISCARDED)
    return rows.seen_by(user).awaiting(user).select_related("manuscript").in_order()
