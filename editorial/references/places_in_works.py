"""Where in a work a reference points to, and how many pages the work has. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editorial.references.spans import EDGE, without_private

# A longer run of pages is an article's extent, not the place of one statement.
NEAR_PAGES: Final = 4
# "45f." is page 45 and the one that follows.
_NUMBER: Final = r"(?:[ivxlcIVXLC]{1,8}|[A-Z]?\d{1,5}[a-eg-z]?)(?!(?!ff?\b)[^\W\d_])"
_LABEL: Final = (
    r"(?:pp?\.|pages?\b|pgs?\.|p[aá]gs?\.|s[sS]?\.|S\.|стр\.|[Cс]\.|С\.|cc?\.|col\.|Sp\.|f\.)"
)
_DASH: Final = r"\s?[-‐-―]\s?"
_MORE: Final = r"(?:[,;]\s?(?:(?:and|und|et|y|e|и)\s)?|\s(?:and|und|et|y|e|и|&)\s)"
_PAGES: Final = re.compile(
    rf"(?P<lead>[,;.:(–—]?\s*(?:[–—]\s*)?)(?P<here>\b(?:hier|ici|aquí|qui|here|esp\.|especially|bes\.|at|cit\. a"
    rf"|cita en)\s(?:auf\s|à la\s)?)?(?<!\w)"
    rf"(?P<label>(?:pp?|P{{1,2}}(?=\.)|[Pp]ages?|pgs?|[Pp][aá]gs?|[SСс]{{1,2}}"
    rf"|стр)(?:\.|(?=[\s\d])))\s?(?P<first>{_NUMBER})(?:{_DASH}(?P<last>{_NUMBER}))?"
    rf"(?P<more>(?:{_MORE}(?!\d{{4}}\b)\d{{1,4}}(?:{_DASH}\d{{1,4}})?(?:(?![\d.\w]|\s?\()|(?=[.\s\ue100]*\Z))){{0,12}})"
    r"(?P<following>\s?(?:(?:et\s(?:suiv|sq|ss)\.?|y\s(?:ss?\.|siguientes|sigs?\.)|und\s(?:folgende|ff?\.)|e\sss?\.|и\sсл(?:ед)?\.)"
    r"|(?:ff|f|sgg?|ss|sq|sqq|сл(?:ед)?)\b\.?))?(?!\w)",
)
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.|\b10\.\d{4,9}/)[^\s\ue100]*[^\s\ue100.,;:)]", re.IGNORECASE
)
_COVERED: Final = "\ue1f0"
# "(London: Cape, 1950), 213." "1990, 12–15."
_BARE: Final = re.compile(
    rf"(?P<lead>(?<=\))\s?[,:]\s?|(?<=\d{{4}})[,:]\s)(?P<first>[ivxlc]{{1,8}}|(?!(?:1[4-9]"
    rf"|20)\d\d(?!\d))\d{{1,4}})(?:{_DASH}(?P<last>[ivxlc]{{1,8}}|\d{{1,4}}))?"
    r"(?P<more>(?:,\s?\d{1,4}(?:[-–]\d{1,4})?){0,8})(?P<following>ff?\.?)?[\s.\ue100]*\Z"
)
# "*Dynamics of Human Diversity*, 317-345. Canberra": an article's extent.
_BARE_RUN: Final = re.compile(r"(?<=[\ue000-\ue0ff]),\s(\d{1,4})[-–](\d{1,4})(?=\.\s)")
# "101–30, at 110", "pp. 1-48: 12", "S. 5–40, hier 7": the place behind an article's extent.
_PINPOINT: Final = re.compile(
    rf"(?P<run>(?:(?P<labelled>{_LABEL}\s?)|[:,]\s)\d{{1,5}}{_DASH}\d{{1,5}})"
    r"(?:\s?[,;]?\s?\(?(?:hier|ici|aquí|aqui|qui|here|at|esp\.|especially|bes\.|здесь|см\.)\s(?:auf\s|à la\s)?"
    rf"|(?(labelled):\s?|(?!)))(?:{_LABEL}\s?)?(?P<first>\d{{1,5}})(?:{_DASH}(?P<last>\d{{1,5}}))?(?P<following>\s?ff?\.?)?\)?"
    r"(?=[\s.\ue100]*\Z)"
)
_NOTE: Final = re.compile(
    r"\s?,?\s(?:Anm\.|[Ff]n\.|FN|n\.|note|nota|прим\.)\s?\d{1,4}(?=[\s.,;)]|\Z)"
)
_OTHER: Final = re.compile(
    r"[,.;]\s(?P<place>(?:chs?\.|chap(?:ter|\.)|kap(?:itel|\.)|cap\.|гл\.|§+|art\.|par\.|fols?\.|ff?\.|Bl\.|л\."
    r"|лл\.|plate|fig\.|Sp\.|cols?\.)\s?\d{1,4}[\w]*(?:\s?[-–]\s?\d{1,4})?(?:\s(?:об\.|recto|verso|r"
    r"|v)(?!\w))?)\s*\.?\s*\Z"
)
_EXTENT: Final = re.compile(
    r"[,.;(]?\s*(?:[–—]\s*)?(?:[ivxlcIVXLC]{1,7}\s?[,+]\s)?(?<![\w.:–-])(?P<count>\d{2,4})\s(?:pp?\.|pages|pgs?\."
    r"|págs?\.|S\.|Seiten|с\.|стр\.|pagine)(?!\s?\d)(?=[\s,.;)\ue100]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """`locator` is what the reference points to, `pages` the extent of an article, `count` a book's."""

    text: str
    locator: str = ""
    pages: str = ""
    count: str = ""


