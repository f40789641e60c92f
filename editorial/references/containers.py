"""What an article or chapter stands in: a journal with its numbers, a newspaper with its day, a book. Pure."""

from __future__ import annotations

import re
from typing import Final

from editorial.references.further_parts import VOLUME_TITLE
from editorial.references.imprints import read_imprint
from editorial.references.leads import CYRILLIC
from editorial.references.parsed_reference import JSON
from editorial.references.people import ROLE, read_people
from editorial.references.spans import EDGE, SPAN, Spanned
from editorial.references.stated_dates import LONE_YEAR, find_date, year_date

_ISSUE: Final = re.compile(
    r"[,.;:(]?\s*(?<!\w)(?:no?s?\.|No\b|nr\.?|Nr\.?|H\.|Heft|n[°ºo]\.?|n\.\s?[°ºo]|núms?\.|numéro|número|numero|№"
    r"|Вып\.|вып\.|issues?|iss\.|fasc\.)\s?"
    r"(?P<issue>\d{1,5}(?:\s?[-–/]\s?\d{1,4})?)\)?"
)
_ANNEE: Final = re.compile(
    r"[,.]?\s*(?P<volume>\d{1,3})(?:e|ère|re)\sannée|[,.]?\s*(?:Jg\.|Jahrgang|год|anno|año)\s?(?P<year_of>\d{1,3}"
    r"|[IVXLC]{1,7})|[,.]?\s*(?P<jg>\d{1,3})\.\s?(?:Jg\.|Jahrgang)"
)
_BARE_VOLUME: Final = re.compile(
    r"[,.]?\s+(?P<volume>(?!(?:1[4-9]|20)\d\d\b)\d{1,4}|[IVXLC]{1,8})\s?(?:\((?P<issue>(?!(?:1[4-9]"
    r"|20)\d\d\))\d{1,4}(?:[–/-]\d{1,4})?)\)|[/.]\s?(?P<slash>\d{1,3})(?!\d))?(?=\s?[,.:;(\ue100]|\s?\Z)"
)
# "XII (1971), 3, pp. 45–67"
_BARE_ISSUE: Final = re.compile(rf"(?<=[)\d{EDGE}]),\s(?P<issue>\d{{1,3}})(?=[\s,.{EDGE}]|\Z)")
_ARTICLES: Final = frozenset(
    ["il", "la", "le", "les", "el", "los", "las", "lo", "gli", "l", "der", "die", "das", "the"]
)
_MAGAZINES: Final = re.compile(
    r"(?i)\b(?:spiegel|zeit|focus|stern|time|newsweek|economist|new yorker|espresso|express|nouvel observateur"
    r"|nation|atlantic|огон[её]к|rassegna comunista)\b"
)
_NEWSPAPERS: Final = re.compile(
    r"(?i)\b(?:times|zeitung|post|herald|tribune|guardian|news|daily|telegraph|observer|figaro|monde|humanité"
    r"|l['’]aurore|matin|país|pa[ií]s|mundo|abc|vanguardia|"
    r"corriere|stampa|repubblica|unità|avanti|gazette|gazzetta|courier|chronicle|globe|journal of commerce"
    r"|tageblatt|tageszeitung|taz|rundschau|neues deutschland|"
    r"правда|известия|новости|газета|труд|коммерсант\w*|ведомости|знамя труда|independent|mail|sun|mirror"
    r"|examiner|inquirer|bulletin|press|vorwärts)\b"
)


def read_container(
    text: str, record: JSON, spans: Spanned, language: str, *, introduced: bool
) -> int:
    """Set what `text` says of the whole that the work stands in; the answer says how sure that is, from 0 to 3."""
    text = text.strip(f" ,;{EDGE}").lstrip(".:")
    text = _with_authors(text.strip(), record, language, introduced=introduced)
    text, sure = _numbered(text, record)
    printed = _looks_printed(text)
    if (
        sure
        or "issue" in record
        or (
            not printed
            and "container-author" not in record
            and ("volume" in record or _is_dated(record))
        )
    ):
        return _periodical(text, record, spans)
    if "URL" in record and not printed:
        return _site(text, record, spans)
    return _book(text, record, spans, language, introduced=introduced)


def _site(text: str, record: JSON, spans: Spanned) -> int:
    """ "Wilson Center, October 26, 2015": what a page on the web belongs to."""
    if "issued" not in record and (year := _year(text)):
        record["issued"] = year_date(year)
        text = f"{text[: year.start()]}{EDGE}{text[year.end() :]}"
    name, _, left = text.partition(EDGE)
    name = name.strip(" ,:;(").rstrip(".")
    record["type"] = "webpage"
    if name:
        record["container-title"] = (
            spans.content(name) if spans.kind(name) else spans.restored(name)
        )
    is_clean = not name or _is_title(record["container-title"])
    return 2 if is_clean and not left.strip(f" ,.:;(){EDGE}") else 1


def _looks_printed(text: str) -> bool:
    imprint = read_imprint(text, comma_style=True, dated=True)
    return "publisher-place" in imprint.fields or "publisher" in imprint.fields


def _is_dated(record: JSON) -> bool:
    parts = record.get("issued", {}).get("date-parts", [[]])
    return len(parts[0]) > 1


