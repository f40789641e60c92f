"""When the database is away or the disk is full: what people are told, with everything that they typed.

Where it went away after what they sent was saved, or while it was, they are told that.
"""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Iterator

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial.actions.committed import fate
from editorial.admin.not_sent import is_ours, kept_words
from editorial.operating.problems import problem, wants_data
from encyclopedia.serving.template_context import site
from encyclopedia.views import errors

RETRY_AFTER = 30  # seconds
_NO_ROOM = frozenset({errno.ENOSPC, errno.EROFS, errno.EDQUOT})
# How SQLite and PostgreSQL say it.
_NO_ROOM_WORDS = re.compile(r"dis[ck] (is )?full|readonly|read-only|no space left", re.IGNORECASE)


def broken(request: HttpRequest) -> HttpResponse:
    """For every error that nothing else caught: 503 in words where the database or the disk is to blame, else 500."""
    error = sys.exc_info()[1]
    why = cause(error)
    return _unavailable(request, why, fate(error)) if why else errors.broken(request)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For requests that make no sense: 503 in words where it is the database that made one of them, else 400.

    Django says of a session that could not be written, whatever the reason, that somebody ended it.
    """
    why = cause(exception) if isinstance(exception, SessionInterrupted) else ""
    if not why:
        return errors.unreadable(request, exception)
    return _unavailable(request, why, fate(exception))


def _unavailable(request: HttpRequest, why: str, became: str) -> HttpResponse:
    if why == "room" and became == "unknown":
        became = ""  # the database answered: it did not save it
    try:
        response = _told(request, why, became)
    except (
        Exception
    ):  # what was typed cannot be read any more: the disk was full before all of it was here
        response = _page(why)
    response.status_code = 503
    if became != "saved":  # programs would send it again
        response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def cause(error: BaseException | None) -> str:
    """`room`, `database`, or "" where it is neither."""
    for link in _chain(error):
        if isinstance(link, OSError) and link.errno in _NO_ROOM:
            return "room"
        if isinstance(link, (OperationalError, InterfaceError)):
            return "room" if _NO_ROOM_WORDS.search(str(link)) else "database"
    return ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__


def _told(request: HttpRequest, why: str, became: str) -> HttpResponse:
    if wants_data(request):
        return problem(503, "unavailable", _("Not available"), _words(became))
    if is_ours(request) and _may_be_sent_again(request):
        context = {**kept_words(request), "why": why, "became": became, "request": request}
        return HttpResponse(render_to_string("editorial/not_sent.html", context, request))
    return _page(why)


def _words(became: str) -> str:
    if became == "saved":
        return _(
            "It was saved, but the database stopped answering afterwards. Do not send it again: look at what stands "
            "there now."
        )
    if became == "unknown":
        return _(
            "The database stopped answering while this was being saved. Look whether it was before you send it again."
        )
    return _("The database does not answer at the moment. Ask again in half a minute.")


def _may_be_sent_again(request: HttpRequest) -> bool:
    """A form of the office or of readers, not one of accounts: no password is shown again."""
    return (
        request.method == "POST"
        and not request.path.startswith("/account/")
        and "text/html" in request.headers.get("Accept", "")
    )


def _page(why: str) -> HttpResponse:
    return HttpResponse(render_to_string("503.html", {**site(), "why": why}))
