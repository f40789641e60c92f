"""Footnotes of pasted pages: which marks lead to which notes. Pure: no Django.

Knows the pages that Word, LibreOffice, Google Docs, MediaWiki, pandoc, mammoth and DPUB-ARIA write.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from editorial.html.html_tree import HtmlElement
from editorial.importers.texts.html_links import fragment

_NOTE = re.compile(
    r"(?:user-content-)?(?:_?(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym|cite_note-.+|ftnt\d+|(?:footnote|endnote)s?[-_:]?\d+(?:-\d+)?"
    r"|fn[-:_]?\d+[a-z]?|fn[-:_]\w+|note-[a-z]{1,2}|CITENOTE.+)"
)
# These say by themselves that a link is a mark, even when the note was not copied along.
_SURELY_NOTE = re.compile(r"_(?:ftn|edn)\d+|sd(?:foot|end)note\d+sym|cite_note-.+|ftnt\d+")
_WAY_BACK = re.compile(
    r"(?:user-content-)?_?(?:ftn|edn|fn|footnote-|endnote-)[-:_]?ref.*|sd(?:foot|end)note\d+anc|cite_ref-.+"
    r"|ftnt_ref\d+|(?:user-content-)?fn-?ref.*|mark-.*|[\w-]{8,60}-link(?:-\d+)?"
)
_ARROW = re.compile(r"[\s\[\]()]*[↑↩⏎⬆↵][\s\[\]()\ufe0e\ufe0f]*\d{0,3}")
_ARROWS = re.compile(r"[\s\[\]()^↑↩⏎\ufe0e]*(?:\d{1,3}|[a-z]{1,3}|\*)?[\s\[\]().^↑↩⏎\ufe0e]*")
_LABEL = re.compile(r"[\w*†‡§ :-]{1,20}")
_CONTAINERS = frozenset(["li", "p", "dd", "aside", "td", "div", "section"])


@dataclass(slots=True, eq=False)
class PageNote:
    """A note of the page. `body` is None when it was not copied along.

    `mark` is what readers saw (`1`, `a`, `note 2`); `is_reference` says that it stands in a wiki's
    list of references.
    """

    id: str
    mark: str
    body: HtmlElement | None
    is_reference: bool = False


class PageNotes:
    """The notes of a page by the `a` elements that mark them; their bodies are taken off the
    page.
    """

    def __init__(self, root: HtmlElement) -> None:
        self._marks: dict[int, PageNote] = {}
        self._targets = _targets(root)
        self.notes: dict[str, PageNote] = {}
        anchors = [a for a in root.elements() if a.tag == "a" and "#" in a.get("href")]
        order = {id(element): number for number, element in enumerate(root.elements())}
        marking = [a for a in anchors if self._is_mark(a, order)]
        inside = Counter(id(ancestor) for a in marking for ancestor in _around(a))
        holding = Counter(
            id(ancestor)
            for name in {self._name(a) for a in marking}
            if name in self._targets
            for ancestor in _around(self._targets[name])
        )
        for anchor in marking:
            name = self._name(anchor)
            note = self.notes.get(name)
            if note is None:
                note = self.notes[name] = self._note(name, anchor, inside, holding)
            self._marks[id(anchor)] = note
        for note in self.notes.values():
            if note.body is not None:
                note.body.gone = True
        for note in self.notes.values():
            if note.body is not None:
                self._strip(note)

    def at(self, anchor: HtmlElement) -> PageNote | None:
        """The note that an `a` element marks."""
        return self._marks.get(id(anchor))

    def target(self, name: str) -> HtmlElement | None:
        """The element of the page with this id or name."""
        return self._targets.get(name)

    def _name(self, anchor: HtmlElement) -> str:
        """The id to which it leads, or that of the note in which it leads to its own way back."""
        name = fragment(anchor)
        target = self._targets.get(name)
        if target is not None and "backlink" in target.get("role"):
            item = target.closest(["li"])
            return (item.get("id") if item is not None else "") or name
        return name

    def _is_mark(self, anchor: HtmlElement, order: dict[int, int]) -> bool:
        name = fragment(anchor)
        if not name or _WAY_BACK.fullmatch(name):
            return False
        role = f"{anchor.get('role')} {anchor.get('epub:type')}"
        if "noteref" in role or _SURELY_NOTE.fullmatch(name):
            return True
        target = self._targets.get(name)
        # An address of the whole page leads to it as well, if the page has such a place.
        if target is None:
            return False
        words = anchor.words().strip("[]() ")
        if not _LABEL.fullmatch(words) or order.get(id(target), 0) < order.get(id(anchor), 0):
            return False
        return bool(_NOTE.fullmatch(name)) or _is_raised(anchor)

    def _note(
        self, name: str, anchor: HtmlElement, inside: Counter[int], holding: Counter[int]
    ) -> PageNote:
        target = self._targets.get(name)
        body = _body(target, inside, holding) if target is not None else None
        if body is not None and any(ancestor is body for ancestor in _around(anchor)):
            body = None  # a mark inside its own note would take both off the page
        mark = " ".join(anchor.words().strip("[]() ").split()) or str(len(self.notes) + 1)
        lists = [] if body is None else [element.classes for element in _around(body)]
        in_wiki = name.startswith("cite_note-") or any("references" in classes for classes in lists)
        return PageNote(name, mark, body, in_wiki and mark.isdecimal())

    def _strip(self, note: PageNote) -> None:
        """Take the number and the way back out of a note's words."""
        body = note.body
        if body is None:
            return
        target = self._targets.get(note.id)
        for element in body.elements():
            if element.tag != "a" or self.at(element):
                continue
            back = _WAY_BACK.fullmatch(fragment(element)) or "backlink" in element.get("role")
            # WordPress calls the places of marks by names of its own: an arrow within the page leads back.
            arrow = element.get("href").startswith("#") and _ARROW.fullmatch(element.words())
            own = arrow or (element is target and _ARROWS.fullmatch(element.words()))
            if own or (back and _ARROWS.fullmatch(element.words())):
                element.gone = True
                around = element.parent
                if around is not None and around is not body and not around.words().strip("[]()."):
                    around.gone = True
        first = next(_texts(body), None)
        if first is not None:
            holder, at = first
            holder.children[at] = re.sub(r"\A[\s^↑]+", "", str(holder.children[at]))


