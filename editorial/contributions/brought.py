"""One row of what is kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought in a piece of a manuscript, and in which revision first; the ids of person and revision.

    What the piece was (its sentence, and key, locator and quotation of a citation) stands with who saved it first.
    A row with a key and without words says who gave this key its work.
    """

    digest: str
    person: int
    revision: int
    words: str = ""
    source_key: str = ""
    locator: str = ""
    quotation: str = ""
