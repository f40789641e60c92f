"""States and the one table of moves. Every state change in the office is a row here; actions carry them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.models import Manuscript, Status

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise

UNFINISHED = frozenset({Status.DRAFT, Status.RETURNED})
PENDING = frozenset({Status.SUBMITTED, Status.APPROVED, Status.SCHEDULED})
SETTLED = frozenset({Status.PUBLISHED, Status.WITHDRAWN})


@dataclass(frozen=True)
class Move:
    """One verb of the office: from which states, to which, with which permission.

    `to` is None where the state stays as it is. `live` asks for a published entry.
    """

    name: str
    label: _StrPromise
    done: _StrPromise
    permission: str
    sources: frozenset[Status]
    to: Status | None
    reason: bool = False
    live: bool = False


_ANY = UNFINISHED | PENDING | SETTLED

MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            "save",
            gettext_lazy("Save draft"),
            gettext_lazy("saved a draft"),
            permissions.SAVE_MANUSCRIPT,
            UNFINISHED | SETTLED,
            Status.DRAFT,
        ),
        Move(
            "submit",
            gettext_lazy("Submit for review"),
            gettext_lazy("submitted it"),
            permissions.SUBMIT_MANUSCRIPT,
            UNFINISHED,
            Status.SUBMITTED,
        ),
        Move(
            "recall",
            gettext_lazy("Take back"),
            gettext_lazy("took it back"),
            permissions.SUBMIT_MANUSCRIPT,
            PENDING,
            Status.DRAFT,
        ),
        Move(
            "return",
            gettext_lazy("Return to the author"),
            gettext_lazy("returned it"),
            permissions.RETURN_MANUSCRIPT,
            PENDING,
            Status.RETURNED,
            reason=True,
        ),
        Move(
            "approve",
            gettext_lazy("Approve"),
            gettext_lazy("approved it"),
            permissions.APPROVE_MANUSCRIPT,
            frozenset({Status.SUBMITTED}),
            Status.APPROVED,
        ),
        Move(
            "schedule",
            gettext_lazy("Schedule"),
            gettext_lazy("scheduled it"),
            permissions.PUBLISH_MANUSCRIPT,
            frozenset({Status.APPROVED, Status.SCHEDULED}),
            Status.SCHEDULED,
        ),
        Move(
            "unschedule",
            gettext_lazy("Take off the schedule"),
            gettext_lazy("took it off the schedule"),
            permissions.PUBLISH_MANUSCRIPT,
            frozenset({Status.SCHEDULED}),
            Status.APPROVED,
        ),
        Move(
            "publish",
            gettext_lazy("Publish"),
            gettext_lazy("published it"),
            permissions.PUBLISH_MANUSCRIPT,
            frozenset({Status.APPROVED, Status.SCHEDULED}),
            Status.PUBLISHED,
        ),
        Move(
            "withdraw",
            gettext_lazy("Withdraw"),
            gettext_lazy("withdrew it"),
            permissions.WITHDRAW_MANUSCRIPT,
            _ANY - {Status.WITHDRAWN},
            Status.WITHDRAWN,
            reason=True,
            live=True,
        ),
        Move(
            "revert",
            gettext_lazy("Go back to this revision"),
            gettext_lazy("went back to an earlier revision"),
            permissions.SAVE_MANUSCRIPT,
            UNFINISHED | SETTLED,
            Status.DRAFT,
        ),
        Move(
            "rename",
            gettext_lazy("Rename"),
            gettext_lazy("renamed it"),
            permissions.SAVE_MANUSCRIPT,
            UNFINISHED | SETTLED,
            Status.DRAFT,
        ),
    )
}

# What is recorded beside the moves.
DONE: dict[str, _StrPromise] = {name: move.done for name, move in MOVES.items()} | {
    "check": gettext_lazy("checked a citation"),
    "waive": gettext_lazy("waived obstacles"),
    "mark": gettext_lazy("marked the source"),
    "import": gettext_lazy("imported it"),
    "attach": gettext_lazy("attached evidence"),
    "set_aside": gettext_lazy("set evidence aside"),
    "merge": gettext_lazy("merged two records of one work"),
    "tell_apart": gettext_lazy("told two works apart"),
    "make_token": gettext_lazy("made a token"),
    "revoke_token": gettext_lazy("revoked a token"),
}


class Refused(Exception):
    """A move that is not carried out; the message says why, for the person who asked."""


class Forbidden(Refused):
    """The person may not do this at all."""


class NotAllowed(Refused):
    """Not from this state; the message says how things stand now."""


class Conflict(Refused):
    """Somebody saved in between; `current` is the newest revision's number."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


def may(user: User | AnonymousUser, name: str) -> bool:
    """Whether the person has the permission that the move asks for, whatever the state."""
    return bool(user.is_active and user.has_perm(MOVES[name].permission))


def allowed(manuscript: Manuscript, name: str) -> bool:
    """Whether the move leads on from the manuscript's state, whoever asks. A merged source can only be withdrawn."""
    move = MOVES[name]
    if move.live and not manuscript.is_live:
        return False
    if manuscript.is_merged and name != "withdraw":
        return False
    return Status(manuscript.status) in move.sources


def open_to(user: User, manuscript: Manuscript) -> list[Move]:
    """The moves that this person can make from here, in the table's order (four eyes are the gate's matter)."""
    return [m for m in MOVES.values() if may(user, m.name) and allowed(manuscript, m.name)]


def require(user: User, manuscript: Manuscript, name: str) -> Move:
    """The move, or Forbidden, or NotAllowed."""
    move = MOVES[name]
    if not may(user, name):
        raise Forbidden(
            _("You may not do this: “%(move)s” needs a permission that you do not have.")
            % {"move": move.label}
        )
    if manuscript.is_merged and not allowed(manuscript, name):
        raise NotAllowed(
            _("“%(title)s” has been merged into another source. Go on with that one.")
            % {"title": manuscript.title}
        )
    if not allowed(manuscript, name):
        raise NotAllowed(
            _("“%(title)s” is %(state)s now, so “%(move)s” is not possible.")
            % {
                "title": manuscript.title,
                "state": manuscript.get_status_display().lower(),
                "move": move.label,
            }
        )
    return move
