"""Takes the citations and bibliographies of reference managers out of a story, and leaves a link in each one's place.

Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote
from xml.etree.ElementTree import Element

from editorial.importers.fields.anchors import CITATION, ENTRY, NEEDED
from editorial.importers.fields.csl_citations import MENDELEY_TAG, read_mendeley_tag
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.fields.instructions import (
    is_bibliography,
    is_citation,
    is_contents,
    linked_entry,
    needed_citation,
    note_again,
    read_instruction,
)
from editorial.importers.word.field_scan import WordField, fields
from editorial.importers.word.stories import Story
from encyclopedia.core.documents import JSON

_MENDELEY_LIST = "MENDELEY_BIBLIOGRAPHY"
# What Zotero and Mendeley call the places of citations in files that keep them as bookmarks.
_BOOKMARK = re.compile(r"(?:ZOTERO_|Mendeley_Bookmark_)\w+")
_RAISED_SWITCH = re.compile(r"\\f\b")


@dataclass(slots=True)
class TakenFields:
    """The citations by the names of their links; the works of the bibliographies, in the words of the file."""

    sources: Mapping[str, JSON] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    citations: dict[str, FieldCitation] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    contents: int = 0
    lost: list[str] = field(default_factory=list)

    def take(self, story: Story) -> None:
        """Take all of one story's."""
        self._take_controls(story)
        notes = _noted_bookmarks(story)
        for word_field in fields(story):
            if word_field.begin in story.parents:
                self._take_field(story, word_field, notes)
        if self.kept:
            self._take_bookmarks(story)

    def _take_field(self, story: Story, word_field: WordField, notes: Mapping[str, str]) -> None:
        instruction = word_field.instruction
        if is_bibliography(instruction):
            self.listed.extend(_take_paragraphs(story, word_field.runs, word_field.result))
            return
        if is_contents(instruction):
            self.contents += 1
            _take_paragraphs(story, word_field.runs, word_field.result)
            return
        if bookmark := note_again(instruction):
            raised = _RAISED_SWITCH.search(instruction) or any(
                _is_raised(story, run) for run in word_field.result
            )
            if raised and bookmark in notes:
                words = _words(story, word_field.result)
                _put(story, word_field.runs, story.link(notes[bookmark], words or "note"))
            return
        if target := linked_entry(instruction):
            words = _words(story, word_field.result)
            _put(story, word_field.runs, story.link(f"{ENTRY}{quote(target, safe='')}", words))
            return
        if (reason := needed_citation(instruction)) is not None:
            _put(story, word_field.runs, story.link(f"{NEEDED}{quote(reason, safe='')}", "?"))
            return
        citation = read_instruction(instruction, word_field.data, self.sources)
        if citation is not None:
            self._cite(story, citation, word_field.runs, word_field.result)
        elif is_citation(instruction):
            self.lost.append(_words(story, word_field.result))

    def _cite(
        self, story: Story, citation: FieldCitation, runs: list[Element], shown: list[Element]
    ) -> None:
        name = f"{CITATION}{len(self.citations) + 1}"
        words = _words(story, shown) or citation.words
        self.citations[name] = FieldCitation(citation.works, words)
        _put(story, runs, story.link(name, words or "…"))

    def _take_controls(self, story: Story) -> None:
        """Content controls: Mendeley's citations and its list of works."""
        for control in story.all("sdt"):
            tag = control.find(f"{story.w}sdtPr/{story.w}tag")
            name = story.get(tag, "val") if tag is not None else ""
            content = control.find(f"{story.w}sdtContent")
            if content is None or control not in story.parents:
                continue
            runs = list(content.iter(f"{story.w}r"))
            if name.startswith(MENDELEY_TAG) and (citation := read_mendeley_tag(name)):
                # A control may stand around runs or around whole paragraphs.
                around = story.around(control, "p") is None
                if not runs:
                    continue
                self._cite(story, citation, runs, runs)
                if not around:
                    story.replace(control, *content)
            elif name.startswith(_MENDELEY_LIST):
                self.listed.extend(_take_paragraphs(story, runs, runs))

    def _take_bookmarks(self, story: Story) -> None:
        starts: dict[str, tuple[str, list[Element]]] = {}
        for element in list(story.root.iter()):
            if element.tag == f"{story.w}bookmarkStart":
                name = story.get(element, "name")
                if _BOOKMARK.fullmatch(name) and name in self.kept:
                    starts[story.get(element, "id")] = (name, [])
            elif element.tag == f"{story.w}bookmarkEnd":
                name, runs = starts.pop(story.get(element, "id"), ("", []))
                if name and runs:
                    self._take_kept(story, self.kept[name], runs)
            elif element.tag == f"{story.w}r":
                for _name, runs in starts.values():
                    runs.append(element)

    def _take_kept(self, story: Story, code: str, runs: list[Element]) -> None:
        if is_bibliography(code):
            self.listed.extend(_take_paragraphs(story, runs, runs))
        elif citation := read_instruction(code, "", self.sources):
            self._cite(story, citation, runs, runs)


