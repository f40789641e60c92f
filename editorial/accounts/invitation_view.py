"""Where the link of an invitation leads: its person sets a password, or joins an account of another site."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from editorial.accounts.accepting import accept, invitation_held
from editorial.accounts.client_address import client_address
from editorial.accounts.outside.journey import Journey
from editorial.accounts.outside.providers import provider_or_404, providers
from editorial.accounts.outside.views import set_out
from editorial.accounts.people_forms import FirstPasswordForm
from editorial.admin.office_view import show
from editorial.workflow import NotAllowed


@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        held = invitation_held(token)
    except NotAllowed:
        return _ended(request)
    form = FirstPasswordForm(request.POST or None, account=held.account)
    if request.method == "POST" and form.is_valid():
        try:
            account = accept(
                invitation=held.pk,
                password=form.cleaned_data["password1"],
                address=client_address(request) or "",
            )
        except NotAllowed:
            return _ended(request)
        if request.user.is_authenticated:
            logout(request)
        record_authentication(request, account, method="invitation")
        answer: HttpResponseBase = perform_login(request, Login(user=account, email=account.email))
        return answer
    context = {
        "title": _("Welcome"),
        "form": form,
        "account": held.account,
        "token": token,
        "providers": providers(),
    }
    return show(request, "account/invitation.html", context, status=422 if form.errors else 200)


@require_POST
@never_cache
def join_invited(request: HttpRequest, token: str, provider: str) -> HttpResponseBase:
    """To another site: the account there opens the one that the link invites to, in place of a password."""
    known = provider_or_404(provider)
    try:
        held = invitation_held(token)
    except NotAllowed:
        return _ended(request)
    return set_out(request, Journey.to(known, invitation=held.pk))


def _ended(request: HttpRequest) -> HttpResponseBase:
    return show(
        request,
        "account/invitation_ended.html",
        {"title": _("This link holds no more")},
        status=410,
    )
