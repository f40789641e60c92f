"""One reading of a document: text parsed, every citation numbered. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from encyclopedia import markup
from encyclopedia.core import facts
from encyclopedia.core.citations import DocumentCitation, Footnote, Footnotes
from encyclopedia.core.documents import Document, digest

# So many readings are remembered: a move and those after it read the same document again and again.
MAX_REMEMBERED: Final = 8
# In characters; a reading holds many times its text.
MAX_REMEMBERED_TEXT: Final = 200_000


@dataclass(frozen=True)
class Analysis:
    """What one reading of a document finds; nothing is fetched, nothing rendered.

    `citations` are numbered over the whole document: the text's markers from 1, then those in its
    notes, then the facts' (their `fact` is the fact's place in the document).
    """

    parsed: markup.Parsed
    citations: tuple[DocumentCitation, ...]

    @cached_property
    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes in order of their numbers."""
        footnotes = Footnotes()
        footnotes.extend(self.citations)
        return footnotes.listed()

    @cached_property
    def by_fact(self) -> dict[int, tuple[DocumentCitation, ...]]:
        """The facts' citations by the fact's place in the document."""
        by_place: dict[int, list[DocumentCitation]] = {}
        for citation in self.citations:
            if citation.fact >= 0:
                by_place.setdefault(citation.fact, []).append(citation)
        return {place: tuple(citations) for place, citations in by_place.items()}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of every cited source."""
        return frozenset(citation.key for citation in self.citations)

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(citation.digest for citation in self.citations)

    @property
    def needed(self) -> tuple[markup.Needed, ...]:
        return self.parsed.needed

    @cached_property
    def note_letters(self) -> dict[str, str]:
        """The letter of each explanatory note by its label; a citation's `note` is a label."""
        return {note.label: note.letter for note in self.parsed.notes}

    @property
    def language(self) -> str:
        """The document's, as its text was read."""
        return self.parsed.language

    @property
    def words(self) -> int:
        """The number of words in text and notes."""
        return len(self.parsed.plain.split())


def analyse(document: Document) -> Analysis:
    """Read the document once: pure, cheap to pass around, and remembered by its digest."""
    if not (document.text or document.facts):
        return _NOTHING
    if len(document.text) > MAX_REMEMBERED_TEXT:
        return _read(document)
    return _remembered(_Signed(digest(document), document))


def forget() -> None:
    """Read every document again at its next use, and every block of it."""
    _remembered.cache_clear()
    markup.forget()


@dataclass(frozen=True)
class _Signed:
    """A document that is compared by its digest."""

    digest: str
    document: Document = field(compare=False)


@lru_cache(maxsize=MAX_REMEMBERED)
def _remembered(signed: _Signed) -> Analysis:
    return _read(signed.document)


def _read(document: Document) -> Analysis:
    parsed = markup.parse(
        document.text,
        entry=document.id,
        title=document.title,
        language=document.language,
        pictures={picture.name: picture.digest for picture in document.pictures},
    )
    footnotes = Footnotes()
    footnotes.extend(parsed.citations)
    footnotes.extend(facts.cite_facts(document))
    return Analysis(parsed=parsed, citations=tuple(footnotes.citations))


# Of a document without text and facts, as most sources are.
_NOTHING = Analysis(parsed=markup.parse(""), citations=())
