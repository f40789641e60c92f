"""The sources of an import: the same work recognised wherever it is cited.

Two records are one work when an identifier says so (DOI, PMID, ISBN …), else when title, authors
and year agree; and never when anything that distinguishes works (DOI, edition, volume …) differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from editorial.importers.mediawiki.citing.cite_dates import year
from editorial.importers.references.source_keys import SourceKeys

JSON = dict[str, Any]

_DISTINGUISHING = ("DOI", "PMID", "PMCID", "ISBN", "volume", "issue", "edition", "number")


class Sources:
    """The works cited so far; `records` in order, each with its key as `id`."""

    def __init__(self, existing: Iterable[JSON] = ()) -> None:
        self._records: dict[str, JSON] = {}
        self._index: dict[tuple[str, ...], list[str]] = {}
        for record in existing:
            self._keep(str(record["id"]), dict(record))
        self.keys = SourceKeys(self._records)

    @property
    def records(self) -> list[JSON]:
        return list(self._records.values())

    def __getitem__(self, key: str) -> JSON:
        return self._records[key]

    def add(self, record: JSON) -> str:
        """The key of the work that `record` describes, an existing one or a new one.

        An existing record gains what it lacked; nothing in it is overwritten.
        """
        for identity in _identities(record):
            for key in self._index.get(identity, ()):
                existing = self._records[key]
                if not _are_different(existing, record, identity[0]):
                    return self._fill(key, existing, record)
        key = self.keys.take(record)
        self._keep(key, {"id": key, **record})
        return key

    def _fill(self, key: str, existing: JSON, record: JSON) -> str:
        gained = {name: value for name, value in record.items() if name not in existing}
        gained.pop("id", None)
        if custom := record.get("custom"):
            gained["custom"] = custom | existing.get("custom", {})
        if gained:
            existing.update(gained)
            self._list(key, existing)
        return key

    def _keep(self, key: str, record: JSON) -> None:
        self._records[key] = record
        self._list(key, record)

    def _list(self, key: str, record: JSON) -> None:
        for identity in _identities(record):
            keys = self._index.setdefault(identity, [])
            if key not in keys and len(keys) < 20:
                keys.append(key)


def _folded(text: object) -> str:
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    return " ".join(re.findall(r"\w+", plain))


def _number(text: object) -> str:
    return re.sub(r"[^0-9a-z]", "", str(text).lower())


def isbn13(text: object) -> str:
    """An ISBN as thirteen digits; unchanged when it is not one."""
    plain = re.sub(r"[^0-9X]", "", str(text).upper())
    if len(plain) != 10:
        return plain
    plain = "978" + plain[:9]
    total = sum(
        int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(plain) if digit.isdecimal()
    )
    return plain + str(-total % 10)


def _authors(record: JSON) -> str:
    contributors = record.get("author") or record.get("editor") or []
    return "|".join(_folded(name.get("family") or name.get("literal", "")) for name in contributors)


def _identities(record: JSON) -> list[tuple[str, ...]]:
    """What the record can be recognised by, the most certain first."""
    title = _folded(record.get("title", ""))
    container_title = (
        _folded(record.get("container-title", "")) if record.get("type") == "chapter" else ""
    )
    custom = record.get("custom", {})
    identities: list[tuple[str, ...]] = []
    if doi := record.get("DOI"):
        identities.append(
            ("doi", str(doi).lower(), title if record.get("type") == "chapter" else "")
        )
    for name in ("PMID", "PMCID"):
        if value := _number(record.get(name, "")).removeprefix("pmc"):
            identities.append((name, value))
    for name in ("arxiv", "jstor", "bibcode"):
        if value := str(custom.get(name, "")).lower():
            identities.append((name, value))
    if isbn := isbn13(record.get("ISBN", "")):
        identities.append(("isbn", isbn, title))
    if record.get("type") == "document" and not record.get("author"):
        identities.append(
            ("text", title, str(record.get("URL", "")), _folded(record.get("note", "")))
        )
        return identities
    issued, authors = year(record.get("issued")), _authors(record)
    if title and authors and issued:
        identities.append(("work", title, authors, issued, container_title))
    if url := record.get("URL"):
        identities.append(("url", str(url), title))
    if title and not (authors and issued) and not record.get("URL"):
        container, publisher = record.get("container-title", ""), record.get("publisher", "")
        issued_text = str(record.get("issued", ""))
        identities.append(
            ("same", title, authors, issued_text, _folded(container), _folded(publisher))
        )
    return identities


def _are_different(one: JSON, other: JSON, identity_kind: str) -> bool:
    """Are two records that share an identity different works all the same?"""
    for name in _DISTINGUISHING:
        if identity_kind in ("doi", "PMID", "PMCID") and name not in ("DOI", "PMID"):
            continue
        one_value, other_value = one.get(name), other.get(name)
        if one_value and other_value:
            same = (
                isbn13(one_value) == isbn13(other_value)
                if name == "ISBN"
                else _number(one_value) == _number(other_value)
            )
            if not same:
                return True
    if identity_kind in ("url", "same", "text"):
        return bool(_authors(one) and _authors(other) and _authors(one) != _authors(other)) or bool(
            year(one.get("issued"))
            and year(other.get("issued"))
            and one["issued"] != other["issued"]
        )
    return False
