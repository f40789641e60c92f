"""Who may make a move, and from which state; what is raised when a move is refused. Actions carry out the moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.models import Manuscript, Status
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.models.restrictions import restriction_of
from editorial.moves import MOVES, Move
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What somebody must be allowed to do who is named in this column of a manuscript.
NEEDED = {
    "responsible": permissions.SAVE_MANUSCRIPT,
    "checker": permissions.CHECK_CITATION,
    "approver": permissions.APPROVE_MANUSCRIPT,
}

# What somebody with a restriction may have recorded that is about no manuscript, or about evidence of a source; and
# all that a guest may.
_OF_NO_MANUSCRIPT = frozenset(
    {
        *("make_token", "revoke_token", "agree_commission", "decline_commission"),
        "describe_picture",
    }
)
_OF_EVIDENCE = frozenset({"attach", "set_aside"})
_OF_GUESTS = frozenset(
    {"check", "confirm", "attach", "start_thread", "suggest", "reply", "withdraw_comment"}
)


class Refused(Exception):
    """A move that is not carried out; the message tells the person why."""


class Forbidden(Refused):
    """The person may not do this at all."""


class Hidden(Forbidden):
    """The manuscript does not exist for this person: views answer 404."""


class NotAllowed(Refused):
    """Not possible from this state; the message says what the state is."""


class Conflict(Refused):
    """Somebody saved in between; `current` is the newest revision's number."""

    def __init__(self, message: str, *, current: int) -> None:
        super().__init__(message)
        self.current = current


def may(user: User | AnonymousUser, name: str) -> bool:
    """Whether the person has the permission that the move asks for, whatever the state. Guests move nothing."""
    return bool(
        user.is_active and user.has_perm(MOVES[name].permission) and not _is_guest_or_ended(user)
    )


def sees(user: User | AnonymousUser, manuscript: Manuscript) -> bool:
    """Whether the manuscript exists for this person; one query where a restriction asks, else none."""
    return (
        restriction_of(user) is None
        or Manuscript.objects.seen_by(user).filter(pk=manuscript.pk).exists()
    )


def sources_seen_by(user: User | AnonymousUser) -> ManuscriptQuerySet:
    """The manuscripts that this person sees; for whoever checks citations, also the sources that those cite."""
    rows: ManuscriptQuerySet = Manuscript.objects.kept()
    checks = user.has_perm(permissions.CHECK_CITATION)
    return rows.seen_or_cited_for(user) if checks else rows.seen_by(user)


def linkable_by(user: User | AnonymousUser) -> ManuscriptQuerySet:
    """What this person may link to and cite: the manuscripts that they see, and what readers see as it is here."""
    rows: ManuscriptQuerySet = Manuscript.objects.kept()
    if restriction_of(user) is None:
        return rows
    seen = Manuscript.objects.seen_by(user).order_by()
    as_published = Q(live_edition__gte=1, revision=F("published_revision"))
    return rows.filter(Q(pk__in=seen.values("pk")) | as_published)


def refuse_hidden(user: User, manuscript: Manuscript | None, act: str) -> None:
    """Raises Hidden where a restriction forbids the act. Whatever is recorded asks this, whichever way it came."""
    restriction = restriction_of(user)
    if restriction is None:
        return
    if manuscript is None:
        permitted = act in _OF_NO_MANUSCRIPT and not restriction.is_guest
    elif act in _OF_EVIDENCE:
        permitted = sources_seen_by(user).filter(pk=manuscript.pk).exists()
    else:
        permitted = sees(user, manuscript)
    if not permitted or (restriction.is_guest and act not in _OF_GUESTS):
        raise Hidden(_("This is not among what you may see here."))


def _is_guest_or_ended(user: User | AnonymousUser) -> bool:
    restriction = restriction_of(user)
    return restriction is not None and (restriction.is_guest or restriction.has_ended)


def allowed(manuscript: Manuscript, name: str) -> bool:
    """Whether the move can be made with the manuscript as it is now, by anyone with the permission."""
    move = MOVES[name]
    return (
        Status(manuscript.status) in move.from_states
        and (manuscript.is_live or not move.live)
        and not (move.first and manuscript.edition)
        and manuscript.kind in move.kinds
        and (move.of_merged or not manuscript.is_merged)
    )


def open_to(user: User, manuscript: Manuscript) -> list[Move]:
    """The moves that this person can make from here, in the order of the table (the gate checks for four eyes)."""
    if not sees(user, manuscript):
        return []
    return [move for name, move in MOVES.items() if may(user, name) and allowed(manuscript, name)]


def require(user: User, manuscript: Manuscript, name: str) -> Move:
    """The move, or Hidden, Forbidden or NotAllowed."""
    move = MOVES[name]
    if not sees(user, manuscript):
        raise Hidden(_("This is not among what you may see here."))
    if not may(user, name):
        raise Forbidden(
            _("You may not do this: “%(move)s” needs a permission that you do not have.")
            % {"move": move.label}
        )
    if manuscript.is_merged and not allowed(manuscript, name):
        raise NotAllowed(
            _("“%(title)s” has been merged into another entry. Continue with that one.")
            % {"title": manuscript.title}
        )
    if not allowed(manuscript, name):
        raise NotAllowed(
            _("“%(title)s” is %(state)s now, so “%(move)s” is not possible.")
            % {
                "title": manuscript.title,
                "state": in_sentence(manuscript.get_status_display()),
                "move": move.label,
            }
        )
    return move
