"""The piles of the office's first page: what waits for this person, for others, and for somebody to be named.

A manuscript stands in one of them, where its next step is: one's own before what others have; what is late before what
nobody has. "A waiver no longer holds" alone may name it once more: that is of the edition that readers see, whatever is
being written meanwhile.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Literal, NamedTuple

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.admin.list_filters import (
    behind_of,
    late_with_others,
    mine,
    of_others,
    waiting_for_authors,
    with_others,
)
from editorial.admin.list_query import list_address
from editorial.gate.judging import Obstacle
from editorial.models import Manuscript
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.models.turns import TURNS, Step

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Unmet = dict[uuid.UUID, list[Obstacle]]


class Pile(NamedTuple):
    """Manuscripts that wait for the same thing, in their order; `group` is the part of the page they stand in."""

    group: Literal["yours", "others", "all"]
    name: str
    title: str
    step: str
    empty: str
    manuscripts: ManuscriptQuerySet
    address: str


def piles(user: User, unmet: Unmet) -> list[Pile]:
    """The piles of this person's role, most urgent first."""
    manuscripts = (
        Manuscript.objects.seen_by(user)
        .select_related("author", "responsible", "checker", "approver")
        .unmerged()
        .defer("sort_key", "name_key")
    )
    rows: list[Pile] = []
    if user.has_perm(permissions.SAVE_MANUSCRIPT):
        rows += _piles_of_writer(user, manuscripts)
    if user.has_perm(permissions.CHECK_CITATION):
        rows.append(
            Pile(
                "yours",
                "check",
                _("To check"),
                _("Compare each footnote with its source."),
                _("Every submitted citation is checked."),
                mine(manuscripts, user, Step.CHECK).most_urgent_first(),
                list_address(work="mine", step="check"),
            )
        )
    if user.has_perm(permissions.APPROVE_MANUSCRIPT):
        rows += _piles_of_approver(user, manuscripts, unmet)
    if user.has_perm(permissions.PUBLISH_MANUSCRIPT):
        rows.append(
            Pile(
                "yours",
                "approved",
                _("Approved"),
                _("Publish it, or choose a time."),
                _("Nothing approved waits to be published."),
                mine(manuscripts, user, Step.PUBLISH).most_urgent_first(),
                list_address(work="mine", step="publish"),
            )
        )
    if user.has_perm(permissions.ASSIGN_MANUSCRIPT):
        rows += _piles_of_everybody(user, manuscripts)
    if user.has_perm(permissions.VIEW_MANUSCRIPT):
        rows.append(
            Pile(
                "all",
                "scheduled",
                _("Scheduled"),
                _("It will be published automatically at its time."),
                _("Nothing is scheduled."),
                manuscripts.scheduled().order_by("publish_at", "id"),
                list_address(state="scheduled"),
            )
        )
    return rows


def _piles_of_writer(user: User, manuscripts: ManuscriptQuerySet) -> list[Pile]:
    """What this person writes or is responsible for: the steps that are theirs, then what others have in hand."""
    return [
        Pile(
            "yours",
            "returned",
            _("Returned to you"),
            _("Read the reason, fix it, and submit it again."),
            _("Nothing was returned to you."),
            mine(manuscripts, user, Step.MEND).most_urgent_first(),
            list_address(work="mine", step="mend"),
        ),
        Pile(
            "yours",
            "answer",
            _("Checks to answer"),
            _(
                "Something found at the checks stands in the way. Take it back and mend it, or have it waived."
            ),
            _("No check stands against a text of yours."),
            mine(manuscripts, user, Step.ANSWER).most_urgent_first(),
            list_address(work="mine", step="answer"),
        ),
        Pile(
            "yours",
            "sources",
            _("Waits for its sources"),
            _("It cites drafts. Submit those sources too."),
            _("Nothing of yours waits for a source."),
            mine(manuscripts, user, Step.SOURCE).most_urgent_first(),
            list_address(work="mine", step="source"),
        ),
        Pile(
            "yours",
            "drafts",
            _("Your drafts"),
            _("Continue writing, or submit it for review."),
            _("You have no drafts."),
            mine(manuscripts, user, Step.WRITE).most_urgent_first(),
            list_address(work="mine", step="write"),
        ),
        Pile(
            "yours",
            "behind",
            _("Behind the entry they translate"),
            _("The original was revised. Bring the translation up to date."),
            _("No translation of yours is behind its original."),
            behind_of(manuscripts, user).oldest_first(),
            list_address(work="own_behind"),
        ),
        Pile(
            "others",
            "waiting",
            _("In review"),
            _("Others have the next step. You are told when it comes back to you."),
            _("Nothing of yours waits for others."),
            with_others(manuscripts, user).oldest_first(),
            list_address(work="waiting"),
        ),
    ]


def _piles_of_approver(user: User, manuscripts: ManuscriptQuerySet, unmet: Unmet) -> list[Pile]:
    return [
        Pile(
            "yours",
            "approve",
            _("To approve"),
            _("Read it, then approve it or return it with a reason."),
            _("Nothing waits for your approval."),
            mine(manuscripts, user, Step.APPROVE).most_urgent_first(),
            list_address(work="mine", step="approve"),
        ),
        Pile(
            "yours",
            "ended",
            _("A waiver no longer holds"),
            _("Have the obstacle cleared in a new edition, or waive it again there."),
            _("No published entry rests on a waiver that no longer holds."),
            manuscripts.filter(pk__in=unmet).oldest_first(),
            list_address(state="published"),
        ),
    ]


def _piles_of_everybody(user: User, manuscripts: ManuscriptQuerySet) -> list[Pile]:
    """What whoever gives out work looks after besides: what is late, what nobody has, and what approvals wait for."""
    rest = of_others(manuscripts, user)
    return [
        Pile(
            "all",
            "overdue",
            _("Overdue"),
            _("Ask whoever has it, give it to somebody else, or set another day."),
            _("Nothing that others have is overdue."),
            late_with_others(manuscripts, user).most_urgent_first(),
            list_address(work="late"),
        ),
        Pile(
            "all",
            "unassigned",
            _("Unassigned"),
            _("Nobody is responsible for it. Name somebody."),
            _("Somebody is responsible for everything that is being written."),
            rest.at_step(*TURNS["responsible"]).given_to_nobody("responsible").most_urgent_first(),
            list_address(work="others", has="responsible"),
        ),
        Pile(
            "all",
            "waits-checks",
            _("Waits for checks"),
            _("Moderators check its citations before it can be approved."),
            _("Nothing else waits for checks."),
            rest.at_step(Step.CHECK).oldest_first(),
            list_address(work="others", step="check"),
        ),
        Pile(
            "all",
            "waits-author",
            _("Waits for its author or a source"),
            _("Whoever is responsible answers the checks, or submits the sources that it cites."),
            _("Nothing submitted waits for its author."),
            waiting_for_authors(manuscripts, user).oldest_first(),
            list_address(work="author"),
        ),
    ]
