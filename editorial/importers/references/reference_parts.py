"""Who made the work that a reference in free words names, its title and where it came out: read by its form. Pure.

Everything here is a guess by commas, full stops and brackets, to be compared by a person. The whole wording is kept.
"""

from __future__ import annotations

import re
from typing import Final

from editorial.importers.references.free_text import FreeReference
from encyclopedia.core.documents import JSON

MAX_LENGTH: Final = 1_000
_PARTICLES: Final = frozenset(
    re.findall(r"\S+", "af al d' da de del della den der di du el la le ten ter van von y zu")
)
_INITIALS = r"(?:[^\W\d_]\.[\s-]?){1,5}"
# "A. B.", "J. Arch", "Robert D", "A."
_GIVEN = (
    r"(?:(?:[^\W\d_]\.[\s-]?){2,5}|[^\W\d_]\.\s[^\W\d_][\w'’-]{1,30}(?=\.)"
    r"|[^\W\d_][\w'’-]{1,30}(?:\s[^\W\d_][\w'’-]{0,30}){0,2}|[^\W\d_]\.)"
)
_YEAR = r"(?:1[4-9]|20)\d\d"
# "Service, Robert. Trotsky", "Service, Robert, and Ann Smith. Trotsky"
_FAMILY_FIRST: Final = re.compile(
    rf"(?P<family>[^\W\d_][^\d,.;:()]{{1,40}}),\s(?P<given>{_GIVEN})(?P<others>,?\s(?:and|&|und|et|y)\s[^.,;:()]{{3,60}})?"
    rf"(?:(?<=\.)|\.|,)\s+(?P<rest>\S.*)"
)
# "Smith, A., & Jones, B. (1999). Tides"
_YEAR_FIRST: Final = re.compile(
    rf"(?P<names>[^\W\d_][^\d();:]{{2,150}}?)[,.]?\s*\((?P<year>{_YEAR})[a-z]?\)[.,:]?\s+(?P<rest>\S.*)"
)
# "Robert Service, Trotsky", "Ann Smith and Bo Jones, Tides"
_GIVEN_FIRST: Final = re.compile(r"(?P<names>[^\W\d_][^\d,;:()“”\"]{3,80}),\s+(?P<rest>\S.*)")
_QUOTED: Final = re.compile(r"[“\"‘«„](?P<title>.{3,300}?)[,.]?[”\"’»“],?\.?\s*(?P<more>.*)")
_JOURNAL: Final = re.compile(
    r"(?P<container>[^\d(“\"]{3,150}?)[,.]?\s+(?:vol\.?\s*)?(?P<volume>(?!(?:1[4-9]|20)\d\d)\d{1,4})"
    r"(?:\s*\((?P<issue>\d{1,4})\)|[,:]?\s*(?:no|nr|issue)\.?\s*(?P<number>\d{1,4}))?(?=[\s,.:(]|\Z)",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(r"in:?\s+(?P<container>[^,.(]{3,200})", re.IGNORECASE)
_IMPRINT_IN_BRACKETS: Final = re.compile(
    rf"(?P<title>[^()]{{2,300}}?)[,.]?\s*\((?:(?P<place>[^():]{{2,60}}):\s*)?(?P<publisher>[^():]{{2,100}}?),\s*{_YEAR}[a-z]?\)"
)
_IMPRINT: Final = re.compile(
    rf"(?P<title>.{{2,300}}?)\.\s+(?:(?P<place>[^.:,]{{2,60}}):\s*)?(?P<publisher>[^.:\d]{{2,100}}?)(?:,\s*{_YEAR})?\.?"
)
_YEAR_BEFORE: Final = re.compile(rf"{_YEAR}[a-z]?\.\s+")
_YEAR_BEHIND: Final = re.compile(rf"[,.]?\s*\(?{_YEAR}[a-z]?\)?\.?\Z")


def parts_of(reference: FreeReference) -> JSON:
    """The fields that the form of the words lets one guess; empty without an author in front."""
    words = str(reference.record.get("title", ""))
    if len(words) > MAX_LENGTH:
        return {}
    names, rest = _lead(words)
    if not names or not rest:
        return {}
    work = _work(_YEAR_BEFORE.sub("", rest, count=1))
    has_letters = any(sign.isalpha() for sign in work["title"])
    return {"author": names, **work} if has_letters else {}


def _lead(words: str) -> tuple[list[JSON], str]:
    """The authors in front, and the words behind them."""
    if (match := _YEAR_FIRST.fullmatch(words)) and (names := _family_first_names(match["names"])):
        return names, match["rest"]
    if (match := _FAMILY_FIRST.fullmatch(words)) and _is_name(match["family"]):
        first = {"family": match["family"], "given": match["given"].strip()}
        others = re.sub(r"\A,?\s\S+\s", "", match["others"] or "")
        if _is_name(match["given"]) and (not others or _is_name(others)):
            return [first, *([given_first(others)] if others else [])], match["rest"]
    if match := _GIVEN_FIRST.fullmatch(words):
        people = re.split(r"\s(?:and|&|und|et|y)\s", match["names"])
        if all(_is_name(name) and 2 <= len(name.split()) <= 5 for name in people):
            return [given_first(name) for name in people], match["rest"]
    return [], words


def _family_first_names(words: str) -> list[JSON]:
    listed = re.sub(r",?\s(?:&|and|und|et|y)\s", ", ", words)
    pairs = re.findall(rf"([^,]{{2,40}}?),\s({_INITIALS}|[^\W\d_][\w'’-]*)(?:,\s?|\Z)", listed)
    names = [{"family": family.strip(), "given": given.strip()} for family, given in pairs]
    return names if all(_is_name(name["family"]) for name in names) else []


def given_first(name: str) -> JSON:
    """A name in the order in which it is spoken: the last word, with particles before it, is the family name."""
    given, _, family = name.strip().rpartition(" ")
    while given and given.rpartition(" ")[2].lower() in _PARTICLES:
        given, _, particle = given.rpartition(" ")
        family = f"{particle} {family}"
    return {"family": family, "given": given} if given else {"literal": family}


def _is_name(words: str) -> bool:
    """Whether every word begins with a capital, or is a particle."""
    parts = words.split()
    return (
        bool(parts)
        and len(parts) <= 5
        and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)
    )


def _work(rest: str) -> JSON:
    if match := _QUOTED.fullmatch(rest):
        return {"title": match["title"], **_whole(match["more"])}
    title, stop, behind = rest.partition(". ")
    if stop and (whole := _JOURNAL.match(behind)) and ":" not in whole["container"]:
        return {"title": title, **_whole(behind)}
    match = _IMPRINT_IN_BRACKETS.match(rest) or _IMPRINT.fullmatch(rest)
    if match:
        fields = {"publisher": match["publisher"], "publisher-place": match["place"]}
        kept = {name: value.strip() for name, value in fields.items() if value}
        return {"type": "book", "title": _YEAR_BEHIND.sub("", match["title"]).strip(), **kept}
    return {"title": _YEAR_BEHIND.sub("", rest).strip() or rest}


def _whole(words: str) -> JSON:
    """What an article or chapter stands in."""
    if match := _PART_OF.match(words):
        return {"type": "chapter", "container-title": match["container"].strip()}
    if match := _JOURNAL.match(words):
        fields = {
            "container-title": match["container"].strip(),
            "volume": match["volume"],
            "issue": match["issue"] or match["number"],
        }
        return {
            "type": "article-journal",
            **{name: value for name, value in fields.items() if value},
        }
    container = re.match(r"[^,.(\d]{3,150}", words)
    return {"container-title": container.group().strip()} if container else {}
