"""MediaWiki's own words in double braces, as far as their value is certain whatever the wiki and the day."""

from __future__ import annotations

from urllib.parse import quote_plus

# The wiki's words for the page's title; in an article the namespace is empty.
_TITLES = frozenset(
    [
        "pagename",
        "fullpagename",
        "basepagename",
        "rootpagename",
        "subpagename",
    ]
)
_EMPTY = frozenset({"namespace"})
# They leave no words where they stand, and are read with the page.
KEPT = ("displaytitle:", "defaultsort:", "formatnum:", "#tag:ref")


def variable(name: str, title: str) -> str | None:
    """The value of a variable such as {{PAGENAME}}; None for anything else."""
    if name in _TITLES:
        return title
    return "" if name in _EMPTY else None


def letters(function: str, text: str) -> str | None:
    """What a function of letters makes of the text; None for any other function."""
    if function == "lc":
        return text.lower()
    if function == "uc":
        return text.upper()
    if function == "lcfirst":
        return text[:1].lower() + text[1:]
    if function == "ucfirst":
        return text[:1].upper() + text[1:]
    if function == "urlencode":
        return quote_plus(text)
    return None


def alike(one: str, other: str) -> bool:
    """Are two values the same to #ifeq and #switch? Numbers are compared as numbers."""
    if one == other:
        return True
    if not (_looks_numeric(one) and _looks_numeric(other)):
        return False
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _looks_numeric(text: str) -> bool:
    return (
        0 < len(text) < 40 and text.isascii() and text[-1].isdigit() and text[0] in "+-.0123456789"
    )
