"""A Word file as the converter to HTML can read it without losing anything. Pure: no Django.

The converter leaves out simple fields, bidirectional runs, ruby and formulas with all their words, and brings in what
is hidden. Here each becomes what it can read, and every citation a link that names it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import tostring
from zipfile import ZIP_STORED, ZipFile

from defusedxml.ElementTree import fromstring

from editorial.html import messages
from editorial.html.imported import ImportProblem, ReportLine, excerpt
from editorial.html.read_notes import FoundComment
from editorial.importers.fields.anchors import FORMULA
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.fields.own_entry import OwnEntry, own_entry
from editorial.importers.fields.word_sources import read_sources
from editorial.importers.word.citing import TakenFields, kept_codes
from editorial.importers.word.comments import comment_texts, comments_of
from editorial.importers.word.field_scan import make_complex
from editorial.importers.word.formulas import tex
from editorial.importers.word.stories import MATH, Story, story_of
from encyclopedia.core.documents import JSON

# Pictures and everything else that is no markup, unpacked.
MAX_MEDIA = 200 << 20
MAX_SKIPPED = 20
MAX_SKIPPED_IN_ALL = 2_000
_KEPT_ELSEWHERE = frozenset(["rPr", "pPr", "trPr", "numPr"])


@dataclass(slots=True)
class PreparedWord:
    """`citations` are named by links to their keys, `listed` are the works of bibliographies in the file's words."""

    file: IO[bytes]
    citations: dict[str, FieldCitation] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    report: list[ReportLine] = field(default_factory=list)
    comments: list[FoundComment] = field(default_factory=list)
    own: OwnEntry | None = None


def prepared(file: IO[bytes]) -> PreparedWord:
    """A copy of the file that the converter reads; the file was inspected before."""
    result = PreparedWord(io.BytesIO())
    with ZipFile(file) as archive, ZipFile(result.file, "w", ZIP_STORED) as copy:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_MEDIA:
            raise ImportProblem(messages.UNPACKS_TOO_LARGE)
        names = {part.filename for part in parts}
        properties = _properties(archive, names)
        result.own = own_entry(properties)
        taken = TakenFields(_sources(archive, names), kept_codes(properties))
        has_comments = "word/comments.xml" in names
        texts = comment_texts(fromstring(archive.read("word/comments.xml"))) if has_comments else {}
        for part in parts:
            content = archive.read(part)
            if part.filename.startswith("word/") and part.filename.endswith(".xml"):
                story = story_of(part.filename, fromstring(content))
                if story is not None:
                    result.comments.extend(comments_of(story, texts))
                    _prepare(story, taken, result.report)
                    content = tostring(story.root, encoding="utf-8", xml_declaration=True)
            copy.writestr(part.filename, content)
    result.citations, result.listed = taken.citations, taken.listed
    for words in taken.lost:
        result.report.append(ReportLine(0, messages.CITATION_AS_WORDS, excerpt(words)))
    if taken.contents:
        result.report.append(ReportLine(0, messages.CONTENTS_LEFT_OUT, str(taken.contents)))
    result.file.seek(0)
    return result


def _sources(archive: ZipFile, names: Iterable[str]) -> dict[str, JSON]:
    records: dict[str, JSON] = {}
    for name in sorted(names):
        if name.startswith("customXml/item") and name.endswith(".xml"):
            records.update(read_sources(fromstring(archive.read(name))))
    return records


def _properties(archive: ZipFile, names: Iterable[str]) -> list[tuple[str, str]]:
    """The file's own properties, by name and value: codes of citations that are bookmarks, and what we wrote."""
    name = "docProps/custom.xml"
    if name not in names:
        return []
    root = fromstring(archive.read(name))
    return [(entry.get("name", ""), "".join(entry.itertext())) for entry in root]


def _prepare(story: Story, taken: TakenFields, report: list[ReportLine]) -> None:
    for tag in ("del", "moveFrom"):
        for element in story.all(tag):
            parent = story.parents.get(element)
            if parent is not None and parent.tag.rpartition("}")[2] not in _KEPT_ELSEWHERE:
                story.remove(element)
    for tag in ("dir", "bdo"):
        for element in story.all(tag):
            story.replace(element, *element)
    _fill_rows(story)
    make_complex(story)
    taken.take(story)
    _write_ruby(story)
    _write_formulas(story)
    hidden = [run for run in story.all("r") if story.is_on(run, "vanish")]
    words = "".join(story.words(run) for run in hidden)
    for run in hidden:
        story.remove(run)
    if words.strip():
        report.append(ReportLine(0, messages.HIDDEN_LEFT_OUT, excerpt(words)))


def _fill_rows(story: Story) -> None:
    """Empty cells where a row begins further in than its table, or ends before it (`gridBefore`, `gridAfter`)."""
    left = MAX_SKIPPED_IN_ALL
    for row in story.all("tr"):
        for name in ("gridBefore", "gridAfter"):
            skipped = row.find(f"{story.w}trPr/{story.w}{name}")
            number = story.get(skipped, "val") if skipped is not None else ""
            skipped_cells = min(int(number), MAX_SKIPPED, left) if number.isdecimal() else 0
            left -= skipped_cells
            for _cell in range(skipped_cells):
                empty = story.make("tc", story.make("p"))
                places = [at for at, part in enumerate(row) if part.tag == f"{story.w}tc"]
                ends = (places[0], places[-1] + 1) if places else (len(row), len(row))
                row.insert(ends[name == "gridAfter"], empty)
                story.parents[empty] = row


def _write_ruby(story: Story) -> None:
    """A word with its reading above: the reading in brackets behind it."""
    for ruby in story.all("ruby"):
        reading, base = ruby.find(f"{story.w}rt"), ruby.find(f"{story.w}rubyBase")
        words = story.words(base) if base is not None else ""
        above = story.words(reading) if reading is not None else ""
        text = story.make("t", text=f"{words}({above})" if above.strip() else words)
        story.replace(ruby, text)


def _write_formulas(story: Story) -> None:
    """A formula that says nothing is left: the converter names it."""
    for formula in story.root.findall(f".//{MATH}oMath"):
        if words := tex(formula):
            link = story.link(FORMULA, words)
            inside = story.around(formula, "p") is not None
            story.replace(formula, link if inside else story.make("p", link))
    for formula in story.root.findall(f".//{MATH}oMathPara"):
        if formula.find(f"{MATH}oMath") is None:
            story.replace(formula, *(part for part in formula if not part.tag.endswith("Pr")))
