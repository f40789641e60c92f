"""The notes of a manuscript that people decide on: each process reads the file once, and its notes after each decision.

What is kept is never old: it is named by the digest of the file, by the decisions, and by the newest source here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from editorial.actions.import_notes import JOINED, NOTES
from editorial.html.imported import ImportedText
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.jobs import known_sources
from editorial.importers.jobs.manuscripts import Reading, read_manuscript
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.texts.notes_again import NotesRead, read_again
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.models import Import
from editorial.storage import import_files

MAX_FILES = 4
MAX_READINGS = 12

T = TypeVar("T")


@dataclass(frozen=True)
class _File:
    digest: str
    title: str
    name: str
    job: Import = field(compare=False)


@dataclass(frozen=True)
class _Kept:
    trace: NoteTrace
    title: str


@dataclass(frozen=True)
class _Office:
    """The office's sources as they were at one moment; each question is asked of the database once."""

    known: Callable[[str], str | None]
    known_work: Callable[[dict[str, Any]], str | None]
    taken: frozenset[str]

    @property
    def site(self) -> OwnSite:
        return known_sources.own_site(self.taken)


def notes_of(job: Import) -> tuple[str, NotesRead]:
    """The title of the manuscript, and its notes as read with the decisions so far.

    Raises ImportProblem where nothing can be read, OSError where the file is gone.
    """
    file = _File(job.digest, job.title, job.name, job)
    return _notes(file, known_sources.moment(), json.dumps(job.decisions, sort_keys=True))


def forget() -> None:
    """Read every file again when it is asked for next."""
    for kept in (_notes, _kept, _office):
        kept.cache_clear()


@lru_cache(maxsize=MAX_READINGS)
def _notes(file: _File, moment: tuple[str | int, ...], decided: str) -> tuple[str, NotesRead]:
    decisions = json.loads(decided)
    kept = _kept(file)
    if not kept.trace.is_whole:
        imported = _read(file, decisions, None)
        return imported.title, NotesRead(imported.notes, imported.works, _counts(imported))
    office = _office(file, moment)
    aids = ReadingAids(
        office.known_work,
        decisions.get(NOTES, {}),
        decisions.get(JOINED, {}),
        site=office.site,
    )
    return kept.title, read_again(kept.trace, aids, office.known, office.taken)


@lru_cache(maxsize=MAX_FILES)
def _kept(file: _File) -> _Kept:
    trace = NoteTrace()
    imported = _read(file, {}, trace)
    return _Kept(trace, imported.title)


@lru_cache(maxsize=MAX_FILES)
def _office(_file: _File, _moment: tuple[str | int, ...]) -> _Office:
    return _Office(
        _asked_once(known_sources.recogniser(), str),
        _asked_once(known_sources.work_recogniser(), _written),
        frozenset(known_sources.source_keys()),
    )


def _read(file: _File, decisions: Mapping[str, Any], trace: NoteTrace | None) -> ImportedText:
    with import_files.local(file.job) as path:
        reading = Reading(file.title, file.name, None, decisions, trace)
        return read_manuscript(path.read_bytes(), reading)


def _counts(imported: ImportedText) -> Counter[str]:
    return Counter(
        {
            work.key: len(re.findall(rf"@{re.escape(work.key)}(?![\w-])", imported.text))
            for work in imported.works
        }
    )


def _asked_once(
    recognise: Callable[[T], str | None], name_of: Callable[[T], str]
) -> Callable[[T], str | None]:
    answers: dict[str, str | None] = {}

    def answer(asked: T) -> str | None:
        name = name_of(asked)
        if name not in answers:
            answers[name] = recognise(asked)
        return answers[name]

    return answer


def _written(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)
