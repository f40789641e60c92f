"""Where the link of an invitation leads: its person sets a password, and is signed in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from editorial.accounts import management
from editorial.accounts.client_address import client_address
from editorial.accounts.people_forms import FirstPasswordForm
from editorial.admin.office_view import show
from editorial.workflow import NotAllowed


@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        account = management.invited(token)
    except NotAllowed:
        return _ended(request)
    form = FirstPasswordForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        try:
            account = management.accept(
                token=token,
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
    context = {"title": _("Welcome"), "form": form, "account": account}
    return show(request, "account/invitation.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest) -> HttpResponseBase:
    return show(
        request,
        "account/invitation_ended.html",
        {"title": _("This link holds no more")},
        status=410,
    )
