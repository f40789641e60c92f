"""The citations of reference managers on a page: links that name them. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from editorial.html import messages
from editorial.html.html_tree import BLOCKS, HtmlElement
from editorial.html.imported import ReportLine, excerpt
from editorial.html.markup_text import cited_works
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.fields.own_entry import OwnEntry
from editorial.importers.notes.note_splitting import PLACE
from editorial.importers.notes.note_trace import NoteTrace
from editorial.importers.notes.note_works import parsed, says_which_work
from editorial.importers.references.known_records import KnownRecords
from editorial.importers.references.resolving import Resolver
from editorial.importers.texts.html_links import fragment


@dataclass(slots=True)
class PageFields:
    """`citations` by the names of their links; `listed` are the works of bibliographies, as the file words them."""

    citations: Mapping[str, FieldCitation] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    # Those that stand at the mark of their note, and not in its words.
    moved: set[str] = field(default_factory=set)
    own: OwnEntry | None = None
    trace: NoteTrace | None = None

    def at(self, element: HtmlElement) -> FieldCitation | None:
        if element.tag != "a" or not self.citations:
            return None
        return self.citations.get(fragment(element))

    def written(self, element: HtmlElement, resolver: Resolver) -> str | None:
        """The markup in the place of an `a` element; None where it is no citation."""
        citation = self.at(element)
        if citation is None:
            return None
        if fragment(element) in self.moved:
            return ""
        if self.trace:
            self.trace.cite(citation)
        return cited_works(resolver.field_work("", work, citation.words) for work in citation.works)

    def words_of(self, body: HtmlElement) -> tuple[str, list[FieldCitation]]:
        """The words of a note, with a PLACE for each citation, and these."""
        pieces: list[str] = []
        citations: list[FieldCitation] = []
        self._gather(body, pieces, citations)
        return " ".join("".join(pieces).split()), citations

    def _gather(
        self, element: HtmlElement, pieces: list[str], citations: list[FieldCitation]
    ) -> None:
        for child in element.children:
            if isinstance(child, str):
                pieces.append(child.replace(PLACE, " "))
            elif citation := (None if child.gone else self.at(child)):
                pieces.append(PLACE)
                citations.append(citation)
            elif not child.gone:
                self._gather(child, pieces, citations)
                if child.tag in BLOCKS or child.tag == "br":
                    pieces.append(" ")

    def names_in(self, body: HtmlElement) -> Iterator[str]:
        """The names of the citations in a note, in order."""
        return (fragment(element) for element in body.elements() if self.at(element))


def add_listed(listed: Iterable[str], resolver: Resolver) -> Iterator[ReportLine]:
    """Add the works of a manuscript's bibliography that no citation names as sources; each is reported."""
    records = {work.key: work.record for work in resolver.cited_records.works}
    known = KnownRecords(records)
    for line in listed:
        if known.recognise(line) or not says_which_work(line):
            continue
        key = resolver.record("", line, parsed(line, "").record)
        if key not in records:
            records[key] = {}
            yield ReportLine(0, messages.LISTED_NOT_CITED, excerpt(line))
