"""The author-date style, after Chicago's: "Service 2009, 12", and "Service, Robert. 2009. *Trotsky: A Biography*. …".

The author and the year lead to a line of the bibliography, so first and later notes are the same. What Chicago lists in
no bibliography (a private letter, an unsigned entry), and what lawyers cite in an order of their own, has its notes and
its line as in the notes style.

Two works of one author and year are distinguished by a letter that the record holds in CSL's `year-suffix` ("2009a"): a
style sees one record at a time, so it cannot know of the other work. The office warns of two that have no letter.
"""

from __future__ import annotations

from typing import Final

from encyclopedia.bibliography import chicago
from encyclopedia.bibliography.chicago import authors, containers, style
from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.citation_style import CitationStyle, NoteWriter, Record
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.csl_types import LEGAL, NAME_FIELDS
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import Text, around, join, plain, run

# A work's year is that of the first date it has.
_YEARS: Final = ("issued", "event-date", "available-date")


def full_note(record: Record, *, locator: str = "", prefix: str = "", suffix: str = "") -> str:
    """A note on a work, as HTML: "Service 2009, 12.", of a later edition "Marx [1867] 1976, 12."."""
    return _note(chicago.full_note, record, locator, prefix, suffix)


def short_note(record: Record, *, locator: str = "", prefix: str = "", suffix: str = "") -> str:
    """A later note; like the first one but for the works that are cited as in the notes style."""
    return _note(chicago.short_note, record, locator, prefix, suffix)


def work_label(record: Record) -> str:
    """The work in the fewest words, without marks: "Service 2009", "Trotskyism, n.d."."""
    work = Work(record, later=True)
    return plain(join(" " if _dated(work) else ", ", _lead(record), _year(work)))


def bibliography_line(record: Record) -> str | None:
    """The work's line, with the year after what leads it; None for what Chicago leaves out."""
    work = Work(record, bibliography=True)
    if not _is_cited_by_year(work):
        return chicago.bibliography_line(record)
    lead, year = authors.leading(work), _year(work)
    if first := _first_published(work):
        year = join(" ", around("(", first, ")"), year)
    work.use("original-date", "status", *_YEARS)
    text = join(". ", lead, year, style.title_and_source(work))
    return style.finished(style.or_note(work, text))


def sort_key(record: Record) -> tuple[str, ...]:
    """The order of the notes style, but an author's works by year, then by the letter after it, then by title."""
    lead, title, year, *rest = chicago.sort_key(record)
    return (lead, year, Work(record).raw("year-suffix"), title, *rest)


AUTHOR_DATE: Final = CitationStyle(
    "author-date", full_note, short_note, bibliography_line, sort_key
)


def _is_cited_by_year(work: Work) -> bool:
    return not work.verbatim and work.kind not in LEGAL and style.listed_in_bibliography(work)


def _note(write: NoteWriter, record: Record, locator: str, prefix: str, suffix: str) -> str:
    work = Work(record, later=True, locator=locator)
    if not _is_cited_by_year(work):
        return write(record, locator=locator, prefix=prefix, suffix=suffix)
    # Chicago parts a name from "n.d." and "forthcoming" by a comma, and from a year by nothing.
    year = join(" ", around("[", _first_published(work), "]"), _year(work))
    named = join(" " if _dated(work) else ", ", _lead(record), year)
    text = join(", ", style.or_note(work, named), containers.later_place(work))
    return style.finished(style.with_words(text, prefix, suffix))


def _lead(record: Record) -> Text:
    """What leads the work's line, in short: family names, else the title or what replaces it."""
    line = Work(record, bibliography=True)
    authors.leading(line)
    work = Work(record, later=True)
    for field in sorted(line.used.intersection(NAME_FIELDS)):
        if names := work.names(field):
            others = work.has_others(field)
            return listed(names, bibliography=False, form="short", others=others)
    return authors.leading(work)


def _dated(work: Work) -> Text:
    return next((year for field in _YEARS if (year := work.dated(field, "year"))), ())


def _first_published(work: Work) -> Text:
    """The year of the original, unless the work is of that year."""
    first = work.dated("original-date", "year")
    return () if first == _dated(work) else first


def _year(work: Work) -> Text:
    """ "2009", "2009a", "forthcoming", "n.d."."""
    year = _dated(work) or words(plain(work.text("status")).lower()) or (term("n.d."),)
    letter = work.raw("year-suffix")
    return run(year, words(f"-{letter}" if letter and year == (term("n.d."),) else letter))
