"""Where a work came out, by whom and when: "London: Verso, 2006", "Einaudi, Torino 1976", "М.: АСТ, 1997". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from editorial.references.known_words import PLACES, is_place, is_publisher
from editorial.references.parsed_reference import JSON
from editorial.references.spans import EDGE
from editorial.references.stated_dates import LONE_YEAR, YEAR, find_date, year_date

MAX_PUBLISHER: Final = 90
_KNOWN: Final = re.compile(
    rf"(?<![\w-])(?P<place>{PLACES})(?=\s?[:,;)\ue100]|\s\[?\d{{4}}|\s\(|\.?\s*\Z|\.\s|\s[—–])"
)
_UNKNOWN: Final = re.compile(
    r"(?:(?<=[.,(\ue100]\s)|(?<=\ue100)"
    r"|(?<=\())(?P<place>[^\W\d_a-zа-я][\w'’.-]{2,30}(?:\s[^\W\d_a-zа-я][\w'’.-]+){0,2}(?:/[^\W\d_]+)?)\s?:\s(?=[^\W_a-zа-я])"
)
_SENTENCE: Final = re.compile(
    r"(?<=[^\W\d_]{3})\.\s|(?<=[)\]\ue000-\ue100»”])\.\s|\ue100\s*|(?<=\d)\.\s|[!?]\s(?=[^\W\d_a-zа-я])"
)


@dataclass(slots=True)
class Imprint:
    """`before` is what stands in front of it; `weight` says how sure it is, from 0 to 3."""

    before: str
    fields: JSON = field(default_factory=dict)
    weight: int = 0


def read_imprint(text: str, *, comma_style: bool = False, dated: bool = False) -> Imprint:
    """The imprint at the end of `text`, which may be in brackets.

    `comma_style` says that commas part everything; `dated` that the year is known already.
    """
    if bracketed := _bracketed(text):
        return bracketed
    year = None if dated else _last_year(text)
    head = text[: year.start()] if year else text
    tail = text[year.end() :] if year else ""
    imprint = _by_place(head, comma_style) or _by_unknown_place(head) or _by_publisher(head)
    if imprint is None:
        imprint = Imprint(head.rstrip(" ,;(" + EDGE) if year else head)
    if year:
        imprint.fields["issued"] = year_date(year)
        imprint.weight += 1
        if (
            named := re.match(r"\s?\((?P<publisher>[^()\d]{3,80})\)", tail)
        ) and "publisher" not in imprint.fields:
            imprint.fields["publisher"] = named["publisher"].strip()
    return imprint


def _last_year(text: str) -> re.Match[str] | None:
    years = [match for match in LONE_YEAR.finditer(text) if match.start() > 3]
    return years[-1] if years else None


_BRACKETS: Final = re.compile(r"\(([^()]{4,160})\)")


def _bracketed(text: str) -> Imprint | None:
    """ "(London: Cape, 1950)"."""
    for match in reversed(list(_BRACKETS.finditer(text))):
        inner = match[1]
        year = _last_year(f"    {inner}")
        place = re.match(
            r"(?P<place>[^\W\d_a-zа-я][^:]{1,60}?)\s?:\s(?P<publisher>[^:]{2,90}?)(?:,?\s\[?(?:c\."
            r"|ca\.)?\s?\d{4}.*)?\Z",
            inner,
        )
        rest = re.sub(r"[,\s]*\[?(?:c\.|ca\.)?\s?\d{4}(?:[-–]\d{2,4})?\]?\s*\Z", "", inner).strip(
            f" ,{EDGE}"
        )
        if (not year and not place) or find_date(inner):
            continue
        fields: JSON = {}
        if place:
            fields["publisher-place"], fields["publisher"] = (
                place["place"].strip(f" {EDGE}"),
                place["publisher"].strip(f" ,{EDGE}"),
            )
        elif rest:
            parts = [part.strip() for part in rest.rsplit(",", 1)]
            if is_place(rest):
                fields["publisher-place"] = rest
            elif len(parts) == 2 and is_place(parts[0]):
                fields["publisher-place"], fields["publisher"] = parts
            elif len(parts) == 2 and is_place(parts[1]):
                fields["publisher"], fields["publisher-place"] = parts
            elif rest[0].isupper() and len(rest.split()) <= 8:
                fields["publisher"] = rest
            else:
                continue
        elif match.start() < 3 or re.search(r"\w", text[match.end() :]):
            continue
        if year:
            fields["issued"] = year_date(year)
        return Imprint(text[: match.start()].rstrip(" ,"), fields, 3 if rest else 1)
    return None


def _by_place(head: str, comma_style: bool) -> Imprint | None:
    """A known place, its publisher behind a colon or comma, or before it."""
    for match in reversed(list(_known_places(head))):
        before, behind = head[: match.start()].rstrip(), head[match.end() :]
        fields: JSON = {"publisher-place": match["place"].strip()}
        if joint := re.match(r"\s?:\s?", behind):
            publisher = _publisher(behind[joint.end() :])
            if publisher:
                fields["publisher"] = publisher
            return Imprint(_ended(before), fields, 3)
        rest = behind.strip(f" ,.;{EDGE}")
        if (
            behind.lstrip().startswith(",")
            and rest
            and rest[0].isupper()
            and len(rest) <= MAX_PUBLISHER
        ):
            fields["publisher"] = _publisher(rest)
            return Imprint(_ended(before), fields, 3)
        if rest and not rest.startswith("("):
            continue
        if named := re.match(r"\(([^()\d]{3,80})\)", rest):
            fields["publisher"] = named[1].strip()
            return Imprint(_ended(before), fields, 3)
        title, publisher = _publisher_before(before, comma_style)
        if publisher:
            fields["publisher"] = publisher
        return Imprint(_ended(title), fields, 2)
    return None


def _known_places(head: str) -> Iterator[re.Match[str]]:
    """Those that begin a part; of "… of Riga, Berlin" only the second does."""
    position = 3
    while match := _KNOWN.search(head, position):
        if _starts_part(head, match.start()):
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _starts_part(head: str, start: int) -> bool:
    before = head[:start].rstrip()
    return (
        not before
        or before[-1] in f",.;:()—–/{EDGE}\ue101"
        or before[-1] in '»”"?!'
        or "\ue000" <= before[-1] <= "\ue0ff"
    )


def _publisher_before(before: str, comma_style: bool) -> tuple[str, str]:
    """ "Title. Publisher, Place", "Title, Publisher, Place"."""
    ended = before.rstrip(" ,;")
    if not before.endswith(","):
        return before, ""
    parts = list(_SENTENCE.finditer(ended))
    comma = ended.rfind(", ")
    start = max(parts[-1].end() if parts else 0, 0)
    if comma > start:
        segment = ended[comma + 2 :]
        if (
            segment
            and segment[0].isupper()
            and (is_publisher(segment) or (comma_style and len(segment.split()) <= 5))
        ):
            return ended[:comma], segment.strip()
        if comma_style:
            return ended, ""
    if not parts:
        return ended, ""
    segment = ended[start:].strip()
    if (
        segment
        and (segment[0].isupper() or is_publisher(segment))
        and len(segment) <= MAX_PUBLISHER
    ) and (is_publisher(segment) or (not comma_style and len(segment.split()) <= 6)):
        return ended[:start], segment
    return ended, ""


def _by_unknown_place(head: str) -> Imprint | None:
    matches = [match for match in _UNKNOWN.finditer(head) if match.start() > 2]
    for match in reversed(matches):
        publisher = _publisher(head[match.end() :])
        if publisher and (is_publisher(publisher) or len(publisher.split()) <= 6):
            fields: JSON = {"publisher-place": match["place"], "publisher": publisher}
            return Imprint(_ended(head[: match.start()]), fields, 2)
    return None


def _by_publisher(head: str) -> Imprint | None:
    """A publisher without a place, as the last sentence or behind the last comma."""
    ended = head.rstrip(f" ,.;({EDGE}")
    sentences = list(_SENTENCE.finditer(ended))
    starts = [sentences[-1].end()] if sentences else []
    comma = ended.rfind(", ")
    if comma >= 0:
        starts.append(comma + 2)
    for start in sorted(starts, reverse=True):
        segment = ended[start:].strip()
        if (
            start > 2
            and segment
            and is_publisher(segment)
            and len(segment) <= MAX_PUBLISHER
            and segment[0].isupper()
        ):
            return Imprint(_ended(ended[:start]), {"publisher": _publisher(segment)}, 2)
    if sentences and comma < starts[0]:
        segment = ended[starts[0] :].strip()
        if segment[:1].isupper() and len(segment.split()) <= 4 and head.rstrip().endswith(","):
            return Imprint(_ended(ended[: starts[0]]), {"publisher": segment}, 1)
    return None


def _publisher(words: str) -> str:
    words = words.split(EDGE)[0]
    words = re.sub(rf"[,\s]*\(?\s*(?:,\s{YEAR})?[\s.]*\Z", "", words.strip(" ,;"))
    stop = re.search(r"(?<=[^\W\d_]{4})\.\s(?=[^\W_])", words)
    words = (words[: stop.start()] if stop else words).strip(" ,;:")
    if words.endswith(".") and not re.search(
        r"\b(?:[^\W\d_]{1,3}|Co|Inc|Ltd|Bros|Verl)\.\Z", words
    ):
        words = words[:-1]
    return words if len(words) <= MAX_PUBLISHER else ""


def _ended(title: str) -> str:
    return title.rstrip(f" ,;:(—–/{EDGE}")
