"""XML as text: elements whose words and attributes are escaped, and hold only what XML 1.0 can. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INVALID = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Xml(str):
    """Text that is XML already."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str) -> Xml:
    """An element with this content, each part escaped unless it is `Xml`.

    `__` in the name of an attribute is its colon; one underscore at its end is dropped, and so are empty attributes.
    """
    written = "".join(
        f" {key.rstrip('_').replace('__', ':')}={quoteattr(_valid(value))}"
        for key, value in attributes.items()
        if value
    )
    inner = "".join(part if isinstance(part, Xml) else escape(_valid(part)) for part in content)
    return Xml(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def elements(name: str, words: Iterable[str]) -> Xml:
    """An element of this name for each of these that is not empty."""
    return Xml("".join(element(name, text) for text in words if text))


def _valid(text: str) -> str:
    return _INVALID.sub("", text)
