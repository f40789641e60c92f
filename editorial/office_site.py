"""The admin site of the office: its own pages and those of the desk."""

from __future__ import annotations

from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from editorial import permissions
from editorial.accounts import doors, second_step
from editorial.accounts import routes as account_routes
from editorial.accounts.opened_routes import is_open
from editorial.accounts.outside.providers import providers
from editorial.accounts.restriction_words import until_words
from editorial.admin import routes as admin_routes
from editorial.admin.not_sent import is_sent_by_a_page, not_sent
from editorial.comments import routes as comment_routes
from editorial.commissions import routes as commission_routes
from editorial.correcting import routes as correcting_routes
from editorial.desk import routes as desk_routes
from editorial.models import PROXIES
from editorial.models.restrictions import restriction_of
from editorial.notices.telling import seen_by
from editorial.reports import routes as report_routes

MAX_COUNTED = 100


class Office(AdminSite):
    site_title = _("Editorial office")
    site_header = _("Editorial office")
    index_title = _("Your work")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path(route, self.admin_view(view), options, name=name)
            for route, view, options, name in (
                *admin_routes.ROUTES,
                *desk_routes.ROUTES,
                *account_routes.OFFICE,
                *report_routes.ROUTES,
                *commission_routes.ROUTES,
                *comment_routes.ROUTES,
                *correcting_routes.ROUTES,
            )
        ]
        return [*doors.urlpatterns, *own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every view under /admin/ goes through here: what a restriction closes does not exist."""

        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            match = request.resolver_match
            if not is_open(request.user, match.url_name if match else None):
                raise Http404
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        inside = super().admin_view(opened, cacheable)

        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated and is_sent_by_a_page(request):
                return not_sent(request)
            answer: HttpResponseBase = inside(request, *args, **kwargs)
            return answer

        return answered

    def has_permission(self, request: HttpRequest) -> bool:
        restriction = restriction_of(request.user)
        return (
            super().has_permission(request)
            and not second_step.is_overdue(request)
            and not (restriction and restriction.has_ended)
        )

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        context["site_name"] = settings.SITE_NAME
        # A template calls it where it is shown; a lazy object has no remainder, which plural rules ask for.
        context["unread"] = cache(lambda: _unread(request))
        context["ways"] = ways(request)
        context["sees_notices"] = request.user.has_perm(permissions.VIEW_MANUSCRIPT)
        context["keeps_tokens"] = request.user.has_perms(
            (permissions.VIEW_MANUSCRIPT, permissions.SAVE_MANUSCRIPT)
        ) and is_open(request.user, "tokens")
        context["outside_providers"] = providers()
        restriction = restriction_of(request.user)
        context["own_restriction"] = restriction
        if restriction is not None and restriction.ends_at is not None:
            context["guest_until"] = until_words(restriction.ends_at)
        return context


def ways(request: HttpRequest) -> list[dict[str, Any]]:
    """The links in the page header: what this person may open."""
    user = request.user
    links: list[tuple[Any, str]] = []
    if user.has_perm(permissions.VIEW_MANUSCRIPT):
        links += _ways_to_entries(user)
    if user.has_perm(permissions.MANAGE_ACCOUNTS):
        links.append((_("People"), "people"))
    if user.has_perm(permissions.SUPPRESS_MANUSCRIPT):
        links.append((_("Words taken out of sight"), "suppressions"))
    if user.is_superuser:
        links.append((_("Groups"), "auth_group_changelist"))
    return [
        {"label": label, "address": reverse(f"admin:{name}")}
        for label, name in links
        if is_open(user, name)
    ]


def _ways_to_entries(user: User | AnonymousUser) -> list[tuple[Any, str]]:
    links: list[tuple[Any, str]] = [(_("Your work"), "index")]
    if user.has_perm(permissions.CHECK_CITATION):
        links.append((_("Citations to check"), "desk"))
    links += [
        (
            capfirst(proxy._meta.verbose_name_plural),
            f"editorial_{kind}manuscript_changelist",
        )
        for kind, proxy in PROXIES.items()
    ]
    links.append((_("All entries"), "editorial_manuscript_changelist"))
    links += [(_("Pictures"), "pictures"), (_("Books"), "book")]
    if user.has_perm(permissions.ASSIGN_MANUSCRIPT):
        links[1:1] = [(_("Who owes what"), "work"), (_("Commissions"), "commissions")]
    if user.has_perm(permissions.IMPORT_CONTENT) or user.has_perm(permissions.APPROVE_MANUSCRIPT):
        links.append((_("Imports"), "imports"))
    if user.has_perms((permissions.VIEW_EVENT, permissions.APPROVE_MANUSCRIPT)):
        links.append((_("Audit log"), "record"))
    return links


def _unread(request: HttpRequest) -> int:
    if isinstance(request.user, AnonymousUser):
        return 0
    return int(seen_by(request.user).unread()[:MAX_COUNTED].count())
