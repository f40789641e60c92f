"""The pages of one's own profile and e-mail address."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.accounts import own_account, own_data
from editorial.accounts.client_address import client_address
from editorial.accounts.outside.providers import ORCID, name_of_issuer, providers
from editorial.accounts.profile_forms import NewAddressForm, ProfileForm
from editorial.admin.office_view import person, show
from editorial.models import OutsideIdentity, Profile
from editorial.models.profiles import profile_of
from editorial.workflow import NotAllowed, Refused

_allowed = require_http_methods(["GET", "HEAD", "POST"])


@_allowed
@never_cache
def profile(request: HttpRequest) -> HttpResponseBase:
    """The person's own profile, for everybody who may enter the office."""
    account = person(request)
    stored = profile_of(account)
    initial = {
        "given_name": account.first_name,
        "family_name": account.last_name,
        **{
            name: getattr(stored, name)
            for name in ("orcid", "affiliation", "languages", "time_zone", "office_language")
        },
    }
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = own_account.save_profile(
            **form.cleaned_data, by=account, address=client_address(request) or ""
        )
        with translation.override(saved.screen_language):  # another from now on, perhaps
            messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("admin:profile"))
    until = stored.new_address_until
    identities = list(OutsideIdentity.objects.of(account).oldest_first())
    joined = {identity.issuer for identity in identities}
    return show(
        request,
        "account/profile.html",
        {
            "title": _("Your profile"),
            "form": form,
            "account": account,
            "orcid_is_proven": any(
                identity.issuer == provider.issuer and identity.subject == stored.orcid
                for identity in identities
                for provider in providers()
                if provider.slug == ORCID
            ),
            "identities": [(identity, name_of_issuer(identity.issuer)) for identity in identities],
            "to_join": [provider for provider in providers() if provider.issuer not in joined],
            "waiting": stored.new_address if until and until > timezone.now() else "",
        },
        status=422 if form.errors else 200,
    )


@_allowed
@never_cache
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def new_address(request: HttpRequest) -> HttpResponseBase:
    """Asks for another e-mail address, of who has just shown who they are."""
    form = NewAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own_account.ask_for_address(
                email=form.cleaned_data["email"],
                by=person(request),
                address=client_address(request) or "",
            )
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("An e-mail is on its way: open the link in it."))
            return HttpResponseRedirect(reverse("admin:profile"))
    return show(
        request,
        "account/new_address.html",
        {"title": _("Your e-mail address"), "form": form, "account": person(request)},
        status=422 if form.errors else 200,
    )


@_allowed
@never_cache
def confirmed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where the link in the letter leads. Its button changes the address: programs that read mail open links too."""
    by, refusal = person(request), ""
    stored = profile_of(by)
    try:
        own_account.require_holding(stored, token, by)
        if request.method == "POST":
            own_account.confirm_address(token=token, by=by, address=client_address(request) or "")
            messages.success(request, _("Your e-mail address is changed."))
            return HttpResponseRedirect(reverse("admin:profile"))
    except NotAllowed as refused:
        stored, refusal = Profile(), str(refused)
    except Refused as refused:
        refusal = str(refused)
    return show(
        request,
        "account/confirm_address.html",
        {
            "title": _("Your e-mail address"),
            "waiting": stored.new_address,
            "account": by,
            "refusal": refusal,
        },
        status=410 if refusal else 200,
    )


@require_http_methods(["GET", "HEAD"])
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def data(request: HttpRequest) -> HttpResponseBase:
    """All that is held of the person, as a zip, for who has just shown who they are."""
    answer = HttpResponse(own_data.as_zip(person(request)), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return answer
