"""The application before Django's: a reader's entry page is answered from one query, without a request object.

Its answers equal Django's byte for byte and header for header; it only spares readers the middlewares and the view.
Pages are kept in memory and sent from there while that query says that nothing has changed since, so none is ever
stale. A request with a session, a path that is not a stored page, HTTP where HTTPS is required, an unknown host, a
database that does not answer: all of these are passed to Django.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, Error, connections

from encyclopedia.models import Kind, Page
from encyclopedia.serving.page_frame import shell_for
from encyclopedia.serving.page_response import CONDITIONS, ReadyPage, is_known, ready_page

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

REFUSALS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")  # answered 412, and never by readers
MAX_MEMORY = 64_000_000  # bytes of pages, per process


class ReaderFastPath:
    """A WSGI application; `ordinary` is Django's. Settings are read once, when it is made."""

    def __init__(self, ordinary: Application, memory: int = MAX_MEMORY) -> None:
        self.ordinary = ordinary
        self.pages = PageMemory(memory)
        self.kinds = frozenset(Kind.values)
        self.language = settings.LANGUAGE_CODE
        self.headers = {secure: site_headers(secure) for secure in (False, True)}
        name, self.https = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self.proxy_header = name
        self.welcome = lru_cache(maxsize=256)(self._welcome)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        # Under DEBUG templates change while the site runs, and queries are logged.
        path = "" if settings.DEBUG else self.path_of(environ)
        if not path:
            return self.ordinary(environ, start_response)
        secure = self.welcome(
            environ.get("HTTP_HOST", ""),
            environ["wsgi.url_scheme"],
            environ.get(self.proxy_header) if self.proxy_header else None,
        )
        page = None if secure is None else self.page(path)
        if secure is None or page is None:
            return self.ordinary(environ, start_response)
        method = environ["REQUEST_METHOD"]
        if not CONDITIONS.isdisjoint(environ) and is_known(page, method, environ):
            start_response("304 Not Modified", [*page.headers, *self.headers[secure]])
            return ()
        start_response(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(page.body))),
                *page.headers,
                *self.headers[secure],
            ],
        )
        return () if method == "HEAD" else (page.body,)

    def path_of(self, environ: Environ) -> str:
        """The `kind/slug` that is requested; empty when the request is not a reader's or not for an entry."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
            return ""
        path: str = environ.get("PATH_INFO", "")
        kind, _, slug = path[1:-1].partition("/")
        if not slug or kind not in self.kinds or path[0] != "/" or path[-1] != "/" or "/" in slug:
            return ""
        # More cookies than the session's may hold its name: they lose a little speed and nothing else.
        if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
            return ""
        if any(name in environ for name in REFUSALS):
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
        # As Django does before and after each request: close connections that are broken or old.
        database = connections[DEFAULT_DB_ALIAS]
        database.close_if_unusable_or_obsolete()
        # The one query itself shows whether the connection still works: a check before it would be a second query.
        database.health_check_done = True  # type: ignore[attr-defined]
        try:
            cached = self.pages.get(path)
            if (
                cached
                and cached.shell is shell_for(self.language)
                and cached.state == Page.state(path)
            ):
                return cached
            page = ready_page(path, self.language)
        except (
            Error,
            ValueError,
        ):  # no database, or static files that were not collected: Django reports it
            return None
        finally:
            database.close_if_unusable_or_obsolete()
        self.pages.keep(path, page)
        return page


class PageMemory:
    """Pages by path, the most recently requested; `bound` in bytes of their bodies. Threads may share it."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.size = 0
        self.pages: OrderedDict[str, ReadyPage] = OrderedDict()
        self.lock = Lock()

    def get(self, path: str) -> ReadyPage | None:
        with self.lock:
            page = self.pages.get(path)
            if page is not None:
                self.pages.move_to_end(path)
            return page

    def keep(self, path: str, page: ReadyPage | None) -> None:
        """Replace the page stored for this path, None for no page; the least recently requested ones are dropped."""
        with self.lock:
            before = self.pages.pop(path, None)
            self.size -= len(before.body) if before else 0
            if page is not None:
                self.pages[path] = page
                self.size += len(page.body)
            while self.size > self.bound:
                _, oldest = self.pages.popitem(last=False)
                self.size -= len(oldest.body)


def site_headers(secure: bool) -> tuple[tuple[str, str], ...]:
    """The headers of every reader's page, from the settings that Django's middlewares read."""
    headers = [
        ("Content-Language", settings.LANGUAGE_CODE),
        ("Vary", "Accept-Language"),
        ("Content-Security-Policy", build_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", str(settings.SECURE_REFERRER_POLICY)),
        ("Cross-Origin-Opener-Policy", str(settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)),
    ]
    if settings.SECURE_CONTENT_TYPE_NOSNIFF:
        headers.append(("X-Content-Type-Options", "nosniff"))
    if secure and settings.SECURE_HSTS_SECONDS:
        headers.append(("Strict-Transport-Security", strict_transport()))
    return tuple(headers)


def strict_transport() -> str:
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        value += "; includeSubDomains"
    if settings.SECURE_HSTS_PRELOAD:
        value += "; preload"
    return value
