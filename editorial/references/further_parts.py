"""Editors, translators, editions, volumes and series in the body of a reference, taken out of it. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editorial.references.parsed_reference import JSON
from editorial.references.people import read_people
from editorial.references.person_names import PARTICLES
from editorial.references.spans import EDGE, SPAN, Spanned

_SPEAKERS: Final = {
    "editor": (
        r"(?:edited|ed\.|eds\.)\s(?:with [\w\s]{3,40} )?by|\beds?\.|hrsg\.\s(?:v\.|von)|hg\.\s(?:v\.|von)"
        r"|herausgegeben\svon|[ée]d(?:\.|ité[es]*|ition)?\s(?:établie\s)?par|"
        r"sous\sla\s(?:direction\sde|dir\.\s(?:de\s)?)|a\scura\sdi|edición\sde|ed\.\sde|edizione\sa\scura\sdi"
        r"|под\s(?:общ\.\s)?ред(?:акцией|\.)|отв\.\sред\.|ред\.(?:-сост\.)?|сост\."
    ),
    "translator": (
        r"translated\sby|trans(?:l\.|\.)(?:\sby)?|tr\.\sby|traduit\s(?:de\sl['’]\w+\s|d[ue]\s\w+\s)?par"
        r"|trad(?:uction|\.)\s(?:fran[cç]aise\sde\s|fr\.\s|par\s|de\s|it\.\s(?:di\s)?|esp\.\s(?:de\s)?|di\s)?|"
        r"traducci[oó]n\sde|traduzione\s(?:italiana\s)?di|(?:aus\sdem\s\w+\s(?:übersetzt\s|übers\.\s)?|übers(?:\."
        r"|etzt)\s|übersetzung\s)(?:von|v\.)|"
        r"пер(?:\.|евод)\s(?:с\s\w+\.?\s(?:яз\.\s)?)?"
    ),
}
_NAME_WORD: Final = (
    r"(?:[^\W\d_a-zа-яà-ÿ][a-zа-я]?\.(?:-[A-Z]\.)?|[^\W\d_a-zа-яà-ÿ][\w'’-]*|(?:"
    + "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True))
    + r")(?=\s))"
)
_NAMES: Final = (
    rf"(?P<names>{_NAME_WORD}(?:(?:,?\s(?:and|und|et|y|e|и|&)\s|,\s(?=(?:[^\W\d_]\.|[^\W\d_]+\s[^\W\d_]+(?:,"
    rf"|\s(?:and|und|et|y|e|и|&)\s)))|\s){_NAME_WORD}){{0,14}}?)"
    r"(?=\s*(?:[,;:()\ue100—–/]|\.\s|\.?\Z|\.\ue100|\s[—–]\s|[\ue000-\ue0ff]))"
)
_ROLES: Final = tuple(
    (
        field,
        re.compile(
            rf"(?P<lead>[,.;/(\ue100]?\s*[(\[]?)(?<!\w)(?i:{verb})(?:(?<=\w):)?\s?{_NAMES}(?P<close>[)\]]?)"
        ),
    )
    for field, verb in _SPEAKERS.items()
)
# "translated from the English", where nobody is named.
_FROM: Final = re.compile(
    r"[,.;]?\s*/?\s*(?<!\w)(?i:пер\.\sс\s\w+\.?(?:\sяз\.)?|aus\sdem\s\w+\sübersetzt|translated from the \w+"
    r"|traduit de l['’]\w+)(?=[\s,.;)\ue100])\.?"
)
_ORDINALS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "first erste 1re première primera prima первое",
            "second zweite deuxième seconde segunda seconda второе",
            "third dritte troisième tercera terza третье",
            "fourth vierte quatrième cuarta quarta",
            "fifth fünfte cinquième quinta",
        ),
        1,
    )
    for word in words.split()
}
_EDITION: Final = re.compile(
    r"(?P<lead>[,.;(]?\s*[(\[]?)(?<![\w.])(?P<edition>"
    r"(?:(?P<number>\d{1,3})(?:st|nd|rd|th|e|re|ère|ème|a|ª|\.ª|-е|\.)?|(?P<word>"
    + "|".join(_ORDINALS)
    + r"))(?P<more>,?\s?(?:[^\W\d_]+\.?,?\s){0,5}?)\s?"
    r"(?:ed(?:\.|ition|n\.?|ición|izione)|éd(?:\.|ition)|Aufl(?:\.|age)|изд(?:\.|ание))"
    r"(?P<behind>,\s(?:доп|испр|перераб|стереотип)\.(?:\sи\s\w+\.)?)?"
    r"|(?:[Rr]ev(?:\.|ised)|[Ee]nl(?:\.|arged)|[Nn]ew|[Nn]ouv(?:\.|elle)|[Nn]eue|[Nn]ueva"
    r"|[Nn]uova)\s(?:and\s\w+\s)?(?:ed(?:\.|ition|ición|izione)|éd(?:\.|ition)|Aufl(?:\.|age)|Ausg(?:\."
    r"|abe)))(?P<close>[)\]]?)",
    re.IGNORECASE,
)
_VOLUMES: Final = re.compile(
    r"[,.;:(]?\s*(?<![\w.])(?:[ВвI]?[Вв]\s)?(?P<count>\d{1,2}|two|three|four|zwei|drei)\s(?:vols?\.?|volumes"
    r"|Bde\.?|Bände|tomes|tomos|tt?\.|т\.|тт\.|кн\.|ч\.|vol\.)(?!\s?\d)\)?",
)
_VOLUME: Final = re.compile(
    r"(?P<lead>[,.;:(]?\s*(?:[–—]\s*)?)(?<![\w.])(?:[Vv]ol(?:ume|s|umen)?|v(?=\.\s?\d)|Band|Bd|Bde|[Tt]om[eo]?"
    r"|[Tt]|Т|т|Том"
    r"|том|Кн|кн|[Tt]eil|Tl|Ч|ч|Книга|Band)\b\.?\s?"
    r"(?P<number>\d{1,4}(?:[/–-]\d{1,3})?|[IVXLC]{1,7})(?![\w])(?P<second>[.,]\s(?:Кн|кн|Ч|ч|pt"
    r"|Teil)\.\s?\d+(?:[–-]\d+)?)?(?P<close>\)?)"
    r"(?:\s?(?P<joint>[:,])\s(?=[^\W\d_a-zа-я]|[\ue000-\ue0ff]))?",
)
_SERIES: Final = re.compile(
    rf"[,.;]?\s*(?:[–—]\s*)?\(?\s*(?i:coll(?:\.|ection)|collana|colección|col\.|Reihe|серия"
    rf"|сер\.)\s?:?\s?(?P<named>{SPAN}|[^,().;\ue100]{{3,80}})(?:[,;]?\s(?:n[°o.º]*\s?|Bd\.\s?"
    rf"|nr\.?\s?)?(?P<number>(?!(?:1[4-9]|20)\d\d)\d{{1,4}}))?\)?"
    r"|[,.;]?\s*\(\s?=\s?(?P<equal>[^()]{3,100}?)(?:[,;]?\s(?:Bd\.\s|Nr\.\s|Band\s|H\.\s)?(?P<count>\d{1,4}))?\s?\)"
    r"|(?:[–—]|\ue100\s*[–—]?)\s*\((?P<last>[^\W\d_a-zа-я][^()\d]{3,80}?)(?:[;.,]\s?(?:[Вв]ып\.\s|т\.\s"
    r"|№\s?)?(?P<of>\d{1,4}))?\)\.?",
)
_WORDS_TO_NUMBERS: Final = {"two": "2", "three": "3", "four": "4", "zwei": "2", "drei": "3"}


def take_people(text: str, record: JSON, language: str) -> str:
    """The text without "edited by …" and "translated by …"; an edge stands where each stood."""
    for field, pattern in _ROLES:
        for match in list(pattern.finditer(text))[:3]:
            people = read_people(match["names"], language, alone=True)
            if people is None and field == "editor" and match["names"].startswith("Комиссии"):
                continue
            if people is None or field in record:
                continue
            record[field] = people.names
            if people.others:
                record["custom"] = {"others": field}
            opened = "(" in match["lead"] or "[" in match["lead"]
            end = match.end() if not match["close"] or opened else match.end("names")
            text = f"{text[: match.start()]}{EDGE}{text[end:]}"
            break
    return _FROM.sub(EDGE, text)


def _has_title(before: str) -> bool:
    return len(before) > 3 or re.search(SPAN, before) is not None


def take_edition(text: str, record: JSON) -> str:
    match = _EDITION.search(text)
    if match is None or not _has_title(text[: match.start()]):
        return text
    more = f"{match['more'] or ''}{match['behind'] or ''}".strip(" ,")
    number = match["number"] or _ORDINALS.get((match["word"] or "").casefold(), "")
    record["edition"] = number if number and not more else match["edition"].strip()
    end = (
        match.end()
        if not match["close"] or "(" in match["lead"] or "[" in match["lead"]
        else match.end("edition")
    )
    return f"{text[: match.start()]}{EDGE}{text[end:]}"


def take_series(text: str, record: JSON, spans: Spanned) -> str:
    """The text without its series, as "coll. « Folio »" and "(= edition suhrkamp 28)"."""
    match = _SERIES.search(text)
    if match is None or not _has_title(text[: match.start()]):
        return text
    title = (match["named"] or match["equal"] or match["last"] or "").strip(" .:")
    title = spans.content(title) if spans.kind(title) else spans.restored(title)
    if not title:
        return text
    record["collection-title"] = title
    if number := match["number"] or match["count"] or match["of"]:
        record["collection-number"] = number
    return f"{text[: match.start()]}{EDGE}{text[match.end() :]}"


def take_volumes(text: str, record: JSON) -> str:
    """The text without the number of volumes and the volume; a colon or comma leads from it to its own title."""
    if (match := _VOLUMES.search(text)) and _has_title(text[: match.start()]):
        record["number-of-volumes"] = _WORDS_TO_NUMBERS.get(match["count"], match["count"])
        text = f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
    for match in _volumes(text):
        record["volume"] = match["number"]
        joint = VOLUME_TITLE if match["joint"] else ""
        text = f"{text[: match.start()]}{EDGE}{joint}{text[match.end() :]}"
        break
    return text


# What follows may be the title of the volume.
VOLUME_TITLE: Final = "\ue101"


def _volumes(text: str) -> Iterator[re.Match[str]]:
    for match in _VOLUME.finditer(text):
        if _has_title(text[: match.start()]):
            yield match
