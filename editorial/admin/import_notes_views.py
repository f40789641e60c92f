"""The notes of a manuscript as they were read, before drafts are made: what each cites, and which works are one."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from editorial import permissions
from editorial.actions.import_notes import JOINED, decide_note, join_works, part_works
from editorial.admin.office_view import office_view, person, show
from editorial.html.imported import ImportProblem
from editorial.html.read_notes import NoteReading, ReadPart, ReadWork
from editorial.importers.jobs.kept_notes import notes_of
from editorial.importers.texts.notes_again import NotesRead
from editorial.models import Import, ImportKind, Manuscript
from editorial.storage import import_files
from editorial.wording import words
from editorial.workflow import Refused
from encyclopedia.bibliography import plain_label
from encyclopedia.models import Kind

MAX_ON_PAGE = 100
MAX_WORKS_ON_PAGE = 100
# Works that are compared with each other; and from which likeness on they are proposed as one, in percent.
MAX_COMPARED = 300
MIN_LIKENESS = 80
MAX_PROPOSED = 30


@dataclass
class WorkRow:
    """A work of the manuscript: its short name, how often it is cited, and those that were taken for it."""

    work: ReadWork
    label: str
    title: str
    count: int = 0
    is_certain: bool = True
    joined: list[tuple[str, str]] = field(default_factory=list)


@office_view(permissions.IMPORT_CONTENT)
def notes(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All notes in their order, the works that they cite, and which of these may be one."""
    job = _manuscript_or_404(pk)
    title, read, failure = _read(job)
    works = _work_rows(read, job)
    by_key = {row.work.key: row for row in works}
    first = _first(request.GET.get("from", ""))
    shown = read.notes[first : first + MAX_ON_PAGE]
    last = first + len(shown)
    first_work = _first(request.GET.get("works", ""))
    last_work = first_work + MAX_WORKS_ON_PAGE
    return show(
        request,
        "editorial/imports/notes.html",
        {
            "title": _("Notes of “%(name)s”") % {"name": title or job.name},
            "job": job,
            "failure": failure,
            "note_count": len(read.notes),
            "work_count": len(works),
            "notes": [_note_row(note, by_key) for note in shown],
            "works": works[first_work:last_work],
            "options": _options(works),
            "proposed": _proposed(works),
            "first": first,
            "next": last if last < len(read.notes) else 0,
            "before": max(0, first - MAX_ON_PAGE) if first else None,
            "next_work": last_work if last_work < len(works) else 0,
            "before_work": max(0, first_work - MAX_WORKS_ON_PAGE) if first_work else None,
            "may_decide": job.dry_run and not failure and not job.made,
        },
    )


@office_view(permissions.IMPORT_CONTENT, post=True)
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One decision, by one button; back to the note or work that it was about."""
    job = _manuscript_or_404(pk)
    sent, by = request.POST, person(request)
    note, one, other = sent.get("note", ""), sent.get("one", ""), sent.get("other", "")
    place = "works"
    try:
        if note:
            if sent.get("decision") == "verbatim":
                _require_words(job, note)
            decide_note(job=job.pk, note=note, decision=sent.get("decision", ""), by=by)
            place = f"note-{note}"
        elif "apart" in sent:
            part_works(job=job.pk, other=sent["apart"], by=by)
        else:
            join_works(job=job.pk, one=one, other=other, by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
    start = _first(sent.get("from", ""))
    query = f"?from={start}" if start else ""
    return HttpResponseRedirect(f"{reverse('admin:import_notes', args=[pk])}{query}#{place}")


def _manuscript_or_404(pk: uuid.UUID) -> Import:
    return get_object_or_404(Import.objects.filter(kind=ImportKind.TEXT), pk=pk)


def _first(number: str) -> int:
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 0


def _read(job: Import) -> tuple[str, NotesRead, str]:
    """The manuscript's title, its notes as read with the decisions so far; where nothing can be read, why."""
    nothing = NotesRead([], [], Counter())
    gone = _("The file is not here any more. Upload it again.")
    if not import_files.exists(job):
        return "", nothing, gone
    try:
        return (*notes_of(job), "")
    except ImportProblem as problem:
        where = f" ({problem.detail})" if problem.detail else ""
        return "", nothing, f"{words(problem.message)}{where}"
    except OSError:
        return "", nothing, gone


