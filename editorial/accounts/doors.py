"""The addresses at which Django's admin lets people in and out: they lead to ours, and say who may not come in."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.accounts import second_step
from editorial.accounts.restriction_words import until_words
from editorial.admin.office_view import show
from editorial.models.restrictions import restriction_of


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Where the office sends whoever may not open it: to sign in, or to read why not and what to do."""
    if not request.user.is_authenticated:
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(wanted, reverse("account_login"))
    if second_step.is_overdue(request):
        return HttpResponseRedirect(reverse("account_second_step"))
    restriction = restriction_of(request.user)
    if restriction is not None and restriction.ends_at and restriction.has_ended:
        return show(
            request,
            "account/access_ended.html",
            {"title": _("Your access has ended"), "until": until_words(restriction.ends_at)},
            status=403,
        )
    if admin.site.has_permission(request):
        return HttpResponseRedirect(reverse("admin:index"))
    return show(
        request, "account/no_role.html", {"title": _("Your account has no role yet")}, status=403
    )


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Whoever asks for it leaves nothing in the browser either: no unsaved words, no choices."""
    answer: HttpResponseBase = LogoutView.as_view(next_page="account_login")(request)
    if request.method == "POST" and "forget" in request.POST:
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def change_password(request: HttpRequest) -> HttpResponseBase:
    return HttpResponseRedirect(reverse("account_change_password"))


urlpatterns: list[URLPattern] = [
    path("login/", sign_in, name="login"),
    path("logout/", sign_out, name="logout"),
    path("password_change/", change_password, name="password_change"),
    path("password_change/done/", change_password, name="password_change_done"),
]
