"""Which addresses stand in the static edition: all that readers can reach, but for what only a server can answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from editorial.keeping.answers import addresses
from encyclopedia.models import Entry

# By the names of their routes. Whatever is not here (the office, the API, reports of errors, a search) stays a link to
# the site.
ROUTES = frozenset(
    {
        *("home", "about", "browse", "browse_kind", "tags", "tag", "claim", "wanted", "timeline"),
        *("corrections", "feed", "tag_feed", "entry_feed", "corrections_feed", "history_head"),
        *("entry", "edition", "history", "links", "cited", "members", "compare"),
        *("entry_data", "edition_data", "edition_datacite", "cite", "cite_edition"),
        *("bibliography", "entry_bibliography", "house_colours", "house_logo", "favicon"),
        *("picture", "picture_file", "rendition", "download", "download_edition"),
    }
)
# A list goes on, begins at a letter, or is of one language; other choices (a century …) are as many as readers make.
QUERIES = frozenset({"after", "language", "letter"})
SEARCH = "/search/"
# Routes whose files are made in a way of their own.
DOWNLOADS = frozenset({"download", "download_edition"})
PREVIEW = "link_preview"


@lru_cache(maxsize=1 << 16)
def is_included(address: str) -> bool:
    """Whether this address of the site has a file of its own."""
    parts = urlsplit(address)
    if parts.path.startswith(settings.STATIC_URL) and not parts.query:
        return True
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if any(name not in QUERIES for name, _value in asked):
        return False
    return route(parts.path) in ROUTES


def route(address: str) -> str:
    """The name of the route that answers at this address of the site; empty where none does."""
    return _route(urlsplit(address).path)


@lru_cache(maxsize=1 << 16)
def _route(path: str) -> str:
    """Every page leads to the same lists, and each address is looked up when it is named and when it is written."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def first_addresses() -> Iterator[str]:
    """Every address that a row stands behind; lists that go on are reached from these."""
    # A site that has no colours of its own names none.
    yield from (
        address for address in addresses() if is_included(address) and address != "/house.css"
    )


def previews() -> Iterator[str]:
    """The address of what links to each entry show."""
    for entry in Entry.objects.order_by("pk").only("pk", "kind", "slug").iterator():
        yield f"/{entry.path}/preview/"