def _require_words(job: Import, note: str) -> None:
    """Raises Refused where a source word for word would have no title; of notes that are gone, `decide_note` tells."""
    _title, read, _failure = _read(job)
    if any(reading.id == note and not reading.has_words for reading in read.notes):
        raise Refused(_("This note has no words that a source could be named by."))


def _work_rows(read: NotesRead, job: Import) -> list[WorkRow]:
    here = [work.key for work in read.works if work.is_here]
    titles = dict(
        Manuscript.objects.of_kind(Kind.SOURCE).filter(slug__in=here).values_list("slug", "title")
    )
    rows = {
        work.key: WorkRow(
            work,
            plain_label(work.record) if work.record else work.key,
            titles.get(work.key) or str(work.record.get("title") or work.words),
        )
        for work in read.works
    }
    for note in read.notes:
        for part in note.parts:
            if part.work and part.work.key in rows:
                row = rows[part.work.key]
                row.is_certain = row.is_certain and part.certain
    for row in rows.values():
        row.count = read.counts[row.work.key]
    joined = job.decisions.get(JOINED, {})
    # A row has the name that comes first in the file, which may be the one that was taken for another.
    by_target = {joined.get(row.work.identity, row.work.identity): row for row in rows.values()}
    for other, one in joined.items():
        if one in by_target:
            by_target[one].joined.append((other, other))
    return list(rows.values())


def _options(rows: list[WorkRow]) -> SafeString:
    """All works to choose from, made once for both lists of them."""
    return format_html_join(
        "",
        '<option value="{}">{}, {}</option>',
        ((row.work.identity, row.label, Truncator(row.title).chars(60)) for row in rows),
    )


def _note_row(note: NoteReading, works: dict[str, WorkRow]) -> dict[str, Any]:
    return {
        "note": note,
        "words": note.shown,
        "parts": [_part_row(part, works) for part in note.parts],
        "is_field": any(part.how == "field" for part in note.parts),
    }


def _part_row(part: ReadPart, works: dict[str, WorkRow]) -> dict[str, Any]:
    sentences = {
        "field": _("from the reference manager"),
        "here": _("a source of the office"),
        "new": _("a new source"),
        "named": _("cited before"),
        "again": _("the work before"),
        "unclear": _("it cannot be told which work this means"),
        "remark": _("words of the note"),
    }
    row = works.get(part.work.key) if part.work else None
    return {
        "part": part,
        "how": sentences[part.how],
        "row": row,
        "words": part.words if part.work is None else "",
    }


def _proposed(rows: list[WorkRow]) -> list[tuple[WorkRow, WorkRow]]:
    """Pairs that look like one work, the likeliest first; the one that was named first comes first."""
    compared = rows[:MAX_COMPARED]
    likely = [
        (likeness, number, one, other)
        for number, one in enumerate(compared)
        for other in compared[number + 1 :]
        if not other.work.is_here and (likeness := _likeness(one, other)) >= MIN_LIKENESS
    ]
    likely.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(one, other) for _likeness, _number, one, other in likely[:MAX_PROPOSED]]


def _likeness(one: WorkRow, other: WorkRow) -> float:
    return _alike(one.label, one.title, other.label, other.title)


@lru_cache(maxsize=MAX_COMPARED * MAX_COMPARED)
def _alike(label: str, title: str, other_label: str, other_title: str) -> float:
    whole = fuzz.token_sort_ratio(f"{label} {title}", f"{other_label} {other_title}")
    same_author = label.split(" ")[0] == other_label.split(" ")[0]
    return max(whole, fuzz.token_set_ratio(title, other_title) if same_author else 0)
