"""An entry's page as it is sent: its bytes with their tag and date, the same for the fast path and for the view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from encyclopedia import projection
from encyclopedia.models import Page, PageState
from encyclopedia.serving.caching import cache_control
from encyclopedia.serving.encodings import Version, Versions
from encyclopedia.serving.page_frame import Shell, shell_for

CONDITIONS = frozenset(
    {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
)
# The same few times are formatted again and again.
last_modified = lru_cache(maxsize=10_000)(http_date)


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page as it is sent, in each encoding; `modified` in seconds since 1970.

    `state` and `shell`, that of its `language`, are what it was made of: while both are the same, so is every byte.
    """

    versions: Versions
    modified: int
    state: PageState
    shell: Shell
    language: str

    @property
    def size(self) -> int:
        return self.versions.size


def ready_page(path: str) -> ReadyPage | None:
    """The page of this path (`kind/slug`) within the shell of its language; None when there is none.

    From one query where the stored page is what readers see; else it is made in memory.
    """
    page = Page.stored(path)
    if page is not None and page.state.due is not None:
        page = projection.made_page(path)
    if page is None:
        return None
    shell = shell_for(page.language)
    etag = f'"{page.etag[:32]}-{shell.digest[:8]}"'
    modified = int(max(page.modified_at, shell.changed_at).timestamp())
    headers = (("Last-Modified", last_modified(modified)), ("Cache-Control", cache_control()))
    return ReadyPage(
        Versions(shell.compose(page.parts), etag, headers),
        modified,
        page.state,
        shell,
        page.language,
    )


def is_known(version: Version, modified: int, method: str, meta: dict[str, str]) -> bool:
    """Whether the reader has this very page already and 304 is the answer; `meta` as of WSGI, without If-Match."""
    if meta.get("HTTP_IF_NONE_MATCH") == version.etag:
        return True
    request = HttpRequest()
    request.method = method
    request.META = meta
    return get_conditional_response(request, version.etag, modified) is not None
