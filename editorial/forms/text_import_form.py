"""Text that an author imports into the form: what was pasted or uploaded, what was read, and the new sources."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from editorial.forms.fields import KeyField
from editorial.forms.whole import Files
from editorial.html.imported import FoundReference, ImportProblem, ReportLine
from editorial.html.markup_text import with_own_notes
from editorial.importers.jobs import known_sources
from editorial.importers.references.reference_lists import given_references
from editorial.importers.texts.file_reading import read_any
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word_archive import inspected, opened
from editorial.wording import words
from encyclopedia.core.documents import JSON

# How much is read while a person waits; an import of a file may be larger.
MAX_TEXT_LENGTH = 2_000_000
MAX_FILE_BYTES = 12_000_000
# Of a Word file: five seconds of work.
MAX_WORD_ELEMENTS = 80_000
MAX_LIST_LENGTH = 500_000
MAX_SOURCES = 1_000
MAX_SHOWN = 200


class NotTaken(ValueError):
    """What was sent cannot be used; the message is for the person who sent it."""


@dataclass(frozen=True)
class CitedReference:
    """A reference of the text: `state` is "here" (a source exists), "new" (a draft will be made) or "missing"."""

    mark: str
    text: str
    key: str
    state: str


@dataclass
class TextImport:
    """The panel: `words` and `references` as typed, `text` the markup made from them, `waiting` the records to draft.

    `entry_text` is the text of the entry, `page` the HTML that a script read from the clipboard.
    """

    words: str = ""
    references: str = ""
    text: str = ""
    title: str = ""
    cited: list[CitedReference] = field(default_factory=list)
    report: list[ReportLine] = field(default_factory=list)
    sources: list[JSON] = field(default_factory=list)
    waiting: list[JSON] = field(default_factory=list)
    entry_text: str = ""
    file: Any = None
    page: Any = None
    error: str = ""
    done: bool = False

    @property
    def is_unread(self) -> bool:
        return bool(self.file or (self.words.strip() and not self.text.strip()))

    @property
    def is_pending(self) -> bool:
        """Whether the panel holds something that is not in the entry's text yet."""
        return bool(self.file or self.words.strip() or self.text.strip())

    @property
    def shows_something(self) -> bool:
        return bool(self.is_pending or self.error or self.done or self.waiting or self.references)

    @property
    def shown_report(self) -> list[tuple[ReportLine, str]]:
        """Each line with its sentence."""
        return [(line, words(line.message)) for line in self.report[:MAX_SHOWN]]

    @property
    def unshown(self) -> int:
        return max(0, len(self.report) - MAX_SHOWN)

    @property
    def sources_json(self) -> str:
        return json.dumps(self.sources, ensure_ascii=False)

    @property
    def waiting_json(self) -> str:
        return json.dumps(self.waiting, ensure_ascii=False) if self.waiting else ""


def sent(data: QueryDict, files: Files) -> TextImport:
    """The panel as it was sent; `error` is set if its list of sources was not made by the form."""
    panel = TextImport(
        words=data.get("import_text", ""),
        references=data.get("import_references", ""),
        text=_lines(data.get("imported_text", "")),
        title=data.get("imported_title", ""),
        entry_text=_lines(data.get("text", "")),
        file=files.get("import_file"),
        page=files.get("import_page"),
    )
    try:
        panel.sources = records(data.get("imported_sources", ""))
        panel.waiting = records(data.get("new_sources", ""))
    except NotTaken as error:
        panel.error = str(error)
    return panel


def read(panel: TextImport) -> None:
    """Make markup from the file or the words, and list its references; `error` says why it failed."""
    try:
        _read(panel)
    except (ImportProblem, NotTaken) as problem:
        why = words(problem.message) if isinstance(problem, ImportProblem) else str(problem)
        detail = problem.detail if isinstance(problem, ImportProblem) else ""
        panel.error = f"{why} ({detail})" if detail else why


def _read(panel: TextImport) -> None:
    content, name = _content(panel)
    keys = known_sources.source_keys()
    waiting = {str(reference["id"]) for reference in panel.waiting}
    imported = read_any(
        content,
        name=name,
        references=given_references(_lines(panel.references)),
        known=known_sources.recogniser(panel.waiting),
        taken=keys | waiting,
        aids=ReadingAids(known_sources.work_recogniser(), site=known_sources.own_site(keys)),
    )
    panel.text = with_own_notes(imported.text, panel.entry_text)
    panel.title = imported.title
    panel.cited = [_reference(reference, keys | waiting) for reference in imported.references]
    new = {
        reference.key: reference.record
        for reference in imported.references
        if reference.record is not None
    }
    panel.sources = [{**record, "id": key} for key, record in new.items()]
    panel.report = sorted(imported.report, key=lambda line: (line.line == 0, line.line))
    if not panel.text.strip():
        raise NotTaken(_("This contains no text. Copy the text itself."))
    panel.file = panel.page = None


def _content(panel: TextImport) -> tuple[bytes | str, str]:
    inputs = [content for content in (panel.words.strip(), panel.file, panel.page) if content]
    if not inputs:
        raise NotTaken(_("Paste a text first, or choose a file."))
    if len(inputs) > 1:
        raise NotTaken(_("Import one at a time: empty the field to read the file."))
    too_long = NotTaken(_("This is too long to be read here. Import it as a file instead."))
    if panel.words.strip():
        if len(panel.words) > MAX_TEXT_LENGTH:
            raise too_long
        return _lines(panel.words), ""
    file = panel.file or panel.page
    content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > (MAX_FILE_BYTES if content.startswith(b"PK") else MAX_TEXT_LENGTH):
        raise too_long
    if content.startswith(b"PK") and inspected(opened(content))[""] > MAX_WORD_ELEMENTS:
        raise too_long
    return content, str(panel.file.name or "") if panel.file else ""


def _reference(reference: FoundReference, existing: set[str]) -> CitedReference:
    state = (
        "new"
        if reference.record is not None
        else "here"
        if reference.key in existing
        else "missing"
    )
    return CitedReference(reference.mark, reference.text, reference.key, state)


def insert(panel: TextImport, data: QueryDict) -> None:
    """Insert the markup at the end of the entry's text (without script)."""
    before = _lines(data.get("text", "")).rstrip("\n")
    data["text"] = f"{before}\n\n{panel.text}" if before.strip() else panel.text
    if not data.get("title", "").strip():
        data["title"] = panel.title
    waiting = {str(record["id"]): record for record in (*panel.waiting, *panel.sources)}
    panel.waiting = list(waiting.values())
    panel.done = True
    discard(panel)


def discard(panel: TextImport) -> None:
    panel.words, panel.text, panel.title, panel.sources = "", "", "", []


def records(text: str) -> list[JSON]:
    """CSL-JSON items with a key each as `id`. Raises NotTaken for anything else."""
    if not text.strip():
        return []
    wrong = _("The list of new sources was damaged while it was sent. Import the text again.")
    if len(text) > MAX_LIST_LENGTH:
        raise NotTaken(wrong)
    try:
        items = json.loads(text)
        for item in items if isinstance(items, list) else [{}]:
            if not (isinstance(item, dict) and isinstance(item.get("id"), str)):
                raise NotTaken(wrong)
            KeyField(max_length=200).clean(item["id"])
    except (ValueError, RecursionError, ValidationError) as error:
        raise NotTaken(wrong) from error
    if len(items) > MAX_SOURCES:
        raise NotTaken(_("At most %(most)s are allowed.") % {"most": MAX_SOURCES})
    return list(items)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
