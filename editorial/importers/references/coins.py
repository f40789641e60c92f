"""COinS, the record that citation pages hide beside a reference for reference managers. Pure: no
Django.

http://ocoins.info/ (Z39.88 key-encoded values in the title of an empty `span`).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from encyclopedia.core.documents import JSON

COINS = "Z3988"

_TYPES = {
    "book": "book",
    "bookitem": "chapter",
    "article": "article-journal",
    "conference": "paper-conference",
    "proceeding": "paper-conference",
    "report": "report",
    "preprint": "article",
    "dissertation": "thesis",
}
_PLAIN = {
    "rft.pub": "publisher",
    "rft.place": "publisher-place",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.edition": "edition",
    "rft.series": "collection-title",
    "rft.isbn": "ISBN",
    "rft.issn": "ISSN",
    "rft.pages": "page",
}
_MARKUP = re.compile(r"<[^<>]{0,200}>|'{2,5}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b")


def read_coins(title: str) -> JSON | None:
    """The CSL-JSON record in a COinS title, or None when it names no work."""
    fields = {name: [_tidy(value) for value in values] for name, values in _parsed(title).items()}
    first = {name: values[0] for name, values in fields.items() if values[0]}
    kind = (
        "dissertation"
        if "dissertation" in first.get("rft_val_fmt", "")
        else first.get("rft.genre", "")
    )
    part, whole = (
        first.get("rft.atitle", ""),
        first.get("rft.btitle") or first.get("rft.jtitle", ""),
    )
    name = part or whole or first.get("rft.title", "")
    if not name:
        return None
    record: JSON = {"type": _TYPES.get(kind, "document"), "title": name}
    if part and (whole or first.get("rft.title")):
        record["container-title"] = whole or first["rft.title"]
    for field, variable in _PLAIN.items():
        if value := first.get(field):
            record[variable] = value.replace("-", "–") if variable == "page" else value
    if authors := _authors(fields):
        record["author"] = authors
    if issued := _issued(first.get("rft.date", "")):
        record["issued"] = issued
    for identifier in fields.get("rft_id", []):
        if identifier.startswith("info:doi/"):
            record["DOI"] = identifier.removeprefix("info:doi/")
        elif identifier.startswith(("https://", "http://")):
            record.setdefault("URL", identifier)
    if record["type"] == "document" and "URL" in record:
        record["type"] = "webpage"
    return record


def _parsed(title: str) -> dict[str, list[str]]:
    try:
        return parse_qs(title[:10_000], max_num_fields=300)
    except ValueError:
        return {}


def _tidy(value: str) -> str:
    return " ".join(_MARKUP.sub("", value).split())


def _authors(fields: dict[str, list[str]]) -> list[JSON]:
    names: list[JSON] = []
    if last := fields.get("rft.aulast", [""])[0]:
        given_name = fields.get("rft.aufirst", [""])[0]
        names.append({"family": last, "given": given_name} if given_name else {"literal": last})
    for author in fields.get("rft.au", []):
        family, comma, given_name = (part.strip() for part in author.partition(","))
        name = (
            {"family": family, "given": given_name} if comma and given_name else {"literal": author}
        )
        if name not in names and author not in {"", *(listed.get("family") for listed in names)}:
            names.append(name)
    return names


def _issued(date: str) -> JSON | None:
    if match := _DATE.match(date):
        parts = [int(part) for part in match.groups() if part]
        if all(1 <= part <= top for part, top in zip(parts[1:], (12, 31), strict=False)):
            return {"date-parts": [parts]}
    year = _YEAR.search(date)
    return {"date-parts": [[int(year[1])]]} if year else None
