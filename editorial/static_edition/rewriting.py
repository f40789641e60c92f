"""A page of the site as a page among files: its links lead to files beside it, or to the site where it is needed. Pure.

Our templates and our sanitiser write every attribute in double quotes, so that nothing has to be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

# Where an address stands in a page. Those with a host are meant for other programs, and stay, as do places on the page.
_ATTRIBUTE = re.compile(r'(\s(?:href|src|action)=")((?!#|//|[A-Za-z][A-Za-z0-9+.-]*:)[^"]*)(")')
_PICTURES = re.compile(r'(\ssrcset=")([^"]*)(")')
_STYLES = re.compile(r"""url\((["']?)([^"')]+)\1\)""")
_MODULE = re.compile(r'\s*<script type="module"[^>]*></script>')
# A page from a folder may not load them early, and asks no server while somebody types.
_FOR_SERVERS = re.compile(r'\s*<link rel="preload"[^>]*>|\sdata-suggest(?:ions-sheet)?="[^"]*"')

Leads = Callable[[str], str]


def page(html: str, leads: Leads, script: str) -> str:
    """`leads` gives the link to an address as it is written; `script` are the classic scripts, with their links as
    they shall be, which a page from a folder may load in place of modules.
    """
    html = _MODULE.sub("", _FOR_SERVERS.sub("", html))
    return fragment(html, leads).replace("</head>", f"{script}\n  </head>", 1)


def fragment(html: str, leads: Leads) -> str:
    """The same for a part of a page."""

    def attribute(match: re.Match[str]) -> str:
        return match[1] + escape(leads(unescape(match[2]))) + match[3]

    def pictures(match: re.Match[str]) -> str:
        led = []
        for picture in unescape(match[2]).split(","):
            address, *size = picture.split()
            led.append(" ".join([leads(address) if address.startswith("/") else address, *size]))
        return match[1] + escape(", ".join(led)) + match[3]

    return _PICTURES.sub(pictures, _ATTRIBUTE.sub(attribute, html))


def files_of_styles(css: str) -> list[str]:
    """What a style sheet loads, as it is written there."""
    return [match[2] for match in _STYLES.finditer(css) if not match[2].startswith("data:")]


def led_on(title: str, language: str, link: str, address: str) -> str:
    """A page for a former address, which leads on to the new one without script."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="0; url={escape(link)}">'
        f'<link rel="canonical" href="{escape(address)}"><title>{escape(title)}</title></head>\n'
        f'<body><p><a href="{escape(link)}">{escape(title)}</a></p></body>\n</html>\n'
    )
