"""The words inside a block of a pasted page as pieces of a paragraph. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import replace

from editorial.html import messages
from editorial.html.html_tree import BLOCKS, HtmlElement
from editorial.html.imported import ReportLine, excerpt
from editorial.html.markup_text import citation_needed, escape
from editorial.importers.fields.anchors import ENTRY, FORMULA, NEEDED
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_fields import PageFields
from editorial.importers.texts.html_footnotes import PageFootnotes
from editorial.importers.texts.html_links import (
    LinkTarget,
    fragment,
    is_decoration,
    link_target,
    picture_name,
)
from editorial.importers.texts.html_notes import PageNotes
from editorial.importers.writing.markup_inline import written_on_one_line
from editorial.importers.writing.pieces import Look, ParagraphPiece, plain
from editorial.importers.writing.raised_signs import is_lowerable, is_raisable, lowered, raised
from encyclopedia.core.messages import Message

_BOLD = frozenset(["b", "strong"])
_ITALIC = frozenset(["i", "em", "var", "dfn", "cite"])
_CODE = frozenset(["code", "kbd", "samp", "tt"])
_STRUCK = frozenset(["s", "strike"])
_WEIGHT = re.compile(r"[1-9]00")
_PAGE_BEHIND_MARK = re.compile(r":\s*(\d{1,4}(?:\s*[-–]\s*\d{1,4})?)")
_TITLE_QUOTES = re.compile(r'["\\]')


def look_of(element: HtmlElement, look: Look) -> Look:
    """The look that an element gives to its words; a style comes before the tag."""
    bold, italic = look.bold, look.italic
    bold = bold or element.tag in _BOLD
    italic = italic or (element.tag in _ITALIC and "citation" not in element.classes)
    weight = element.style.get("font-weight", "")
    if weight in {"bold", "bolder"} or (_WEIGHT.fullmatch(weight) and int(weight) >= 600):
        bold = True
    elif weight:
        bold = look.bold and weight in {"inherit", "lighter"}
    slant = element.style.get("font-style", "")
    if slant.startswith(("italic", "oblique")):
        italic = True
    elif slant == "normal":
        italic = False
    return Look(bold, italic, look.code or element.tag in _CODE)


class HtmlInline:
    """Gathers pieces; remarks on them, and pictures among them, are kept until they are taken."""

    def __init__(
        self,
        page: PageNotes,
        footnotes: PageFootnotes,
        fields: PageFields,
        resolver: Resolver,
        site: OwnSite | None = None,
    ) -> None:
        self._site = site
        self._page = page
        self._footnotes = footnotes
        self._fields = fields
        self._resolver = resolver
        self._pictures = 0
        self.report: list[ReportLine] = []
        self.figures: list[str] = []

    def take_report(self) -> list[ReportLine]:
        report, self.report = self.report, []
        return report

    def take_figures(self) -> list[str]:
        figures, self.figures = self.figures, []
        return figures

    def gather(self, element: HtmlElement, look: Look, pieces: list[ParagraphPiece]) -> None:
        """Add the words of an element's children; where a block ends or begins there is a space."""
        for child in element.children:
            if isinstance(child, str):
                pieces.append(ParagraphPiece("code" if look.code else "words", child, look))
            elif not child.gone:
                self.add(child, look, pieces)

    def add(self, element: HtmlElement, look: Look, pieces: list[ParagraphPiece]) -> None:
        tag = element.tag
        if tag == "br":
            pieces.append(ParagraphPiece("break"))
        elif tag == "img":
            self.picture(element, [])
        elif tag == "math":
            self._formula(element, pieces)
        elif tag == "a":
            self._anchor(element, look_of(element, look), pieces)
        elif tag in _STRUCK:
            if words := element.words():
                self._remark(messages.STRUCK_KEPT, words)
            self.gather(element, look_of(element, look), pieces)
        elif tag == "q":
            pieces.append(ParagraphPiece("words", "“", look))
            self.gather(element, look_of(element, look), pieces)
            pieces.append(ParagraphPiece("words", "”", look))
        elif tag in {"sup", "sub"} or element.style.get("vertical-align") in {"super", "sub"}:
            self._raised(element, look_of(element, look), pieces)
        elif tag in BLOCKS:
            pieces.append(ParagraphPiece("words", " ", look))
            self.gather(element, look_of(element, look), pieces)
            pieces.append(ParagraphPiece("words", " ", look))
        else:
            self.gather(element, look_of(element, look), pieces)

    def _anchor(self, element: HtmlElement, look: Look, pieces: list[ParagraphPiece]) -> None:
        if note := self._page.at(element):
            markup, remark = self._footnotes.mark(note)
            if remark:
                self.report.append(remark)
            pieces.append(ParagraphPiece("mark", markup, target=note.id))
            return
        if fragment(element).startswith(NEEDED):
            _take_space(pieces)
            request = citation_needed(fragment(element).removeprefix(NEEDED))
            pieces.append(ParagraphPiece("mark", request))
            return
        citation = self._fields.written(element, self._resolver)
        if citation is not None:
            _take_space(pieces)
            if citation:
                pieces.append(ParagraphPiece("mark", citation))
            return
        if fragment(element) == FORMULA:
            self._formula(element, pieces)
            return
        inside: list[ParagraphPiece] = []
        self.gather(element, look, inside)
        target = self._own(element) or link_target(element)
        if not plain(inside) or target.kind in {"within", "nowhere"}:
            pieces.extend(inside)
            if plain(inside) and target.kind == "nowhere":
                self._remark(messages.LINK_DROPPED, f"{plain(inside)} ({target.value})")
            return
        kind = "entry" if target.kind == "entry" else "link"
        pieces.append(
            ParagraphPiece(
                "link" if kind == "link" else "entry", "", look, target.value, tuple(inside)
            )
        )

    def _own(self, element: HtmlElement) -> LinkTarget | None:
        """The entry of this site that a link leads to, or should lead to once it is there."""
        if fragment(element).startswith(ENTRY):
            return LinkTarget("entry", fragment(element).removeprefix(ENTRY))
        path = self._site.path(element.get("href").strip()) if self._site else ""
        title = self._site.title_of(path) if self._site and path else None
        return LinkTarget("entry", title) if title else None

    def _raised(self, element: HtmlElement, look: Look, pieces: list[ParagraphPiece]) -> None:
        """A superscript: a note's mark, a typed mark, a power; or a subscript."""
        inside: list[ParagraphPiece] = []
        self.gather(element, look, inside)
        words = "".join(piece.text for piece in inside if piece.kind == "words").strip()
        marks = [piece for piece in inside if piece.kind == "mark"]
        page = _PAGE_BEHIND_MARK.fullmatch(words)
        if page and not marks and pieces and pieces[-1].kind == "mark" and pieces[-1].target:
            number = re.sub(r"\s*[-–]\s*", "–", page[1])
            locator = f"{'pp.' if '–' in number else 'p.'} {number}"
            note = self._page.notes[pieces[-1].target]
            pieces[-1] = replace(pieces[-1], text=self._footnotes.mark(note, locator)[0])
            return
        if len(marks) == sum(piece.kind != "words" for piece in inside) > 0 and not words.strip(
            "[],; \u00a0"
        ):
            pieces.extend(marks)
            return
        is_low = element.tag == "sub" or element.style.get("vertical-align") == "sub"
        if is_lowerable(words) if is_low else is_raisable(words):
            write = lowered if is_low else raised
            inside = [
                replace(piece, text=write(piece.text)) if piece.kind == "words" else piece
                for piece in inside
            ]
        pieces.extend(inside)

    def picture(self, element: HtmlElement, caption: list[ParagraphPiece]) -> None:
        """Keep a picture's place for after the paragraph."""
        if is_decoration(element):
            return
        self._pictures += 1
        name = picture_name(element, self._pictures)
        alt = escape(" ".join(element.get("alt").split()), "[", "]")
        alt = re.sub(r"(?<!\\)([\[\]])", r"\\\1", alt)
        words = _TITLE_QUOTES.sub(r"\\\g<0>", written_on_one_line(caption))
        self.figures.append(
            f'![{alt}](wanted:{name} "{words}")' if words else f"![{alt}](wanted:{name})"
        )
        self._remark(
            messages.PICTURE_WANTED, f"{name} {plain(caption) or element.get('alt')}".strip()
        )

    def _formula(self, element: HtmlElement, pieces: list[ParagraphPiece]) -> None:
        if words := element.words():
            pieces.append(ParagraphPiece("code", words))
            self._remark(messages.FORMULA_AS_CODE, words)

    def _remark(self, message: Message, words: str) -> None:
        self.report.append(ReportLine(0, message, excerpt(words)))


def _take_space(pieces: list[ParagraphPiece]) -> None:
    """A citation stands directly behind the words that it is of."""
    if pieces and pieces[-1].kind == "words":
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" \t\n\u00a0"))
