"""The HTML that an edition keeps, as elements. It is the sanitiser's, so every element is closed. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "source", "wbr", "meta", "link"})


@dataclass(slots=True)
class Element:
    """An element with what it holds: elements and strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def elements(self) -> Iterator[Element]:
        """Those directly inside."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, tag: str, of_class: str = "") -> Iterator[Element]:
        """Those anywhere inside, in their order."""
        for child in self.elements():
            if child.tag == tag and (not of_class or of_class in child.classes):
                yield child
            yield from child.all(tag, of_class)

    def first(self, tag: str, of_class: str = "") -> Element | None:
        return next(self.all(tag, of_class), None)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def elements_of(html: str) -> Element:
    """What the HTML holds, under an element without a name."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
