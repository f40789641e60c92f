"""What every act on a commission shares: its row locked, who may, from which state, and its line in the audit log."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.transaction import record
from editorial.models import Commission, CommissionState, Event, Manuscript
from editorial.models.restrictions import restriction_of
from editorial.projection.reserved_names import follow_commissions
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = CommissionState
# From which states each act is possible; those of `UNWRITTEN` only while nothing is drafted of it.
FROM_STATES: dict[str, tuple[State, ...]] = {
    "change": (State.WANTED, State.RESERVED, State.INVITED, State.AGREED),
    "reserve": (State.WANTED, State.RESERVED),
    "invite": (State.RESERVED, State.INVITED),
    "agree": (State.RESERVED, State.INVITED),
    "decline": (State.RESERVED, State.INVITED, State.AGREED),
    "release": (State.RESERVED, State.INVITED, State.AGREED),
    "drop": (State.WANTED, State.RESERVED, State.INVITED, State.AGREED),
    "join": (State.WANTED, State.RESERVED, State.INVITED, State.AGREED),
    "write": (State.AGREED,),
    "remind": (State.AGREED,),
    "part": (State.AGREED,),
}
UNWRITTEN = frozenset({"reserve", "agree", "decline", "release", "drop", "join", "remind"})
# What whoever is asked may say themselves.
OWN = frozenset({"agree", "decline", "join"})


def gives_out_work(user: User) -> bool:
    """Whether this person sees all commissions: not who is shown only a part of the manuscripts."""
    return user.has_perm(permissions.ASSIGN_MANUSCRIPT) and restriction_of(user) is None


def may_act(user: User, commission: Commission, name: str) -> bool:
    """Whether this person may do so: who gives out work may everything, who is asked may answer and begin."""
    if not (user.is_active and user.has_perm(permissions.VIEW_MANUSCRIPT)):
        return False
    if gives_out_work(user):
        return True
    return name in OWN and commission.person_id == user.pk


def is_possible(commission: Commission, name: str) -> bool:
    """Whether its state allows it now."""
    if commission.state not in FROM_STATES[name]:
        return False
    if name == "part":
        manuscript = commission.manuscript
        return manuscript is not None and manuscript.edition == commission.editions
    return commission.manuscript_id is None or name not in UNWRITTEN


@contextmanager
def locked_commission(commission: uuid.UUID, name: str, by: User) -> Iterator[Commission]:
    """One transaction with the row locked, the one of its manuscript first, as saving does it: no deadlock.

    Raises Forbidden or NotAllowed. Whoever may not see it learns nothing of its state.
    """
    with transaction.atomic():
        written = Commission.objects.values_list("manuscript", flat=True).get(pk=commission)
        if written is not None:
            Manuscript.objects.select_for_update().get(pk=written)
        row = Commission.objects.select_for_update().get(pk=commission)
        if not may_act(by, row, name):
            raise Forbidden(_("You may not do this: it is for whoever gives out work."))
        yield row


def refuse_impossible(row: Commission, name: str) -> None:
    """Raises NotAllowed, saying how it stands."""
    if is_possible(row, name):
        return
    if row.manuscript_id is not None:
        raise NotAllowed(
            _("“%(title)s” is being written already, so this is not possible.")
            % {"title": row.title}
        )
    raise NotAllowed(
        _("“%(title)s” is %(state)s now, so this is not possible.")
        % {"title": row.title, "state": in_sentence(row.get_state_display())}
    )


def refuse_unfit(person: User) -> None:
    """Raises Refused for somebody with an account who could not write the entry."""
    if not (person.is_active and person.has_perm(permissions.SAVE_MANUSCRIPT)):
        raise Refused(_("Choose somebody whose role is to write, or ask by name and e-mail."))


def enter_state(row: Commission, state: CommissionState, **columns: Any) -> None:
    if row.state != state:
        row.state, row.since = state, timezone.now()
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "since", *columns])


def record_commission(
    name: str,
    row: Commission,
    by: User,
    *,
    to: list[int | None] | None = None,
    reason: str = "",
    former_names: Sequence[str] = (),
    **private: Any,
) -> Event:
    """Its line in the audit log. Who was asked, and for what, stays in the private half; `to` are those to be told."""
    told = sorted({person for person in to or [] if person is not None})
    known: dict[str, Any] = {"topic": row.title, "to": told}
    if row.person_id is not None:
        known["person"] = row.person_id
    if row.name:
        known["name"] = row.name
    event = record(
        name,
        by=by,
        manuscript=row.manuscript,
        reason=reason,
        data={"commission": str(row.pk)},
        private=known | private,
    )
    # Readers' rows are written after the log is locked, as in every move.
    follow_commissions([row.name_key, *former_names])
    return event
