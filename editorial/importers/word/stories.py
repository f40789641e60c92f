"""The running texts of a Word file (document, footnotes, endnotes) as trees that can be changed. Pure: no Django.

The parts were inspected by `word_archive` before anything is built: no entities, bounded depth and size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = frozenset(["false", "0", "off", "none"])
_STORIES = frozenset(["document", "footnotes", "endnotes"])


@dataclass(slots=True)
class Story:
    """One running text; `w` is its namespace in braces: transitional and strict files differ in it."""

    name: str
    root: Element
    w: str
    parents: dict[Element, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(self.w + tag))

    def get(self, element: Element, name: str) -> str:
        return element.get(self.w + name) or ""

    def make(self, tag: str, *children: Element, text: str = "", **attributes: str) -> Element:
        element = Element(
            self.w + tag, {self.w + name: value for name, value in attributes.items()}
        )
        element.text = text or None
        for child in children:
            element.append(child)
            self.parents[child] = element
        return element

    def run(self, words: str) -> Element:
        text = self.make("t", text=words)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return self.make("r", text)

    def link(self, anchor: str, words: str) -> Element:
        """What becomes `<a href="#anchor">words</a>`."""
        return self.make("hyperlink", self.run(words), anchor=anchor)

    def replace(self, element: Element, *others: Element) -> None:
        parent = self.parents.get(element)
        if parent is None:
            return
        at = list(parent).index(element)
        parent[at : at + 1] = others
        del self.parents[element]
        for other in others:
            self.parents[other] = parent

    def remove(self, element: Element) -> None:
        self.replace(element)

    def around(self, element: Element, tag: str) -> Element | None:
        """The nearest element of this tag around it."""
        holder: Element | None = element
        while holder is not None and holder.tag != self.w + tag:
            holder = self.parents.get(holder)
        return holder

    def words(self, element: Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: Element) -> Iterator[str]:
        for part in element.iter():
            if part.tag == self.w + "t":
                yield part.text or ""
            elif part.tag in {self.w + "tab", self.w + "br", self.w + "p"}:
                yield " "
            elif part.tag == self.w + "noBreakHyphen":
                yield "‑"

    def is_on(self, run: Element, property_name: str) -> bool:
        """Whether a run has this property, set by itself."""
        element = run.find(f"{self.w}rPr/{self.w}{property_name}")
        return element is not None and self.get(element, "val").lower() not in _OFF


def story_of(name: str, root: Element) -> Story | None:
    """The story that a part of the file is; None where it is none."""
    namespace, _, tag = root.tag.rpartition("}")
    return Story(name, root, f"{namespace}}}") if tag in _STORIES and namespace else None
