"""HTML parsed into elements, so that tests check what a page says and not how its HTML is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """An element; `children` are elements and strings, `nested` whether all tags were closed in the right order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    nested: bool = True

    def __iter__(self) -> Iterator[Element]:
        """Every element below this one, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """The text, with white space collapsed."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        return "".join(child if isinstance(child, str) else child._raw() for child in self.children)

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements with this tag and these attributes; `class_` may be one of several classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self
            if (not tag or element.tag == tag)
            and all(
                value in element.attributes.get(name, "").split()
                if name == "class"
                else element.attributes.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        elements = self.all(tag, **attributes)
        assert len(elements) == 1, (tag, attributes, [element.attributes for element in elements])
        return elements[0]

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self if "id" in element.attributes]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.stack[-1].tag == tag:
            self.stack.pop()
        else:
            self.stack[0].nested = False

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read(html: str) -> Element:
    """The root above all elements of a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    root = reader.stack[0]
    root.nested = root.nested and len(reader.stack) == 1
    return root
