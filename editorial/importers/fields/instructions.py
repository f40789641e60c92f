"""What a field of a manuscript is, by its instruction: a citation, a bibliography, a second mark of a note.

Pure: no Django.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from editorial.importers.fields.csl_citations import read_csl_citation
from editorial.importers.fields.endnote import read_endnote, unpacked
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.fields.word_sources import read_word_citation
from encyclopedia.core.documents import JSON
from encyclopedia.downloads.word_own import LINK_CODE, NEEDED_CODE

MAX_SAID = 300

_BIBLIOGRAPHY = re.compile(
    r"\s*(?:ADDIN\s+)?(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|CSL_BIBLIOGRAPHY|BIBLIOGRAPHY)\b",
    re.IGNORECASE,
)
_CSL = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\b")
_ENDNOTE = re.compile(r"\s*(?:ADDIN\s+)?EN\.CITE(?![.\w])")
_NOTE_AGAIN = re.compile(r"\s*NOTEREF\s+\"?(?P<bookmark>[^\s\"\\]+)", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b")


def is_bibliography(instruction: str) -> bool:
    return _BIBLIOGRAPHY.match(instruction) is not None


def is_contents(instruction: str) -> bool:
    """Whether it makes a table of contents, or an index: what our pages make themselves."""
    return _CONTENTS.match(instruction) is not None


def note_again(instruction: str) -> str:
    """The bookmark of the note whose mark is repeated here; "" where it is no such field."""
    match = _NOTE_AGAIN.match(instruction)
    return match["bookmark"] if match else ""


def linked_entry(instruction: str) -> str:
    """The entry that the words of a field should link to, in a file of ours; "" where it is no such field."""
    return _said(instruction, LINK_CODE) or ""


def needed_citation(instruction: str) -> str | None:
    """Why a citation is needed, in a field of ours within a note; None where it is no such field."""
    return _said(instruction, NEEDED_CODE)


def _said(instruction: str, code: str) -> str | None:
    start, _, words = instruction.strip().partition(f"{code} ")
    if start or not words:
        return None
    try:
        said = json.loads(words)
    except ValueError:
        return None
    return said[:MAX_SAID] if isinstance(said, str) else None


def is_citation(instruction: str) -> bool:
    """Whether a reference manager put it there as a citation, whatever is left of its data."""
    return bool(_CSL.match(instruction) or _ENDNOTE.match(instruction))


def read_instruction(
    instruction: str, data: str, sources: Mapping[str, JSON]
) -> FieldCitation | None:
    """The citation of a field; `data` is what Word keeps beside it, `sources` are the file's own by their tags."""
    if _CSL.match(instruction):
        return read_csl_citation(instruction)
    if _ENDNOTE.match(instruction):
        return read_endnote(instruction) or read_endnote(unpacked(data))
    return read_word_citation(instruction, sources)
