"""Who may open a view of the office, and how its pages are shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from editorial import permissions
from editorial.models import Manuscript
from editorial.models.turns import TURNS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponseBase]


def office_view(*needed: str, post: bool = False) -> Callable[[View], View]:
    """A view for those who may see manuscripts and have every one of the `needed` permissions; `post`: only by POST.

    Checked before anything is looked up: 404 if the person may not see manuscripts, 403 for another missing permission.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permissions.VIEW_MANUSCRIPT):
                raise Http404
            if not request.user.has_perms(needed):
                raise PermissionDenied
            allowed = ("POST",) if post else ("GET", "HEAD", "POST")
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def person(request: HttpRequest) -> User:
    """The account of the request; the site lets nobody in without one."""
    return cast("User", request.user)


def manuscript_or_404(request: HttpRequest, pk: uuid.UUID, kind: str | None = None) -> Manuscript:
    """The manuscript, if it exists for the person of the request."""
    manuscripts = Manuscript.objects.seen_by(request.user).select_related("author", *TURNS)
    manuscripts = manuscripts if kind is None else manuscripts.of_kind(kind)
    return get_object_or_404(manuscripts, pk=pk)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> TemplateResponse:
    """A page of the office."""
    full_context = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, template, full_context, status=status)
