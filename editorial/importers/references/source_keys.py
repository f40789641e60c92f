"""The key of a source, made from its record: family name, a word of the title, year. Pure: no Django.

The one place where keys are made, for imports, pasted references and sources written by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from anyascii import anyascii

JSON = dict[str, Any]

MAX_KEY = 60
# Words that begin titles and tell nothing.
_ARTICLES = frozenset(
    re.findall(
        r"\w+",
        "a an the der die das den dem ein eine le la les l un une des el los las lo il i "
        "gli o os as um uma de het een en ett det of on in zur zum du d",
    )
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
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")


def ascii_words(text: str) -> list[str]:
    """The words of `text` in lower-case ASCII letters and digits; other characters are left out."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_LETTERS)).translate(_LETTERS)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))


# Scripts of which `ascii_words` would leave nothing.
_OTHER_SCRIPTS = re.compile("[\u0530-\u1cff\u2e80-\ud7ff\uf900-\ufdff\U00020000-\U0003ffff]+")
_ADDRESS = re.compile(r"(?:https?:)?//(?:www\.)?([^/:?#\s]+)\S*\Z")


def _readable_words(text: str) -> list[str]:
    """The words of a text in any script, spelt in ASCII letters; of a web address its host."""
    if address := _ADDRESS.match(text.strip()):
        return ["-".join(ascii_words(address.group(1)))[:20].rstrip("-")]
    return ascii_words(_OTHER_SCRIPTS.sub(lambda other: anyascii(other.group()), text))


class SourceKeys:
    """Gives out keys such as `service-trotsky-2009`, each once."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)
        self._next: dict[str, int] = {}

    def reserve(self, key: str) -> None:
        self._used.add(key)

    def take(self, record: Mapping[str, Any]) -> str:
        """An unused key for the record."""
        preferred = _preferred(json.dumps(record, ensure_ascii=False, default=str))
        key = preferred
        number = self._next.get(preferred, 2)
        while key in self._used:
            key = f"{preferred}-{number}"
            number += 1
        self._next[preferred] = number
        self._used.add(key)
        return key

    def take_own(self, key: str) -> str:
        """A key that a person chose in another program, as it can be typed here; "" where it is taken or none."""
        typeable = "-".join(ascii_words(key))
        if not re.search("[a-z]", typeable) or len(typeable) > MAX_KEY or typeable in self._used:
            return ""
        self._used.add(typeable)
        return typeable


@lru_cache(maxsize=8_000)
def _preferred(record: str) -> str:
    return family_word_year(json.loads(record))


def family_word_year(record: Mapping[str, Any]) -> str:
    """The key that the record would have if no other source had it: any JSON, always a key."""
    title = str(record.get("title") or "")
    words = _readable_words(title)
    title_words = [
        word for word in words if word not in _ARTICLES and not word.isdecimal()
    ] or words
    family = _family(record.get("author")) or _family(record.get("editor"))
    if not family:
        container = _readable_words(str(record.get("container-title") or ""))
        family = [word for word in container if word not in _ARTICLES][:1]
    if not family:
        family, title_words = title_words[:1], title_words[1:]
    parts = [
        "".join(family[:3])[:20],
        *(word[:20] for word in title_words[:1]),
        _year(record.get("issued")),
    ]
    key = "-".join(part for part in parts if part)[:MAX_KEY].strip("-")
    if not any(c.isalpha() for c in key):
        digest = hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:6]
        key = f"source-{digest}-{key}".strip("-")
    return key


def _family(names: Any) -> list[str]:
    first = names[0] if isinstance(names, list) and names else {}
    if not isinstance(first, Mapping):
        return []
    literal = _readable_words(str(first.get("literal") or ""))
    return _readable_words(str(first.get("family") or "")) or literal[:2]


def _year(date: Any) -> str:
    """The year a CSL date begins with, of a literal its first year."""
    if not isinstance(date, Mapping):
        return ""
    parts = date.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    year = str(first[0]) if isinstance(first, list) and first else ""
    if year.isascii() and year.isdecimal():
        return year
    match = _YEAR.search(str(date.get("literal") or ""))
    return match.group(1) if match else ""
