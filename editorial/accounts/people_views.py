"""The pages of office managers: who has an account, what each may do, and what happened to accounts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.accounts import management
from editorial.accounts.client_address import client_address
from editorial.accounts.event_words import event_words
from editorial.accounts.people_forms import AddressForm, InvitationForm, RolesForm
from editorial.accounts.profile_forms import language_names
from editorial.accounts.sessions import open_sessions
from editorial.admin.office_view import View, person, show
from editorial.models import AccountEvent, Invitation
from editorial.models.profiles import profile_of
from editorial.roles import MANAGERS
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How many lines of the log a page shows.
PAGE = 100
MAX_PEOPLE = 500


def manager_view(view: View) -> View:
    """A view for office managers, who show once more who they are before they change anything; 404 for others."""
    fresh = reauthentication_required(view, allow_get=True)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not management.may_manage(person(request)):
            raise Http404
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        answer: HttpResponseBase = never_cache(fresh)(request, *args, **kwargs)
        return answer

    return guarded


@manager_view
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody who has an account, and the form that invites one more."""
    by = person(request)
    form = InvitationForm(request.POST or None, offered=management.roles_to_give(by))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = management.invite(
                **form.cleaned_data, by=by, address=client_address(request) or ""
            )
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("Invited: the e-mail is on its way."))
            return HttpResponseRedirect(reverse("admin:person", args=[invitation.account_id]))
    accounts = (
        get_user_model()
        .objects.prefetch_related("groups")
        .order_by("-is_active", "last_name", "first_name", "username")[:MAX_PEOPLE]
    )
    waiting = set(Invitation.objects.pending().values_list("account_id", flat=True))
    return show(
        request,
        "account/people.html",
        {
            "title": _("People"),
            "form": form,
            "people": [(account, account.pk in waiting) for account in accounts],
        },
        status=422 if form.errors else 200,
    )


@manager_view
def one_person(request: HttpRequest, number: int) -> HttpResponseBase:
    """One account: its roles, and what a manager can do to it. Each button names its act."""
    by = person(request)
    accounts = get_user_model().objects.select_related("profile")
    account = get_object_or_404(accounts, pk=number)
    profile = profile_of(account)
    offered = management.roles_to_give(by)
    has = list(account.groups.values_list("name", flat=True))
    act = request.POST.get("act", "")
    roles = RolesForm(
        request.POST if act == "change_roles" else None, offered=offered, initial={"roles": has}
    )
    email = AddressForm(request.POST if act == "set_address" else None)
    refusal = ""
    if request.method == "POST":
        try:
            if _carry_out(request, act, account, roles, email):
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
            "refusal": refusal,
            "manages": MANAGERS in has,
            "sessions": open_sessions(account),
            "invitation": Invitation.objects.pending().filter(account=account).first(),
            "events": [(event, event_words(event)) for event in events[:20]],
        },
        status=422 if refusal or roles.errors or email.errors else 200,
    )


def _carry_out(
    request: HttpRequest, act: str, account: User, roles: RolesForm, email: AddressForm
) -> bool:
    """Whether the act was done; a form that does not hold says why."""
    who: dict[str, Any] = {
        "account": account,
        "by": person(request),
        "address": client_address(request) or "",
    }
    acts: dict[str, Callable[..., object]] = {
        "close": management.close,
        "open_again": management.open_again,
        "invite_again": management.invite_again,
        "end_invitation": management.end_invitation,
        "end_sessions": management.end_sessions,
        "send_reset": management.log_reset_sent,
    }
    if act == "change_roles":
        if not roles.is_valid():
            return False
        management.change_roles(roles=roles.cleaned_data["roles"], **who)
    elif act == "set_address":
        if not email.is_valid():
            return False
        management.set_address(email=email.cleaned_data["email"], **who)
    elif act in acts:
        acts[act](**who)
        if act == "send_reset":
            _send_reset(request, account)
    else:
        return False
    messages.success(request, _("Done."))
    return True


def _send_reset(request: HttpRequest, account: User) -> None:
    letter = ResetPasswordForm({"email": account.email})
    if letter.is_valid():
        letter.save(request)


@manager_view
def account_log(request: HttpRequest) -> HttpResponseBase:
    """Sign-ins, refusals and changes of rights, the newest first."""
    before = request.GET.get("before", "")
    events = AccountEvent.objects.select_related("account", "by").newest_first()
    if before.isascii() and before.isdigit() and len(before) < 16:
        events = events.filter(pk__lt=int(before))
    rows = list(events[: PAGE + 1])
    return show(
        request,
        "account/log.html",
        {
            "title": _("Sign-ins and rights"),
            "events": [(event, event_words(event)) for event in rows[:PAGE]],
            "older": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        },
    )


@manager_view
def account_log_file(request: HttpRequest) -> HttpResponseBase:
    """The whole log as CSV, the oldest line first: time (ISO 8601, UTC), event, whom, by, address, further data."""
    answer = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="accounts.csv"'
    return answer


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines() -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(["number", "at", "event", "account", "by", "address", "data"])
    events = AccountEvent.objects.select_related("account", "by").order_by("pk")
    for event in events.iterator():
        names = [one.get_username() if one else "" for one in (event.account, event.by)]
        # A spreadsheet would take what begins so for a formula.
        names = [f"'{name}" if name.startswith(("=", "+", "-", "@")) else name for name in names]
        yield writer.writerow(
            [event.pk, event.at.isoformat(), event.kind, *names, event.address, event.data or ""]
        )
