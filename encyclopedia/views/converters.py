"""What an address may contain. Anything else is not an address of this site: 404, before any query."""

from __future__ import annotations

import unicodedata

from encyclopedia.bibliography import FORMATS
from encyclopedia.downloads import formats
from encyclopedia.models import Kind


class KindConverter:
    regex = "|".join(Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SlugConverter:
    """A slug as stored: any script, no slash, no control character, at most as long as its column."""

    regex = "[^/]{1,200}"

    def to_python(self, value: str) -> str:
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter:
    """An edition's number, short enough for every database's integer."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class DigestConverter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class BibliographyConverter:
    """The ending of a bibliography file: bib, ris or json."""

    regex = "|".join(form.ending for form in FORMATS.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DownloadConverter:
    """The ending of an edition as a file: pdf, docx …"""

    regex = "|".join(formats.FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class BookConverter(DownloadConverter):
    """The ending of a book."""

    regex = "pdf|epub"