def _with_authors(text: str, record: JSON, language: str, *, introduced: bool) -> str:
    """ "P. Burke (a cura di), Title", "Ders.: Title", "Philippe Ariès et Georges Duby (dir.), Title": the text"
    " without them."""
    same = re.match(r"(?:(?:Ders|Dies|Id|idem|Idem|eadem|él mismo)\.?)\s?[:,.]\s", text)
    if same and record.get("author"):
        record["container-author"] = record["author"]
        return text[same.end() :]
    of = re.match(r"([^,:;]{5,70}),\s(?=[^\W\d_a-zа-я]|[\ue000-\ue0ff])", text)
    if introduced and of and (people := read_people(of[1], language)) and people.strict:
        record["editor" if people.role else "container-author"] = people.names
        return text[of.end() :]
    if (
        introduced
        and (cyrillic := CYRILLIC.match(text))
        and (people := read_people(cyrillic["names"], "ru"))
    ):
        record["container-author"] = people.names
        return text[cyrillic.end() :]
    role = ROLE.search(text[:300])
    if role and role.start() > 2:
        people = read_people(text[: role.start()], language, alone=True)
        if people:
            record["editor"] = people.names
            return text[role.end() :].lstrip(" ,.:;")
        for comma in reversed(
            [match.start() for match in re.finditer(r",\s", text[: role.start()])]
        ):
            if people := read_people(text[comma + 1 : role.start()], language):
                record["editor"] = people.names
                return f"{text[:comma]}{EDGE}{text[role.end() :]}"
    return text


def _numbered(text: str, record: JSON) -> tuple[str, bool]:
    """The text without issue, date and volume, and whether they show a periodical."""
    sure = False
    if match := _ISSUE.search(text):
        record["issue"] = re.sub(r"\s?[-–]\s?", "–", match["issue"])
        text = f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
        sure = True
    if match := _ANNEE.search(text):
        record["volume"] = match["volume"] or match["year_of"] or match["jg"]
        text = f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
        sure = True
    if date := find_date(text):
        record["issued"] = date.date
        text = f"{text[: date.start]}{EDGE}{text[date.end :]}"
        # Books have neither days nor months.
        sure = sure or date.has_day or not _looks_printed(text)
    if "volume" not in record and (match := _BARE_VOLUME.search(text)) and match.start() > 0:
        printed = _looks_printed(text)
        if not printed:
            record["volume"] = match["volume"]
            if issue := match["issue"] or match["slash"]:
                record.setdefault("issue", issue)
            text = f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
            sure = True
    if sure and "issue" not in record and (match := _BARE_ISSUE.search(text)):
        record["issue"] = match["issue"]
        text = f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
    return text, sure


def _periodical(text: str, record: JSON, spans: Spanned) -> int:
    if "issued" not in record and (year := _year(text)):
        record["issued"] = year_date(year)
        text = f"{text[: year.start()]}{EDGE}{text[year.end() :]}"
    text = re.sub(rf"[(\[][\s,.:{EDGE}]*[)\]]", EDGE, text)
    parts = [part for part in re.split(rf"[{EDGE}{VOLUME_TITLE}]", text) if part.strip(" ,.:;()—–")]
    if not parts:
        return 0
    name = (
        parts[0].strip(" ,:;(").rstrip(".")
        if not spans.kind(parts[0].strip(" ,.:;()"))
        else parts[0].strip(" ,.:;()")
    )
    place = re.search(r"\.\s(?P<place>[^\W\d_a-zа-я][\w-]+)\Z", name)
    if place and read_imprint(f"{name},", dated=True).fields.get("publisher-place"):
        record["publisher-place"] = place["place"]
        name = name[: place.start()]
    if bracket := re.search(r"\s\((?P<place>[^\W\d_a-z][\w\s.-]{2,30})\)\Z", name):
        record["publisher-place"] = bracket["place"]
        name = name[: bracket.start()]
    record["container-title"] = (
        spans.content(name) if spans.kind(name) else spans.restored(name).strip()
    )
    title = record["container-title"]
    has_day = len(record.get("issued", {}).get("date-parts", [[]])[0]) == 3
    if has_day and "volume" not in record:
        is_magazine = ("issue" in record and not _NEWSPAPERS.search(title)) or _MAGAZINES.search(
            title
        )
        record["type"] = "article-magazine" if is_magazine else "article-newspaper"
    else:
        record["type"] = "article-journal"
    left = "".join(parts[1:]).strip(" ,.:;()—–")
    return 3 if _is_title(title) and not left else 1 if title else 0


def _year(text: str) -> re.Match[str] | None:
    years = [match for match in LONE_YEAR.finditer(text) if match.start() > 2]
    return years[-1] if years else None


def _book(text: str, record: JSON, spans: Spanned, language: str, *, introduced: bool) -> int:
    imprint = read_imprint(
        text, comma_style=language in ("fr", "es", "it"), dated="issued" in record
    )
    for name, value in imprint.fields.items():
        record.setdefault(
            name, value if not isinstance(value, str) else spans.restored(value).strip()
        )
    before = re.split(rf"[{EDGE}]", imprint.before, maxsplit=1)[0].strip(" ,:;(").rstrip(".")
    span = re.match(rf"({SPAN})[\s,.]*\Z", before)
    title = spans.content(span[1]) if span else spans.restored(before)
    record["container-title"] = title.strip()
    record["type"] = "chapter"
    if not _is_title(title):
        return 0
    weight = imprint.weight + 1 + ("container-author" in record)
    return min(3, weight) if introduced or span or "editor" in record else 1


# What a title does not hold: the labels of numbers, an address, an editor.
_NO_TITLE: Final = re.compile(
    r"\b(?:vol|no|nr|bd|issue|pp?|ed|eds|hrsg)\.?\s?\d|https?:|\b(?:issue|vol|edited by|by [A-Z])\b",
    re.IGNORECASE,
)


def _is_title(title: str) -> bool:
    """Whether the words may be the name of a journal or a book."""
    words = title.split()
    if (
        not words
        or len(title) > 200
        or not re.search(r"[^\W\d_]{2}", title)
        or _NO_TITLE.search(title)
    ):
        return False
    return (
        title[0].isupper()
        or title[0].isdigit()
        or words[0].casefold() in _ARTICLES
        or title[0] in "«“„’"
    )
