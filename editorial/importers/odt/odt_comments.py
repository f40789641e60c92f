"""The comments of an Open Document text, each with the words that it is on. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editorial.html.read_notes import FoundComment
from editorial.importers.odt.namespaces import DC, LOEXT, OFFICE, TEXT
from editorial.importers.word.comments import NEW_PARAGRAPH, Ranges, Said, comments_on

_NO_WORDS = frozenset(
    [f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{TEXT}hidden-text", f"{OFFICE}forms"]
)
_SPACES = frozenset([f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"])


class _Story:
    """One running text: the body, or a note; notes are texts of their own."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.notes: list[Element] = []
        self.said: dict[str, Said] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._answered: dict[str, str] = {}

    def walk(self, element: Element) -> None:
        tag = element.tag
        if tag in _NO_WORDS:
            return
        if tag == f"{OFFICE}annotation":
            self._begin(element)
        elif tag == f"{OFFICE}annotation-end":
            name = element.get(f"{OFFICE}name", "")
            if name in self._spans:
                self._spans[name] = (self._spans[name][0], len(self.pieces))
        elif tag == f"{TEXT}note":
            self.notes.append(element)
        elif tag in _SPACES:
            self.pieces.append(" ")
        else:
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                self.pieces.append(NEW_PARAGRAPH)
            self.pieces.append(element.text or "")
            for child in element:
                self.walk(child)
                self.pieces.append(child.tail or "")

    def _begin(self, element: Element) -> None:
        name = element.get(f"{OFFICE}name", "") or f"#{len(self.said)}"
        paragraphs = (" ".join("".join(p.itertext()).split()) for p in element.iter(f"{TEXT}p"))
        author = " ".join((element.findtext(f"{DC}creator") or "").split())
        self.said[name] = (author, "\n".join(filter(None, paragraphs)))
        # Until its end comes, a comment is at a point.
        self._spans[name] = (len(self.pieces), len(self.pieces))
        if answered := element.get(f"{LOEXT}parent-name"):
            self._answered[name] = answered

    def ranges(self) -> Ranges:
        """Where the comments are; an answer is where the comment is that it answers."""
        ranges: Ranges = {}
        for name, span in self._spans.items():
            answered = self._spans.get(self._answered.get(name, ""), span)
            ranges.setdefault(answered, []).append(name)
        return ranges


def odt_comments(body: Element) -> Iterator[FoundComment]:
    """The comments of a text, then those of its notes."""
    waiting = [body]
    while waiting:
        story, root = _Story(), waiting.pop(0)
        for child in root:
            story.walk(child)
        yield from comments_on(story.pieces, story.ranges(), story.said)
        waiting += [part for note in story.notes for part in note.iter(f"{TEXT}note-body")]
