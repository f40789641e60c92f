"""What can be done with a commission: its action, its form, its words; and what is offered to a person now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial import actions
from editorial.actions.commission_rows import is_possible, may_act
from editorial.commissions.forms import (
    AgreeForm,
    CommissionForm,
    JoinForm,
    LetterForm,
    ReasonForm,
    ReserveForm,
    TopicForm,
)
from editorial.models import Commission, CommissionState

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class CommissionAct:
    """`action` is called with `commission`, `by` and what the form says; None means that nothing changed."""

    action: Callable[..., Any]
    form: type[CommissionForm]
    label: _StrPromise
    done: _StrPromise


ACTS: dict[str, CommissionAct] = {
    "reserve": CommissionAct(
        actions.reserve_commission,
        ReserveForm,
        _("Reserve it for somebody"),
        _("Reserved. Now send an invitation, or note the answer."),
    ),
    "invite": CommissionAct(
        actions.invite_commission,
        LetterForm,
        _("Send an invitation"),
        _("The invitation is on its way."),
    ),
    "agree": CommissionAct(
        actions.agree_commission, AgreeForm, _("It will be written"), _("Noted: it is promised.")
    ),
    "decline": CommissionAct(
        actions.decline_commission,
        ReasonForm,
        _("It will not be written"),
        _("Noted. The topic is free again."),
    ),
    "write": CommissionAct(
        actions.write_commission, LetterForm, _("Write an e-mail"), _("The e-mail is on its way.")
    ),
    "remind": CommissionAct(
        actions.remind_commission, CommissionForm, _("Remind"), _("A reminder is sent.")
    ),
    "join": CommissionAct(
        actions.join_commission,
        JoinForm,
        _("It is drafted already"),
        _("Joined: day and responsible person are the draft’s now."),
    ),
    "part": CommissionAct(
        actions.part_commission,
        CommissionForm,
        _("That draft is another entry"),
        _("Parted: nothing is drafted of it."),
    ),
    "change": CommissionAct(
        actions.change_commission, TopicForm, _("Change what is wanted"), _("Changed.")
    ),
    "release": CommissionAct(
        actions.release_commission,
        ReasonForm,
        _("Set the topic free"),
        _("The topic is free: nobody is asked for it."),
    ),
    "drop": CommissionAct(
        actions.drop_commission, ReasonForm, _("No longer wanted"), _("Closed: no longer wanted.")
    ),
}
# What stands open on the page, by state; the rest is folded.
_NEXT = {
    CommissionState.WANTED: ("reserve",),
    CommissionState.RESERVED: ("invite", "agree"),
    CommissionState.INVITED: ("agree", "decline"),
    CommissionState.AGREED: ("remind",),
}


@dataclass(frozen=True)
class OfferedAct:
    name: str
    act: CommissionAct
    form: CommissionForm
    address: str
    is_open: bool


def offered_acts(
    commission: Commission, user: User, *, name: str = "", form: CommissionForm | None = None
) -> list[OfferedAct]:
    """What this person may do with it now, what comes next first; `form` is the refused one of the act `name`."""
    following = _NEXT.get(CommissionState(commission.state), ())
    offered = [
        OfferedAct(
            known,
            act,
            form if form is not None and known == name else _form(commission, known, act),
            reverse(f"admin:commission_{known}", args=[commission.pk]),
            known in following or known == name,
        )
        for known, act in ACTS.items()
        if may_act(user, commission, known) and _has_effect(commission, known)
    ]
    return sorted(offered, key=lambda offer: (offer.name != name, offer.name not in following))


def _has_effect(commission: Commission, name: str) -> bool:
    if not is_possible(commission, name):
        return False
    if name == "remind":
        return commission.person is not None and commission.person.is_active
    if name in {"invite", "write"}:
        return bool(commission.address)
    return True


def _form(commission: Commission, name: str, act: CommissionAct) -> CommissionForm:
    return act.form(commission=commission, prefix=name)
