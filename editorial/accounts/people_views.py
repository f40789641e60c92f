"""The pages of office managers: who has an account, what each may do, and what happened to accounts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce, wraps
from operator import or_
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.accounts import management, restricting
from editorial.accounts.client_address import client_address
from editorial.accounts.event_words import event_words
from editorial.accounts.locked_account import may_manage
from editorial.accounts.people_forms import InvitationForm
from editorial.accounts.restriction_forms import GuestForm
from editorial.accounts.restriction_words import restriction_words
from editorial.actions.upgrade_digests import SOFTWARE
from editorial.admin.office_view import View, person, show
from editorial.admin.table_file import table_file
from editorial.models import AccountEvent, Invitation
from editorial.models.restrictions import restriction_of
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# How many lines of the log a page shows.
MAX_ON_PAGE = 100
MAX_PEOPLE = 500
MAX_WORDS = 200


def manager_view(view: View) -> View:
    """A view for office managers, who show once more who they are before they change anything; 404 for others."""
    fresh = reauthentication_required(view, allow_get=True)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_manage(person(request)):
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
    is_guest = "guest-email" in request.POST
    form = InvitationForm(
        None if is_guest else request.POST or None, offered=management.roles_to_give(by)
    )
    guest = GuestForm(request.POST if is_guest else None)
    sent: InvitationForm | GuestForm = guest if is_guest else form
    if request.method == "POST" and sent.is_valid():
        invite = restricting.invite_guest if is_guest else management.invite
        try:
            invitation = invite(**sent.cleaned_data, by=by, address=client_address(request) or "")
        except Refused as refused:
            sent.add_error(None if is_guest else "email", str(refused))
        else:
            messages.success(request, _("Invited: the e-mail is on its way."))
            return HttpResponseRedirect(reverse("admin:person", args=[invitation.account_id]))
    accounts = (
        get_user_model()
        .objects.select_related("restriction", "restriction__manuscript")
        .prefetch_related("groups")
        .order_by("-is_active", "last_name", "first_name", "username")
        .exclude(username=SOFTWARE)
    )
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MAX_WORDS]
    for word in words.split():
        accounts = accounts.filter(_has(word))
    listed = list(accounts[: MAX_PEOPLE + 1])
    waiting = set(Invitation.objects.pending().values_list("account_id", flat=True))
    return show(
        request,
        "account/people.html",
        {
            "title": _("People"),
            "form": form,
            "guest": guest,
            "people": [
                (account, account.pk in waiting, _sees(account)) for account in listed[:MAX_PEOPLE]
            ],
            "words": words,
            "more": len(listed) > MAX_PEOPLE,
        },
        status=422 if form.errors or guest.errors else 200,
    )


def _has(word: str) -> Q:
    """In a name or in the address."""
    columns = ("first_name", "last_name", "username", "email")
    return reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))


def _sees(account: User) -> str:
    restriction = restriction_of(account)
    return restriction_words(restriction) if restriction else ""


@manager_view
def account_log(request: HttpRequest) -> HttpResponseBase:
    """Sign-ins, refusals and changes of rights, the newest first."""
    before = request.GET.get("before", "")
    events = AccountEvent.objects.select_related("account", "by").newest_first()
    if before.isascii() and before.isdigit() and len(before) < 16:
        events = events.filter(pk__lt=int(before))
    rows = list(events[: MAX_ON_PAGE + 1])
    return show(
        request,
        "account/log.html",
        {
            "title": _("Sign-ins and rights"),
            "events": [(event, event_words(event)) for event in rows[:MAX_ON_PAGE]],
            "older": rows[MAX_ON_PAGE - 1].pk if len(rows) > MAX_ON_PAGE else None,
        },
    )


@manager_view
def account_log_file(request: HttpRequest) -> HttpResponseBase:
    """The whole log as CSV, the oldest line first: time (ISO 8601, UTC), event, whom, by, address, further data."""
    return table_file("accounts", _rows())


def _rows() -> Iterator[list[object]]:
    yield ["number", "at", "event", "account", "by", "address", "data"]
    events = AccountEvent.objects.select_related("account", "by").order_by("pk")
    for event in events.iterator():
        names = [one.get_username() if one else "" for one in (event.account, event.by)]
        yield [event.pk, event.at.isoformat(), event.kind, *names, event.address, event.data or ""]