def kept_codes(properties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The codes of bookmarks: a file's properties by name, their parts (`NAME_1`, `NAME_2` …) put together."""
    parts: dict[str, dict[int, str]] = {}
    for name, value in properties:
        bookmark, _, number = name.rpartition("_")
        if number.isdecimal() and len(number) < 6 and _BOOKMARK.fullmatch(bookmark):
            parts.setdefault(bookmark, {})[int(number)] = value
    return {
        bookmark: "".join(value for _number, value in sorted(numbered.items()))
        for bookmark, numbered in parts.items()
    }


def _put(story: Story, runs: list[Element], link: Element) -> None:
    story.replace(runs[0], link)
    for run in runs[1:]:
        story.remove(run)


def _take_paragraphs(story: Story, runs: list[Element], shown: list[Element]) -> list[str]:
    """Take these runs away, and the paragraphs that then are empty; what each paragraph said."""
    paragraphs: dict[Element, list[Element]] = {}
    for run in shown:
        if (paragraph := story.around(run, "p")) is not None:
            paragraphs.setdefault(paragraph, []).append(run)
    lines = [_words(story, own) for own in paragraphs.values()]
    touched = dict.fromkeys(
        paragraph for run in runs if (paragraph := story.around(run, "p")) is not None
    )
    for run in runs:
        story.remove(run)
    for paragraph in touched:
        cell = story.parents.get(paragraph)
        alone = cell is not None and cell.tag == f"{story.w}tc" and len(cell) < 3
        if not story.words(paragraph).strip() and not alone:
            story.remove(paragraph)
    return [line for line in lines if line]


def _noted_bookmarks(story: Story) -> dict[str, str]:
    """Bookmarks around the mark of a note, or just before it, with the name that the converter gives to that note.

    LibreOffice ends some before the note around which they stood.
    """
    marked: dict[str, str] = {}
    names: dict[str, str] = {}
    ended: set[str] = set()
    for element in story.root.iter():
        if element.tag == f"{story.w}bookmarkStart":
            names[story.get(element, "id")] = story.get(element, "name")
        elif element.tag == f"{story.w}bookmarkEnd":
            ended.add(story.get(element, "id"))
        elif element.tag in {f"{story.w}t", f"{story.w}p"}:
            for number in ended:
                names.pop(number, None)
            ended.clear()
        elif element.tag in {f"{story.w}footnoteReference", f"{story.w}endnoteReference"}:
            kind = "footnote" if element.tag.endswith("footnoteReference") else "endnote"
            for name in names.values():
                marked.setdefault(name, f"{kind}-{story.get(element, 'id')}")
            # A bookmark is that of the first note behind its beginning.
            names.clear()
            ended.clear()
    return marked


def _is_raised(story: Story, run: Element) -> bool:
    look = run.find(f"{story.w}rPr")
    if look is None:
        return False
    style, place = look.find(f"{story.w}rStyle"), look.find(f"{story.w}vertAlign")
    named = story.get(style, "val").lower() if style is not None else ""
    raised = place is not None and story.get(place, "val") == "superscript"
    return raised or "footnote" in named or "endnote" in named


def _words(story: Story, runs: Iterable[Element]) -> str:
    return " ".join("".join(story.words(run) for run in runs).split())
