"""The sources of an import: readable keys, and the same work recognised wherever it is cited.

Two records are one work when an identifier says so (DOI, PMID, ISBN …), else when title, authors
and year agree; and never when anything that distinguishes works (DOI, edition, volume …) differs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from editorial.importers.mediawiki.citing.cite_dates import year

JSON = dict[str, Any]

MAX_KEY = 60
_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "el",
        "los",
        "las",
        "lo",
        "il",
        "i",
        "gli",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "de",
        "het",
        "een",
        "en",
        "ett",
        "det",
        "of",
        "on",
        "in",
        "zur",
        "zum",
        "du",
        "d",
    ]
)
_LETTERS = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфыэіїєґαβγδεζηικλμνξοπρστυφω",
            "abvgdeziiklmnoprstufyeiiegabgdeziiklmnxoprstyfo",
            strict=True,
        )
    )
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | {"ё": "e", "ъ": "", "ь": "", "θ": "th", "χ": "ch", "ψ": "ps", "ς": "s", "ß": "ss", "ø": "o"}
    | {"æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_DISTINGUISHING = ("DOI", "PMID", "PMCID", "ISBN", "volume", "issue", "edition", "number")


def ascii_words(text: str) -> list[str]:
    """The words of `text` in lower-case ASCII letters and digits; other characters are left out."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = "".join(c for c in plain.translate(_LETTERS) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))


class SourceKeys:
    """Gives out keys such as `service-trotsky-2009`, each once."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)
        self._next: dict[str, int] = {}

    def take(self, record: JSON) -> str:
        """An unused key for the record: family name, first significant word of the title, year."""
        preferred = self._preferred(record)
        key = preferred
        number = self._next.get(preferred, 2)
        while key in self._used:
            key = f"{preferred}-{number}"
            number += 1
        self._next[preferred] = number
        self._used.add(key)
        return key

    @staticmethod
    def _preferred(record: JSON) -> str:
        title = str(record.get("title", ""))
        words = ascii_words(title)
        title_words = [
            word for word in words if word not in _ARTICLES and not word.isdecimal()
        ] or words
        family: list[str] = []
        for name in (record.get("author") or record.get("editor") or [])[:1]:
            family = ascii_words(name.get("family", "")) or ascii_words(name.get("literal", ""))[:2]
        if not family:
            family = ascii_words(str(record.get("container-title", "")))
            family = [word for word in family if word not in _ARTICLES][:1]
            if not family:
                family, title_words = title_words[:1], title_words[1:]
        parts = [
            "".join(family[:3])[:20],
            *(word[:20] for word in title_words[:1]),
            year(record.get("issued")),
        ]
        key = "-".join(part for part in parts if part)[:MAX_KEY].strip("-")
        if not any(c.isalpha() for c in key):
            digest = hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:6]
            key = f"source-{digest}-{key}".strip("-")
        return key


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
