"""A reference typed in free words: the parts of it that are certain without guessing. Pure: no
Django.

The whole wording is always kept: as the title of a CSL-JSON record of type `document`, and in
`note` where something (a page, an address at the end) was removed from the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from encyclopedia.core.citations import fold
from encyclopedia.core.documents import JSON
from encyclopedia.dates import MONTHS

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"\[\]{}|\\^`]+", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\[\]{}|\\^`]+", re.IGNORECASE)
_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*((?:97[89][-\s]?)?\d[-\d\s]{7,14}[\dXx])", re.IGNORECASE)
_PAGES = re.compile(
    r"""(?P<lead>[,;.:(]?\s*)\b(?:pp?\.|pages?|pgs?\.|p[aá]gs?\.|стр\.|[SСс]\.(?=\s*\d))\s*
        (?P<first>[ivxlc]{1,8}|\d{1,5})
        (?:\s*[-‐-―]\s*(?P<last>[ivxlc]{1,8}|\d{1,5}))?
        (?P<more>(?:\s?,\s?\d{1,5}(?:\s?[-‐-―]\s?\d{1,5})?(?!\d|\s?\()){0,20})
        (?P<following>\s?ff?\b\.?)?(?!\w)""",
    re.VERBOSE,
)
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_ACCESSED = re.compile(
    r"(?:retrieved|accessed|viewed|checked|consulted)(?:\s+on)?:?\s+"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?P<year>\d{{4}})"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>\d{{4}}))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d–—/.-])(?:1[4-9]|20)\d\d(?![\d–—/]|-\d|\.\d)")
_YEAR_ALONE = re.compile(r"\((?:[^()]{0,80}[ ,])?((?:1[4-9]|20)\d\d)[a-z]?\)")
_NEAR_PAGES = 4  # a longer run of pages is an article's extent, not the place of one statement

_LEAD_IN = re.compile(
    r"(?:[\s<(:]|\b(?:doi|url|available (?:at|from))|https?://(?:dx\.)?doi\.org/)\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FreeReference:
    """`text` as typed (white space folded); `work` the same without the page it points to."""

    text: str
    work: str
    locator: str
    record: JSON


def read_reference(text: str) -> FreeReference:
    """The reference's wording with the addresses, numbers, year and pages found in it."""
    whole = fold(text)
    work, locator, extent = _take_pages(whole)
    record: JSON = {"type": "document"}
    bare = work
    if accessed := _ACCESSED.search(bare):
        if parts := _accessed(accessed):
            record["accessed"] = {"date-parts": [parts]}
        bare = bare[: accessed.start()] + bare[accessed.end() :]
    if url := _URL.search(work):
        record["URL"] = _trimmed(url.group())
    if doi := _DOI.search(work):
        record["DOI"] = _trimmed(doi.group()).lower()
    bare = _URL.sub(" ", bare)
    if isbn := _isbn(bare):
        record["ISBN"] = isbn
    if extent:
        record["page"] = extent
    if year := _year(_DOI.sub(" ", _ISBN.sub(" ", bare))):
        record["issued"] = {"date-parts": [[year]]}
    record["title"] = _title(work, record) or whole
    if record["title"] != whole.rstrip("."):
        record["note"] = whole
    return FreeReference(whole, work, locator, record)


def names_a_work(reference: FreeReference) -> bool:
    """Whether the words look like a reference at all, rather than a remark."""
    return bool(reference.record.keys() & {"URL", "DOI", "ISBN", "issued", "page"}) or bool(
        reference.locator
    )


def surely_names_a_work(reference: FreeReference) -> bool:
    """The same where a remark is as likely: a year alone does not make it a reference."""
    return bool(reference.record.keys() & {"URL", "DOI", "ISBN", "page"} or reference.locator)


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence it stood in."""
    address = address.rstrip(".,;:!?'\"”’»…")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?'\"”’»")
    return address


def _take_pages(whole: str) -> tuple[str, str, str]:
    """The reference without its pages, the pages as a locator, or as the extent of an article."""
    matches = [match for match in _PAGES.finditer(whole) if not _inside_address(whole, match)]
    if not matches:
        return whole, "", ""
    match = matches[-1]
    first, last, more = match["first"], match["last"], match["more"]
    if last and first.isdigit() and last.isdigit():
        full = last if len(last) >= len(first) else first[: len(first) - len(last)] + last
        if int(full) - int(first) > _NEAR_PAGES and not more:
            return whole, "", f"{first}–{last}"
    rest = re.sub(r"\s*[-‐-―]\s*", "–", fold(more)).replace(" ,", ",")
    following = match["following"]
    several = bool(last or more or following)
    locator = f"{'pp.' if several else 'p.'} {first}{f'–{last}' if last else ''}{rest}"
    if following:
        locator += " " + following.strip().rstrip(".") + "."
    before, after = whole[: match.start()], whole[match.end() :]
    if match["lead"].startswith("("):
        before, after = before, after[1:] if after.startswith(")") else after
    tail = after.lstrip(" .,;")
    if not tail:
        before = before.rstrip(" ,;:")
        stop = after.startswith(".") and not before.endswith(".")
        return before + ("." if stop else ""), locator, ""
    lead = match["lead"].strip()
    joint = lead if lead in {".", ";", ":"} else ("." if after.startswith(".") else ",")
    return before.rstrip(" ,;:.") + f"{joint} {tail}", locator, ""


def _inside_address(whole: str, match: re.Match[str]) -> bool:
    first = match.start("first")
    start = whole.rfind(" ", max(0, first - 500), first) + 1
    return whole.startswith(("http", "www.", "10."), start)


def _isbn(text: str) -> str:
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[-\s]", "", match.group(1))
        for length in (13, 10):
            if len(digits) >= length and _checks(digits[:length]):
                return digits[:length].upper()
    return ""


def _checks(digits: str) -> bool:
    """Whether an ISBN's last sign is the checksum of the others (ISO 2108)."""
    if len(digits) == 13:
        return (
            digits.isdigit() and sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
        )
    values = [10 if d in "xX" else int(d) for d in digits]
    return sum(value * (10 - n) for n, value in enumerate(values)) % 11 == 0


def _accessed(match: re.Match[str]) -> list[int]:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return [year, month, day] if 1 <= month <= 12 and 1 <= day <= 31 else []
    name = (match["month"] or match["month2"]).casefold()
    months = [number for number, full in enumerate(MONTHS, 1) if full.casefold().startswith(name)]
    day = int(match["day"] or match["day2"])
    if len(months) != 1 or not 1 <= day <= 31:
        return []
    return [int(match["year"] or match["year2"]), months[0], day]


def _year(text: str) -> int | None:
    """The year of publication: the one in brackets, else the last that is not part of a span."""
    if alone := _YEAR_ALONE.findall(text):
        return int(alone[0])
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def _title(work: str, record: JSON) -> str:
    """The wording without an address at its very end, which the record shows separately."""
    title = work
    for name in ("URL", "DOI"):
        address = str(record.get(name, ""))
        at = title.casefold().rfind(address.casefold()) if address else 0
        if at > 0 and not title[at + len(address) :].strip(" .>)"):
            title = title[:at]
            while lead := _LEAD_IN.search(title[-40:]):
                title = title[: len(title) - len(lead.group())]
    title = title.strip(" ,;:<(")
    return title[:-1] if re.search(r"[^\W\d_]{4}\.\Z|[\d)]\.\Z", title[-6:]) else title
