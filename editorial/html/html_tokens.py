"""HTML cut into tags and text, in one pass over the characters. Pure: no Django.

Pasted HTML is hostile or broken as often as not. The standard library's parser raises on some of it
and is quadratic on unclosed comments, and a browser's tree construction (html5ever, in nh3) grows
without bound on unclosed formatting; this lexer is linear, keeps nothing of scripts and comments,
and the tree's depth and size are bounded where the tree is built.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""", re.DOTALL
)
_REST_OF_TAG = re.compile(r"[\s/]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Their content is not markup; only the rules of style sheets and the title are read.
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A start tag, or an end tag when `closing`; names in lower case, entities resolved."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """The whole content of a style sheet or title."""

    name: str
    text: str


Token = HtmlTag | Raw | str


def tokens(source: str) -> Iterator[Token]:
    """Tags and text in order; text is a plain string with entities resolved."""
    position, length = 0, len(source)
    while position < length:
        start = source.find("<", position)
        if start < 0:
            yield html.unescape(source[position:])
            return
        if start > position:
            yield html.unescape(source[position:start])
        following = source[start + 1 : start + 2]
        if following and following in "!?":
            position = _after_declaration(source, start)
            continue
        match = _TAG.match(source, start)
        if not match:
            yield "<"
            position = start + 1
            continue
        attributes, position = _attributes(source, match.end())
        name = match[2].lower()
        if position < 0:
            return
        yield HtmlTag(name, attributes, bool(match[1]))
        if name in _RAW_END and not match[1]:
            end = _RAW_END[name].search(source, position)
            stop = end.start() if end else length
            if name in {"style", "title"}:
                yield Raw(name, html.unescape(source[position:stop]))
            position = stop


def _after_declaration(source: str, start: int) -> int:
    """The offset after a comment, doctype or Word's `<![if …]>`; one that never ends takes all
    the rest.
    """
    if source.startswith("<!--", start):
        if source.startswith(("<!-->", "<!--->"), start):
            return source.index(">", start) + 1
        end = source.find("-->", start + 4)
        return end + 3 if end >= 0 else len(source)
    if source.startswith("<![CDATA[", start):
        end = source.find("]]>", start)
        return end + 3 if end >= 0 else len(source)
    end = source.find(">", start)
    return end + 1 if end >= 0 else len(source)


def _attributes(source: str, position: int) -> tuple[dict[str, str], int]:
    """The attributes and the offset after the tag, -1 when it never ends."""
    attributes: dict[str, str] = {}
    while True:
        if end := _REST_OF_TAG.match(source, position):
            return attributes, end.end()
        match = _ATTRIBUTE.match(source, position)
        if not match:
            return attributes, -1
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(
            match[1].lower(), _ENTITY.sub(_resolved, value) if "&" in value else value
        )
        position = match.end()


def _resolved(match: re.Match[str]) -> str:
    return html.unescape(match.group())
