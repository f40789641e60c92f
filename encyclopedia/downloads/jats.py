"""JATS, for archives: the Journal Publishing tag set, valid against its DTD of version 1.1 (and so those after it)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from encyclopedia.downloads.hyphened import el
from encyclopedia.downloads.jats_references import reference
from encyclopedia.downloads.printing import edition_words, lines_of, standing_words, text
from encyclopedia.downloads.tree import EditionTree, Node, Nodes, end_of_lead, words_of
from encyclopedia.harvesting.xml import DECLARATION, Xml, element
from encyclopedia.rendering.addresses import picture_url
from encyclopedia.rendering.page_language import in_its_language

DOCTYPE: Final = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN" '
    '"JATS-journalpublishing1.dtd">\n'
)
_TAGS: Final = {
    "em": "italic",
    "strong": "bold",
    "strike": "strike",
    "sup": "sup",
    "sub": "sub",
}


@in_its_language
def entry_jats(tree: EditionTree) -> bytes:
    """One edition; its pictures are named by their addresses."""
    written = _Jats(tree).article()
    return f"{DECLARATION}{DOCTYPE}{written}".encode()


class _Jats:
    def __init__(self, tree: EditionTree) -> None:
        self.tree = tree
        self.places = {key: f"ref-{number}" for number, key in enumerate(tree.records, 1)}
        self.cited = {(cited.number, cited.occurrence): cited.key for cited in tree.cited}

    def article(self) -> Xml:
        tree = self.tree
        split = end_of_lead(tree.blocks)
        lead = [self._block(node) for node in tree.blocks[:split]]
        body = el(
            "body", *self._record(), *lead, *self._facts(), *self._sections(tree.blocks[split:])
        )
        return el(
            "article",
            el("front", self._journal(), self._meta()),
            body,
            el("back", *self._back()),
            article_type="other",
            dtd_version="1.1",
            xml__lang=tree.language,
            xmlns__xlink="http://www.w3.org/1999/xlink",
        )

    def _journal(self) -> Xml:
        colophon = self.tree.colophon
        identifier = el("journal-id", colophon.site_address, journal_id_type="publisher-id")
        # An encyclopedia on a site has none; the tag set asks for it.
        return el(
            "journal-meta",
            identifier,
            el("journal-title-group", el("journal-title", colophon.site)),
            el("issn", pub_type="epub"),
            el("publisher", el("publisher-name", settings.SITE_NAME)),
        )

    def _meta(self) -> Xml:
        tree, colophon = self.tree, self.tree.colophon
        day = colophon.published_at
        authors = [
            el("contrib", el("name-alternatives", el("string-name", name)), contrib_type="author")
            for name in tree.author_names
        ]
        keywords = [el("kwd", tag) for tag in tree.tags]
        licence = el(
            "license",
            el("license-p", colophon.licence),
            license_type="open-access",
            xlink__href=colophon.licence_address,
        )
        return el(
            "article-meta",
            *([el("article-id", colophon.doi, pub_id_type="doi")] if colophon.doi else []),
            el("article-id", f"{tree.id}@{colophon.number}", pub_id_type="publisher-id"),
            el(
                "article-categories",
                el("subj-group", el("subject", tree.kind_words)),
            ),
            el("title-group", el("article-title", tree.title)),
            *([el("contrib-group", *authors)] if authors else []),
            el(
                "pub-date",
                el("day", str(day.day)),
                el("month", str(day.month)),
                el("year", str(day.year)),
                pub_type="epub",
            ),
            el("volume", str(colophon.number)),
            el("elocation-id", colophon.permanent),
            el("permissions", licence),
            el("self-uri", xlink__href=colophon.permanent),
            *([el("abstract", el("p", tree.summary))] if tree.summary else []),
            *([el("kwd-group", *keywords)] if keywords else []),
        )

    def _record(self) -> Iterator[Xml]:
        for fact in self.tree.record:
            label = el("bold", f"{fact.label}: ") if fact.label else Xml("")
            yield from (el("p", label, self.line(value)) for value in fact.values)

    def _facts(self) -> Iterator[Xml]:
        tree = self.tree
        if portrait := tree.portrait:
            yield self._block(
                Node("figure", target=portrait.digest, alt=portrait.alt, children=portrait.caption)
            )
        if tree.facts:
            items = [
                el(
                    "def-item",
                    el("term", fact.label),
                    el("def", *(el("p", self.line(value)) for value in fact.values)),
                )
                for fact in tree.facts
            ]
            yield el("p", el("def-list", *items))

    def _sections(self, nodes: Nodes) -> Iterator[Xml]:
        """What stands under a heading as its section, and in that what stands under lower ones."""
        place = 0
        while place < len(nodes):
            node = nodes[place]
            if node.kind != "heading":
                yield self._block(node)
                place += 1
                continue
            end = place + 1
            while end < len(nodes) and not (
                nodes[end].kind == "heading" and nodes[end].number <= node.number
            ):
                end += 1
            inside = list(self._sections(nodes[place + 1 : end])) or [el("p")]
            yield el("sec", el("title", self.line(node.children)), *inside)
            place = end

    def _block(self, node: Node) -> Xml:
        kind = node.kind
        if kind == "list":
            items = [
                el("list-item", *[self._block(block) for block in item.children] or [el("p")])
                for item in node.children
            ]
            return el("p", el("list", *items, list_type="order" if node.number else "bullet"))
        if kind == "quotation":
            return el("disp-quote", *(self._block(block) for block in node.children))
        if kind == "listing":
            return el("p", el("preformat", node.text))
        if kind == "rule":
            return el("p", "⁂")
        if kind == "table":
            return self._table(node)
        if kind == "figure":
            caption = el("caption", el("p", self.line(node.children))) if node.children else Xml("")
            alt = node.alt or words_of(node.children)
            address = f"{self.tree.colophon.site_address}{picture_url(node.target)}"
            graphic = el("graphic", *([el("alt-text", alt)] if alt else []), xlink__href=address)
            return el("fig", caption, graphic)
        if kind == "heading":
            return el("p", el("bold", self.line(node.children)))
        return el("p", self.line(node.children))

    def _table(self, node: Node) -> Xml:
        heads = [self._row(row) for row in node.children if row.head]
        rows = [self._row(row) for row in node.children if not row.head]
        head = [el("thead", *heads)] if heads else []
        body = el("tbody", *(rows or [el("tr", el("td"))]))
        return el("table-wrap", el("table", *head, body))

    def _row(self, row: Node) -> Xml:
        return el(
            "tr",
            *(
                el("th" if cell.head else "td", self.line(cell.children), align=cell.align)
                for cell in row.children
            ),
        )

    def line(self, nodes: Nodes) -> Xml:
        return Xml("".join(self._inline(node) for node in nodes))

    def _inline(self, node: Node) -> Xml:
        kind = node.kind
        if kind == "text":
            return Xml(element("x", node.text)[3:-4]) if node.text else Xml("")
        if kind == "code":
            return el("monospace", node.text)
        if kind == "break":
            return Xml(" ")
        if kind == "link":
            return el(
                "ext-link",
                self.line(node.children),
                ext_link_type="uri",
                xlink__href=node.target,
            )
        if kind == "footnote":
            return self._mark(f"fn-{node.number}", str(node.number))
        if kind == "note":
            return self._mark(f"note-{node.target}", node.target)
        if kind == "needed":
            return self._mark(f"needed-{node.number}", "?")
        inside = self.line(node.children)
        if kind == "quote":
            return Xml(f"“{inside}”")
        tag = _TAGS.get(kind)
        return el(tag, inside) if tag else inside

    def _mark(self, target: str, sign: str) -> Xml:
        return el("xref", el("sup", sign), ref_type="fn", rid=target)

    def _back(self) -> Iterator[Xml]:
        tree = self.tree
        notes = [*self._footnotes()]
        if notes:
            yield el("fn-group", *notes)
        if tree.records:
            yield el(
                "ref-list",
                el("title", _("Bibliography")),
                *(reference(record, self.places[key]) for key, record in tree.records.items()),
            )

    def _footnotes(self) -> Iterator[Xml]:
        tree = self.tree
        for letter, note in tree.notes.items():
            lines = [el("p", self.line(line)) for line in lines_of(note.blocks)]
            yield el("fn", el("label", letter), *(lines or [el("p")]), id=f"note-{letter}")
        keys = {number: key for (number, _use), key in self.cited.items()}
        for number, footnote in sorted(tree.footnotes.items()):
            place = self.places.get(keys.get(number, ""))
            work = el("xref", _("in the bibliography"), ref_type="bibr", rid=place) if place else ""
            standings = [
                el("p", self.line(standing_words(standing)))
                for standing in footnote.standings
                if standing.words
            ]
            words = el(
                "p", self.line(footnote.words), *([Xml(" ("), work, Xml(")")] if work else [])
            )
            yield el("fn", el("label", str(number)), words, *standings, id=f"fn-{number}")
        for number, reason in sorted(tree.needed.items()):
            words = el("p", self.line((*text(_("Citation needed:") + " "), *reason)))
            yield el("fn", el("label", "?"), words, id=f"needed-{number}")
        about = [edition_words(tree), words_of(tree.standing), words_of(tree.common)]
        about += [words for words, _address in tree.colophon.provenance]
        yield el("fn", *(el("p", words) for words in about if words), fn_type="other")
