"""Manuscripts at every stage of their life, and every move as it is made from there."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, article, check_all, person, published, source, waivable

from editorial import actions
from editorial.models import Manuscript
from editorial.models.turns import Priority

_NUMBERS = itertools.count(1)
ORIGINAL = "Permanente Revolution"

# Far away, and the same for everything that is compared.
LATER = timedelta(days=30)


@dataclass(frozen=True)
class People:
    """The cast, and three who once had a role and have acted: what they did was done, and they may do nothing more."""

    cast: Cast
    former_editor: User
    former_moderator: User
    former_approver: User
    later: datetime

    def lose_their_roles(self) -> None:
        for user in (self.former_editor, self.former_moderator, self.former_approver):
            user.groups.clear()


def gather(cast: Cast) -> People:
    """Publishes the source that every article cites, and an article that each may be a translation of."""
    published(source(), cast)
    published(article(ORIGINAL, language="de"), cast)
    return People(
        cast,
        person("fred", "Editors"),
        person("fay", "Moderators"),
        person("frank", "Approvers"),
        timezone.now() + LATER,
    )


def stage(name: str, people: People, kind: str = "article") -> Manuscript:
    """A new manuscript at this stage: a state, `checked` (submitted, with every citation checked), or `redrafted`.

    The editor wrote the first revision, and the former editor the second; the former moderator checked it, and the
    former approver approved it. The approver does the rest.
    """
    cast, number = people.cast, next(_NUMBERS)
    document: Any = (
        article(f"Subject {number}", language=f"en-x-s{number}")
        if kind == "article"
        else source(f"source-{number}")
    )
    actions.save(document=document, by=cast.editor)
    if kind == "article":
        document = replace(document, summary="The second.", slug=document.slug)
        actions.save(document=document, by=people.former_editor, based_on=1)
    manuscript = Manuscript.objects.get(pk=document.id)
    for step in _WAYS[name]:
        _STEPS[step](manuscript, people)
        manuscript.refresh_from_db()
    return manuscript


_UNTIL_PUBLISHED = ("submit", "check", "approve", "publish")
_WAYS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "returned": ("submit", "return"),
    "submitted": ("submit",),
    "checked": ("submit", "check"),
    "approved": ("submit", "check", "approve"),
    "scheduled": ("submit", "check", "approve", "schedule"),
    "published": _UNTIL_PUBLISHED,
    "redrafted": (*_UNTIL_PUBLISHED, "rewrite"),
    "withdrawn": (*_UNTIL_PUBLISHED, "withdraw"),
    "discarded": ("discard",),
}
STAGES = tuple(_WAYS)


def _rewrite(manuscript: Manuscript, people: People) -> None:
    document = manuscript.revisions.get(number=manuscript.revision).read()
    changed = replace(document, summary="What it is by now.")
    actions.save(document=changed, by=people.cast.editor, based_on=manuscript.revision)


_STEPS: dict[str, Callable[[Manuscript, People], Any]] = {
    "submit": lambda row, people: actions.submit(
        manuscript=row.pk, revision=row.revision, by=people.former_editor
    ),
    "return": lambda row, people: actions.return_(
        manuscript=row.pk, by=people.former_moderator, reason="Which edition?"
    ),
    "check": lambda row, people: check_all(
        row, replace(people.cast, moderator=people.former_moderator)
    ),
    "approve": lambda row, people: actions.approve(
        manuscript=row.pk, revision=row.revision, by=people.former_approver, change="addition"
    ),
    "schedule": lambda row, people: actions.schedule(
        manuscript=row.pk, by=people.cast.approver, publish_at=people.later
    ),
    "publish": lambda row, people: actions.publish(manuscript=row.pk, by=people.cast.approver),
    "rewrite": _rewrite,
    "withdraw": lambda row, people: actions.withdraw(
        manuscript=row.pk, by=people.cast.approver, reason="It was wrong."
    ),
    "discard": lambda row, people: actions.discard(manuscript=row.pk, by=people.cast.editor),
}


def _save(row: Manuscript, by: User, _people: People) -> Any:
    document = row.revisions.get(number=row.revision).read()
    return actions.save(
        document=replace(document, summary="Saved anew."), by=by, based_on=row.revision
    )


def _rename(row: Manuscript, by: User, _people: People) -> Any:
    return actions.rename(
        manuscript=row.pk,
        title=f"{row.title} renamed",
        slug=f"{row.slug}-renamed",
        by=by,
        based_on=row.revision,
    )


def _approve(row: Manuscript, by: User, _people: People) -> Any:
    return actions.approve(manuscript=row.pk, revision=row.revision, by=by, change="wording")


# As somebody makes it who looked at `row` a moment ago.
MOVES: dict[str, Callable[[Manuscript, User, People], Any]] = {
    "save": _save,
    "submit": lambda row, by, _: actions.submit(
        manuscript=row.pk, revision=row.revision, by=by, message="Please look."
    ),
    "recall": lambda row, by, _: actions.recall(manuscript=row.pk, by=by, reason="A slip."),
    "return": lambda row, by, _: actions.return_(manuscript=row.pk, by=by, reason="Which page?"),
    "approve": _approve,
    "schedule": lambda row, by, people: actions.schedule(
        manuscript=row.pk, by=by, publish_at=people.later + timedelta(days=1)
    ),
    "unschedule": lambda row, by, _: actions.unschedule(manuscript=row.pk, by=by),
    "publish": lambda row, by, _: actions.publish(manuscript=row.pk, by=by),
    "withdraw": lambda row, by, _: actions.withdraw(manuscript=row.pk, by=by, reason="Wrong."),
    "revert": lambda row, by, _: actions.revert(manuscript=row.pk, number=1, by=by),
    "rename": _rename,
    "discard": lambda row, by, _: actions.discard(manuscript=row.pk, by=by, reason="A mistake."),
    "bring_back": lambda row, by, _: actions.bring_back(manuscript=row.pk, by=by),
    "waive": lambda row, by, people: actions.waive(
        manuscript=row.pk,
        by=by,
        keys=waivable(row, "unchecked") if row.status == "submitted" else ["unchecked"],
        reason="The library is closed.",
        expires_at=people.later,
    ),
    "mark": lambda row, by, _: actions.mark(
        manuscript=row.pk, by=by, reliability="retracted", reason="Its publisher says so."
    ),
    "record_doi": lambda row, by, _: actions.record_doi(
        manuscript=row.pk, by=by, edition=1, doi=f"10.1000/{row.pk}"
    ),
    "join_translation": lambda row, by, _: actions.join_translation(
        manuscript=row.pk, by=by, original=Manuscript.objects.get(title=ORIGINAL).pk
    ),
    "take": lambda row, by, _: actions.take(manuscript=row.pk, by=by),
    "assign": lambda row, by, _: actions.assign(
        manuscript=row.pk, by=by, priority=int(Priority.HIGH)
    ),
    "remind": lambda row, by, _: actions.remind(manuscript=row.pk, by=by),
}


def kind_for(move: str) -> str:
    """Only a source is marked; everything else is tried on an article."""
    return "source" if move == "mark" else "article"
