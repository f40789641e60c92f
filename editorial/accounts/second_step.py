"""Who needs a second step beside the password (an authenticator app, or a passkey), from when on, and who has one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.accounts.client_address import client_address
from editorial.admin.office_view import person, show
from editorial.models import AccountEvent, AccountEventKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# For how long one may put it off, from when one was first asked.
PUT_OFF = timedelta(days=7)
# Whose passwords everybody may read: the sample's accounts are never asked.
SAMPLE_NAMES = ("editor", "moderator", "approver")
_KEY = "second_step_by"


def has_one(user: User) -> bool:
    """Whether the account has an authenticator app or a passkey; codes alone are none."""
    codes = Authenticator.Type.RECOVERY_CODES
    return bool(Authenticator.objects.filter(user_id=user.pk).exclude(type=codes).exists())


def is_asked_of(user: User) -> bool:
    """Whether the policy wants one of this person: in SECOND_STEP_ROLES, or a superuser where there are any."""
    if settings.SAMPLE_CONTENT and user.username in SAMPLE_NAMES:
        return False
    roles = settings.SECOND_STEP_ROLES
    return bool(roles and (user.is_superuser or user.groups.filter(name__in=roles).exists()))


def ask(request: HttpRequest, user: User, wanted: str) -> HttpResponse | None:
    """After signing in: the page that asks for a second step, if one is missing; None otherwise."""
    request.session.pop(_KEY, None)
    if not is_asked_of(user) or has_one(user):
        return None
    asked = AccountEvent.objects.of_kind(AccountEventKind.SECOND_STEP_ASKED).filter(account=user)
    first = asked.order_by("pk").first()
    if first is None:
        first = AccountEvent.objects.create(
            kind=AccountEventKind.SECOND_STEP_ASKED,
            account=user,
            by=user,
            address=client_address(request) or "",
        )
    request.session[_KEY] = (first.at + PUT_OFF).isoformat()
    return redirect(reverse("account_second_step", query={"next": wanted}))


def is_overdue(request: HttpRequest) -> bool:
    """Whether this session may not work any more before its person has a second step."""
    until = request.session.get(_KEY)
    return bool(until and datetime.fromisoformat(until) < timezone.now())


@never_cache
def second_step(request: HttpRequest) -> HttpResponseBase:
    """Asks for a second step; until the day it names, one may go on without."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = reverse("admin:index")
    until = request.session.get(_KEY)
    if until is None or has_one(person(request)):
        request.session.pop(_KEY, None)
        return HttpResponseRedirect(wanted)
    return show(
        request,
        "account/second_step.html",
        {
            "title": _("A second step beside your password"),
            "until": datetime.fromisoformat(until),
            "overdue": is_overdue(request),
            "wanted": wanted,
        },
    )
