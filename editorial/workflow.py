"""Who may make a move, and from which state; what is raised when a move is refused. Actions carry out the moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import Manuscript, Status
from editorial.moves import MOVES, Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What somebody must be allowed to do who is named in this column of a manuscript.
NEEDED = {
    "responsible": permissions.SAVE_MANUSCRIPT,
    "checker": permissions.CHECK_CITATION,
    "approver": permissions.APPROVE_MANUSCRIPT,
}


class Refused(Exception):
    """A move that is not carried out; the message tells the person why."""


class Forbidden(Refused):
    """The person may not do this at all."""


class NotAllowed(Refused):
    """Not possible from this state; the message says what the state is."""


class Conflict(Refused):
    """Somebody saved in between; `current` is the newest revision's number."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


def may(user: User | AnonymousUser, name: str) -> bool:
    """Whether the person has the permission that the move asks for, whatever the state."""
    return bool(user.is_active and user.has_perm(MOVES[name].permission))


def allowed(manuscript: Manuscript, name: str) -> bool:
    """Whether the move can be made with the manuscript as it is now, by anyone with the permission."""
    move = MOVES[name]
    return (
        Status(manuscript.status) in move.from_states
        and (manuscript.is_live or not move.live)
        and manuscript.kind in move.kinds
        and (move.of_merged or not manuscript.is_merged)
    )


def open_to(user: User, manuscript: Manuscript) -> list[Move]:
    """The moves that this person can make from here, in the order of the table (the gate checks for four eyes)."""
    return [move for name, move in MOVES.items() if may(user, name) and allowed(manuscript, name)]


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
            _("“%(title)s” has been merged into another source. Continue with that one.")
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
