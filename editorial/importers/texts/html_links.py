"""Where a pasted page's links and pictures lead, once they are in an entry. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from editorial.html.html_tree import HtmlElement

_UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\xa0<>()\"`\\^{}|\[\]\s]")
_WIKI_HOST = re.compile(r"(?:[a-z-]+\.)?(?:m\.)?wikipedia\.org\Z")
_WIKI_PATH = re.compile(r"(?:\.?/wiki/|\./)([^?#]+)")
# Pages of a wiki that are no entries: files, categories, help and special pages.
_NAMESPACE = re.compile(r"[^\s:]+:\S")
_NOT_IN_TITLES = re.compile(r"[\[\]|<>{}#\n]")
_TINY = 24  # pixels: icons and tracking dots, not pictures
_THUMBNAIL = re.compile(r"\d+px-")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """`link`: an address; `entry`: a title; `within`: a place of the page; `nowhere`: neither."""

    kind: Literal["link", "entry", "within", "nowhere"]
    value: str = ""


def link_target(element: HtmlElement) -> LinkTarget:
    """Where an `a` element leads."""
    href = re.sub(r"[\t\n\r]", "", element.get("href")).strip()
    if not href:
        return LinkTarget("within")
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return LinkTarget("nowhere", href)
    if parts.scheme.lower() not in {"", "http", "https", "mailto"}:
        return LinkTarget("nowhere", href)
    on_wiki = bool(_WIKI_HOST.fullmatch(host)) or not (host or parts.scheme)
    if on_wiki and (title := _wiki_title(parts.path, parts.query)):
        return LinkTarget("entry", title)
    if not parts.scheme and not host:
        return LinkTarget("within" if href.startswith("#") else "nowhere", href)
    if host.endswith("google.com") and parts.path == "/url":
        wrapped = parse_qs(parts.query).get("q", [""])[0]
        if wrapped.startswith(("https://", "http://")):
            href = wrapped
    if (parts.scheme == "mailto" and not parts.path) or (parts.scheme != "mailto" and not host):
        return LinkTarget("nowhere", href)
    if href.startswith("//"):
        href = "https:" + href
    return LinkTarget("link", writable(href))


def _wiki_title(path: str, query: str) -> str:
    """The title behind `/wiki/Leon_Trotsky` or a red link, empty for what is no entry."""
    match = _WIKI_PATH.fullmatch(path)
    title = unquote(match[1]) if match else ""
    if not match and path.endswith("/index.php"):
        title = parse_qs(query).get("title", [""])[0]
    title = " ".join(title.replace("_", " ").split())
    if _NAMESPACE.match(title) or _NOT_IN_TITLES.search(title) or "/" in title[:1]:
        return ""
    return title


def writable(address: str) -> str:
    """An address with every sign that would end it, or change its meaning, percent-encoded."""
    return _UNWRITABLE.sub(lambda match: quote(match.group(), safe=""), address)


def fragment(element: HtmlElement) -> str:
    """The place of the page that an `a` element leads to, whatever page the address names."""
    _, hash_sign, place = element.get("href").partition("#")
    return unquote(place.strip()) if hash_sign else ""


def picture_name(element: HtmlElement, number: int) -> str:
    """What the text calls a picture: its file's name, or its number on the page."""
    source = element.get("src").strip()
    if source.lower().startswith("data:") or not source:
        return f"picture-{number}"
    try:
        name = unquote(urlsplit(source).path.rstrip("/").rsplit("/", 1)[-1])
    except ValueError:
        name = ""
    name = re.sub(r"[^\w.-]+", "_", _THUMBNAIL.sub("", name, count=1))[:100].strip("_.")
    return name or f"picture-{number}"


def is_decoration(element: HtmlElement) -> bool:
    """Whether a picture is too small to be one."""
    sizes = [element.get(name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:6]) <= _TINY for size in sizes)
