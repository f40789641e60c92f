"""A tree as the data that `print.typ` sets: every note at its first mark, and what is said around the text in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from encyclopedia.downloads.apparatus import uses_in_words
from encyclopedia.downloads.editions import licence_words
from encyclopedia.downloads.tree import (
    EditionTree,
    Footnote,
    Node,
    Nodes,
    Standing,
    end_of_lead,
    words_of,
)
from encyclopedia.markup.ids import letters
from encyclopedia.rendering.entry_record import entry_address
from encyclopedia.rendering.page_language import in_its_language

Data = dict[str, Any]

_MARKS: Final = frozenset({"footnote", "note", "needed"})
# What stands in French or German quotation marks, and in all others.
_QUOTES: Final = {"fr": ("«\u202f", "\u202f»"), "de": ("„", "“"), "ru": ("«", "»")}


class EntryPrinter:
    """Makes the data of one entry; in a book its headings stand one level lower, under its title."""

    def __init__(
        self,
        tree: EditionTree,
        pictures: Mapping[str, tuple[str, int, int]],
        persons: Mapping[str, str] | None = None,
        *,
        in_book: bool = False,
    ) -> None:
        """`pictures` are by digest: the name of the file, its width and height. `persons` are names by address."""
        self.tree = tree
        self.pictures = pictures
        self.persons = persons or {}
        self.level = 2 if in_book else 1
        self._printed: set[str] = set()
        self._levels: list[int] = []

    @property
    def language(self) -> str:
        return self.tree.language

    @in_its_language
    def data(self) -> Data:
        tree = self.tree
        split = end_of_lead(tree.blocks)
        language, region = language_and_region(tree.language)
        # In the order of the page, so that a note stands where it is first met.
        top = [self._line(line) for line in self._top()]
        record = [self._record(fact.label, fact.values) for fact in tree.record]
        lead = self._blocks(tree.blocks[:split])
        if lead:
            lead[0]["first"] = True
        facts = [
            {"label": fact.label, "values": [self._line(value) for value in fact.values]}
            for fact in tree.facts
        ]
        data: Data = {
            "id": tree.id,
            "kind": tree.kind_words,
            "title": tree.title,
            "summary": tree.summary,
            "lang": language,
            "region": region,
            "rtl": tree.direction == "rtl",
            "level": self.level,
            "top": top,
            "record": record,
            "lead": lead,
            "facts": facts,
            "places": list(tree.places),
            "own": self.persons.get(entry_address(f"{tree.kind}/{tree.slug}"), ""),
            "rest": self._blocks(tree.blocks[split:]),
            "bibliography": [self._line(line) for line in tree.bibliography],
            "further": [self._line(line) for line in tree.further],
            "colophon": [self._line(line) for line in colophon_lines(tree)],
            "words": {
                "bibliography": _("Bibliography"),
                "further": _("Works of reference and unpublished papers"),
            },
        }
        if tree.portrait is not None:
            shown = Node(
                "figure",
                target=tree.portrait.digest,
                alt=tree.portrait.alt,
                children=tree.portrait.caption,
            )
            data["portrait"] = self._block(shown)
        return data

    def _top(self) -> Iterator[Nodes]:
        tree = self.tree
        if tree.authors:
            yield text(", ".join(tree.authors))
        yield text(edition_words(tree))
        if tree.standing:
            yield unlinked(tree.standing)
        if tree.common:
            yield tree.common
        yield from tree.notices

    def _record(self, label: str, values: Iterable[Nodes]) -> Data:
        line: list[Node] = [Node("strong", children=text(f"{label} "))] if label else []
        for place, value in enumerate(values):
            line += [*(text(" · ") if place else ()), *value]
        return {"k": "paragraph", "c": self._line(tuple(line))}

    def _blocks(self, nodes: Nodes) -> list[Data]:
        return [self._block(node) for node in nodes]

    def _block(self, node: Node) -> Data:
        data: Data = {"k": node.kind}
        if node.kind == "heading":
            return data | {"n": self._heading_level(node.number), "c": self._line(node.children)}
        if node.kind == "listing":
            return data | {"t": node.text}
        if node.kind == "figure":
            return data | self._figure(node)
        if node.kind in ("list", "item", "quotation", "table", "row"):
            data["c"] = self._blocks(node.children)
        elif node.children:
            data["c"] = self._line(node.children)
        if node.number:
            data["n"] = node.number
        if node.head:
            data["head"] = True
        if node.align:
            data["align"] = node.align
        return data

    def _heading_level(self, typed: int) -> int:
        """No level is left out: screen readers count them."""
        while self._levels and self._levels[-1] >= typed:
            self._levels.pop()
        self._levels.append(typed)
        return len(self._levels) - 1 + self.level

    def _figure(self, node: Node) -> Data:
        caption = self._line(node.children)
        alt = node.alt or words_of(node.children) or _("Picture")
        data: Data = {"alt": alt} | ({"c": caption} if caption else {})
        if file := self.pictures.get(node.target):
            name, width, height = file
            # As wide as the column, unless it is small, or so high that it would fill the page.
            data |= {"file": name, "width": min(100, width / 6, 110 * width / max(height, 1))}
        return data

    def _line(self, nodes: Nodes) -> list[Data]:
        line: list[Data] = []
        before: Node | None = None
        for node in nodes:
            if node.kind in _MARKS and before is not None and before.kind in _MARKS:
                line.append({"k": "apart"})
            before = node
            line += self._inline(node)
        return line

    def _inline(self, node: Node) -> list[Data]:
        if node.kind in _MARKS:
            return [self._mark(node)]
        if node.kind in ("text", "code"):
            return [{"k": node.kind, "t": node.text}]
        if node.kind == "break":
            return [{"k": "break"}]
        data: Data = {"k": node.kind, "c": self._line(node.children)}
        if node.kind == "quote":
            before, after = _QUOTES.get(self.tree.language.partition("-")[0], ("“", "”"))
            data |= {"before": before, "after": after}
        if node.kind != "link":
            return [data]
        data["to"] = node.target
        if "://" in words_of(node.children):
            data["address"] = True
        name = self.persons.get(node.target)
        return [{"k": "index", "list": "persons", "term": name}, data] if name else [data]

    def _mark(self, node: Node) -> Data:
        sign = {"footnote": str(node.number), "note": node.target}.get(node.kind, "[?]")
        identifier = f"{self.tree.id}-{node.kind}-{node.number or node.target}"
        mark: Data = {"k": "mark", "sign": sign, "id": identifier}
        footnote = self.tree.footnotes.get(node.number) if node.kind == "footnote" else None
        if footnote and len(footnote.standings) > 1:
            mark["use"] = letters(node.occurrence + 1)
        if identifier not in self._printed:
            self._printed.add(identifier)
            mark["note"] = self._note(node, footnote)
        return mark

    def _note(self, node: Node, footnote: Footnote | None) -> list[list[Data]]:
        if footnote:
            return [self._line(footnote.words) + self._standings(footnote)]
        if node.kind == "needed":
            reason = self.tree.needed.get(node.number, ())
            return [self._line((*text(_("Citation needed:") + " "), *reason))]
        note = self.tree.notes.get(node.target)
        return [self._line(line) for line in lines_of(note.blocks if note else ())]

    def _standings(self, footnote: Footnote) -> list[Data]:
        said = [standing for standing in footnote.standings if not standing.common]
        line: list[Data] = []
        for standing in said:
            words = standing_words(standing)
            if words:
                line.append({"k": "stand", "c": [*self._line(text(" – ")), *self._line(words)]})
        return line


def colophon_lines(tree: EditionTree) -> Iterator[Nodes]:
    """How to cite the edition, where it stands, under which terms, and where its matter came from."""
    colophon = tree.colophon
    for style, line in colophon.citing:
        yield (*text(f"{style}: "), *line)
    address = Node("link", target=colophon.permanent, children=text(colophon.permanent))
    yield (*text(f"{edition_words(tree)} "), address)
    if colophon.doi:
        doi = f"https://doi.org/{colophon.doi}"
        yield (*text("DOI: "), Node("link", target=doi, children=text(colophon.doi)))
    yield text(licence_words(colophon))
    yield from (text(words) for words, _address in colophon.provenance)


def standing_words(standing: Standing) -> Nodes:
    """How a citation stands, behind the letters of the uses that it is said of."""
    if not standing.uses:
        return standing.words
    return (*text(f"{uses_in_words(standing.uses)}: "), *standing.words)


def lines_of(blocks: Nodes) -> Iterator[Nodes]:
    """What stands in a note, line by line: a note at the foot of a page has no lists or tables."""
    for block in blocks:
        if block.kind in ("list", "item", "quotation", "table"):
            yield from lines_of(block.children)
        elif block.kind == "row":
            cells = [cell.children for cell in block.children if cell.children]
            yield tuple(
                node
                for place, cell in enumerate(cells)
                for node in ((*text(" · "), *cell) if place else cell)
            )
        elif block.kind == "listing":
            yield (Node("code", text=block.text),)
        elif block.kind == "figure":
            yield block.children or text(block.alt)
        elif block.children:
            yield block.children


def text(words: str) -> Nodes:
    return (Node("text", text=words),) if words else ()


def unlinked(nodes: Nodes) -> Nodes:
    """The same without links."""
    return tuple(
        inside
        for node in nodes
        for inside in (unlinked(node.children) if node.kind == "link" else (node,))
    )


def edition_words(tree: EditionTree) -> str:
    """ "Edition 3, published 2 May 2026 (correction: a date)." """
    colophon = tree.colophon
    change = f"{colophon.change}: {colophon.summary}" if colophon.summary else colophon.change
    return _("Edition %(number)s, published %(day)s (%(change)s).") % {
        "number": colophon.number,
        "day": colophon.published,
        "change": change,
    }


def language_and_region(tag: str) -> tuple[str, str | None]:
    """Language (ISO 639) and region (ISO 3166) of a tag (BCP 47) as typst takes them; "en" for none that it knows."""
    language, *others = tag.split("-")
    language = language.lower()
    if not (language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
        return "en", None
    regions = (
        part.upper() for part in others if len(part) == 2 and part.isascii() and part.isalpha()
    )
    return language, next(regions, None)
