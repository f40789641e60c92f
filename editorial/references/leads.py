"""Who made the work: the names at the front of a reference, and the year that may follow them. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editorial.references.known_words import is_place, is_publisher
from editorial.references.parsed_reference import JSON
from editorial.references.people import ROLE, People, read_body, read_people
from editorial.references.spans import EDGE, SPAN, Spanned
from editorial.references.stated_dates import YEAR, find_date

MAX_LEAD: Final = 300
# "Smith, A., & Jones, B. (1999). Tides", "Smith (ed.) (1999)", "Smith 1999. Tides"
_DATED: Final = re.compile(
    rf"(?P<names>[^()]{{2,{MAX_LEAD}}}?"
    rf"|.{{2,{MAX_LEAD}}}?\([^()\d]{{2,20}}\)\.?)[,.]?\s*[(\[](?P<year>[^()]{{0,30}}?(?:{YEAR})[^()]{{0,30}}?)[)\]]\s?[.,:]?(?:\s+|(?=[\ue000-\ue0ff]))"
)
_YEAR_BARE: Final = re.compile(rf"(?P<names>[^()\d]{{2,200}}?)[,.]?\s(?P<year>{YEAR})[a-z]?[.:]\s+")
_CYRILLIC_NAME: Final = (
    r"(?!(?:Письмо|Речь|Доклад|Телеграмма|Записка|Дневник|Выступление|Материалы"
    r"|Воспоминания)\s)[А-ЯЁ][а-яё’'-]+(?:-[А-ЯЁ][а-яё]+)?,?\s(?:[А-ЯЁ][а-я]?\.\s?-?){1,3}"
)
_CYRILLIC_FIRST: Final = r"(?:[А-ЯЁ][а-я]?\.\s?-?){1,3}\s?[А-ЯЁ][а-яё’'-]+(?:-[А-ЯЁ][а-яё]+)?"
CYRILLIC: Final = re.compile(
    rf"(?P<names>(?:{_CYRILLIC_NAME}|{_CYRILLIC_FIRST})(?:(?:,\s|\sи\s)(?:{_CYRILLIC_NAME}"
    rf"|{_CYRILLIC_FIRST}))*(?:\s?и др\.)?)(?P<joint>[.,:]?\s+|\s?(?=[\ue000-\ue0ff]))(?=[^\W_а-я]|[\ue000-\ue0ff])"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """`rest` is what stands behind the names; `joint` the sign between (":", ",", "." or "")."""

    rest: str
    people: People | None = None
    body: JSON | None = None
    date: JSON | None = None
    joint: str = ""


_STOPPED: Final = re.compile(r"(?<=[^\W\d_]{3})\.\s*\Z")


def read_lead(text: str, spans: Spanned, language: str) -> Lead:
    """The names at the front; without any, all of the text is the rest."""
    first = re.search(SPAN, text)
    front = text[: first.start()] if first else text
    if match := _DATED.match(text[: MAX_LEAD * 2]):
        lead = _dated(text, match, language)
        if lead:
            return lead
    if (match := CYRILLIC.match(text)) and (people := read_people(match["names"], "ru")):
        return Lead(text[match.end() :], people, joint=match["joint"].strip() or ".")
    if role := _with_role(text, language):
        return role
    if colon := _before_colon(text, front, language):
        return colon
    if (
        first
        and front.strip()
        and (
            people := read_people(
                _STOPPED.sub("", front).strip(" ,:"), language, alone=front.rstrip().endswith(",")
            )
        )
    ):
        return Lead(text[first.start() :], people, joint=front.strip()[-1:])
    if (
        (match := _YEAR_BARE.match(text))
        and (people := read_people(match["names"], language))
        and people.strict
    ):
        return Lead(
            text[match.end() :], people, date={"date-parts": [[int(match["year"])]]}, joint="."
        )
    return _before_stop(text, language) or _before_comma(text, language) or Lead(text)


def _dated(text: str, match: re.Match[str], language: str) -> Lead | None:
    people = read_people(match["names"], language, alone=True)
    body = None if people and people.strict else read_body(match["names"])
    if people is None and body is None:
        return None
    day = find_date(match["year"])  # "(2015, October 26)"
    year = re.search(YEAR, match["year"])
    date = day.date if day else {"date-parts": [[int(year.group())]]} if year else None
    return Lead(text[match.end() :], None if body else people, body, date, ".")


def _with_role(text: str, language: str) -> Lead | None:
    """ "Pierre Nora (dir.), …", "Tucker, Robert C., ed. …"."""
    role = ROLE.search(text[:MAX_LEAD])
    if role is None or role.start() < 3:
        return None
    people = read_people(text[: role.end()], language, alone=True)
    if people is None:
        return None
    rest = text[role.end() :]
    joint = re.match(r"[\s,.:;]*", rest)
    return Lead(
        rest[joint.end() if joint else 0 :],
        people,
        joint=(joint.group().strip() if joint else "")[-1:] or ",",
    )


# Two words and more behind the last comma, which nothing joins to the names before: many a title is spelled so.
_MAY_BE_A_TITLE: Final = re.compile(
    r"\A(?!.*(?:[&;/]|\s(?:and|und|et|y|e|en|och|og|i|и|u\.|con|mit|with)\s)).*,\s+[^\s,.]{2,}\s[^,]*[^\s,.]{2,}\Z"
)


def _before_colon(text: str, front: str, language: str) -> Lead | None:
    colon = re.match(r"([^:]{3,200}?)\s?:\s+", text)
    if colon is None or colon.end(1) > len(front) + 1:
        return None
    people = read_people(colon[1], language)
    if people and len(people.names) == 2 and _MAY_BE_A_TITLE.search(colon[1]):
        # "Robert Service, Leon Trotsky: A Biography"; three in a row are people.
        return _before_comma(text, language)
    if people and not (len(people.names) == 1 and is_publisher(colon[1])):
        return Lead(text[colon.end() :], people, joint=":")
    body = read_body(colon[1])
    return Lead(text[colon.end() :], body=body, joint=":") if body else None


_STOP: Final = re.compile(r"\.\s+(?=[^\W_]|[\ue000-\ue0ff])")


def _before_stop(text: str, language: str) -> Lead | None:
    """ "Thompson, E. P. The Making …", "Anderson, Benedict. Imagined …": the longest run of names."""
    best = None
    for stop in list(_STOP.finditer(text[:MAX_LEAD]))[:10]:
        names = text[: stop.start() + 1]
        is_inverted = "," in names
        people = read_people(
            names.rstrip(".") if re.search(r"[^\W\d_]{3}\.\Z", names) else names, language
        )
        if people and is_inverted and not _is_title(text[stop.end() :]):
            best = Lead(text[stop.end() :], people, joint=".")
        elif people is None and best is not None and stop.start() > len(text) - len(best.rest) + 40:
            break
    if best is None and (body := read_body(text.partition(". ")[0])) and ". " in text:
        return Lead(text.partition(". ")[2], body=body, joint=".")
    return best


def _is_title(rest: str) -> bool:
    """Whether nothing but an imprint would be left."""
    return is_place(re.split(r"[,:.]", rest, maxsplit=1)[0])


# "Müller, Hans, Geschichte der Drucker, Berlin 1957": a place and its year are no title.
_YEAR_BEHIND: Final = re.compile(rf",?\s\[?{YEAR}\]?[\s.]*\Z")


def _before_comma(text: str, language: str) -> Lead | None:
    """ "Isaac Deutscher, The Prophet …", "De Felice, Renzo, Mussolini …": as many names as commas part."""
    commas = list(re.finditer(r",\s+", text[:MAX_LEAD]))[:9]
    best = None
    for comma in commas:
        names, rest = text[: comma.start()], text[comma.end() :]
        people = read_people(names, language)
        segment = re.split(rf"[,{EDGE}(]", rest, maxsplit=1)[0]
        if (
            people is None
            or not segment.strip()
            or is_place(_YEAR_BEHIND.sub("", segment).strip())
            or re.match(r"\d{4}", segment)
        ):
            continue
        if best is not None and not people.strict:
            continue
        best = Lead(rest, people, joint=",")
    return best
