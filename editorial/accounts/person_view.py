"""The page of one person for office managers: what the account is, and every act that can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.forms import Form
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts import erasing, management, restricting
from editorial.accounts.client_address import client_address
from editorial.accounts.event_words import event_words
from editorial.accounts.people_forms import AddressForm, RolesForm
from editorial.accounts.people_views import manager_view
from editorial.accounts.profile_forms import language_names
from editorial.accounts.restriction_forms import EndForm, SeesForm
from editorial.accounts.restriction_words import restriction_words
from editorial.accounts.second_step import has_one
from editorial.accounts.sessions import open_sessions
from editorial.admin.office_view import person, show
from editorial.models import AccountEvent, Invitation
from editorial.models.profiles import profile_of
from editorial.models.restrictions import restriction_of
from editorial.roles import MANAGERS
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


# By the name of the button.
_ACTS: dict[str, Callable[..., object]] = {
    "change_roles": management.change_roles,
    "set_address": management.set_address,
    "restrict": restricting.restrict,
    "set_end": restricting.set_end,
    "end_access": restricting.end_access,
    "close": management.close,
    "open_again": management.open_again,
    "erase": erasing.erase,
    "invite_again": management.invite_again,
    "end_invitation": management.end_invitation,
    "end_sessions": management.end_sessions,
    "reset_second_steps": management.reset_second_steps,
    "send_reset": management.log_reset_sent,
}


@manager_view
def one_person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One account: its roles, and what a manager can do to it. Each button names its act."""
    by = person(request)
    accounts = get_user_model().objects.select_related("profile", "restriction")
    account = get_object_or_404(accounts, pk=number)
    profile = profile_of(account)
    offered = management.roles_to_give(by)
    has = list(account.groups.values_list("name", flat=True))
    act = request.POST.get("act", "")
    roles = RolesForm(
        request.POST if act == "change_roles" else None, offered=offered, initial={"roles": has}
    )
    email = AddressForm(request.POST if act == "set_address" else None)
    restriction = restriction_of(account)
    sees = SeesForm(
        request.POST if act == "restrict" else None,
        initial={
            "shown": restriction.shown if restriction else "",
            "subjects": "\n".join(restriction.subjects) if restriction else "",
        },
    )
    end = EndForm(request.POST if act == "set_end" else None)
    sent = {"change_roles": roles, "set_address": email, "restrict": sees, "set_end": end}
    refusal = ""
    if request.method == "POST":
        try:
            if _carry_out(request, act, account, sent.get(act)):
                return HttpResponseRedirect(reverse("admin:person", args=[number]))
        except Refused as refused:
            refusal = str(refused)
    events = AccountEvent.objects.concerning(account).select_related("account", "by").newest_first()
    return show(
        request,
        "account/person.html",
        {
            "title": account.get_full_name() or account.get_username(),
            "account": account,
            "profile": profile,
            "languages": language_names(profile.languages),
            "mine": account.pk == by.pk,
            "beyond": account.is_superuser and not by.is_superuser,
            "roles": roles,
            "address": email,
            "restriction": restriction,
            "sees": sees,
            "end": end,
            "seen": restriction_words(restriction),
            "refusal": refusal,
            "manages": MANAGERS in has,
            "is_erased": erasing.is_erased(account),
            "sessions": open_sessions(account),
            "has_second_step": has_one(account),
            "invitation": Invitation.objects.pending().filter(account=account).first(),
            "events": [(event, event_words(event)) for event in events[:20]],
        },
        status=422 if refusal or any(form.errors for form in sent.values()) else 200,
    )


def _carry_out(request: HttpRequest, act: str, account: User, form: Form | None) -> bool:
    """Whether the act was done; a form that does not hold says why."""
    if form is not None and not form.is_valid():
        return False
    if act not in _ACTS:
        return False
    typed: dict[str, Any] = dict(form.cleaned_data) if form is not None else {}
    if "subjects" in typed:
        typed["subjects"] = typed["subjects"].splitlines()
    _ACTS[act](account=account, by=person(request), address=client_address(request) or "", **typed)
    if act == "send_reset":
        _send_reset(request, account)
    messages.success(request, _("Done."))
    return True


def _send_reset(request: HttpRequest, account: User) -> None:
    letter = ResetPasswordForm({"email": account.email})
    if letter.is_valid():
        letter.save(request)
