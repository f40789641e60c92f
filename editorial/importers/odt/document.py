"""The content of an OpenDocument text as a page of HTML. Pure: no Django.

OpenDocument 1.3, part 3. Tracked changes count as accepted: what was deleted stands apart from the text there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from editorial.html import messages
from editorial.html.imported import ReportLine, excerpt
from editorial.importers.fields.anchors import FORMULA
from editorial.importers.fields.instructions import is_bibliography
from editorial.importers.fields.own_styles import OWN_STYLES, SUMMARY
from editorial.importers.odt.mathml import tex_of
from editorial.importers.odt.namespaces import DRAW, FIELD, MATHML, OFFICE, SVG, TABLE, TEXT, XLINK
from editorial.importers.odt.odt_citations import (
    marked,
    noted_bookmarks,
    read_bibliography_mark,
)
from editorial.importers.odt.output import OdtOutput, picture_file, without
from editorial.importers.odt.text_styles import TextStyles

MAX_SPACES = 100
MAX_REPEATED = 50
_STARTS = frozenset(
    [f"{TEXT}reference-mark-start", f"{TEXT}bookmark-start", f"{FIELD}fieldmark-start"]
)
_ENDS = frozenset([f"{TEXT}reference-mark-end", f"{TEXT}bookmark-end", f"{FIELD}fieldmark-end"])
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("table-of-content", "alphabetical-index", "illustration-index", "table-index"),
        *("object-index", "user-index", "bibliography"),
    )
)
_LEFT_OUT = frozenset(
    [
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}user-field-decls",
        f"{TEXT}note-citation",
        f"{OFFICE}forms",
        f"{OFFICE}annotation",
        f"{TABLE}covered-table-cell",
        f"{TEXT}hidden-text",
        f"{TEXT}list-header",
    ]
)
_QUOTES = frozenset(["quotations", "quote", "block text", "intense quote", "block quotation"])
_CAPTIONS = frozenset(["caption", "figure", "illustration", "drawing"])
_TABLE_NUMBER = re.compile(r"[1-9]\d{0,3}")


@dataclass(slots=True)
class OdtPage(OdtOutput):
    """Writes the page. `kept` are the codes of bookmarks, `objects` the formulas by the names of their parts."""

    styles: TextStyles = field(default_factory=lambda: TextStyles(()))
    kept: Mapping[str, str] = field(default_factory=dict)
    objects: Callable[[str], Element | None] = lambda name: None
    pictures: list[str] = field(default_factory=list)
    # So many characters and cells may be repeated in all.
    repeats_left: int = 20_000
    _notes: list[str] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)

    def html(self, body: Element) -> str:
        self._ids = {
            note.get(f"{TEXT}id", ""): number
            for number, note in enumerate(body.iter(f"{TEXT}note"), 1)
        }
        self._noted = noted_bookmarks(body, self._ids)
        self._children(body)
        notes = "".join(self._notes)
        return "".join(self._out) + (f'<section role="doc-endnotes"><ol>{notes}</ol></section>')

    def _children(self, element: Element, level: int = 0) -> None:
        self._say(element.text)
        for child in element:
            self._one(child, level)
            self._say(child.tail)

    def _one(self, element: Element, level: int) -> None:
        tag = element.tag
        if tag in _LEFT_OUT:
            return
        if tag in _INDEXES:
            self.report.append(ReportLine(0, messages.CONTENTS_LEFT_OUT))
        elif tag == f"{TEXT}p":
            self._paragraph(element, level)
        elif tag == f"{TEXT}h":
            heading = min(max(int(element.get(f"{TEXT}outline-level") or 1), 1), 6)
            names = self.styles.names(element.get(f"{TEXT}style-name", ""))
            self._wrapped(element, f"h{heading}", level, self._own(names))
        elif tag == f"{TEXT}span":
            self._span(element, level)
        elif tag == f"{TEXT}list":
            self._list(element, level)
        elif tag == f"{TEXT}note":
            self._note(element)
        elif tag == f"{TEXT}note-ref":
            self._note_again(element)
        elif tag == f"{TEXT}section":
            self._section(element, level)
        elif tag == f"{TEXT}a":
            self._out.append(f'<a href="{escape(element.get(f"{XLINK}href", ""))}">')
            self._children(element, level)
            self._out.append("</a>")
        elif tag in _STARTS:
            if tag == f"{FIELD}fieldmark-start":
                self._begin("", marked(element, self.kept))
            elif code := marked(element, self.kept):
                self._begin(element.get(f"{TEXT}name", ""), code)
        elif tag in _ENDS:
            self._end(element.get(f"{TEXT}name", ""))
        elif tag == f"{TEXT}bibliography-mark":
            self._cite(read_bibliography_mark(element))
        elif tag == f"{TEXT}ruby":
            self._ruby(element)
        elif tag.startswith(TABLE):
            self._table(element, level)
        elif tag == f"{DRAW}frame":
            self._frame(element, level)
        elif tag == f"{TEXT}s":
            self._out.append(" " * min(int(element.get(f"{TEXT}c") or 1), MAX_SPACES))
        elif tag == f"{TEXT}tab":
            self._out.append(" ")
        elif tag == f"{TEXT}line-break":
            self._out.append("<br>")
        else:
            self._children(element, level)

    def _wrapped(self, element: Element, tag: str, level: int, name: str = "") -> None:
        begin = len(self._out)
        self._out.append(f'<{tag} class="{name}">' if name else f"<{tag}>")
        self._children(element, level)
        self._out.append(f"</{tag}>")
        # A mark that does not end in its paragraph is no citation; a bibliography has many paragraphs.
        self._open = [mark for mark in self._open if mark.at < begin or is_bibliography(mark.code)]

    def _paragraph(self, element: Element, level: int) -> None:
        names = self.styles.names(element.get(f"{TEXT}style-name", ""))
        if "title" in names:
            self._wrapped(element, "p", level, "title")
        elif "subtitle" in names:
            self._wrapped(element, "p", level, f"subtitle {SUMMARY}")
        elif not _QUOTES.isdisjoint(names):
            self._out.append("<blockquote>")
            self._wrapped(element, "p", level)
            self._out.append("</blockquote>")
        elif "preformatted text" in names:
            self._wrapped(element, "pre", level)
        else:
            caption = "caption" if not _CAPTIONS.isdisjoint(names) else ""
            self._wrapped(element, "p", level, caption or self._own(names))

    def _own(self, names: list[str]) -> str:
        return next((OWN_STYLES[name] for name in names if name in OWN_STYLES), "")

    def _span(self, element: Element, level: int) -> None:
        name = element.get(f"{TEXT}style-name", "")
        look = self.styles.look(name)
        if look.hidden == "none":
            if words := "".join(element.itertext()).strip():
                self.report.append(ReportLine(0, messages.HIDDEN_LEFT_OUT, excerpt(words)))
            return
        tags = [*look.tags, *(["code"] if "source text" in self.styles.names(name) else [])]
        self._out.extend(f"<{tag}>" for tag in tags)
        self._children(element, level)
        self._out.extend(f"</{tag}>" for tag in reversed(tags))

    def _list(self, element: Element, level: int) -> None:
        name = element.get(f"{TEXT}style-name", "")
        tag = "ol" if self.styles.is_numbered(name, level + 1) else "ul"
        start = next(
            (item.get(f"{TEXT}start-value", "") for item in element.iter(f"{TEXT}list-item")), ""
        )
        self._out.append(f'<{tag} start="{escape(start)}">' if start else f"<{tag}>")
        for item in element.findall(f"{TEXT}list-item"):
            for inner in item.findall(f"{TEXT}list"):
                if not inner.get(f"{TEXT}style-name"):
                    inner.set(f"{TEXT}style-name", name)
            self._wrapped(item, "li", level + 1)
        self._out.append(f"</{tag}>")

    def _note(self, element: Element) -> None:
        number = self._ids.get(element.get(f"{TEXT}id", ""), 0) or len(self._notes) + 1
        mark = element.find(f"{TEXT}note-citation")
        shown = escape("".join(mark.itertext())) if mark is not None else str(number)
        body = element.find(f"{TEXT}note-body")
        self._out.append(f'<sup><a role="doc-noteref" href="#fn{number}">{shown}</a></sup>')
        before, self._out, marks, self._open = self._out, [], self._open, []
        if body is not None:
            self._children(body)
        self._notes.append(f'<li id="fn{number}">{"".join(self._out)}</li>')
        self._out, self._open = before, marks

    def _note_again(self, element: Element) -> None:
        number = self._ids.get(element.get(f"{TEXT}ref-name", ""))
        words = escape("".join(element.itertext()))
        raised = self._out and self._out[-1] == "<sup>"
        is_mark = number and raised
        self._out.append(
            f'<a role="doc-noteref" href="#fn{number}">{words}</a>' if is_mark else words
        )

    def _section(self, element: Element, level: int) -> None:
        if is_bibliography(element.get(f"{TEXT}name", "")):
            paragraphs = element.iter(f"{TEXT}p")
            lines = (" ".join("".join(line.itertext()).split()) for line in paragraphs)
            self.listed.extend(line for line in lines if line)
        else:
            self._children(element, level)

    def _ruby(self, element: Element) -> None:
        base, above = element.find(f"{TEXT}ruby-base"), element.find(f"{TEXT}ruby-text")
        if base is not None:
            self._children(base)
        if above is not None and (words := "".join(above.itertext()).strip()):
            self._out.append(escape(f"({words})"))

    def _table(self, element: Element, level: int) -> None:
        tag = element.tag.removeprefix(TABLE)
        if tag == "table-header-rows":
            self._out.append("<thead>")
            self._children(element, level)
            self._out.append("</thead>")
        elif tag == "table-cell":
            spans = "".join(
                f' {name}="{value}"'
                for name, attribute in (("colspan", "columns"), ("rowspan", "rows"))
                if _TABLE_NUMBER.fullmatch(
                    value := element.get(f"{TABLE}number-{attribute}-spanned", "")
                )
            )
            for _again in range(self._times(element, "columns")):
                self._out.append(f"<td{spans}>")
                self._children(element, 0)
                self._out.append("</td>")
        elif tag == "table":
            self._wrapped(element, "table", level)
        elif tag == "table-row":
            for _again in range(self._times(element, "rows")):
                self._wrapped(element, "tr", level)
        elif tag in {"table-rows", "table-row-group"}:
            self._children(element, level)

    def _times(self, element: Element, what: str) -> int:
        """How often a cell or row stands there; what fills a sheet, is long or holds a table counts once."""
        number = element.get(f"{TABLE}number-{what}-repeated", "")
        times = int(number) if _TABLE_NUMBER.fullmatch(number) else 1
        length = sum(map(len, element.itertext())) + 1
        is_simple = next(element.iter(f"{TABLE}table"), None) is None
        if not 1 < times <= MAX_REPEATED or not is_simple or times * length > self.repeats_left:
            return 1
        self.repeats_left -= times * length
        return times

    def _frame(self, element: Element, level: int) -> None:
        """A picture, a formula, or a box with a picture and its caption."""
        box = element.find(f"{DRAW}text-box")
        if box is not None:
            inner = next(box.iter(f"{DRAW}frame"), None)
            if inner is None:
                self.report.append(ReportLine(0, messages.TEXT_BOX_MOVED, "1"))
                self._children(box, level)
                return
            self._out.append("<figure>")
            self._frame(inner, level)
            caption = "".join(without(box, inner)).strip()
            self._out.append(
                f"<figcaption>{escape(' '.join(caption.split()))}</figcaption></figure>"
            )
            return
        formula = element.find(f"{DRAW}object")
        if formula is not None:
            content = self.objects(formula.get(f"{XLINK}href", ""))
            if (
                content is not None
                and content.tag == f"{MATHML}math"
                and (words := tex_of(content))
            ):
                self._out.append(f'<a href="#{FORMULA}">{escape(words)}</a>')
            else:
                self.report.append(ReportLine(0, messages.FORMULA_LOST))
            return
        image = element.find(f"{DRAW}image")
        if image is not None:
            self.pictures.append(image.get(f"{XLINK}href", ""))
            alt = element.findtext(f"{SVG}desc") or element.findtext(f"{SVG}title") or ""
            name = picture_file(len(self.pictures), self.pictures[-1])
            self._out.append(f'<img src="{name}" alt="{escape(alt)}">')
