"""One text as an import of one step: plain, Markdown, a page or a Word file, with the sources that it cites."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.actions.import_entry import Incoming, imported_before
from editorial.actions.import_manuscript import IncomingManuscript, import_manuscripts
from editorial.actions.import_result import StepRemark
from editorial.actions.import_sources import NAMESPACE
from editorial.html import messages
from editorial.html.imported import ImportedText, ImportProblem, ReportLine
from editorial.importers.jobs.manuscripts import Reading, read_manuscript
from editorial.importers.jobs.steps import ImportBroken, Step, Steps, unchanged
from editorial.importers.texts.word_archive import MAX_FILE
from editorial.models import Manuscript
from editorial.wording import words
from encyclopedia.core.documents import Document, PersonDocument
from encyclopedia.core.names import name_key
from encyclopedia.rendering.page_language import default_language

ORIGIN = "text"
# Hexadecimal digits of the digest that distinguishes versions of a file.
_VERSION_LENGTH = 16

_CONSTRUCTS = {
    messages.REFERENCE_NOT_FOUND: "mark",
    messages.MARK_AMBIGUOUS: "mark",
    messages.REFERENCE_UNUSED: "reference",
    messages.REFERENCE_TWICE: "reference",
    messages.REFERENCE_IS_NO_WORK: "reference",
    messages.LIST_UNUSED: "reference",
    messages.STRAY_LINE: "caption",
    messages.LOST_DASH: "words",
    messages.NOTE_KEPT: "note",
    messages.NOTE_UNCLEAR: "note",
    messages.NOTE_BESIDE: "note",
    messages.BIBLIOGRAPHY_BESIDE: "bibliography",
    messages.NOTE_LOST: "note",
    messages.NOTE_UNUSED: "note",
    messages.PICTURE_WANTED: "picture",
    messages.LINK_DROPPED: "link",
    messages.CELLS_MERGED: "table",
    messages.TABLE_FLATTENED: "table",
    messages.FORMULA_AS_CODE: "formula",
    messages.FORMULA_LOST: "formula",
    messages.COMMENTS_LEFT_OUT: "comment",
    messages.FIELD_WITHOUT_RECORD: "reference",
    messages.CITATION_AS_WORDS: "reference",
    messages.LISTED_NOT_CITED: "reference",
    messages.ENCODING_GUESSED: "encoding",
}


def text_steps(
    path: Path,
    *,
    title: str,
    name: str,
    references: Mapping[str, str] | None = None,
    decisions: Mapping[str, Any] | None = None,
) -> Steps:
    """The file at `path`, uploaded as `name`, as one draft of an article; without `title` the text's own or the name.

    The same file under the same title does nothing, another one becomes the next revision of that draft.
    `references` says what marks mean, as in `read_numbered`, `decisions` what a person said of the notes. Raises
    ImportBroken where nothing can be read.
    """
    size = path.stat().st_size
    if size > MAX_FILE:
        raise ImportBroken(words(messages.TOO_LONG))
    content = path.read_bytes()
    try:
        imported = read_manuscript(content, Reading(title, name, references, decisions))
    except ImportProblem as problem:
        where = f" ({problem.detail})" if problem.detail else ""
        raise ImportBroken(f"{words(problem.message)}{where}") from problem
    if not imported.text.strip():
        raise ImportBroken(_("This file contains no text."))
    if not imported.title:
        raise ImportBroken(_("This text has no title. Give it one."))
    incoming = _incoming(imported, _version(content, references, decisions))
    # Comments become comments on the draft, and pictures go into the library: what is not taken says so then.
    taken = {messages.COMMENTS_LEFT_OUT} if imported.comments else set()
    lines = [
        _line(line)
        for line in imported.report
        if line.message not in taken and not _is_brought(line, imported.pictures)
    ]
    same = imported_before(ORIGIN, incoming.page, incoming.version)
    if same:
        yield Step(size, size, incoming.title, unchanged, item=same)
        return
    yield Step(
        size,
        size,
        incoming.title,
        import_manuscripts,
        [*_twins(incoming), *lines],
        item=IncomingManuscript(
            entry=incoming, pictures=imported.pictures, comments=tuple(imported.comments)
        ),
    )


def _is_brought(line: ReportLine, pictures: Mapping[str, bytes]) -> bool:
    """Whether the line asks for a picture whose file is in the manuscript."""
    return line.message == messages.PICTURE_WANTED and line.excerpt.split(" ")[0] in pictures


def _incoming(imported: ImportedText, version: str) -> Incoming:
    new_records = {
        reference.key: reference.record
        for reference in imported.references
        if reference.record is not None
    }
    incoming = Incoming(
        origin=ORIGIN,
        page=name_key(imported.title),
        version=version,
        kind="article",
        title=imported.title[:300],
        text=imported.text,
        language=imported.language or default_language(),
        sources=tuple({**record, "id": key} for key, record in new_records.items()),
    )
    return _as_published(incoming, imported.entry) if imported.entry else incoming


def _as_published(incoming: Incoming, entry: Document) -> Incoming:
    """With what a file of ours says of its entry besides the text."""
    return replace(
        incoming,
        kind=entry.kind,
        summary=entry.summary,
        language=entry.language,
        aliases=entry.aliases,
        tags=entry.tags,
        facts=entry.facts,
        sort_name=entry.sort_name if isinstance(entry, PersonDocument) else "",
    )


def _version(
    content: bytes, references: Mapping[str, str] | None, decisions: Mapping[str, Any] | None
) -> str:
    said = "\n".join(f"{mark} {work}" for mark, work in sorted((references or {}).items()))
    if decisions:
        said += json.dumps(decisions, sort_keys=True)
    return f"sha256:{hashlib.sha256(content + said.encode()).hexdigest()[:_VERSION_LENGTH]}"


def _line(remark: ReportLine) -> StepRemark:
    place = _("line %(number)s") % {"number": remark.line} if remark.line else ""
    return StepRemark(
        place, _CONSTRUCTS.get(remark.message, "text"), words(remark.message), remark.excerpt
    )


def _twins(incoming: Incoming) -> list[StepRemark]:
    """A line for the report where another article has this title: an import never changes what it did not create."""
    own = uuid.uuid5(NAMESPACE, f"{incoming.origin}#{incoming.page}")
    titled = Manuscript.objects.of_kind(incoming.kind).filter(name_key=name_key(incoming.title))
    words = _("Another entry has this title already; this one was drafted beside it.")
    return [
        StepRemark("", "title", words, manuscript.path) for manuscript in titled.exclude(pk=own)[:1]
    ]
