"""An entry of this encyclopedia as a CSL-JSON record, so that it is cited, filed and described as any work is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from encyclopedia.bibliography.records.identifiers import doi_address
from encyclopedia.core.documents import Author
from encyclopedia.rendering.addresses import url_of

_ROLES: Final = frozenset({"editor", "translator", "illustrator", "compiler"})
_ARTICLES: Final = frozenset({"The", "Die", "Les", "Los"})
_BODIES: Final = frozenset(
    {
        "association",
        "board",
        "collective",
        "committee",
        "contributors",
        "department",
        "editors",
        "group",
        "institute",
        "project",
        "society",
        "staff",
        "team",
        "university",
    }
)
_MAX_PARTICLE: Final = 5  # as in "della" and "vander"
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


def entry_address(path: str, number: int | None = None) -> str:
    """The absolute address of an entry, or of the edition with this number."""
    address = settings.SITE_URL + url_of(path)
    return f"{address}@{number}/" if number else address


def entry_record(
    path: str,
    title: str,
    authors: Iterable[Author],
    *,
    number: int,
    published_at: datetime,
    language: str = "",
    summary: str = "",
    url: str = "",
    doi: str = "",
) -> dict[str, Any]:
    """The record of one edition; `path` is `kind/slug`. Its address is `url`, or else its DOI's, or else its own."""
    local = timezone.localtime(published_at, timezone.get_default_timezone())
    kind, _slash, slug = path.partition("/")
    record: dict[str, Any] = {
        "id": f"{slug}-{number}",
        # A page about the site, as its imprint, is no part of the work.
        "type": "webpage" if kind == "page" else "entry-encyclopedia",
        "title": title,
        "container-title": settings.SITE_NAME,
        "edition": str(number),
        "issued": {"date-parts": [[local.year, local.month, local.day]]},
        "DOI": doi,
        "URL": url or (doi_address(doi) if doi else entry_address(path, number)),
        "language": language,
        "abstract": summary,
    }
    for author in authors:
        record.setdefault(_field(author.role), []).append(_name(author))
    return {field: value for field, value in record.items() if value}


def _field(role: str) -> str:
    """The field of CSL for what somebody did; whoever did something else is named as a contributor."""
    role = role.strip().lower()
    if role in ("", "author"):
        return "author"
    return role if role in _ROLES else "contributor"


def is_body(author: Author) -> bool:
    """Whether a credit is of several together: "The Editors", "Stet sample editors", "Board of Editors".

    A body's name has words that no person's has: an article, one that says what it is, or a small one that is no
    particle. Whoever has an ORCID is a person.
    """
    if author.orcid:
        return False
    words = author.name.split()
    first, *others = words or [""]
    return (
        first in _ARTICLES
        or any(word.strip(".,").lower() in _BODIES for word in words)
        or any(word.islower() and len(word) > _MAX_PARTICLE for word in others)
    )


def _name(author: Author) -> dict[str, str]:
    """ "Ann van Author Jr." or "Author, Ann" in its parts; one word, and a body's name, stay whole."""
    words = author.name.split()
    if "," in author.name:
        family, _comma, given = (part.strip() for part in author.name.partition(","))
        return {"family": family, "given": given} if family and given else {"literal": author.name}
    if len(words) < 2 or is_body(author):
        return {"literal": author.name}
    last = len(words) - 1
    suffix = ""
    if last > 1 and words[last].strip(".").lower() in _SUFFIXES:
        suffix = words[last]
        last -= 1
    first = last
    while first > 1 and words[first - 1].islower():
        first -= 1
    name = {"family": " ".join(words[first : last + 1]), "given": " ".join(words[:first])}
    return name | {"suffix": suffix} if suffix else name
