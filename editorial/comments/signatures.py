"""How people sign in threads, and which events tell of what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import Event
from editorial.models.restrictions import is_guest
from editorial.models.turns import name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What is done in a thread; what was written there stands in the private half of its event.
TALKING = frozenset(
    {
        *("start_thread", "suggest", "reply", "resolve", "reopen"),
        *("accept_suggestion", "refuse_suggestion", "withdraw_comment"),
    }
)


def signature(person: User, by: User) -> str:
    """The name of who wrote a comment. A guest's is told only to themselves and to whoever gives out work."""
    if is_guest(person) and person != by and not by.has_perm(permissions.ASSIGN_MANUSCRIPT):
        return _("A guest")
    return name_of(person)


def who_acted(event: Event, by: User) -> str:
    """Who an event names, as `by` may know it."""
    if event.action in TALKING and event.by is not None:
        return signature(event.by, by)
    return event.who
