"""A bibliography (BibTeX, RIS, CSL-JSON) as the steps of an import: one for each record, one for what is unreadable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.actions.catalogue import import_works, look_at_works
from editorial.actions.import_result import StepRemark
from editorial.html.messages import ENCODING_GUESSED
from editorial.importers.jobs.steps import ImportBroken, Step, Steps
from editorial.importers.references.source_keys import MAX_KEY, SourceKeys, ascii_words
from editorial.wording import words
from editorial.wording.size_words import size_words
from encyclopedia.bibliography import ReadProblem, decode, read_file
from encyclopedia.bibliography.formats.reading_result import MAX_TEXT_LENGTH

# In UTF-16 every character of the longest readable file takes two bytes.
MAX_BYTES = MAX_TEXT_LENGTH * 2
_UNREADABLE = re.compile(r"https?:|[0-9a-f-]{20,}|entry-[0-9]+$", re.IGNORECASE)


def bibliography_steps(path: Path, name: str = "", *, encoding: str = "") -> Steps:
    """The works of a file in any of the formats and encodings; each is imported as a source.

    `name` is the name of the uploaded file: it decides the format where the content does not. `encoding` is one that
    was chosen.

    What could not be read is a line with its place, beside its record if the record could still be read.
    Raises ImportBroken, naming the place, where nothing can be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ImportBroken(
            _("The file is larger than %(size)s: split it.") % {"size": size_words(MAX_BYTES)}
        )
    data = path.read_bytes()
    reading = read_file(data, name or path.name, encoding=encoding)
    records, problems = reading.records, reading.problems
    if not records:
        raise ImportBroken(" ".join(words(problem.message) for problem in problems[:3]))
    by_record, unassigned = _assigned(problems, {str(record.get("id", "")) for record in records})
    lines = [*_encoding(data, encoding), *(_line(problem) for problem in unassigned)]
    del data
    if lines:
        yield Step(0, len(records), name or path.name, lines=lines)
    for number, record in enumerate(records, 1):
        own_key = str(record.get("id", ""))
        yield _step(number, len(records), record, own_key, by_record.pop(own_key, []))


def _step(
    number: int, total: int, record: dict[str, Any], own_key: str, problems: list[ReadProblem]
) -> Step:
    incoming = keyed(record, own_key)
    lines = [_line(problem) for problem in problems]
    name = str(record.get("title") or "") or incoming["id"]
    return Step(number, total, name, import_works, lines, incoming, look=look_at_works)


def keyed(record: dict[str, Any], own_key: str) -> dict[str, Any]:
    """The record under a key that can be typed and read aloud: the file's own when it is one, else author-title-year.

    The file's own key is kept under `custom` where it had to be changed.
    """
    typeable = "-".join(ascii_words(own_key))
    readable = (
        re.search("[a-z]", typeable) and len(typeable) <= MAX_KEY and not _UNREADABLE.match(own_key)
    )
    key = typeable if readable else SourceKeys().take(record)
    keyed_record = {**record, "id": key}
    if own_key and own_key != key and not _UNREADABLE.match(own_key):
        custom = record.get("custom")
        keyed_record["custom"] = {
            **(custom if isinstance(custom, dict) else {}),
            "citation-key": own_key,
        }
    return keyed_record


def _assigned(
    problems: list[ReadProblem], keys: set[str]
) -> tuple[dict[str, list[ReadProblem]], list[ReadProblem]]:
    """The problems by the key of the record they stand in, and those of no record that was read."""
    by_record: dict[str, list[ReadProblem]] = defaultdict(list)
    unassigned = []
    for problem in problems:
        if problem.entry and problem.entry in keys:
            by_record[problem.entry].append(problem)
        else:
            unassigned.append(problem)
    return by_record, unassigned


def _encoding(data: bytes, chosen: str) -> Iterator[StepRemark]:
    """A line where the encoding was guessed, or bytes are not valid in it."""
    text, encoding = decode(data, chosen)
    if encoding in ("cp1252", "latin-1"):
        lines = enumerate(text.split("\n"), 1)
        number, line = next((n, line) for n, line in lines if not line.isascii())
        yield StepRemark(_place(number), "encoding", words(ENCODING_GUESSED), line.strip()[:200])
    elif "\ufffd" in text and "\ufffd".encode() not in data:
        number = text.count("\n", 0, text.index("\ufffd")) + 1
        message = _("Some bytes here are not %(encoding)s; they are shown as “�”.")
        yield StepRemark(_place(number), "encoding", message % {"encoding": encoding.upper()})


def _line(problem: ReadProblem) -> StepRemark:
    place = _place(problem.line) if problem.line else ""
    return StepRemark(place, "record", words(problem.message), problem.entry)


def _place(number: int) -> str:
    return _("line %(number)s") % {"number": number}
