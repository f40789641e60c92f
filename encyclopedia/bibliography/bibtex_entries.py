"""The entries of a BibTeX file and their fields: pieces joined, macros filled in, cross-references followed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from encyclopedia.bibliography import bibtex_fields as known
from encyclopedia.bibliography.reading import Reading

_PIECE = re.compile(r"\s*(?:#\s*)*([^#\"{}\s][^#\"{}]*|[\"{])")
DEEPEST: Final = 8  # cross-references of cross-references

# Its warnings are told as problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

Fields = dict[str, str]


def line_of(block: Any) -> int:
    return (block.start_line or 0) + 1


def entries(blocks: Any, reading: Reading) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Entry):
            yield block
        elif isinstance(block, DuplicateFieldKeyBlock):
            yield from _with_twice_given(block, reading)
        elif isinstance(block, ParsingFailedBlock):
            yield from _failed(block, reading)


def _with_twice_given(block: DuplicateFieldKeyBlock, reading: Reading) -> Iterator[Entry]:
    entry = block.ignore_error_block
    if isinstance(entry, Entry):
        names = ", ".join(sorted(block.duplicate_keys))
        reading.add(
            line_of(block),
            entry.key,
            f"Line {line_of(block)}: {names} is given twice; the first is taken.",
        )
        yield entry


def _failed(block: ParsingFailedBlock, reading: Reading) -> Iterator[Entry]:
    entry = block.ignore_error_block
    if isinstance(entry, Entry):  # only its key stands twice
        yield entry
        return
    key = re.match(r"@\s*\w+\s*[{(]\s*([^\s,{}()=]{1,100})\s*,", block.raw or "")
    reason = str(getattr(block.error, "abort_reason", block.error)).strip().rstrip(".")
    reading.add(
        line_of(block),
        key[1] if key else "",
        f"The entry of line {line_of(block)} is broken: {reason}. Not read.",
    )


def fields_of(entry: Entry, macros: Mapping[str, str], reading: Reading | None) -> Fields:
    """The fields with their values put together, still in LaTeX; empty ones left out."""

    def unknown(macro: str) -> None:
        if reading:
            line = (field.start_line or 0) + 1
            reading.add(
                line,
                entry.key,
                f"Line {line}: “{macro}” is no macro of this file; its name is kept.",
            )

    found: Fields = {}
    for field in entry.fields:
        name = field.key.strip().lower()
        value = joined(str(field.value), macros, unknown).strip()
        if value and name not in found:
            found[name] = value
    return found


def joined(value: str, macros: Mapping[str, str], unknown: Any) -> str:
    """A value's pieces ({…}, "…", numbers, macros, joined by #) as one string."""
    pieces, at = [], 0
    while found := _PIECE.match(value, at):
        piece = found[1]
        if piece in '"{':
            end = _closing(value, found.start(1))
            pieces.append(value[found.start(1) + 1 : end])
            at = end + 1
            continue
        at, word = found.end(), piece.strip()
        if word.isdecimal():
            pieces.append(word)
        elif word.lower() in macros:
            pieces.append(macros[word.lower()])
        else:
            unknown(word[:60])
            pieces.append(word)
    return re.sub(r"\s+", " ", "".join(pieces))


def _closing(value: str, start: int) -> int:
    """Where the piece that starts with a quotation mark or brace ends."""
    closer = '"' if value[start] == '"' else "}"
    depth = 0
    for at in range(start + 1, len(value)):
        sign = value[at]
        if value[at - 1] == "\\" and sign in '{}"':
            continue
        if sign == closer and depth == 0:
            return at
        depth += (sign == "{") - (sign == "}")
    return len(value)


def inherited(
    own: Fields, fields: Mapping[str, Fields], entry: Entry, line: int, reading: Reading
) -> Fields:
    """The fields with those taken over from the entry that `crossref` or `xdata` names."""
    whole, seen = dict(own), {entry.key.lower()}
    reference = own.get("crossref") or own.get("xdata", "")
    while reference and len(seen) <= DEEPEST:
        parent = fields.get(reference.lower())
        if parent is None or reference.lower() in seen:
            reading.add(
                line, entry.key, f"Line {line}: refers to “{reference}”, which is not in the file."
            )
            return whole
        seen.add(reference.lower())
        if entry.entry_type.lower().startswith(("in", "conference", "supp")) and "title" in parent:
            whole.setdefault("booktitle", parent.get("booktitle") or parent["title"])
        for name, value in parent.items():
            if name not in known.NOT_INHERITED:
                whole.setdefault(name, value)
        reference = parent.get("crossref", "")
    whole.pop("crossref", None)
    return whole
