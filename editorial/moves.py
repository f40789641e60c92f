"""The one table of what can be done in the office: every move of a manuscript, and every other recorded act."""

from __future__ import annotations

from dataclasses import dataclass
from keyword import iskeyword
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from editorial import permissions
from editorial.acts import OTHER_ACTS, Act
from editorial.models import NoticeKind, Status
from editorial.models.turns import Step
from encyclopedia.models import Kind
from encyclopedia.models.entries import APART

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

UNFINISHED = frozenset({Status.DRAFT, Status.RETURNED})
PENDING = frozenset({Status.SUBMITTED, Status.APPROVED, Status.SCHEDULED})
FINISHED = frozenset({Status.PUBLISHED, Status.WITHDRAWN})
# All in which there is an entry or a draft of one: what was discarded can only be brought back.
ALL_STATES = UNFINISHED | PENDING | FINISHED


@dataclass(frozen=True, kw_only=True)
class Move(Act):
    """What a person can do with one manuscript: with which permission, from which states, to which.

    `to_state` is None where the state stays as it is. `form` is the class in `forms/move_forms.py` whose fields the
    action takes, or "" where the move has a page of its own. `gated`: it must pass the gate. `bulk`: lists offer it
    for many manuscripts at once. `offered` is its place on the manuscript's page: open, folded, or elsewhere. `live`
    requires a published entry, `first` one that never was, `kinds` an entry of one of them; `of_merged` allows it for
    one that was merged into another.
    """

    label: _StrPromise
    permission: str
    from_states: frozenset[Status]
    to_state: Status | None
    form: str = "MoveForm"
    gated: bool = False
    bulk: bool = False
    offered: Literal["open", "folded", "elsewhere"] = "open"
    live: bool = False
    first: bool = False
    kinds: frozenset[Kind] = frozenset(Kind)
    of_merged: bool = False

    @property
    def action(self) -> str:
        """The function in `editorial.actions` that makes it; `return` is a keyword of Python."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


_MOVES = (
    # A returned manuscript stays returned while it is rewritten, by this move and by revert and rename.
    Move(
        name="save",
        label=_("Save draft"),
        done=_("saved a draft"),
        permission=permissions.SAVE_MANUSCRIPT,
        from_states=UNFINISHED | FINISHED,
        to_state=Status.DRAFT,
        form="",
        offered="elsewhere",
    ),
    Move(
        name="submit",
        label=_("Submit for review"),
        done=_("submitted it for review"),
        permission=permissions.SUBMIT_MANUSCRIPT,
        from_states=UNFINISHED,
        to_state=Status.SUBMITTED,
        form="SubmitForm",
        gated=True,
        bulk=True,
        notice=True,
    ),
    Move(
        name="recall",
        label=_("Take back from review"),
        done=_("took it back from review"),
        permission=permissions.SUBMIT_MANUSCRIPT,
        from_states=PENDING,
        to_state=Status.DRAFT,
        form="RecallForm",
        offered="folded",
        notice=True,
        mail=True,
        next_step=Step.WRITE,
    ),
    Move(
        name="return",
        label=_("Return to the author"),
        done=_("returned it to the author"),
        permission=permissions.RETURN_MANUSCRIPT,
        from_states=PENDING,
        to_state=Status.RETURNED,
        form="ReturnForm",
        bulk=True,
        notice=True,
        mail=True,
        next_step=Step.MEND,
    ),
    Move(
        name="approve",
        label=_("Approve"),
        done=_("approved it"),
        permission=permissions.APPROVE_MANUSCRIPT,
        from_states=frozenset({Status.SUBMITTED}),
        to_state=Status.APPROVED,
        form="ApproveForm",
        gated=True,
        bulk=True,
        notice=True,
        mail=True,
        next_step=Step.PUBLISH,
    ),
    Move(
        name="schedule",
        label=_("Schedule"),
        done=_("scheduled it for publication"),
        permission=permissions.PUBLISH_MANUSCRIPT,
        from_states=frozenset({Status.APPROVED, Status.SCHEDULED}),
        to_state=Status.SCHEDULED,
        form="ScheduleForm",
        notice=True,
    ),
    Move(
        name="unschedule",
        label=_("Unschedule"),
        done=_("unscheduled it"),
        permission=permissions.PUBLISH_MANUSCRIPT,
        from_states=frozenset({Status.SCHEDULED}),
        to_state=Status.APPROVED,
        notice=True,
        next_step=Step.PUBLISH,
    ),
    Move(
        name="publish",
        label=_("Publish"),
        done=_("published it"),
        permission=permissions.PUBLISH_MANUSCRIPT,
        from_states=frozenset({Status.APPROVED, Status.SCHEDULED}),
        to_state=Status.PUBLISHED,
        gated=True,
        bulk=True,
        notice=True,
        mail=True,
    ),
    Move(
        name="withdraw",
        label=_("Withdraw from readers"),
        done=_("withdrew it from readers"),
        permission=permissions.WITHDRAW_MANUSCRIPT,
        from_states=ALL_STATES - {Status.WITHDRAWN},
        to_state=Status.WITHDRAWN,
        form="WithdrawForm",
        offered="folded",
        live=True,
        of_merged=True,
        notice=True,
        mail=True,
    ),
    Move(
        name="revert",
        label=_("Go back to this revision"),
        done=_("went back to an earlier revision"),
        permission=permissions.SAVE_MANUSCRIPT,
        from_states=UNFINISHED | FINISHED,
        to_state=Status.DRAFT,
        form="RevertForm",
        offered="elsewhere",
        notice=True,
    ),
    Move(
        name="rename",
        label=_("Rename"),
        done=_("renamed it"),
        permission=permissions.SAVE_MANUSCRIPT,
        from_states=UNFINISHED | FINISHED,
        to_state=Status.DRAFT,
        form="RenameForm",
        offered="folded",
        notice=True,
    ),
    Move(
        name="discard",
        label=_("Discard this draft"),
        done=_("discarded the draft"),
        permission=permissions.SAVE_MANUSCRIPT,
        from_states=UNFINISHED,
        to_state=Status.DISCARDED,
        form="DiscardForm",
        offered="elsewhere",
        first=True,
        notice=True,
    ),
    Move(
        name="bring_back",
        label=_("Bring the draft back"),
        done=_("brought the discarded draft back"),
        permission=permissions.SAVE_MANUSCRIPT,
        from_states=frozenset({Status.DISCARDED}),
        to_state=Status.DRAFT,
        first=True,
        notice=True,
    ),
    Move(
        name="waive",
        label=_("Make an exception"),
        done=_("waived obstacles"),
        permission=permissions.WAIVE_OBSTACLE,
        from_states=PENDING,
        to_state=None,
        form="WaiveForm",
        offered="folded",
        notice=True,
        mail=True,
        about=NoticeKind.SOURCES,
    ),
    Move(
        name="mark",
        label=_("Mark as unreliable, retracted or forged"),
        done=_("marked the source"),
        permission=permissions.MARK_SOURCE,
        from_states=ALL_STATES,
        to_state=None,
        form="MarkForm",
        offered="folded",
        live=True,
        kinds=frozenset({Kind.SOURCE}),
        of_merged=True,
        notice=True,
        mail=True,
        about=NoticeKind.SOURCES,
    ),
    # The DOI that a registration agency has given to an edition; its correction and removal too.
    Move(
        name="record_doi",
        label=_("Record the DOI of an edition"),
        done=_("recorded the DOI of an edition"),
        permission=permissions.PUBLISH_MANUSCRIPT,
        from_states=ALL_STATES,
        to_state=None,
        form="RecordDoiForm",
        offered="folded",
        live=True,
        kinds=frozenset(Kind) - frozenset(APART),
        notice=True,
    ),
    Move(
        name="take",
        label=_("I take it"),
        done=_("took its next step"),
        permission=permissions.VIEW_MANUSCRIPT,
        from_states=UNFINISHED | PENDING,
        to_state=None,
        bulk=True,
    ),
    Move(
        name="assign",
        label=_("Who does what"),
        done=_("said who does what, until when"),
        permission=permissions.ASSIGN_MANUSCRIPT,
        from_states=ALL_STATES,
        to_state=None,
        form="AssignForm",
        offered="folded",
        bulk=True,
        notice=True,
        mail=True,
        about=NoticeKind.WORK,
    ),
    Move(
        name="remind",
        label=_("Remind whoever has it"),
        done=_("reminded of it"),
        permission=permissions.ASSIGN_MANUSCRIPT,
        from_states=UNFINISHED | PENDING,
        to_state=None,
        offered="folded",
        bulk=True,
        notice=True,
        mail=True,
        about=NoticeKind.REMINDER,
        to_named=True,
    ),
)

MOVES: dict[str, Move] = {move.name: move for move in _MOVES}
ACTS: dict[str, Act] = {act.name: act for act in (*_MOVES, *OTHER_ACTS)}
