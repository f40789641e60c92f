"""How each move is made in the office: what its form asks and which action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from editorial import actions, permissions, workflow
from editorial.actions import Outcome
from editorial.forms import move_forms as forms
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import Manuscript

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Data = dict[str, Any]

# The moves that bring an entry on, and that the gate stands before.
GATED = ("submit", "approve", "publish")


@dataclass(frozen=True)
class Road:
    """How one move is made in the office: what it asks and what it calls."""

    form: type[forms.MoveForm]
    action: Callable[[Manuscript, User, Data], Outcome]
    permission: str
    label: Any


def _road(
    name: str, form: type[forms.MoveForm], action: Callable[[Manuscript, User, Data], Outcome]
) -> Road:
    move = workflow.MOVES[name]
    return Road(form, action, move.permission, move.label)


ROADS: dict[str, Road] = {
    "submit": _road(
        "submit",
        forms.SubmitForm,
        lambda found, by, data: actions.submit(manuscript=found.pk, by=by, **data),
    ),
    "recall": _road(
        "recall", forms.MoveForm, lambda found, by, data: actions.recall(manuscript=found.pk, by=by)
    ),
    "return": _road(
        "return",
        forms.ReturnForm,
        lambda found, by, data: actions.return_(manuscript=found.pk, by=by, **data),
    ),
    "approve": _road(
        "approve",
        forms.ApproveForm,
        lambda found, by, data: actions.approve(manuscript=found.pk, by=by, **data),
    ),
    "schedule": _road(
        "schedule",
        forms.ScheduleForm,
        lambda found, by, data: actions.schedule(manuscript=found.pk, by=by, **data),
    ),
    "unschedule": _road(
        "unschedule",
        forms.MoveForm,
        lambda found, by, data: actions.unschedule(manuscript=found.pk, by=by),
    ),
    "publish": _road(
        "publish",
        forms.MoveForm,
        lambda found, by, data: actions.publish(manuscript=found.pk, by=by),
    ),
    "withdraw": _road(
        "withdraw",
        forms.WithdrawForm,
        lambda found, by, data: actions.withdraw(manuscript=found.pk, by=by, **data),
    ),
    "revert": _road(
        "revert",
        forms.RevertForm,
        lambda found, by, data: actions.revert(manuscript=found.pk, by=by, **data),
    ),
    "rename": _road(
        "rename",
        forms.RenameForm,
        lambda found, by, data: actions.rename(manuscript=found.pk, by=by, **data),
    ),
    "waive": Road(
        forms.WaiveForm,
        lambda found, by, data: actions.waive(manuscript=found.pk, by=by, **data),
        permissions.WAIVE_OBSTACLE,
        gettext_lazy("Waive obstacles"),
    ),
    "mark": Road(
        forms.MarkForm,
        lambda found, by, data: actions.mark(manuscript=found.pk, by=by, **data),
        permissions.MARK_SOURCE,
        gettext_lazy("Mark the source"),
    ),
}


@dataclass(frozen=True)
class Action:
    """A move open to this person. `blocked` says why it cannot be made yet."""

    name: str
    label: str
    form: forms.MoveForm
    address: str
    blocked: str = ""
    quiet: bool = False

    @property
    def leads_on(self) -> bool:
        """Whether it is the move that brings the entry on: of those offered, the one to be seen first."""
        return self.name in GATED


def form_for(
    name: str, manuscript: Manuscript, obstacles: list[Obstacle], data: Any = None
) -> forms.MoveForm:
    """The form of a move, empty and filled in as far as can be known, or bound to `data`."""
    initial = {
        "revision": manuscript.revision,
        "based_on": manuscript.revision,
        "title": manuscript.title,
        "slug": manuscript.slug,
        "publish_at": manuscript.publish_at,
    }
    options: Data = {"manuscript": manuscript, "initial": initial, "prefix": name}
    if name == "waive":
        options["choices"] = [
            (obstacle.key, words(obstacle)) for obstacle in obstacles if obstacle.waivable
        ]
    form = ROADS[name].form(data, **options)
    form.label_suffix = ""
    return form
