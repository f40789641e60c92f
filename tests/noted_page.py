"""A page with every kind of marker: in text, table, facts and notes, alone, side by side, and shared."""

from __future__ import annotations

from factories import Cast, biography, published, source
from playwright.sync_api import Locator

from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

# Tall, so that the list is never in sight of the text.
_FILLING = "\n\n".join(["It went on" + " and on" * 300 + ".[@?]"] * 3)
_TEXT = f"""Trotsky was *born* in Yanovka.[@service-trotsky-2009, p. 1][^n] He wrote a history
[@service-trotsky-2009, p. 2, "a history"; @patenaude]. He was murdered[@service-trotsky-2009, p. 1] in Coyoacán.
[@? in whose house]

| year | event |
|------|-------|
| 1905 | the soviet [@service-trotsky-2009, p. 1] |

{_FILLING}

[^n]: In the government of Kherson.[@patenaude, p. 3] The house is gone.[@service-trotsky-2009, p. 1]
"""
MARKERS = "a[role=doc-noteref]"
# So many has the page.
COUNT = 13
PATH = "/person/leon-trotsky/"


def publish(cast: Cast) -> None:
    published(source(), cast)
    published(source("patenaude", title="Downfall"), cast)
    born = DocumentFact("born", date="1879-11-07", citations=(Reference("patenaude", "p. 9"),))
    published(biography(text=_TEXT, facts=(born,)), cast)


def is_coloured(element: Locator) -> bool:
    """Whether it is marked by a colour of its own behind it."""
    colour = element.evaluate("element => getComputedStyle(element).backgroundColor")
    return bool(colour != "rgba(0, 0, 0, 0)")
