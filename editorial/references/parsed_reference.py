"""What a reference in plain words turned out to say. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """One work as words name it.

    `record` is a CSL-JSON item without `id`. Where `certain` is false it is a `document` whose title is the words
    without the place in the work and which `custom` marks as verbatim: it is printed as it stands, and a person is
    asked to look. `locator` is the place in the work ("p. 12", "pp. 3–4", "л. 5"), `words` the reference as typed,
    `prefix` what stood before it and is no part of it ("see also", "Lenin to Gorky, quoted in"), `suffix` what was said
    behind its place ("who denies it").
    """

    words: str
    record: JSON
    locator: str = ""
    certain: bool = False
    prefix: str = ""
    suffix: str = ""
