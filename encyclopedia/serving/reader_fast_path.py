"""The application before Django's: what readers ask for most is answered without a request object.

An entry's page comes from one query, or from memory while the database says that nothing has changed since; its answers
equal Django's byte for byte and header for header. Home and lists come from memory while no move has written readers'
tables (`models.Generation`), with the bytes that Django's view gave. So none is ever stale. A request with a session,
HTTP where HTTPS is required, an unknown host: all of these are passed to Django. While the database is away, what this
host has copies of is answered from them, to people with a session too, and says so (`copies`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.utils.http import http_date

from encyclopedia.models import Kind
from encyclopedia.serving import counting
from encyclopedia.serving.encodings import Version, Versions
from encyclopedia.serving.keeper import LIST, PAGE, Keeper, list_state
from encyclopedia.serving.kept_lists import Answer, KeptList, ask, kept_list, today
from encyclopedia.serving.memory import Memory
from encyclopedia.serving.page_frame import shell_for
from encyclopedia.serving.page_response import CONDITIONS, ReadyPage, is_known, ready_page
from encyclopedia.serving.site_headers import site_headers
from encyclopedia.serving.verified import Verified

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Copied = tuple[bytes, float]  # the page, and when it was last known to be right
Application = Callable[[Environ, Any], Iterable[bytes]]

REFUSALS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")  # answered 412, and never by readers
MAX_MEMORY = 64_000_000  # bytes of pages, per process
MAX_MEMORY_OF_LISTS = 8_000_000
# Seconds for which a database that did not answer is not asked again.
AWAY = 1.0
# Of an answer from a copy, and since when it may be another one.
COPY_HEADER = "Stet-Copy"
# Home, and lists that show nothing but readers' tables.
LISTS = re.compile(
    r"/(?:(?:browse/(?:[a-z]+/)?|tags/|tag/[^/]+/|timeline/|wanted/|corrections/|about/)?)\Z"
)


Answered = TypeVar("Answered")


class DatabaseAway(Exception):
    """It does not answer, not even by a new connection."""


class ReaderFastPath:
    """A WSGI application; `ordinary` is Django's, `keeper` has the copies. Settings are read once, when it is made."""

    def __init__(
        self, ordinary: Application, memory: int = MAX_MEMORY, keeper: Keeper | None = None
    ) -> None:
        self.ordinary = ordinary
        self.keeper = keeper
        self.away_until = 0.0
        self.pages: Memory[ReadyPage] = Memory(memory)
        self.lists: Memory[KeptList] = Memory(MAX_MEMORY_OF_LISTS)
        self.verified = Verified()
        self.kinds = frozenset(Kind.values)
        self.headers = {secure: site_headers(secure) for secure in (False, True)}
        name, self.https = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self.proxy_header = name
        self.welcome = lru_cache(maxsize=256)(self._welcome)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if self.keeper and not self.keeper.begun:
            self.keeper.begin()
        # Under DEBUG templates change while the site runs, and queries are logged.
        if settings.DEBUG or not self.is_a_readers(environ):
            return self.ordinary(environ, start_response)
        path = self.path_of(environ)
        if not path and not LISTS.match(environ.get("PATH_INFO", "")):
            return self.ordinary(environ, start_response)
        secure = self.welcome(
            environ.get("HTTP_HOST", ""),
            environ["wsgi.url_scheme"],
            environ.get(self.proxy_header) if self.proxy_header else None,
        )
        if secure is None:
            return self.ordinary(environ, start_response)
        # More cookies than the session's may hold its name: they lose a little speed and nothing else.
        if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
            address = PAGE + path if path else LIST + environ["PATH_INFO"]
            return self.ordinary_or_copied(address, secure, environ, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        counting.count("pages", "entry" if path else "list")
        if path:
            try:
                page = self.page(path)
            except DatabaseAway:
                return self.copied(PAGE + path, secure, environ, start_response)
            if page is None:
                return self.ordinary(environ, start_response)
            version = self.version(path, page, accepted)
            known = not CONDITIONS.isdisjoint(environ) and is_known(
                version, page.modified, environ["REQUEST_METHOD"], environ
            )
            headers = self.headers[secure]
        else:
            try:
                listed = self.listed(environ, secure)
            except DatabaseAway:
                return self.copied(LIST + environ["PATH_INFO"], secure, environ, start_response)
            if listed is None:
                return self.ordinary(environ, start_response)
            if isinstance(listed, Answer):
                start_response(listed.status, list(listed.headers))
                return (listed.body,)
            version = listed.versions.version(accepted)
            known = environ.get("HTTP_IF_NONE_MATCH") == version.etag
            headers = ()
        if known:
            start_response("304 Not Modified", [*version.headers, *headers])
            return ()
        start_response(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(version.body))),
                *version.headers,
                *headers,
            ],
        )
        return () if environ["REQUEST_METHOD"] == "HEAD" else (version.body,)

    def is_a_readers(self, environ: Environ) -> bool:
        """Whether whoever asks for this is sent what every reader is, unless they have a session."""
        reads = environ["REQUEST_METHOD"] in ("GET", "HEAD") and not environ.get("SCRIPT_NAME")
        return reads and not any(name in environ for name in REFUSALS)

    def path_of(self, environ: Environ) -> str:
        """The `kind/slug` that is requested; empty when the request is not for an entry."""
        path: str = environ.get("PATH_INFO", "")
        kind, _, slug = path[1:-1].partition("/")
        if not slug or kind not in self.kinds or path[0] != "/" or path[-1] != "/" or "/" in slug:
            return ""
        try:  # WSGI gives bytes as Latin-1
            slug = slug if slug.isascii() else slug.encode("latin-1").decode()
        except UnicodeError:
            return ""
        return "" if "\x00" in slug else f"{kind}/{slug}"

    def _welcome(self, host: str, scheme: str, forwarded: str | None) -> bool | None:
        """Whether the request is secure, as Django sees it; None when Django has to answer it."""
        environ = {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO(), "wsgi.url_scheme": scheme}
        environ |= {"HTTP_HOST": host, "SERVER_NAME": "", "SERVER_PORT": ""}
        if forwarded is not None:
            environ[self.proxy_header] = forwarded
        request = WSGIRequest(environ)
        try:
            request.get_host()
        except DisallowedHost:
            return None
        secure = request.is_secure()
        return None if settings.SECURE_SSL_REDIRECT and not secure else secure

    def page(self, path: str) -> ReadyPage | None:
        """The page as it is at this moment; None when there is none, or no database to ask."""
        cached = self.pages.get(path)
        if cached and cached.shell is not shell_for(cached.language):
            cached = None
        if cached and self.verified.knows(path, cached.state):
            return cached
        try:
            if cached and self.asked(lambda: self.verified.page(path, cached.state)):
                return cached
            page = self.asked(lambda: ready_page(path))
        # Static files that were not collected, or tables of another release: Django reports it.
        except (Error, ValueError):
            return None
        self.pages.keep(path, page)
        if page and self.keeper:
            self.keeper.offer(PAGE + path, str(page.state), page.versions.plain)
        return page

    def asked(self, question: Callable[[], Answered]) -> Answered:
        """The database's answer; asked once more where the connection broke. Raises DatabaseAway, django.db.Error."""
        if monotonic() < self.away_until:
            raise DatabaseAway
        for _attempt in range(2):
            database = ready_connection()
            try:
                return question()
            except (OperationalError, InterfaceError) as error:
                why = error
            finally:
                database.close_if_unusable_or_obsolete()
            if database.connection is not None:  # it works, and did not answer: it is locked
                break
        self.away_until = monotonic() + AWAY
        raise DatabaseAway from why

    def ordinary_or_copied(
        self, address: str, secure: bool, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What Django answers somebody with a session; where that is 503, the copy that every reader is sent."""
        begun: list[tuple[Any, ...]] = []
        answer = self.ordinary(environ, lambda *told: begun.append(told))
        copy = self.copy_of(address, environ) if begun[-1][0].startswith("503 ") else None
        if copy is None:
            start_response(*begun[-1])
            return answer
        if hasattr(answer, "close"):
            answer.close()
        return self.send_copy(copy, secure, environ, start_response)

    def copied(
        self, address: str, secure: bool, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The copy of this answer, marked as one, or Django's words about the database."""
        copy = self.copy_of(address, environ)
        if copy is None:
            return self.ordinary(environ, start_response)
        return self.send_copy(copy, secure, environ, start_response)

    def copy_of(self, address: str, environ: Environ) -> Copied | None:
        most = settings.STORED_PAGES_SECONDS
        plain = not environ.get("QUERY_STRING") or address.startswith(PAGE)
        return self.keeper.copies.get(address, most) if self.keeper and most and plain else None

    def send_copy(
        self, copy: Copied, secure: bool, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """A copy, marked as one; never stored anywhere."""
        counting.count("copies")
        body, right_at = copy
        version = Versions(body, '"copy"', ()).version(environ.get("HTTP_ACCEPT_ENCODING", ""))
        own = {COPY_HEADER: http_date(right_at), "Cache-Control": "no-store"}
        kept = [(name, value) for name, value in version.headers if name != "ETag"]
        start_response(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(version.body))),
                *kept,
                *own.items(),
                *self.headers[secure],
            ],
        )
        return () if environ["REQUEST_METHOD"] == "HEAD" else (version.body,)

    def version(self, path: str, page: ReadyPage, accepted: str) -> Version:
        made = len(page.versions.made)
        version = page.versions.version(accepted)
        if len(page.versions.made) != made:
            self.pages.keep(path, page)
        return version

    def listed(self, environ: Environ, secure: bool) -> KeptList | Answer | None:
        """The list as it is at this moment, or an answer that is not kept; None where Django has yet to answer."""
        generation = self.verified.known_generation()
        if generation is None:
            try:
                generation = self.asked(self.verified.generation)
            except Error:
                return None
        host, path = environ.get("HTTP_HOST", ""), environ["PATH_INFO"]
        address = f"{secure} {host} {path}?{environ.get('QUERY_STRING', '')}"
        kept, day = self.lists.get(address), today()
        if kept is None or kept.generation != generation or kept.day != day:
            if environ["REQUEST_METHOD"] == "HEAD":
                return None
            # Django compresses nothing, and knows no other condition that a reader sends.
            plain = {name: value for name, value in environ.items() if name not in CONDITIONS}
            answer = ask(self.ordinary, plain)
            kept = kept_list(answer, generation, day)
            self.lists.keep(address, kept)
            if kept and self.keeper and not environ.get("QUERY_STRING"):
                self.keeper.offer(LIST + path, list_state(generation, day), answer.body)
            return kept or answer
        return kept


def ready_connection() -> Any:
    """This thread's connection, closed if it is broken or old, as Django does before and after each request.

    The one query itself shows whether it still works: a check before it would be a second query.
    """
    database = connections[DEFAULT_DB_ALIAS]
    database.close_if_unusable_or_obsolete()
    database.health_check_done = True  # type: ignore[attr-defined]
    return database
