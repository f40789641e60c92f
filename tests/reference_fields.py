"""References and what a person reads in them, as flat fields that can be compared."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editorial.references import ParsedReference, read_reference

DATA = Path(__file__).parent / "references/data"


def expected(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Language, words and fields of each reference in a file of `data`."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        yield fields.pop("language"), fields.pop("words"), fields


def fields_of(reference: ParsedReference) -> dict[str, Any]:
    """What was read; of a reference that is printed as it stands, not the words themselves."""
    record = {name: value for name, value in reference.record.items() if name != "custom"}
    others = str(reference.record.get("custom", {}).get("others", "")).split()
    if not reference.certain:
        record = {name: value for name, value in record.items() if name not in ("type", "title")}
    if "arXiv" in record:
        record["arxiv"] = record.pop("arXiv")
    fields = {name: _flat(value, name in others) for name, value in record.items()}
    return fields | ({"locator": reference.locator} if reference.locator else {})


def _flat(value: Any, others: bool) -> Any:
    if isinstance(value, list):
        names = [
            n.get("literal") or ", ".join(filter(None, (n["family"], n.get("given"))))
            for n in value
        ]
        return names + ["others"] * others
    if isinstance(value, dict):
        return "/".join(
            "-".join(f"{number:02d}" for number in part) for part in value["date-parts"]
        )
    return value


def is_same(field: str, one: Any, other: Any) -> bool:
    """The same but for capitals, marks on letters and punctuation."""
    return _compared(field, one) == _compared(field, other)


def _compared(field: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_folded(name) for name in value]
    text = str(value)
    if field == "locator":
        text = re.sub(r"(\d)(f)", r"\1 \2", re.sub(r"\bpp?\.", "", text))
    elif field == "edition":
        text = re.sub(r"\b(?:éd|ed|изд|Aufl)\w*|е\b", "", text)
    elif field == "ISBN":
        return re.sub(r"[^\dX]", "", text.upper())[-10:-1]
    return _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def count_right(name: str) -> tuple[int, int, int]:
    """Fields right, fields expected, fields read, of a file of `data`."""
    right = wanted = read = 0
    for language, words, fields in expected(name):
        got = fields_of(read_reference(words, language))
        if got.get("archive") and "title" not in fields:
            got.pop("title", None)
        right += sum(
            field in got and is_same(field, value, got[field]) for field, value in fields.items()
        )
        wanted += len(fields)
        read += len(got)
    return right, wanted, read