def take_places(text: str) -> Places:
    """The text without the pages in it, and those."""
    count = ""
    if match := _EXTENT.search(text):
        count, text = match["count"], _cut(text, match)
    locator = extent = ""
    if match := _PINPOINT.search(text):
        following = (match["following"] or "").strip()
        behind = " ff." if following.startswith("ff") else " f." if following else ""
        several = match["last"] or following
        until = f"–{match['last']}" if match["last"] else ""
        locator = f"{'pp.' if several else 'p.'} {match['first']}{until}{behind}"
        text = text[: match.end("run")] + text[match.end() :]
    elif match := _OTHER.search(text):
        locator = (
            match["place"].strip(" .") if not match["place"].endswith("об.") else match["place"]
        )
        text = text[: match.start()] + EDGE
    matches = list(_PAGES.finditer(text))[:8]
    for match in reversed(matches):
        pages, is_run = _written(match)
        note = _NOTE.match(text, match.end())
        if is_run and not match["here"] and not extent and not note:
            extent = pages
        elif not locator:
            several = match["last"] or match["more"] or match["following"]
            locator = f"{'pp.' if several else 'p.'} {pages}"
            if note:
                locator += "," + note.group().lstrip(" ,").join((" ", ""))
        else:
            continue
        end = note.end() if note else match.end()
        text = _without(text, match, end)
    if not matches and (match := _BARE_RUN.search(text)) and int(match[1]) < int(match[2]):
        return Places(
            text[: match.start()] + EDGE + text[match.end() :],
            locator,
            f"{match[1]}–{match[2]}",
            count,
        )
    if not matches and (match := _BARE.search(text)):
        pages, is_run = _written(match)
        of_article = match["lead"].strip() == ":" or re.search(
            r"\d\s?\(\d+(?:[-–/]\d+)?\)\Z", text[: match.start()]
        )
        if is_run and of_article:
            extent = pages
        elif not locator:
            several = match["last"] or match["more"] or match["following"]
            locator = f"{'pp.' if several else 'p.'} {pages}"
        text = text[: match.start()] + EDGE
    return Places(text, locator, extent, count)


def place_in(words: str) -> tuple[str, str]:
    """The place in a work that words name ("" for none), and the words without it; what addresses hold is no place."""
    addresses: list[str] = []

    def covered(match: re.Match[str]) -> str:
        addresses.append(match.group())
        return _COVERED

    whole = without_private(words)
    places = take_places(_ADDRESS.sub(covered, whole))
    if not places.locator or places.pages or places.count:
        return places.locator, words
    first, *others = (part.strip() for part in places.text.split(EDGE))
    behind = " ".join(part.lstrip(" .,;") for part in others).strip(" .,;")
    before = first.rstrip(" ,;:(–—")
    if behind:
        before = f"{before.rstrip('.')}, {behind}"
    elif whole.rstrip().endswith(".") and not before.endswith("."):
        before += "."
    for address in addresses:
        before = before.replace(_COVERED, address, 1)
    return places.locator, before


def _written(match: re.Match[str]) -> tuple[str, bool]:
    """The pages with their dashes, and whether they run on as an article's do."""
    first, last = match["first"], match["last"]
    more = re.sub(r"\s*[-‐-―]\s*", "–", match["more"] or "")
    more = re.sub(r",\s?", ", ", more)
    following = (match["following"] or "").strip()
    behind = ""
    if following:
        behind = " f." if following.rstrip(".") in ("f", "sg", "sq") else " ff."
    pages = f"{first}{f'–{last}' if last else ''}{more}{behind}"
    is_run = False
    if last and first.isdigit() and last.isdigit() and not more:
        full = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
        is_run = int(full) - int(first) > NEAR_PAGES
    return pages, is_run


def _without(text: str, match: re.Match[str], end: int) -> str:
    before = text[: match.start()]
    lead = match["lead"]
    if "(" in lead and text[end : end + 1] == ")":
        end += 1
    elif "(" in lead:
        before += "("
    return f"{before}{EDGE}{text[end:]}"


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}{EDGE}{text[match.end() :]}"