def _targets(root: HtmlElement) -> dict[str, HtmlElement]:
    targets: dict[str, HtmlElement] = {}
    for element in root.elements():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else ""):
            if name:
                targets.setdefault(name, element)
    return targets


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and everything around it, up to but not including the root."""
    while element.parent is not None:
        yield element
        element = element.parent


def _is_raised(anchor: HtmlElement) -> bool:
    """Whether the link is set as a superscript, from outside or inside."""
    if anchor.parent is not None and anchor.parent.closest(["sup"]) is not None:
        return True
    return any(
        element.tag == "sup" or element.style.get("vertical-align") == "super"
        for element in anchor.elements()
    )


def _body(target: HtmlElement, inside: Counter[int], holding: Counter[int]) -> HtmlElement | None:
    """The block that a note fills, with all its paragraphs."""
    block = target.closest(_CONTAINERS)
    if block is None or block.parent is None:
        return None
    if block.tag == "td":
        return block.closest(["tr"]) or block
    around = block.parent
    if (
        block.tag == "p"
        and around.tag in {"div", "aside", "section", "li"}
        and around.parent is not None
        and holding[id(around)] == 1
        and not inside[id(around)]
        and not any(element.tag.startswith("h") for element in around.elements())
    ):
        return around
    return block


def _texts(element: HtmlElement) -> Iterator[tuple[HtmlElement, int]]:
    """Where the element's strings stand that hold more than white space."""
    for number, child in enumerate(element.children):
        if isinstance(child, str):
            if child.strip():
                yield element, number
        elif not child.gone:
            yield from _texts(child)
