"""How every answer is made: method, parameters, JSON with its tag, and problems in one form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from encyclopedia.api import cursors, parameters, shapes
from encyclopedia.api.operations import Reading, described
from encyclopedia.api.problems import MEDIA_TYPE, Fault, Problem
from encyclopedia.core.messages import Message
from encyclopedia.serving.caching import cache_control
from encyclopedia.wording import words
from encyclopedia.wording.api_sentences import TITLES

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")


def open_to_all(view: View) -> View:
    """A view for every program: GET and HEAD alone, from any origin, no cookie read, problems in one form."""

    @csrf_exempt  # No cookie is read; and a 405 says more than a page about cookies.
    @wraps(view)
    def answered(request: HttpRequest, **address: Any) -> HttpResponseBase:
        try:
            if request.method not in SAFE:
                raise wrong_method(request, SAFE)
            response = view(request, **address)
        except Problem as problem:
            response = problem_response(problem)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers.setdefault("Cache-Control", cache_control())
        return response

    return answered


def open_data(operation: Reading) -> Callable[[View], View]:
    """A view `open_to_all` that takes the query: a dict of those of its parameters that stand in the address."""
    readers = {parameter.name: parameter.read for parameter in operation.query}

    def decorate(view: View) -> View:
        @described(operation)
        @open_to_all
        @wraps(view)
        def with_query(request: HttpRequest, **address: Any) -> HttpResponseBase:
            query = parameters.read(dict(request.GET.lists()), readers)
            return view(request, query, **address)

        return with_query

    return decorate


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> Problem:
    return Problem(
        405,
        "method-not-allowed",
        _("%(method)s is not answered here. Use %(allowed)s.")
        % {"method": request.method, "allowed": " / ".join(allowed)},
        headers={"Allow": ", ".join(allowed)},
    )


def problem_response(
    problem: Problem, words: Callable[[Message | str], str] = words
) -> HttpResponse:
    """RFC 9457, never stored by caches; `words` knows the sentences of the problem's messages."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    faults = [
        {"where": fault.where, "what": words(fault.what), "mend": words(fault.mend)}
        for fault in problem.faults
    ]
    said = (f"{fault['where']}: {fault['what']} {fault['mend']}".strip() for fault in faults)
    data = {
        "type": f"urn:stet:problem:{problem.code}",
        "title": str(TITLES[problem.code]),
        "status": problem.status,
        "detail": words(problem.detail) or " ".join(said),
        **({"errors": faults} if faults else {}),
        **problem.more,
    }
    body = _written(data)
    return HttpResponse(body, MEDIA_TYPE, status=problem.status, headers=headers)


def answer(
    request: HttpRequest, data: Mapping[str, Any], *, modified: datetime | None = None
) -> HttpResponseBase:
    """The data as JSON with an ETag of its bytes, or 304 to a client that has them.

    `modified` is sent, not compared: within a second an entry and what it cites can change again.
    """
    body = _written(data)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(body, "application/json")
    response.headers["ETag"] = etag
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    return response


def moved(path: str) -> HttpResponse:
    """301, checked again each time: it holds until another entry takes the name."""
    return HttpResponsePermanentRedirect(path, headers={"Cache-Control": "no-cache"})


class Paging:
    """One page of a list: the query it answers, and where the list continues."""

    def __init__(self, request: HttpRequest, query: dict[str, Any]) -> None:
        self.request = request
        self.limit: int = query.get("limit", parameters.USUAL)
        self.cursor: str = query.get("after", "")
        filters = sorted(query.keys() - {"after", "limit"})
        self.filters = {name: request.GET[name] for name in filters}
        self.question = f"{request.path}?{urlencode(self.filters)}"

    def after(self, *readers: cursors.Reader) -> tuple[Any, ...] | None:
        """The values after which the list continues, None at its start. Raises Problem (400) for a foreign cursor."""
        if not self.cursor:
            return None
        try:
            return cursors.read(self.question, self.cursor, readers)
        except cursors.CursorError as error:
            fault = Fault(
                "after",
                _("Not a place in this list."),
                _(
                    "Take it from the “next” of an answer to the same question, or leave it out to begin."
                ),
            )
            raise parameters.unfit(fault) from error

    def cut(
        self, rows: Any, values: Callable[[Any], Sequence[Any]]
    ) -> tuple[list[Any], str | None]:
        """The rows of this page, and the address of the next one; `values` are what the list is ordered by."""
        page = list(rows[: self.limit + 1])
        if len(page) <= self.limit:
            return page, None
        return page[: self.limit], self.following(values(page[self.limit - 1]))

    def following(self, values: Sequence[Any]) -> str:
        place = cursors.write(self.question, values)
        query = urlencode({**self.filters, "limit": str(self.limit), "after": place})
        return f"{settings.SITE_URL}{self.request.path}?{query}"

    def answer(self, items: Sequence[Mapping[str, Any]], following: str | None) -> HttpResponseBase:
        return answer(self.request, shapes.listed(items, following))


def _written(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
