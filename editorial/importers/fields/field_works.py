"""What a citation field of a manuscript says: the works it names, each with its exact record and its place.

Pure: no Django.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from encyclopedia.core.documents import JSON
from encyclopedia.core.locator_terms import LOCATOR_TERMS

# Real fields of fifty works with abstracts stay below; what is longer is read as words.
MAX_FIELD = 2_000_000
MAX_WORKS = 200

_MARKUP = re.compile(r"<[^<>]{0,200}>")
_SEVERAL = re.compile(r"\d\s*[-‐-―,&]\s*\d|\d\s*(?:and|und|et|y|e|и)\s*\d")
_RANGE = re.compile(r"(?<=\w)\s*[‐‑‒–—-]+\s*(?=\w)")
# Labels that programs write otherwise than CSL's terms are called.
_LABELS = {
    "subverbo": "sub-verbo",
    "sub verbo": "sub-verbo",
    "article": "article-locator",
    "title": "title-locator",
}


@dataclass(frozen=True, slots=True)
class FieldWork:
    """One work of a field. `record` is CSL-JSON without `id`, empty where the field has none of it.

    `identities` are what the program calls the work: two with one of them in common are one. `own_key` is a citation
    key that a person chose. `quotation` is only told by our own files. `locator` is as our markup has it ("pp. 3–4").
    """

    record: JSON
    identities: tuple[str, ...] = ()
    own_key: str = ""
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class FieldCitation:
    """One citation as the program inserted it; `words` is what readers of the manuscript see."""

    works: tuple[FieldWork, ...]
    words: str = ""


def tidy(words: object) -> str:
    """Words of a field without its markup, on one line."""
    plain = html.unescape(_MARKUP.sub("", str(words or "")))
    return " ".join(plain.split())


def worded_locator(place: str, label: str = "page") -> str:
    """A locator with its label: "44-46", "page" is "pp. 44–46". One that names its own label stays as it is."""
    words = _RANGE.sub("–", tidy(place))
    if not words:
        return ""
    name = label.strip().lower() or "page"
    term = LOCATOR_TERMS.get(_LABELS.get(name, name))
    if term is None or (name == "page" and words[0].isalpha() and " " in words):
        return words
    several = bool(_SEVERAL.search(words))
    sign = (term.several if several else term.one) or ("pp." if several else "p.")
    if name == "timestamp":
        sign = "timestamp"
    return words if words.lower().startswith((sign.lower(), *term.typed)) else f"{sign} {words}"


def joint(words: str) -> str:
    """A suffix without the sign that joins it to what stands before."""
    return tidy(words).lstrip(" ,;:").rstrip(" ;")
