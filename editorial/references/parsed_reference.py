"""What a reference in plain words turned out to say. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """One work as words name it.

    `record` is a CSL-JSON item without `id`. Where `certain` is false it is a `document` whose title is the words
    without the place in the work and which `custom` marks as verbatim: it is printed as it stands, and a person is
    asked to look. `locator` is the place in the work ("p. 12", "pp. 3–4", "л. 5"), `words` the reference as typed,
    `prefix` what stood before it and is no part of it ("see also", "Lenin to Gorky, quoted in"), `suffix` what was said
    behind its place ("who denies it"). `guessed` are the fields that the form of the words shows where that is not
    certain: good for recognising the work and for proposing to a person, never for a record that nobody looks at.
    """

    words: str
    record: JSON
    locator: str = ""
    certain: bool = False
    prefix: str = ""
    suffix: str = ""
    guessed: JSON = field(default_factory=dict)

    @property
    def described(self) -> JSON:
        """All that the words say of the work, be it a guess."""
        return {**self.record, **self.guessed}
