"""The pages of allauth in the look of the office."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import Promise

from editorial.admin.office_view import View


def in_office_look(view: View, title: str | Promise) -> View:
    """The view with what every page of the office is shown with, and this title."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            context = {**admin.site.each_context(request), "title": title}
            response.context_data = {**context, **(response.context_data or {})}
        return response

    return shown
