"""Dates in the words of an infobox, as EDTF."""

from __future__ import annotations

import re

from editorial.importers.mediawiki.citing.cite_dates import csl_date
from editorial.references.month_names import MONTHS

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
