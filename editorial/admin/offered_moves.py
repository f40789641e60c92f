"""The moves that a manuscript's page offers to a person; the form and the action that a move names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import actions, workflow
from editorial.actions import Outcome
from editorial.actions.assign import may_take
from editorial.actions.discard import may_bring_back
from editorial.actions.review import may_recall
from editorial.comments.waiting import open_words
from editorial.forms import move_forms
from editorial.forms.move_form import MoveForm
from editorial.gate.citing import drafts_citing, published_citing
from editorial.gate.judging import Obstacle, stopping
from editorial.models import Manuscript
from editorial.moves import Move
from encyclopedia.models import Kind
from encyclopedia.wording.filled_in import listed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def form_of(move: Move) -> type[MoveForm]:
    """Raises AttributeError for a move that has a page of its own."""
    form: type[MoveForm] = getattr(move_forms, move.form)
    return form


def action_of(move: Move) -> Callable[..., Outcome]:
    """What makes the move, called with `manuscript`, `by`, and the cleaned data of its form."""
    action: Callable[..., Outcome] = getattr(actions, move.action)
    return action


@dataclass(frozen=True)
class OfferedMove:
    """A move with its form. `blocked` says why it cannot be made yet; `folded`: shown closed.

    `beforehand` says what it would meet: the entries that cite a source.
    """

    move: Move
    form: MoveForm
    blocked: str = ""
    folded: bool = False
    beforehand: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return reverse(f"admin:move_{self.move.name}", args=[self.form.manuscript.pk])


def form_for(
    move: Move, manuscript: Manuscript, obstacles: list[Obstacle], data: Any = None
) -> MoveForm:
    """The form of a move with its initial values, or bound to `data`."""
    return form_of(move)(data, manuscript=manuscript, obstacles=obstacles, prefix=move.name)


def offered_moves(
    manuscript: Manuscript, user: User, obstacles: list[Obstacle], together: Sequence[str] = ()
) -> list[OfferedMove]:
    """`together` are the titles of the sources that go their way with it."""
    return [
        OfferedMove(
            move,
            form_for(move, manuscript, obstacles),
            blocked=_blocked(obstacles) if move.gated else "",
            folded=move.offered == "folded",
            beforehand=_beforehand(move, manuscript, user, together),
        )
        for move in workflow.open_to(user, manuscript)
        if move.offered != "elsewhere" and _has_effect(move, manuscript, user, obstacles)
    ]


_OF_SOURCES = {
    "submit": gettext_lazy("This submits also, drafted with it: %(titles)s."),
    "return": gettext_lazy(
        "Its sources stay submitted; each is returned on its own page: %(titles)s."
    ),
    "schedule": gettext_lazy(
        "Publish these before that time, they are not published with it: %(titles)s."
    ),
}


def _beforehand(
    move: Move, manuscript: Manuscript, user: User, together: Sequence[str]
) -> tuple[str, ...]:
    """What the move means for the sources that go with it, how many comments are open, what stands against a source's
    withdrawal or new key; in words."""
    if move.name in {"submit", "return", "approve", "schedule"}:
        of_comments = _open_comments(move, manuscript, user) if move.name != "schedule" else ()
        return (*_of_sources(move, together), *of_comments)
    if manuscript.kind != Kind.SOURCE or move.name not in {"withdraw", "rename"}:
        return ()
    withdraws = move.name == "withdraw"
    met = []
    if published := published_citing(manuscript):
        sentence = (
            _("Published entries cite this source: %(titles)s. It is not withdrawn while they do.")
            if withdraws
            else _("Published entries cite this source by its key: %(titles)s. Keep the key.")
        )
        met.append(sentence % {"titles": listed(published)})
    if drafts := drafts_citing(manuscript):
        sentence = (
            _("Drafts cite this source: %(titles)s. They are not published without it.")
            if withdraws
            else _("Drafts cite this source by its key: %(titles)s. Change the key there too.")
        )
        met.append(sentence % {"titles": listed(drafts)})
    return tuple(met)


def _of_sources(move: Move, together: Sequence[str]) -> tuple[str, ...]:
    if not together or move.name not in _OF_SOURCES:
        return ()
    return (str(_OF_SOURCES[move.name]) % {"titles": listed(together)},)


def _open_comments(move: Move, manuscript: Manuscript, user: User) -> tuple[str, ...]:
    """Comments stop nothing; whoever makes the move is told of them."""
    words = open_words(manuscript, user)
    if not words:
        return ()
    if move.name == "return":
        there = _("The author finds them at their lines.")
        return (f"{words} {there}",)
    return (words,)


def has_unpublished_changes(manuscript: Manuscript) -> bool:
    """Whether there is something that readers do not see yet."""
    return not (manuscript.is_live and manuscript.revision == manuscript.published_revision)


def _has_effect(move: Move, manuscript: Manuscript, user: User, obstacles: list[Obstacle]) -> bool:
    if move.name == "submit":
        return has_unpublished_changes(manuscript)
    if move.name == "remind":
        return manuscript.has_it is not None
    if move.name == "recall":
        return may_recall(user, manuscript)
    if move.name == "bring_back":
        return may_bring_back(user, manuscript)
    if move.name == "take":
        return may_take(user, manuscript)
    if move.name == "waive":
        return any(obstacle.waivable and not obstacle.waived for obstacle in obstacles)
    return True


def _blocked(obstacles: list[Obstacle]) -> str:
    remaining = stopping(obstacles)
    if not remaining:
        return ""
    if any(obstacle.code == "four_eyes" for obstacle in remaining):
        return _("You helped to write this text. Ask another approver to approve it.")
    if any(obstacle.code == "checker_approves" for obstacle in remaining):
        return _("You checked a citation of this. Ask another approver to approve it.")
    return _("Not yet: first clear what stands in the way.")
