"""HTML pasted from a web page or a word processor, into our markup. Pure: no Django.

Sanitised by construction: only words, and the few constructs that our markup has, are written;
addresses are http, https or mailto.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from editorial.html import messages
from editorial.html.html_tree import BLOCKS, HtmlElement, HtmlPage, read_page
from editorial.html.imported import ImportedText, KnownSource, ReportLine
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.notes.note_reading import NoteReader
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.notes.numbered_notes import NumberedNotes
from editorial.importers.references.reference_lists import SplitText, is_heading, split_references
from editorial.importers.references.reference_marks import Marks
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_blocks import Blocks
from editorial.importers.texts.html_fields import PageFields, add_listed
from editorial.importers.texts.html_footnotes import PageFootnotes
from editorial.importers.texts.html_inline import HtmlInline
from editorial.importers.texts.html_inline_notes import link_inline_notes
from editorial.importers.texts.html_notes import PageNotes
from editorial.importers.texts.html_pruning import prune
from editorial.importers.texts.html_word import regularise
from editorial.importers.texts.numbered_text import labels_used
from editorial.importers.texts.own_edition import entry_again, take_own
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.writing.markup_blocks import MarkupBlock, stacked
from encyclopedia.downloads.word_own import letters

_SITE = re.compile(r"\s[-–—|]\s(?:Wikipedia|Wikipédia|Wikiwand).*\Z")
MAX_TITLE_LENGTH = 250
_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]|(?<!\\)\[[^\[\]]{0,300}(?<!\w)@[^\[\]]{1,500}\]")
_LEVEL = re.compile(r"h([1-6])")


def read_html(
    html: str,
    *,
    title: str = "",
    references: Mapping[str, str] | None = None,
    known: KnownSource | None = None,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
    fields: PageFields | None = None,
) -> ImportedText:
    """A page, or a part of one, as markup.

    `references` gives what typed marks mean, as in `read_numbered`. `known` recognises existing
    sources by the words of a note; new ones get no key that is `taken`. `fields` are the citations of a
    reference manager that links of the page name. Raises ImportProblem when the page is beyond the bounds of
    `html_tree`.
    """
    page = read_page(html)
    link_inline_notes(page.root)
    report = prune(page.root)
    own = fields.own if fields else None
    if own and fields:
        fields.listed = [line for line in fields.listed if letters(line) not in own.listed]
    own_page = take_own(page.root) if own else None
    regularise(page.root)
    aids = aids or ReadingAids()
    resolver = Resolver(known, taken, aids.known_work, aids.joined, aids.site)
    reader = NoteReader(resolver, known, aids.language, dict(aids.decisions))
    trace = aids.trace or NoteTrace()
    numbered = NumberedNotes(reader, trace)
    for mark, words in (references or {}).items():
        numbered.define(mark, words)
    imported = _convert(
        page, reader, numbered, replace(fields or PageFields(), trace=trace), title, aids.site
    )
    if own and own_page and fields:
        imported.entry, remarks = entry_again(own, own_page, fields, resolver)
        imported.references = resolver.references
        report.extend(remarks)
    trace.listed = list(fields.listed) if fields else []
    imported.notes, imported.works = reader.readings, resolver.cited_records.works
    imported.report.extend(report)
    if page.flattened:
        imported.report.append(ReportLine(0, messages.NESTING_CUT))
    return imported


def _convert(
    page: HtmlPage,
    reader: NoteReader,
    numbered: NumberedNotes,
    fields: PageFields,
    title: str,
    site: OwnSite | None,
) -> ImportedText:
    resolver = reader.resolver
    notes = PageNotes(page.root)
    _take_typed_references(page.root, notes, numbered)
    marks = Marks(numbered.labels)
    footnotes = PageFootnotes(
        notes,
        resolver,
        reader,
        fields,
        lambda body, words: walker.rewritten(body, words),
        fields.trace,
    )
    inline = HtmlInline(notes, footnotes, fields, resolver, site)
    walker = Blocks(inline, marks, numbered)
    blocks = walker.flow(page.root)
    definitions = [
        *footnotes.definitions(),
        *(MarkupBlock([line]) for line in numbered.definitions()),
    ]
    imported = ImportedText(references=resolver.references)
    first_heading, title_marks = _take_title(blocks)
    imported.title = title.strip() or first_heading or _SITE.sub("", page.title)
    definitions.extend(_put_marks(blocks, title_marks))
    blocks = _without_empty_ends(blocks)
    _write_headings(blocks)
    whole = stacked([*blocks, *definitions])
    imported.text = "\n".join(whole.lines)
    imported.report.extend(replace(line, line=line.line + 1) for line in whole.report)
    imported.report.extend([*inline.take_report(), *footnotes.unused()])
    imported.report.extend(add_listed(fields.listed, resolver))
    imported.report.extend([*resolver.report, *numbered.report()])
    return imported


def _take_title(blocks: list[MarkupBlock]) -> tuple[str, list[str]]:
    """The page's first block when it is its only heading of the highest level; it leaves the
    text. And the marks of notes and the citations that stood in it.
    """
    kinds = [block.kind for block in blocks]
    if (
        kinds[:1] == ["h1"]
        and kinds.count("h1") == 1
        and len(blocks[0].lines[0]) <= MAX_TITLE_LENGTH
    ):
        line = blocks.pop(0).lines[0]
        marks = [match.group() for match in _MARK.finditer(line)]
        words = re.sub(r"\\([!-/:-@\[-`{-~])|[*`]", r"\1", _MARK.sub("", line))
        return words.strip(), marks
    return "", []


def _put_marks(blocks: list[MarkupBlock], marks: list[str]) -> list[MarkupBlock]:
    """Put the notes of the title at the end of the first paragraph: titles have none here.

    A citation goes into a note of its own, since it bears out no sentence there; the definition of that note.
    """
    first = next((block for block in blocks if not block.kind and block.lines), None)
    if not marks or first is None:
        return []
    cited = [mark for mark in marks if not mark.startswith("[^")]
    first.lines[-1] += "".join(mark for mark in marks if mark.startswith("[^"))
    first.remark(messages.TITLE_NOTE_MOVED, " ".join(marks), len(first.lines) - 1)
    if not cited:
        return []
    first.lines[-1] += "[^title]"
    return [MarkupBlock([f"[^title]: See {''.join(cited)}."])]


def _without_empty_ends(blocks: list[MarkupBlock]) -> list[MarkupBlock]:
    """Without the headings of lists that were read as notes, and the line drawn before notes."""
    remaining: list[MarkupBlock] = []
    for block in reversed(blocks):
        level = _LEVEL.fullmatch(block.kind)
        following = _LEVEL.fullmatch(remaining[-1].kind) if remaining else None
        ends = not remaining or (following is not None and level and following[1] <= level[1])
        if level and ends and is_heading(block.lines[0]):
            continue
        if block.kind == "rule" and not remaining:
            continue
        remaining.append(block)
    return remaining[::-1]


def _write_headings(blocks: list[MarkupBlock]) -> None:
    """Give headings their signs: the highest becomes a section's, since the page has its own
    title.
    """
    levels = [int(match[1]) for block in blocks if (match := _LEVEL.fullmatch(block.kind))]
    shift = 2 - min(levels, default=2)
    for block in blocks:
        if match := _LEVEL.fullmatch(block.kind):
            block.lines[0] = f"{'#' * min(int(match[1]) + shift, 6)} {block.lines[0]}"


def has_page_notes(html: str) -> bool:
    """Whether marks of the page lead to notes on it, or are typed and listed. Raises ImportProblem as `read_html`."""
    page = read_page(html)
    link_inline_notes(page.root)
    prune(page.root)
    regularise(page.root)
    notes = PageNotes(page.root)
    return any(note.body is not None for note in notes.notes.values()) or bool(
        _typed_references(_lines(page.root), notes).references
    )


def _take_typed_references(root: HtmlElement, notes: PageNotes, numbered: NumberedNotes) -> None:
    """References that are numbered by hand, or listed without links, for marks typed as `[1]`."""
    elements = _lines(root)
    split = _typed_references(elements, notes)
    if not split.references:
        return
    text_lines = set(split.kept)
    for listed in split.references:
        numbered.add(listed.label, listed.text)
    for number, element in enumerate(elements):
        if 2 * number not in text_lines:
            element.gone = True


def _typed_references(elements: list[HtmlElement], notes: PageNotes) -> SplitText:
    numbers = _numbers(elements)
    lines = [numbers.get(id(element), "") + _words(element, notes) for element in elements]
    used = labels_used(lines)
    return split_references([part for line in lines for part in (line, "")] if used else [], used)


def _lines(root: HtmlElement) -> list[HtmlElement]:
    """The innermost blocks that hold words."""
    return [
        element
        for element in root.elements()
        if element.tag in BLOCKS and not element.contains_block() and element.words()
    ]


def _numbers(elements: list[HtmlElement]) -> dict[int, str]:
    """What a browser shows before the items of numbered lists."""
    counted: Counter[int] = Counter()
    numbers: dict[int, str] = {}
    for element in elements:
        parent = element.parent
        if element.tag == "li" and parent is not None and parent.tag == "ol":
            counted[id(parent)] += 1
            numbers[id(element)] = f"{counted[id(parent)]}. "
    return numbers


def _words(element: HtmlElement, notes: PageNotes) -> str:
    """The words of a block without those of its links to notes."""
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif not child.gone and notes.at(child) is None:
            pieces.append(_words(child, notes) if child.children else " ")
    return "".join(pieces)
