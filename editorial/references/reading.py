"""One reference in plain words into a record: the entry point of the room. Pure: no Django.

From the outside in: identifiers and pages are taken out first, then who made the work, then what it stands in or
where it came out; what is left is the title. Punctuation is that of English, German, French, Spanish, Italian and
Russian (GOST R 7.0.5) references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from editorial.references.archives import read_archive
from editorial.references.containers import read_container
from editorial.references.coverage import unexplained
from editorial.references.further_parts import (
    VOLUME_TITLE,
    take_edition,
    take_people,
    take_series,
    take_volumes,
)
from editorial.references.imprints import read_imprint
from editorial.references.languages import guess_language
from editorial.references.leads import Lead, read_lead
from editorial.references.parsed_reference import JSON, ParsedReference
from editorial.references.places_in_works import place_in, take_places
from editorial.references.said_beside import quoted_in, remark_behind
from editorial.references.spans import EDGE, SPAN, Spanned, spanned, tagged, without_private
from editorial.references.stated_dates import LONE_YEAR, find_date, year_date
from editorial.references.stated_numbers import take_numbers
from editorial.references.theses import take_thesis
from encyclopedia.core.citations import fold

MAX_LENGTH: Final = 2_000
MAX_TITLE: Final = 300
# More words between quotation marks are rather what somebody said.
MAX_TITLE_WORDS: Final = 32
_NO_TITLE: Final = re.compile(r"\[|(?:pp?|[Vv]ol|[Nn]o|[SС]|and|by)\.?\s")
# Of the words that have no place in the record, so many may be of a form that is not known here.
MAX_LEFT: Final = 1
_PREFIX: Final = re.compile(
    r"(?:(?:see(?:,?\s(?:also|e\.g\.,?|for example,?|especially))?|cf\.|compare|siehe(?:\sauch)?|vgl\.(?:\sauch"
    r"|\sdazu)?|voir(?:\saussi)?|véase(?:\stambién)?"
    r"|cfr\.?|vedi(?:\sanche)?|si veda|см\.(?:\sтакже|,?\sнапр\.:?)?|ср\.|(?:quoted|cited) in|zit\. nach|zitiert nach"
    r"|цит\. по:?)[:,]?\s+)+",
    re.IGNORECASE,
)
_IN: Final = re.compile(
    rf"(?:[.,;:{EDGE}]|(?<=[\ue000-\ue0ff»”\"?!…]))\s*(?:(?:In|in|dans|В\sкн\.|в\sкн\.|В\sсб\.|en)\s?:\s"
    rf"|(?:in|In|dans|Dans|en|En)\s(?=[^\W\d_a-zà-ÿа-я]|[\ue000-\ue0ff]|la\s|il\s))|\s//\s?"
)
_SENTENCE: Final = re.compile(
    rf"(?<=[^\W\d_]{{3}})\.\s|(?<=[)\]\d…»”’\"{SPAN[1:-1]}])\.\s|[?!]\s(?=[^\W\d_a-zà-ÿа-я])"
)
_QUOTED_END: Final = re.compile(rf"\s?(?:[,.;:{EDGE}(]|//|[Ii]n\s|\Z)")
_LATER_SPAN: Final = re.compile(rf"(?<=[.,?!])\s(?:in\s)?(?={SPAN}\s?[,.(\d{EDGE}:]|{SPAN}\Z)")
_SHORTENED: Final = re.compile(
    r"\b(?:vol|ser|hrsg|trans|prof|nos|rev|univ|aufl|bd|bde|ausg|вып)\Z", re.IGNORECASE
)
_VOLUME_LABEL: Final = re.compile(r"(?:Band|Bd|Teil|Tl|Vol(?:ume)?|Tome|Tomo|[TТ]|Том|Кн|Ч)\.?\s")
_NUMBERED: Final = re.compile(
    rf"[^\d({EDGE}:]{{3,120}}?,?\s(?:{EDGE}|(?!(?:1[4-9]|20)\d\d\b)\d{{1,4}}\s?(?:\(\d|[,:{EDGE}]))"
)


def read_reference(words: str, language: str = "") -> ParsedReference:
    """What `words` say of one work, in the customs of `language` ("" where it is not known).

    Any words are read; what cannot be read with certainty is kept as it stands (see ParsedReference).
    """
    typed = fold(words[: MAX_LENGTH * 5])
    lead_in = _PREFIX.match(typed)
    prefix = lead_in.group().strip(" ,:") if lead_in else ""
    whole = typed[lead_in.end() :] if lead_in else typed
    quoting, whole = quoted_in(whole)
    prefix = " ".join(filter(None, (prefix, quoting)))
    whole, suffix = remark_behind(whole)
    read = _read_one(typed, whole, prefix, language)
    return replace(read, suffix=suffix)


def _read_one(typed: str, whole: str, prefix: str, language: str) -> ParsedReference:
    if len(whole) > MAX_LENGTH or not re.search(r"\w", whole):
        return _kept(typed, whole, prefix, {})
    language = (language or guess_language(whole))[:2].casefold()
    archive = read_archive(whole)
    if archive is not None:
        paper, leaf = archive
        return ParsedReference(typed, _read_from(whole, paper), leaf, certain=True, prefix=prefix)
    record: JSON = {}
    spans = spanned(take_numbers(without_private(whole), record))
    unnumbered = spans.text
    places = take_places(unnumbered)
    if places.pages:
        record["page"] = places.pages
    if places.count:
        record["number-of-pages"] = places.count
    certain = _read(places.text, record, spans, language)
    left = unexplained(spans.restored(unnumbered), record, places.locator)
    if certain and len(left) <= MAX_LEFT and not any(map(str.isdecimal, left)):
        return ParsedReference(
            typed, _read_from(whole, record), places.locator, certain=True, prefix=prefix
        )
    return _kept(typed, whole, prefix, record)


def _read(text: str, record: JSON, spans: Spanned, language: str) -> bool:
    """Set the fields; whether every part of the words has its place in them."""
    lead = read_lead(text, spans, language)
    _set_people(lead, record)
    if lead.date:
        record["issued"] = lead.date
    rest = take_series(lead.rest, record, spans)
    if thesis := take_thesis(rest):
        title, fields = thesis
        for name, value in fields.items():
            record.setdefault(name, spans.restored(value) if isinstance(value, str) else value)
        is_placed = bool(record.keys() & {"publisher", "publisher-place"})
        return _set_title(title, record, spans) and bool(lead.people) and is_placed
    parts = _divided(rest, spans)
    if parts.container is None:
        return _whole_work(rest, lead, record, spans, language)
    whole = take_edition(take_people(parts.container, record, language), record)
    whole = take_volumes(whole, record)
    sure = read_container(whole, record, spans, language, introduced=parts.introduced)
    return _set_title(parts.title, record, spans) and sure >= 2


def _set_people(lead: Lead, record: JSON) -> None:
    if lead.body:
        record["author"] = [lead.body]
    elif lead.people:
        field = "editor" if lead.people.role else "author"
        record[field] = lead.people.names
        if lead.people.others:
            record["custom"] = {"others": field}


@dataclass(frozen=True, slots=True)
class _Parts:
    """A title, and what it stands in: None for a whole work; `introduced` where "in" or "//" leads to it."""

    title: str
    container: str | None = None
    introduced: bool = False


def _divided(rest: str, spans: Spanned) -> _Parts:
    rest = rest.strip(f" ,;{EDGE}")
    first = re.match(SPAN, rest)
    if first and spans.kind(first.group()) == "quote" and _QUOTED_END.match(rest, 1):
        container = rest[1:].lstrip(f" ,.;:{EDGE}")
        inside = re.match(r"(?:in|In|dans|en|IN|//)\s?:?\s", container)
        container = container[inside.end() :] if inside else container
        has_numbers = re.search(rf"{SPAN}|\d\)?:", container)
        if not container or (container.startswith("(") and not has_numbers):
            return _Parts(rest)
        return _Parts(first.group(), container, inside is not None)
    if (
        inside := re.search(r"\s//\s?", rest) if first else _IN.search(rest)
    ) and inside.start() > 3:
        return _Parts(rest[: inside.start()], rest[inside.end() :], introduced=True)
    if not first and (later := _LATER_SPAN.search(rest)):
        return _Parts(rest[: later.start()], rest[later.end() :], "in" in later.group())
    for stop in _SENTENCE.finditer(rest):
        behind, before = rest[stop.end() :], rest[: stop.start()]
        is_end = stop.start() > 3 and EDGE not in before and not _SHORTENED.search(before)
        is_end = is_end and not _VOLUME_LABEL.match(behind)
        if is_end and _NUMBERED.match(behind) and _is_periodical(behind):
            return _Parts(before + stop.group()[0].strip("."), behind)
    date = find_date(rest)
    if date and date.has_day:
        head = rest[: date.start].rstrip(" ,.(")
        stops = [*_SENTENCE.finditer(head), *re.finditer(r",\s", head)]
        if stops:
            cut = max(stops, key=lambda stop: stop.end())
            return _Parts(head[: cut.start()], rest[cut.end() :])
    return _Parts(rest)


def _is_periodical(words: str) -> bool:
    imprint = read_imprint(words, dated=True)
    return not imprint.fields.get("publisher-place") and "=" not in words


def _whole_work(rest: str, lead: Lead, record: JSON, spans: Spanned, language: str) -> bool:
    rest = take_people(rest, record, language)
    rest = take_volumes(take_edition(rest, record), record)
    comma_style = (lead.joint == "," and language != "de") or language in ("it", "es", "fr")
    imprint = read_imprint(rest, comma_style=comma_style, dated="issued" in record)
    for name, value in imprint.fields.items():
        record.setdefault(name, spans.restored(value).strip() if isinstance(value, str) else value)
    record["type"] = "book"
    parts = imprint.before.split(EDGE)
    title = parts[0]
    left = [part.strip(" ,.:;()—–/") for part in parts[1:]]
    for place, part in enumerate(parts[1:]):
        if part.startswith(VOLUME_TITLE) and (words := left[place].strip(f"{VOLUME_TITLE} ")):
            record["volume-title"] = spans.restored(words).strip(" ,.")
            left[place] = ""
    if not imprint.fields and "URL" in record:
        return _web_page(title, record, spans) and bool(record.get("author"))
    good = _set_title(title, record, spans)
    is_full = imprint.weight > 3 and "publisher" in imprint.fields
    has_imprint = bool(imprint.fields.keys() & {"publisher", "publisher-place"})
    explained = not "".join(left).strip(f"{VOLUME_TITLE} ")
    dated = "issued" in record
    is_marked = bool(spans.kind(title.strip(" ,.")))
    named = bool(record.keys() & {"author", "editor"}) or is_marked or is_full
    if lead.people and not lead.people.strict and not lead.people.role and not is_marked:
        # Words that only look like a name: "Environmental Encyclopedia, 3rd ed., …".
        named = "publisher-place" in imprint.fields
    return good and dated and explained and named and (has_imprint or "ISBN" in record)


def _web_page(title: str, record: JSON, spans: Spanned) -> bool:
    """ "Title. Site, October 26, 2015"."""
    if date := find_date(title):
        record["issued"] = date.date
        title = title[: date.start]
    elif "issued" not in record and (
        years := [match for match in LONE_YEAR.finditer(title) if match.start() > 0]
    ):
        record["issued"] = year_date(years[-1])
        title = title[: years[-1].start()]
    record["type"] = "webpage"
    is_span = spans.kind(title.strip(f" ,.{EDGE}")) != ""
    return _set_title(title, record, spans) and (is_span or ". " not in record["title"])


def _set_title(words: str, record: JSON, spans: Spanned) -> bool:
    words = words.split(EDGE)[0].strip(f" ,;:/(—–{VOLUME_TITLE}")
    bare = words.rstrip(".")
    span = bare if spans.kind(bare) else ""
    title = spans.content(span) if span else spans.restored(words)
    title = re.sub(r"\s+", " ", title).strip()
    if title.endswith(".") and not re.search(r"(?:\.\.|\b[^\W\d_]|\.[^\W\d_])\.\Z", title):
        title = title[:-1]
    title = re.sub(r"\s:\s", ": ", title)
    if not re.search(r"\w", title):
        return False
    record["title"] = title
    whole = len(title) <= MAX_TITLE and title.count("(") == title.count(")")
    return whole and len(title.split()) <= MAX_TITLE_WORDS and not _NO_TITLE.match(title)


def _read_from(words: str, record: JSON) -> JSON:
    """The record with the words that it was read from, for the person who compares them."""
    return {**record, "custom": {**record.get("custom", {}), "read": words}}


def _kept(typed: str, whole: str, prefix: str, record: JSON) -> ParsedReference:
    """The words as they stand, without their place in the work where it is at the end."""
    locator, before = place_in(whole)
    cut = before.rstrip(" .,;:(–—")
    at_end = bool(locator) and bool(cut) and before != whole and whole.startswith(cut)
    title = cut if at_end else whole
    kept: JSON = {
        name: record[name]
        for name in ("DOI", "ISBN", "ISSN", "URL", "arXiv", "PMID", "accessed", "issued")
        if name in record
    }
    if len(kept.get("issued", {}).get("date-parts", ())) > 1:
        del kept["issued"]  # "Trotsky 1879–1921": rather years of a life
    return ParsedReference(
        typed,
        {"type": "document", "title": tagged(title), **kept, "custom": {"verbatim": "title"}},
        locator if at_end else "",
        prefix=prefix,
        guessed=_guess(record),
    )


def _guess(record: JSON) -> JSON:
    """What was read though not all of it is certain; nothing without somebody who made it and a title of letters."""
    has_title = any(map(str.isalpha, str(record.get("title") or "")))
    return dict(record) if has_title and record.keys() & {"author", "editor"} else {}
