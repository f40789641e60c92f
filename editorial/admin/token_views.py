"""A person's own tokens: made here, shown once, and revoked."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial import actions, permissions
from editorial.admin.office_view import office_view, person, show
from editorial.forms.token_form import TokenForm
from editorial.models import ApiToken
from editorial.workflow import Refused

# How many of the newest tokens are shown, revoked ones included.
MAX_ON_PAGE = 50


@never_cache
@office_view(permissions.SAVE_MANUSCRIPT)
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def tokens(request: HttpRequest) -> HttpResponseBase:
    """The form for a new token, for who has just shown who they are; and the list.

    A new token is shown in this answer only, never again.
    """
    form = TokenForm(request.POST or None)
    new_token, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            new_token, secret = actions.make_token(
                name=form.cleaned_data["name"],
                scope=form.cleaned_data["scope"],
                days=int(form.cleaned_data["days"]),
                by=person(request),
            )
            form = TokenForm()
        except Refused as refused:
            form.add_error("name", str(refused))
    mine = ApiToken.objects.of(person(request)).newest_first()[:MAX_ON_PAGE]
    return show(
        request,
        "editorial/tokens.html",
        {
            "title": _("Access for programs"),
            "form": form,
            "new_token": new_token,
            "secret": secret,
            "tokens": mine,
            # Not “site_url”: the admin uses that name for where “View site” leads.
            "site": settings.SITE_URL,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@office_view(permissions.SAVE_MANUSCRIPT, post=True)
def revoke(request: HttpRequest, number: int) -> HttpResponseBase:
    try:
        revoked = actions.revoke_token(token=number, by=person(request))
    except ApiToken.DoesNotExist as error:
        raise Http404 from error
    words = _("Revoked: no program can use it any more.")
    messages.success(request, words if revoked else _("It was revoked before."))
    return HttpResponseRedirect(reverse("admin:tokens"))
