"""Where a program begins: what there is, how it is described, and what is said at an address that is none."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from encyclopedia.api import examples, shapes
from encyclopedia.api.answering import answer, open_data, open_to_all
from encyclopedia.api.operations import Reading
from encyclopedia.api.problems import Problem

DESCRIPTION = Path(__file__).with_name("openapi.json")
AN_HOUR = "public, max-age=3600"
OPENAPI = {"type": "object", "required": ["openapi", "info", "paths", "servers"]}


@open_data(Reading("index", answers=shapes.IndexShape, example=examples.INDEX))
def index(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """Where to begin.

    What there is, as address templates.
    """
    data = shapes.index(
        settings.SITE_URL,
        name=settings.SITE_NAME,
        licence=settings.SITE_LICENCE,
        licence_url=settings.SITE_LICENCE_URL,
    )
    return answer(request, data)


@open_data(Reading("openapi", answers=OPENAPI))
def openapi(request: HttpRequest, query: dict[str, Any]) -> HttpResponseBase:
    """This description.

    With this site's address as its server.
    """
    whole = {**description(), "servers": [{"url": settings.SITE_URL}]}
    response = answer(request, whole)
    response.headers["Cache-Control"] = AN_HOUR
    return response


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """`openapi.json` as `manage.py describe_api` wrote it beside this file."""
    described: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return described


@open_to_all
def unknown(request: HttpRequest) -> HttpResponseBase:
    """404 in the form of every other problem, at an address under /api/ that is none."""
    words = _("There is no such address. Begin at %(root)s.")
    raise Problem(404, "not-found", words % {"root": shapes.ROOT})
