"""The apparatus of a kept edition as parts of its tree: facts, notes, footnotes with standing. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from encyclopedia.downloads.elements import Element, elements_of
from encyclopedia.downloads.reading import Reader, occurrence_of
from encyclopedia.downloads.tree import (
    ExplanatoryNote,
    Fact,
    Footnote,
    Nodes,
    PictureFile,
    Standing,
)
from encyclopedia.markup.ids import letters

_STANDING: Final = re.compile(r"standing-([a-z_]+)\Z", re.ASCII)
_APART: Final = frozenset({"record", "notes", "needs"})


class Apparatus:
    """Reads what stands around the text in the parts of one edition."""

    def __init__(self, reader: Reader, body: str, notes: str, facts: str) -> None:
        self._reader = reader
        self._body, self._notes, self._facts = map(elements_of, (body, notes, facts))

    def text(self) -> Nodes:
        """The blocks of the text, without what stands behind or before it."""
        text = Element("", children=[*self._kept(self._body)])
        return tuple(self._reader.blocks_in(text))

    def _kept(self, element: Element) -> Iterator[Element | str]:
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    yield child
            elif child.tag == "div" and "lang" in child.attributes:
                yield from self._kept(child)
            elif not child.classes & _APART:
                yield child

    def facts(self) -> tuple[Fact, ...]:
        return tuple(self._groups(self._facts))

    def portrait(self) -> PictureFile | None:
        """The picture beside the facts."""
        figure = self._facts.first("figure", "portrait")
        nodes = self._reader.blocks_in(Element("", children=[figure])) if figure else iter(())
        node = next(nodes, None)
        if node is None or node.kind != "figure":
            return None
        return PictureFile(node.target, node.alt, node.children)

    def record(self) -> tuple[Fact, ...]:
        """Of a source: its line, without a label, its fields, and the ways to the work."""
        section = self._body.first("section", "record")
        if section is None:
            return ()
        lines = [
            Fact("", (self._reader.line(line.children),))
            for line in section.all("p", "record-line")
        ]
        links = tuple(self._reader.line(link.children) for link in section.all("a", "record-link"))
        return (*lines, *self._groups(section), *([Fact("", links)] if links else []))

    def _groups(self, element: Element) -> Iterator[Fact]:
        for group in (child for lines in element.all("dl") for child in lines.elements()):
            label = group.first("dt")
            values = list(group.all("dd"))
            if label is not None and values:
                words = "".join(child for child in label.children if isinstance(child, str))
                yield Fact(
                    words.strip(),
                    tuple(self._reader.line(value.children) for value in values),
                    tuple("is-disputed" in value.classes for value in values),
                )

    def notes(self) -> dict[str, ExplanatoryNote]:
        """The author's notes by their letters."""
        section = self._body.first("section", "notes")
        items = section.all("li") if section else iter(())
        return {
            letter: ExplanatoryNote(letter, tuple(self._reader.blocks_in(item)))
            for item in items
            if (letter := _after("note-", item))
        }

    def needed(self) -> dict[int, Nodes]:
        """Why a citation is needed, by the numbers of the marks."""
        section = self._body.first("section", "needs")
        items = section.all("li") if section else iter(())
        return {
            int(number): self._reader.line(
                child for part in item.elements() for child in part.children
            )
            for item in items
            if (number := _after("needed-", item)).isdecimal()
        }

    def common(self) -> Nodes:
        """What is said once of all citations of which nothing else is said."""
        section = self._notes.first("section", "footnotes")
        lines = (child for child in section.elements() if child.tag == "p") if section else iter(())
        return next((self._reader.line(line.children) for line in lines), ())

    def footnotes(self) -> dict[int, Footnote]:
        """The footnotes by their numbers."""
        section = self._notes.first("section", "footnotes")
        items = section.all("li") if section else iter(())
        return {
            int(number): self._footnote(int(number), item)
            for item in items
            if (number := _after("fn-", item)).isdecimal()
        }

    def _footnote(self, number: int, item: Element) -> Footnote:
        words: Nodes = ()
        standings: list[Standing] = []
        for part in item.elements():
            kind = _kind(part)
            if part.tag == "ul":
                standings = [self._shared(line) for line in part.elements()]
            elif part.tag == "p" and kind:
                standings.append(
                    Standing(
                        kind,
                        self._reader.line(part.children),
                        common="alike" in part.classes,
                    )
                )
            elif part.tag == "p":
                words = self._reader.line(part.children)
        return Footnote(number, words, tuple(standings))

    def _shared(self, line: Element) -> Standing:
        uses = tuple(str(use.children[0]) for use in line.all("span", "use") if use.children)
        words = [child for child in line.children if not _is_use(child)]
        return Standing(_kind(line), self._reader.line(words), uses)

    def bibliography(self) -> tuple[tuple[Nodes, ...], tuple[Nodes, ...]]:
        """The lines of works, and of works that a bibliography usually leaves out."""
        section = self._notes.first("section", "bibliography")
        if section is None:
            return (), ()
        listed: tuple[Nodes, ...] = ()
        besides: tuple[Nodes, ...] = ()
        behind_heading = False
        for part in section.elements():
            behind_heading = behind_heading or part.tag == "h3"
            if part.tag == "ul":
                lines = tuple(self._reader.line(line.children) for line in part.elements())
                listed, besides = (listed, lines) if behind_heading else (lines, besides)
        return listed, besides


def uses_in_words(uses: Sequence[str]) -> str:
    """The letters of uses with those that follow each other drawn together: "a–c, e"."""
    runs: list[list[int]] = []
    for place in sorted(occurrence_of(use) for use in uses):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(
        letters(run[0] + 1)
        if len(run) == 1
        else f"{letters(run[0] + 1)}{'–' if len(run) > 2 else ', '}{letters(run[-1] + 1)}"
        for run in runs
    )


def _after(start: str, item: Element) -> str:
    identifier = item.attributes.get("id", "")
    return identifier.removeprefix(start) if identifier.startswith(start) else ""


def _kind(element: Element) -> str:
    kinds = (match[1] for name in element.classes if (match := _STANDING.match(name)))
    return next(kinds, "")


def _is_use(child: Element | str) -> bool:
    return isinstance(child, Element) and "use" in child.classes
