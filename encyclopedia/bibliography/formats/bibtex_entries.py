"""The entries of a BibTeX file and their fields: pieces joined, macros filled in, cross-references followed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

from encyclopedia.bibliography.formats import bibtex_fields
from encyclopedia.bibliography.formats.reading_result import FileContents, ReadProblem

_PIECE = re.compile(r"\s*(?:#\s*)*([^#\"{}\s][^#\"{}]*|[\"{])")
MAX_DEPTH: Final = 8  # cross-references of cross-references

# Characters that macros and cross-references fill in; what stands in the file is bounded by its length.
MAX_VALUE_LENGTH: Final = 100_000
MAX_FILE_LENGTH: Final = 10_000_000

# Its warnings are reported as problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

Fields = dict[str, str]


@dataclass(slots=True)
class Macros:
    """The @strings of one file by their names in lower case, and the characters they may still fill in.

    A few lines of @strings made of @strings could otherwise fill any memory.
    """

    values: dict[str, str] = field(default_factory=dict)
    left: int = field(default_factory=lambda: MAX_FILE_LENGTH)

    def take(self, name: str, room: int) -> str:
        """The macro's value, cut to the `room` there is for it and to what may still be filled in."""
        value = self.values[name][: min(room, self.left)]
        self.left -= len(value)
        return value


def line_of(block: Any) -> int:
    return (block.start_line or 0) + 1


def entries(blocks: Any, reading: FileContents) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Entry):
            yield block
        elif isinstance(block, DuplicateFieldKeyBlock):
            yield from _with_twice_given(block, reading)
        elif isinstance(block, ParsingFailedBlock):
            yield from _failed(block, reading)


def _with_twice_given(block: DuplicateFieldKeyBlock, reading: FileContents) -> Iterator[Entry]:
    entry = block.ignore_error_block
    if isinstance(entry, Entry):
        names = ", ".join(sorted(block.duplicate_keys))
        reading.add(line_of(block), entry.key, "bibtex_field_twice", names=names)
        yield entry


def _failed(block: ParsingFailedBlock, reading: FileContents) -> Iterator[Entry]:
    entry = block.ignore_error_block
    if isinstance(entry, Entry):  # only its key stands twice
        yield entry
        return
    key = re.match(r"@\s*\w+\s*[{(]\s*([^\s,{}()=]{1,100})\s*,", block.raw or "")
    reason = str(getattr(block.error, "abort_reason", block.error)).strip().rstrip(".")
    reading.add(line_of(block), key[1] if key else "", "bibtex_broken", reason=reason)


def fields_of(entry: Entry, macros: Macros, reading: FileContents) -> Fields:
    """The fields with their values put together, still in LaTeX; empty ones left out."""

    def unknown(macro: str) -> None:
        reading.add(line, entry.key, "bibtex_unknown_macro", macro=macro)

    fields: Fields = {}
    for entry_field in entry.fields:
        name, line = entry_field.key.strip().lower(), line_of(entry_field)
        value, whole = joined(str(entry_field.value), macros, unknown)
        if not whole:
            reading.problems.append(cut(line, entry.key, name))
        value = value.strip()
        if value and name not in fields:
            fields[name] = value
    return fields


def cut(line: int, key: str, name: str) -> ReadProblem:
    """The problem of a value that macros made too long."""
    limits = {"value": f"{MAX_VALUE_LENGTH:,}", "file": f"{MAX_FILE_LENGTH:,}"}
    return ReadProblem.at(line, key, "bibtex_cut", name=name[:60], **limits)


def joined(value: str, macros: Macros, unknown: Callable[[str], None]) -> tuple[str, bool]:
    """A value's pieces ({…}, "…", numbers, macros, joined by #) as one string, and whether that is the whole of it."""
    pieces, at, room = list[str](), 0, MAX_VALUE_LENGTH
    while match := _PIECE.match(value, at):
        piece = match[1]
        if piece in '"{':
            end = _closing(value, match.start(1))
            pieces.append(value[match.start(1) + 1 : end])
            at = end + 1
            continue
        at, word = match.end(), piece.strip()
        if word.isdecimal():
            pieces.append(word)
        elif word.lower() in macros.values:
            filled = macros.take(word.lower(), room)
            pieces.append(filled)
            room -= len(filled)
            if len(filled) < len(macros.values[word.lower()]):
                return _folded(pieces), False
        else:
            unknown(word[:60])
            pieces.append(word)
    return _folded(pieces), True


def _folded(pieces: list[str]) -> str:
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
    own: Fields, fields: Mapping[str, Fields], entry: Entry, macros: Macros, reading: FileContents
) -> Fields:
    """The fields, with those inherited from the entry that `crossref` or `xdata` names."""
    line = line_of(entry)
    whole, seen = dict(own), {entry.key.lower()}
    reference = own.get("crossref") or own.get("xdata", "")
    while reference and len(seen) <= MAX_DEPTH:
        parent = fields.get(reference.lower())
        if parent is None or reference.lower() in seen:
            reading.add(line, entry.key, "bibtex_no_parent", key=reference)
            return whole
        seen.add(reference.lower())
        weight = sum(map(len, parent.values()))
        if weight > macros.left:
            reading.add(line, entry.key, "bibtex_large_parent", key=reference)
            break
        macros.left -= weight
        if entry.entry_type.lower().startswith(("in", "conference", "supp")) and "title" in parent:
            whole.setdefault("booktitle", parent.get("booktitle") or parent["title"])
        for name, value in parent.items():
            if name not in bibtex_fields.NOT_INHERITED:
                whole.setdefault(name, value)
        reference = parent.get("crossref", "")
    whole.pop("crossref", None)
    return whole
