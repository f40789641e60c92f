"""Text with numbered marks, copied from a web page or word processor, into our markup.

Marks with a reference become citations, the others ask for one, each at its exact place. Pure: no
Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from editorial.html import messages
from editorial.html.imported import (
    ImportedText,
    ImportProblem,
    KnownSource,
    ReportLine,
    excerpt,
)
from editorial.html.markup_text import clean
from editorial.importers.notes.note_reading import NoteReader
from editorial.importers.notes.numbered_notes import NumberedNotes
from editorial.importers.references.reference_lists import split_references
from editorial.importers.references.reference_marks import Mark, Marks
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.writing.markup_blocks import MarkupBlock, stacked

MAX_CHARACTERS = 8_000_000

_LONG_LINE = 200
_BULLET = re.compile(r"\s*[•◦▪‣⁃·*–-]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
# Two capitalised words that were joined; "McDonald" and "MacArthur" are too short at the front.
_JOINED = re.compile(r"(?<![\w/@.-])[A-Z][a-z]{3,}[A-Z][a-z]{3,}(?![\w/@])")
_JOINED_YEARS = re.compile(r"(?<![\w.])(?:1[5-9]|20)\d\d(?:1[5-9]|20)\d\d(?![\w.])")
_SENTENCE_END = re.compile(r"[.!?:;,…。！？][\"'”’»)\]]*\Z|[\"”»]\Z")
_STRAY_LENGTH, _STRAY_WORDS = 80, 12


def read_numbered(
    text: str,
    *,
    references: Mapping[str, str] | None = None,
    title: str = "",
    known: KnownSource | None = None,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
) -> ImportedText:
    """Plain text with marks as markup.

    `references` gives what marks mean (`{"1": "Deutscher, …, p. 12"}`, or `"@key, p. 12"` for
    a source that exists), before what a list in the text says. `known` recognises existing sources
    by their words; new ones get no key that is `taken`. `aids` has what a person said of the notes.
    Raises ImportProblem when the text is longer than MAX_CHARACTERS.
    """
    if len(text) > MAX_CHARACTERS:
        raise ImportProblem(messages.TOO_LONG)
    lines = clean(text).split("\n")
    split = split_references(lines, labels_used(lines))
    aids = aids or ReadingAids()
    resolver = Resolver(known, taken, aids.known_work, aids.joined, aids.site)
    reader = NoteReader(resolver, known, aids.language, dict(aids.decisions))
    notes = NumberedNotes(reader, aids.trace)
    for mark, words in (references or {}).items():
        notes.define(mark, words)
    for listed in split.references:
        notes.add(listed.label, listed.text)
    marks = Marks(notes.labels)
    paragraphs = list(_paragraphs(lines[number] for number in split.kept))
    has_neighbours = len(paragraphs) > 1
    blocks = [_block(paragraph, marks, notes, has_neighbours) for paragraph in paragraphs]
    blocks.extend(MarkupBlock([line]) for line in notes.definitions())
    imported = ImportedText(title.strip(), references=resolver.references)
    whole = stacked(blocks)
    imported.text = "\n".join(whole.lines)
    imported.report.extend(replace(line, line=line.line + 1) for line in whole.report)
    imported.report.extend(ReportLine(0, messages.LIST_UNUSED, name) for name in split.unused)
    imported.report.extend([*resolver.report, *notes.report()])
    imported.notes, imported.works = notes.readings, resolver.cited_records.works
    return imported


def has_list(text: str) -> bool:
    """Whether a list in the text says what its marks mean."""
    lines = clean(text[:MAX_CHARACTERS]).split("\n")
    return bool(split_references(lines, labels_used(lines)).references)


def labels_used(lines: list[str]) -> set[str]:
    """The labels that marks may point to, a superscript run read in both ways."""
    used: set[str] = set()
    marks = Marks()
    for line in lines:
        for mark in marks.find(line):
            used.update(mark.labels)
            if mark.ambiguous:
                used.add("".join(mark.labels))
    return used


def _paragraphs(lines: Iterable[str]) -> Iterable[list[str]]:
    """Runs of lines between blank ones; long lines are paragraphs by themselves."""
    run: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            run.append(line.strip())
        elif run:
            if max(map(len, run)) > _LONG_LINE:
                yield from ([single] for single in run)
            elif _list_pattern(run[1:]) and not _list_pattern(run):
                yield run[:1]
                yield run[1:]
            else:
                yield run
            run = []


def _block(
    lines: list[str], marks: Marks, notes: NumberedNotes, has_neighbours: bool
) -> MarkupBlock:
    block = MarkupBlock([])
    pattern = _list_pattern(lines)
    has_marks = False
    for number, line in enumerate(lines):
        start = ""
        if pattern and (match := pattern.match(line)):
            start = f"{match[1]}. " if pattern is _NUMBERED else "- "
            line = line[match.end() :]
        line_marks = marks.find(line)
        has_marks = has_marks or bool(line_marks)
        block.lines.append(start + notes.line(line, line_marks))
        block.report.extend(_suspicions(number, line, line_marks, notes))
    if has_neighbours and not pattern and not has_marks and len(lines) == 1 and _is_stray(lines[0]):
        block.report.insert(0, ReportLine(0, messages.STRAY_LINE, excerpt(lines[0])))
    return block


def _list_pattern(lines: list[str]) -> re.Pattern[str] | None:
    """The pattern of a list's items when every line is one; a lone item is no list."""
    if len(lines) > 1:
        for pattern in (_BULLET, _NUMBERED):
            if all(pattern.match(line) for line in lines):
                return pattern
    return None


def _suspicions(
    number: int, line: str, line_marks: list[Mark], notes: NumberedNotes
) -> Iterable[ReportLine]:
    for mark in line_marks:
        raw = line[mark.start : mark.end]
        if mark.ambiguous:
            yield ReportLine(number, messages.MARK_AMBIGUOUS, raw)
        if not mark.needed and not all(notes.resolves(label) for label in mark.labels):
            yield ReportLine(number, messages.REFERENCE_NOT_FOUND, raw)
    for pattern in (_JOINED, _JOINED_YEARS):
        for match in pattern.finditer(line):
            yield ReportLine(number, messages.LOST_DASH, match.group())


def _is_stray(line: str) -> bool:
    return (
        len(line) <= _STRAY_LENGTH
        and len(line.split()) <= _STRAY_WORDS
        and not _SENTENCE_END.search(line)
    )
