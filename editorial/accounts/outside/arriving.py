"""What comes of it when somebody comes back from another site: signed in, joined, accepted, or known once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from editorial.accounts.accepting import accept_joined
from editorial.accounts.client_address import client_address
from editorial.accounts.outside import joining
from editorial.accounts.outside.again import METHOD
from editorial.accounts.outside.journey import Journey
from editorial.accounts.outside.providers import Provider
from editorial.admin.office_view import person, show
from editorial.models import AccountEvent, AccountEventKind
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def arrived(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    """What the journey was for, now that it is known who the person is there."""
    if under_way.account is not None:
        return _join(request, provider, under_way, subject)
    if under_way.invitation is not None:
        return _accept(request, provider, under_way, subject)
    if under_way.again is not None:
        return _again(request, provider, under_way, subject)
    return _let_in(request, provider, under_way, subject)


def _join(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    if request.user.pk != under_way.account:
        words = _("Somebody else is signed in here by now.")
        return failed(request, provider, words, under_way=under_way)
    try:
        joining.join(
            provider=provider, subject=subject, by=person(request), address=_address(request)
        )
    except NotAllowed as refused:
        return failed(request, provider, str(refused), under_way=under_way, status=409)
    words = _("Joined: with your account of %(name)s you can sign in here.")
    messages.success(request, words % {"name": provider.name})
    return HttpResponseRedirect(reverse("admin:profile"))


def _let_in(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    account = joining.account_of(provider, subject)
    if account is None:
        AccountEvent.objects.create(
            kind=AccountEventKind.UNKNOWN_IDENTITY,
            address=_address(request),
            data={"provider": provider.name},
        )
        return failed(
            request,
            provider,
            _(
                "No open account here is joined to it. If you have one, sign in with your password and join it under "
                "“Your profile”; if not, ask whoever manages the office for an invitation."
            ),
            under_way=under_way,
        )
    return _enter(request, provider, under_way, account)


def _accept(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    try:
        account = accept_joined(
            invitation=under_way.invitation or 0,
            provider=provider,
            subject=subject,
            address=_address(request),
        )
    except NotAllowed as refusal:
        return failed(request, provider, str(refusal), under_way=under_way, status=409)
    return _enter(request, provider, under_way, account)


def _again(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    account = joining.account_of(provider, subject)
    if account is None or not account.pk == under_way.again == request.user.pk:
        words = _("That is not the account with which you sign in here.")
        return failed(request, provider, words, under_way=under_way)
    record_authentication(
        request, account, method=METHOD, provider=provider.slug, reauthenticated=True
    )
    # A form that had to wait for this is sent now; it is found by the address that was wanted.
    query = request.GET.copy()
    query["next"] = under_way.wanted
    request.GET = query  # type: ignore[assignment]
    answer: HttpResponseBase | None = resume_request(request)
    return answer or HttpResponseRedirect(reverse("admin:profile"))


def _enter(
    request: HttpRequest, provider: Provider, under_way: Journey, account: User
) -> HttpResponseBase:
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, account, method=METHOD, provider=provider.slug)
    safe = url_has_allowed_host_and_scheme(under_way.wanted, {request.get_host()})
    answer: HttpResponseBase = perform_login(
        request,
        Login(user=account, email=account.email, redirect_url=under_way.wanted if safe else None),
    )
    return answer


def failed(
    request: HttpRequest,
    provider: Provider,
    why: str,
    *,
    under_way: Journey | None = None,
    status: int = 403,
) -> HttpResponseBase:
    """Why it did not come about, and the way on: one's profile while joining, else to sign in for what was wanted."""
    invited = under_way is not None and under_way.invitation is not None
    joining_it = invited or (under_way is not None and under_way.account is not None)
    title = _("Not joined to %(name)s") if joining_it else _("Not signed in with %(name)s")
    wanted = under_way.wanted if under_way and not joining_it else ""
    context = {
        "title": title % {"name": provider.name},
        "why": why,
        "invited": invited,
        "sign_in": reverse("account_login", query={"next": wanted} if wanted else None),
    }
    return show(request, "account/outside_failed.html", context, status=status)


def _address(request: HttpRequest) -> str:
    return client_address(request) or ""
