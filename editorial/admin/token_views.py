"""One's own tokens: made here and shown once, and revoked."""

from __future__ import annotations

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

# Revoked ones are shown as long as they are among the last so many.
PAGE = 50


@never_cache
@office_view(permissions.SAVE_MANUSCRIPT)
def tokens(request: HttpRequest) -> HttpResponseBase:
    """The form for a new one, and those there are. What is made is shown in the answer itself, and never again."""
    form = TokenForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.make_token(name=form.cleaned_data["name"], by=person(request))
            form = TokenForm()
        except Refused as refused:
            form.add_error("name", str(refused))
    mine = ApiToken.objects.of(person(request)).newest_first()[:PAGE]
    return show(
        request,
        "editorial/tokens.html",
        {
            "title": _("Tokens"),
            "form": form,
            "made": made,
            "secret": secret,
            "tokens": mine,
            # “site_url” is the office's word for where “View site” leads.
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
    words = _("Revoked: nothing can be saved with it any more.")
    messages.success(request, words if revoked else _("It was revoked before."))
    return HttpResponseRedirect(reverse("admin:tokens"))
