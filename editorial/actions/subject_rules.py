"""Naming people by the subjects of what is drafted and submitted."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import Manuscript, SubjectRule
from editorial.models.restrictions import is_guest
from editorial.workflow import NEEDED, Forbidden, Refused
from encyclopedia.core.names import name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def set_rule(*, subject: str, column: str, person: User, by: User) -> SubjectRule:
    """From now on this person is named in the column for what is about the subject; replaces the rule before.

    Raises Forbidden, and Refused for a person who may not do what they would be named for.
    """
    _refuse_stranger(by)
    if not (person.is_active and person.has_perm(NEEDED[column])) or is_guest(person):
        raise Refused(_("Choose somebody who has the role for it."))
    words = " ".join(subject.split())
    if not name_key(words):
        raise Refused(_("Write the subject as it stands in the entries’ subjects."))
    rule, _made = SubjectRule.objects.update_or_create(
        key=name_key(words)[:300],
        column=column,
        defaults={"subject": words[:300], "person": person},
    )
    return rule


def drop_rule(*, rule: int, by: User) -> bool:
    """End a rule; whoever was named by it stays named. False if it had ended before."""
    _refuse_stranger(by)
    return bool(SubjectRule.objects.filter(pk=rule).delete()[0])


def named_by_rules(
    manuscript: Manuscript, tags: Collection[str], columns: Collection[str]
) -> dict[str, Any]:
    """Column → person, for the columns in which nobody is named; whoever wrote a part of it does not approve it."""
    empty = [column for column in columns if getattr(manuscript, f"{column}_id") is None]
    keys = {name_key(tag)[:300] for tag in tags}
    if not empty or not keys:
        return {}
    rules = SubjectRule.objects.filter(key__in=keys, column__in=empty, person__is_active=True)
    people: dict[str, Any] = {}
    for rule in rules.select_related("person").order_by("key"):
        fit = (
            rule.person.has_perm(NEEDED[rule.column])
            and not is_guest(rule.person)
            and not (
                rule.column == "approver"
                and Manuscript.objects.written_by(rule.person_id).filter(pk=manuscript.pk).exists()
            )
        )
        if fit:
            people.setdefault(rule.column, rule.person)
    return people


def _refuse_stranger(by: User) -> None:
    if not (by.is_active and by.has_perm(permissions.ASSIGN_MANUSCRIPT)):
        raise Forbidden(_("You may not say who does what."))
