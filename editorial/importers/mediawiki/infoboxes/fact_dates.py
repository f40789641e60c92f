"""Dates in the words of an infobox, as EDTF."""

from __future__ import annotations

import re

from editorial.importers.mediawiki.citing.cite_dates import csl_date
from editorial.references.month_names import MONTHS
from encyclopedia.dates import DateError, from_words

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_CIRCA = r"(?P<circa>(?:\b(?:c|ca|circa|um|vers|около|ок|est|approx)\b\.?\s*)?)"
_DATE = re.compile(
    _CIRCA
    + r"(?P<date>\d{4}-\d{1,2}-\d{1,2}"
    + r"|\d{4}\s*[年년]\s*(?:\d{1,2}\s*[月월])?\s*(?:\d{1,2}\s*[日일])?"
    + rf"|(?:\d{{1,2}}(?:er|º|\.|st|nd|rd|th)?\s+(?:de\s+|d['’])?)?(?:{_MONTH})\b\.?\s*"
    + r"(?:\d{1,2}(?:st|nd|rd|th)?\s*,\s*)?(?:de\s+|del\s+)?\d{3,4}"
    + rf"|(?:{_MONTH})\b\.?\s+\d{{1,2}},?\s+\d{{4}}"
    + r"|\d{1,2}\.\d{1,2}\.\d{4}"
    + r"|(?<![\d,.])\d{3,4}(?![\d,]))",
    re.IGNORECASE,
)
_BCE = re.compile(
    r"(?P<circa>(?:\b(?:c|ca|circa)\b\.?\s*)?)\b(?P<year>\d{1,4})\s*"
    r"(?:BCE?\b|v\. ?Chr\.|av\. ?J\.-?C\.|a\. ?C\.|до н\. ?э\.|p\.n\.e\.)"
)
_IN_ENGLISH = {
    word: english
    for english, others in {
        "before": "before avant antes до przed voor před před före før vor ennen",
        "after": "after après después depois после nach efter etter dopo jälkeen",
        "or": "or oder ou или lub albo eller nebo ó tai",
        "around": "around about hacia około omstreeks",
    }.items()
    for word in others.split()
}
_WORD = re.compile(r"[^\W\d_]+(?:\s+(?:de|del|dem|le|г)\b)?", re.IGNORECASE)
_LESS = "|".join(_IN_ENGLISH) + (
    "|by|either|between|early|mid|late|prior to|until|fl|floruit|possibly|probably|perhaps|baptised|baptized|bapt"
    "|zwischen|anfang|ende|mitte|spätestens|frühestens|vermutlich|getauft|entre|début|fin|peut-être|baptisé"
    "|principios|finales|prima|fra|tra|inizio|forse|между|начало|конец|не ранее|не позднее|między|po|tussen|mellan|mezi"
)
# What makes a date less exact: such a word right before it, or a sign.
_INEXACT = re.compile(
    rf"\b(?:{_LESS})\b\.?\s+(?:(?:the|le|del?|dem|den)\s+)?(?:c(?:a|irca)?\.?\s+)?(?:\d|(?:{_MONTH})\b)"
    r"|\d{3}0(?:s|er|-[ех])\b|\d{4}\s*/\s*\d{1,4}(?!\d)|\d\s*\?|\bcentury\b"
    r"|\bold style\b|\bjulian\b|\b(?-i:[ON]\.? ?S)\b",
    re.IGNORECASE,
)
_BOTH_STYLES = re.compile(
    r"(?P<new>[^\[(]+?) [\[(]o\.? ?s\.? [^\])]+[\])],?(?: (?P<year>\d{4}))?", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s*\(([^()]*\d{4}[^()]*)\)\s*\Z|[\s,]+((?:since |from )?\d{4}(?:\s*[-–—]\s*(?:\d{4}|present))?)\s*\Z"
)
_SPAN = re.compile(
    r"(?<!\d)(?P<begin>\d{4})\s*[-–—/]\s*(?P<end>\d{4}|\d{2}(?!\d)|present|heute|н\. ?в\.)?(?!\d)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:since|from|depuis|seit|desde|с)\s+(?P<begin>\d{4})", re.IGNORECASE)
