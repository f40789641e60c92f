"""Topics that are reserved for somebody else: told to whoever begins the entry, or works on it. Nothing is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import Commission
from editorial.models.commissions import COMMISSIONED_KINDS
from editorial.models.restrictions import restriction_of
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Aliases that are looked at; an entry has few.
MAX_NAMES = 50


def reserved_words(user: User, kind: str, names: Iterable[str], slug: str = "") -> list[str]:
    """A sentence for each topic of one of these names, or of the address, that somebody else has; who has it is told
    to whoever gives out work alone."""
    keys = {name_key(name) for name in [*names][:MAX_NAMES]}
    # An address is a title without its accents and signs: words are compared as it has them.
    keys |= {name_key(slug), name_key(slug.replace("-", " "))}
    keys -= {""}
    if kind not in COMMISSIONED_KINDS or not keys:
        return []
    rows = Commission.objects.with_others(user).filter(name_key__in=keys)
    gives = user.has_perm(permissions.ASSIGN_MANUSCRIPT) and restriction_of(user) is None
    return [_words(row, gives=gives) for row in rows.select_related("person").order_by("name_key")]


def _words(row: Commission, *, gives: bool) -> str:
    if gives:
        words = _(
            "“%(title)s” is reserved for %(who)s. You can write it all the same; tell them, or set the topic free "
            "under Commissions."
        )
        return words % {"title": row.title, "who": row.who}
    return _(
        "“%(title)s” is reserved for somebody else. You can write it all the same; ask whoever gives out work first."
    ) % {"title": row.title}
