"""Whose first check of a citation is hidden, in a draft or in none: from who may still make the second, blind one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from editorial import permissions
from editorial.gate.policy import blind_checks
from editorial.gate.second_checks import awaiting_second
from editorial.models import Check, DraftCitation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hidden_digests(by: User, digests: Collection[str]) -> set[str]:
    """Those of these citations, of any entry, whose first check this person must not see; five queries at most.

    One that is in no draft any more may come back, and would wait for its second check then. Whether it says something
    about a living person is not known of it.
    """
    if not digests or not by.has_perm(permissions.CHECK_CITATION):
        return set()
    drafted = dict(
        DraftCitation.objects.filter(digest__in=digests)
        .order_by("first_by")
        .values_list("digest", "first_by")
    )
    hidden = {digest for digest, first in drafted.items() if first not in {None, by.pk}}
    asked = blind_checks()
    gone = set(digests) - drafted.keys() if asked else set()
    if asked == {"quotations"}:
        quoting = Check.objects.of_digests(gone).exclude(quotation="")
        gone &= set(quoting.values_list("digest", flat=True))
    return hidden | {digest for digest, first in awaiting_second(gone).items() if first != by.pk}