_MARRIED = re.compile(
    r"(?:m|marr)\.\s*(?:[^\W\d_]+ \d{1,2}, |\d{1,2} [^\W\d_]+ )?(?P<begin>\d{4})\b(?:\D{0,30}(?P<end>\d{4}))?"
)


def inexact_date(text: str) -> tuple[str, str] | None:
    """A date that its words make less exact ("before 1879", "1879?", "1870s"), and the words beside it.

    The date is EDTF, "" where it cannot be said so: it is never given as an exact one. None where the
    text holds no such words. "12 May 1879 [O.S. 30 April]" is a date in New Style.
    """
    typed = " ".join(text.split()).strip(" ,;.")
    if styled := _BOTH_STYLES.fullmatch(typed):
        new = f"{styled['new']} {styled['year'] or ''}".strip()
        return _read(new) or first_date(new)[0], ""
    if not _INEXACT.search(typed):
        return None
    for end in (len(typed), *(match.start() for match in re.finditer(r",? in |, ", typed))):
        date, rest = _read(typed[:end]), typed[end:]
        if date and not re.search(r"\d", rest):
            return date, rest
    return "", ""


def _read(typed: str) -> str:
    """The date in English words, or in those of another language that say before, after or or."""
    english = _WORD.sub(lambda word: _IN_ENGLISH.get(word.group().casefold(), word.group()), typed)
    try:
        return from_words(english)
    except DateError:
        return ""


def first_date(text: str) -> tuple[str, str]:
    """The first date in a text as EDTF, and the text without it; an empty date if there is none."""
    if match := _BCE.search(text):
        edtf = f"-{int(match.group('year')) - 1:04}" if int(match.group("year")) > 1 else "0000"
        return edtf + ("~" if match.group("circa") else ""), text[: match.start()] + text[
            match.end() :
        ]
    for match in _DATE.finditer(text):
        written = re.sub(r"(?<=\d)(?:er|º|st|nd|rd|th)\b", "", match.group("date"))
        parts = (csl_date(written) or {}).get("date-parts")
        if not parts and written.isdecimal():
            parts = [[int(written)]]
        if parts and len(parts) == 1:
            edtf = "-".join([f"{parts[0][0]:04}", *(f"{n:02}" for n in parts[0][1:])])
            rest = text[: match.start()] + " " + text[match.end() :]
            rest = rest.replace(f"({edtf})", " ")
            return edtf + ("~" if match.group("circa") else ""), " ".join(rest.split())
    return "", text


def period(text: str) -> tuple[str, str]:
    """A period at a text's end ("Treasurer (1898–1903)") as EDTF, and the text without it.

    Other words in its brackets stay in the text; more than one period is left unchanged.
    """
    tail = _TAIL.search(text)
    if tail is None or tail.start() == 0:
        return "", text
    inside = tail.group(1) or tail.group(2)
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", inside)
    match = _MARRIED.search(inside) or _SINCE.search(inside) or _SPAN.search(inside)
    if match is None:
        if len(years) != 1 or not re.fullmatch(r"\d{4}", inside.strip()):
            return "", text
        return years[0], text[: tail.start()]
    if len(years) > 2:
        return "", text
    begin, end = match.group("begin"), match.groupdict().get("end") or ""
    rest = (inside[: match.start()] + inside[match.end() :]).strip(" ,;")
    remaining = text[: tail.start()] + (f" ({rest})" if re.search(r"[^\W\d_]", rest) else "")
    if match.re is _SINCE or not end.isdecimal():
        if match.re is _MARRIED:
            return begin, remaining
        return f"{begin}/..", remaining
    end = begin[: 4 - len(end)] + end
    return (f"{begin}/{end}", remaining) if end >= begin else ("", text)
