"""Setting out to another site, coming back from it, and parting from an identity."""

from __future__ import annotations

import logging
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from editorial.accounts.client_address import client_address
from editorial.accounts.outside import arriving, joining, journey
from editorial.accounts.outside.arriving import failed
from editorial.accounts.outside.asking import NotAnswered
from editorial.accounts.outside.id_tokens import WrongToken
from editorial.accounts.outside.journey import Journey, NoJourney
from editorial.accounts.outside.providers import provider_or_404
from editorial.admin.office_view import View, person, show
from editorial.workflow import NotAllowed

logger = logging.getLogger(__name__)
MAX_CODE_LENGTH = 4_000


@require_POST
@never_cache
def sign_in(request: HttpRequest, provider: str) -> HttpResponseBase:
    """To the provider, to sign in with an account there."""
    known = provider_or_404(provider)
    return set_out(request, Journey.to(known, wanted=request.POST.get("next", "")))


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
    known = provider_or_404(provider)
    return set_out(request, Journey.to(known, account=person(request).pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, provider: str) -> HttpResponseBase:
    """To the provider, to show once more who one is: for whoever has no password to type."""
    known = provider_or_404(provider)
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    wanted = request.GET.get("next", "")
    if request.method == "POST":
        return set_out(request, Journey.to(known, again=person(request).pk, wanted=wanted))
    context = {
        "title": _("Sign in with %(name)s again") % {"name": known.name},
        "provider": known,
        "ways": [
            way
            for way in get_adapter().get_reauthentication_methods(request.user)
            if way["url"] != request.path
        ],
        "query": urlencode({"next": wanted}) if wanted else "",
    }
    return show(request, "account/outside_again.html", context)


@require_POST
@never_cache
@_own
def part(request: HttpRequest, number: int) -> HttpResponseBase:
    try:
        parted = joining.part(
            number=number, by=person(request), address=client_address(request) or ""
        )
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:profile"))
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
        return failed(request, known, _("This took too long, or was begun in another browser."))
    refused = partial(failed, request, known, under_way=under_way)
    code = request.GET.get("code", "")
    if "error" in request.GET or not 0 < len(code) <= MAX_CODE_LENGTH:
        return refused(_("You did not sign in there."))
    if request.GET.get("iss", known.issuer) != known.issuer:
        return refused(_("What came back was not from there."))
    try:
        subject = journey.identity(known, under_way, code)
    except NotAnswered as error:
        logger.warning("%s: %s", known.slug, error)
        return refused(_not_answered(), status=502)
    except WrongToken as error:
        logger.warning("%s: wrong token: %s", known.slug, error)
        return refused(_("What came back was not from there, or not for you."))
    return arriving.arrived(request, known, under_way, subject)


def set_out(request: HttpRequest, under_way: Journey) -> HttpResponseBase:
    """The page that leads on to the provider."""
    provider = provider_or_404(under_way.provider)
    try:
        address = journey.set_out(request.session, provider, under_way)
    except NotAnswered as error:
        logger.warning("%s: %s", provider.slug, error)
        return failed(request, provider, _not_answered(), under_way=under_way, status=502)
    # A form may not lead to another site (`form-action`), a page may.
    answer = show(
        request,
        "account/outside_go.html",
        {"title": _("On to %(name)s") % {"name": provider.name}, "onward": address},
    )
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


def _not_answered() -> str:
    return _("That site does not answer as it should. Try again later.")
