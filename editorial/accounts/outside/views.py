"""Setting out to another site, coming back from it, and parting from an identity."""

from __future__ import annotations

import logging
from functools import partial, wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from editorial.accounts.client_address import client_address
from editorial.accounts.outside import joining, journey
from editorial.accounts.outside.asking import NotAnswered
from editorial.accounts.outside.id_tokens import WrongToken
from editorial.accounts.outside.journey import Journey, NoJourney
from editorial.accounts.outside.providers import Provider, provider_or_404
from editorial.admin.office_view import View, person, show
from editorial.models import AccountEvent, AccountEventKind
from editorial.workflow import NotAllowed

logger = logging.getLogger(__name__)
MAX_CODE_LENGTH = 4_000


@require_POST
@never_cache
def sign_in(request: HttpRequest, provider: str) -> HttpResponseBase:
    """To the provider, to sign in with an account there."""
    return _set_out(request, provider_or_404(provider), wanted=request.POST.get("next", ""))


def _own(view: View) -> View:
    """For who is signed in and has just shown who they are; a form that had to wait for that is not sent again."""
    fresh = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse("account_login"))
        answer: HttpResponseBase = fresh(request, *args, **kwargs)
        return answer

    return guarded


@require_POST
@never_cache
@_own
def join(request: HttpRequest, provider: str) -> HttpResponseBase:
    """To the provider, to join the account there to one's own here."""
    return _set_out(request, provider_or_404(provider), account=person(request).pk)


@require_POST
@never_cache
@_own
def part(request: HttpRequest, number: int) -> HttpResponseBase:
    parted = joining.part(number=number, by=person(request), address=_address(request))
    messages.success(request, _("Ended.") if parted else _("It had ended before."))
    return HttpResponseRedirect(reverse("admin:profile"))


@require_safe
@never_cache
def back(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Where the provider sends people back to, with a code that proves who they are to it."""
    known = provider_or_404(provider)
    try:
        under_way = journey.taken_up(request.session, known, request.GET.get("state", ""))
    except NoJourney:
        return _failed(request, known, _("This took too long, or was begun in another browser."))
    failed = partial(_failed, request, known, under_way=under_way)
    code = request.GET.get("code", "")
    if "error" in request.GET or not 0 < len(code) <= MAX_CODE_LENGTH:
        return failed(_("You did not sign in there."))
    if request.GET.get("iss", known.issuer) != known.issuer:
        return failed(_("What came back was not from there."))
    try:
        subject = journey.identity(known, under_way, code)
    except NotAnswered as error:
        logger.warning("%s: %s", known.slug, error)
        return failed(_not_answered(), status=502)
    except WrongToken as error:
        logger.warning("%s: wrong token: %s", known.slug, error)
        return failed(_("What came back was not from there, or not for you."))
    if under_way.account is not None:
        return _join(request, known, under_way, subject)
    return _let_in(request, known, under_way, subject)


def _set_out(
    request: HttpRequest, provider: Provider, *, account: int | None = None, wanted: str = ""
) -> HttpResponseBase:
    try:
        address = journey.set_out(request.session, provider, account=account, wanted=wanted)
    except NotAnswered as error:
        logger.warning("%s: %s", provider.slug, error)
        under_way = Journey(provider.slug, "", "", 0, account, wanted)
        return _failed(request, provider, _not_answered(), under_way=under_way, status=502)
    # A form may not lead to another site (`form-action`), a page may.
    answer = show(
        request,
        "account/outside_go.html",
        {"title": _("On to %(name)s") % {"name": provider.name}, "onward": address},
    )
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


def _join(
    request: HttpRequest, provider: Provider, under_way: Journey, subject: str
) -> HttpResponseBase:
    if request.user.pk != under_way.account:
        words = _("Somebody else is signed in here by now.")
        return _failed(request, provider, words, under_way=under_way)
    try:
        joining.join(
            provider=provider, subject=subject, by=person(request), address=_address(request)
        )
    except NotAllowed as refused:
        return _failed(request, provider, str(refused), under_way=under_way, status=409)
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
        return _failed(
            request,
            provider,
            _(
                "No open account here is joined to it. If you have one, sign in with your password and join it under "
                "“Your profile”; if not, ask whoever manages the office for an invitation."
            ),
            under_way=under_way,
        )
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, account, method="outside", provider=provider.slug)
    safe = url_has_allowed_host_and_scheme(under_way.wanted, {request.get_host()})
    answer: HttpResponseBase = perform_login(
        request,
        Login(user=account, email=account.email, redirect_url=under_way.wanted if safe else None),
    )
    return answer


def _not_answered() -> str:
    return _("That site does not answer as it should. Try again later.")


def _failed(
    request: HttpRequest,
    provider: Provider,
    why: str,
    *,
    under_way: Journey | None = None,
    status: int = 403,
) -> HttpResponseBase:
    """Why it did not come about, and the way on: one's profile while joining, else to sign in for what was wanted."""
    joining_it = under_way is not None and under_way.account is not None
    title = _("Not joined to %(name)s") if joining_it else _("Not signed in with %(name)s")
    wanted = under_way.wanted if under_way and not joining_it else ""
    context = {
        "title": title % {"name": provider.name},
        "why": why,
        "sign_in": reverse("account_login", query={"next": wanted} if wanted else None),
    }
    return show(request, "account/outside_failed.html", context, status=status)


def _address(request: HttpRequest) -> str:
    return client_address(request) or ""
