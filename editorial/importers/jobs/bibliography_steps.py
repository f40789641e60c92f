"""A bibliography (BibTeX, RIS, CSL-JSON) as the steps of an import: one for each record, and one for what is broken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from editorial.actions.catalogue import look_up, take_work, taken_before
from editorial.actions.import_result import ImportResult
from editorial.html.messages import ENCODING_GUESSED
from editorial.importers.jobs.steps import ImportBroken, Step, StepRemark, Steps
from editorial.importers.mediawiki.citing.imported_sources import MAX_KEY, SourceKeys, ascii_words
from editorial.wording import words
from encyclopedia.bibliography import ReadProblem, decode, read_file
from encyclopedia.bibliography.formats.reading_result import MAX_TEXT_LENGTH

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# In UTF-16 every character of a file as long as can be read takes two bytes.
MAX_BYTES = MAX_TEXT_LENGTH * 2
_UNREADABLE = re.compile(r"https?:|[0-9a-f-]{20,}|entry-[0-9]+$", re.IGNORECASE)


def bibliography_steps(path: Path, name: str = "") -> Steps:
    """The works of a file, whichever of the formats and encodings it is in; each is taken in as a source.

    `name` is what the file was uploaded as: it says the format where the content leaves that open.

    What could not be read is a line with its place, with the record it stands in where that was read all the same.
    Raises ImportBroken, naming the place, where nothing can be read.
    """
    if path.stat().st_size > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise ImportBroken(_("The file is longer than %(size)s MB: split it.") % {"size": size})
    data = path.read_bytes()
    reading = read_file(data, name or path.name)
    records, problems = reading.records, reading.problems
    if not records:
        raise ImportBroken(" ".join(words(problem.message) for problem in problems[:3]))
    of_record, apart = _assigned(problems, {str(record.get("id", "")) for record in records})
    lines = [*_encoding(data), *(_line(problem) for problem in apart)]
    del data
    if lines:
        yield Step(0, len(records), name or path.name, lines=lines)
    for number, record in enumerate(records, 1):
        own = str(record.get("id", ""))
        yield _step(number, len(records), record, own, of_record.pop(own, []))


def _step(
    number: int, total: int, record: dict[str, Any], own: str, problems: list[ReadProblem]
) -> Step:
    incoming = keyed(record, own)
    lines = [_line(problem) for problem in problems]
    name = str(record.get("title") or "") or incoming["id"]
    return Step(number, total, name, partial(_take, incoming), [*lines, *_similar(incoming)])


def _take(record: dict[str, Any], by: User) -> ImportResult:
    return take_work(record=record, by=by)


def keyed(record: dict[str, Any], own: str) -> dict[str, Any]:
    """The record under a key that can be typed and read aloud: the file's own when it is one, else author-title-year.

    The file's own key is kept under `custom` where it had to be changed.
    """
    typeable = "-".join(ascii_words(own))
    readable = (
        re.search("[a-z]", typeable) and len(typeable) <= MAX_KEY and not _UNREADABLE.match(own)
    )
    key = typeable if readable else SourceKeys().take(record)
    found = {**record, "id": key}
    if own and own != key and not _UNREADABLE.match(own):
        custom = record.get("custom")
        found["custom"] = {**(custom if isinstance(custom, dict) else {}), "citation-key": own}
    return found


def _similar(record: dict[str, Any]) -> list[StepRemark]:
    """A line where a source here looks like the work, and no identifier says whether it is."""
    known = look_up(record)
    if known is None or known.sure or taken_before(record):
        return []
    message = _("This may be the source “%(key)s”: %(why)s Compare the two among the duplicates.")
    values = {"key": known.source.slug, "why": words(known.sameness.reason)}
    return [StepRemark("", "duplicate", message % values, str(record.get("title", "")))]


def _assigned(
    problems: list[ReadProblem], keys: set[str]
) -> tuple[dict[str, list[ReadProblem]], list[ReadProblem]]:
    """The problems by the key of the record they stand in, and those of no record that was read."""
    of_record: dict[str, list[ReadProblem]] = defaultdict(list)
    apart = []
    for problem in problems:
        if problem.entry and problem.entry in keys:
            of_record[problem.entry].append(problem)
        else:
            apart.append(problem)
    return of_record, apart


def _encoding(data: bytes) -> Iterator[StepRemark]:
    """A line where the encoding was guessed, or bytes are none of it."""
    text, encoding = decode(data)
    if encoding in ("cp1252", "latin-1"):
        lines = enumerate(text.split("\n"), 1)
        number, line = next((n, line) for n, line in lines if not line.isascii())
        yield StepRemark(_place(number), "encoding", words(ENCODING_GUESSED), line.strip()[:200])
    elif "\ufffd" in text and "\ufffd".encode() not in data:
        number = text.count("\n", 0, text.index("\ufffd")) + 1
        message = _("Here are bytes that are no %(encoding)s; they are shown as “\ufffd”.")
        yield StepRemark(_place(number), "encoding", message % {"encoding": encoding.upper()})


def _line(problem: ReadProblem) -> StepRemark:
    place = _place(problem.line) if problem.line else ""
    return StepRemark(place, "record", words(problem.message), problem.entry)


def _place(number: int) -> str:
    return _("line %(number)s") % {"number": number}
