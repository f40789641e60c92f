"""The people of a manuscript's comments: whom one may name there, who is told, and how they sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from editorial import permissions
from editorial.comments.mentions import mentioned_in, nobody_in
from editorial.models import DraftCitation, Manuscript, Thread
from editorial.models.restrictions import is_guest, restriction_of
from editorial.models.turns import name_of
from editorial.workflow import sees

if TYPE_CHECKING:
    from collections.abc import Iterable

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def who_may_see(manuscript: Manuscript, by: User) -> list[User]:
    """Everybody whom `by` may name here: who sees the manuscript; guests only for whoever gives out work."""
    able = User.objects.with_perm(permissions.VIEW_MANUSCRIPT, backend=_BACKEND)
    people = able.select_related("restriction").order_by("last_name", "username")
    gives = by.has_perm(permissions.ASSIGN_MANUSCRIPT)
    return [
        person
        for person in people
        if restriction_of(person) is None
        or ((gives or not is_guest(person)) and sees(person, manuscript))
    ]


def told_of(thread: Thread, words: str, by: User) -> list[int]:
    """The ids of who is in the thread, of the responsible person, and of who is named in the words."""
    manuscript = thread.manuscript
    to = {thread.by_id, *thread.comments.values_list("by", flat=True)}
    to.add(manuscript.responsible_id or manuscript.author_id)
    if "@" in words:
        to |= mentioned_in(words, _names(manuscript, by))
    return sorted(to - _blind(thread, to))


def names_nobody(manuscript: Manuscript, words: str, by: User) -> list[str]:
    """The mentions in these words by which nobody is told."""
    return nobody_in(words, _names(manuscript, by)) if "@" in words else []


def _names(manuscript: Manuscript, by: User) -> list[tuple[int, str]]:
    return [
        (person.pk, name)
        for person in who_may_see(manuscript, by)
        for name in {name_of(person), person.username}
    ]


def _blind(thread: Thread, people: Iterable[int]) -> set[int]:
    """Those of them who may still make the second check of its citation without knowing the first."""
    if not thread.digest:
        return set()
    first = DraftCitation.objects.filter(
        manuscript=thread.manuscript, digest=thread.digest, first_by__isnull=False
    )
    known = set(first.values_list("first_by", flat=True))
    if not known:
        return set()
    others = User.objects.filter(pk__in=set(people) - known - {thread.by_id})
    return {person.pk for person in others if person.has_perm(permissions.CHECK_CITATION)}
