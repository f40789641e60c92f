"""Notes and bibliography lines in the words of Chicago's notes style (18th edition).

Full in the first note, short in later ones, inverted in the bibliography; places of publication are left out, and
so are unsigned works of reference in the bibliography, as the manual has it. What comes out is HTML in which every
word of the record is escaped.
"""

from __future__ import annotations

from encyclopedia.bibliography.chicago import (
    authors,
    containers,
    descriptions,
    legal,
    publication,
    telling_apart,
    titles,
    verbatim,
)
from encyclopedia.bibliography.chicago.work import COLLECTORS, MAX_LENGTH, Work
from encyclopedia.bibliography.citation_style import Record
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.csl_types import LEGAL, REFERENCE_ENTRIES
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import (
    Text,
    around,
    capitalised,
    html,
    join,
    plain,
    punctuated,
    run,
)
from encyclopedia.bibliography.records.text_marks import read
from encyclopedia.core.citations import names_side


def full_note(record: Record, *, locator: str = "", prefix: str = "", suffix: str = "") -> str:
    """The first note on a work, as HTML: "Orlando Figes, <em>A People’s Tragedy</em> (Jonathan Cape, 1996), 12."

    `locator` is as typed ("p. 12", "ch. 2"); `prefix` ("see") stands before, `suffix` behind.
    """
    work = Work(record, locator=locator)
    if work.verbatim:
        return as_it_stands(work, prefix, suffix)
    if work.kind in LEGAL:
        text = join(", ", legal.reference(work), publication.access(work))
    else:
        lead = authors.leading(work)
        letter = work.is_a("personal_communication") and work.has_all("author", "recipient")
        between = " " if letter and not work.has("genre") and not work.has("title") else ", "
        text = or_note(work, join(between, lead, title_and_source(work)))
    return finished(with_words(text, prefix, suffix))


def short_note(record: Record, *, locator: str = "", prefix: str = "", suffix: str = "") -> str:
    """A later note on a work: "Figes, <em>A People’s Tragedy</em>, 13."."""
    work = Work(record, later=True, locator=locator)
    if work.verbatim:
        return as_it_stands(work, prefix, suffix)
    lead = authors.leading(work)
    if work.kind in LEGAL:
        return finished(with_words(legal.later(work, lead), prefix, suffix))
    title = authors.titles_and_descriptions_short(work)
    if title and _under(work):
        title = run((f"{term('under')} ",), title)
    title = telling_apart.with_what_distinguishes(work, title)
    text = join(", ", or_note(work, join(", ", lead, title)), containers.later_place(work))
    return finished(with_words(text, prefix, suffix))


def _under(work: Work) -> bool:
    """Printed works of reference are cited by entry, not by page."""
    return (
        work.kind in REFERENCE_ENTRIES
        and work.has_all("container-title", "title")
        and not work.has("DOI", "URL")
        and work.locator.label != "sub-verbo"
    )


def bibliography_line(record: Record) -> str | None:
    """The work's line in the bibliography, as HTML; None for what the manual leaves out of it.

    Left out are unsigned entries of works of reference, posts, and what no reader can obtain: private letters and
    interviews that were not published. Lectures, papers and manuscripts are listed (14.216, 14.217).
    """
    work = Work(record, bibliography=True)
    if work.verbatim:
        return as_it_stands(work)
    if not listed_in_bibliography(work):
        return None
    if work.kind in LEGAL:
        text = join(". ", legal.reference(work), publication.access(work))
    else:
        text = or_note(work, join(". ", authors.leading(work), title_and_source(work)))
    return finished(text)


def listed_in_bibliography(work: Work) -> bool:
    if work.is_a("classic"):
        return work.has("archive", "editor", "translator", "publisher")
    if work.kind in REFERENCE_ENTRIES:
        return work.has("author")
    if work.is_a("post"):
        return False
    return work.findable or not work.is_a("interview", "personal_communication", "document")


def title_and_source(work: Work) -> Text:
    """Everything after the first element."""
    tail = [publication.medium(work), publication.archive(work), publication.access(work)]
    if work.complete:
        return join(work.stop, containers.place_in_book(work), *tail)
    text = _title_and_container(work)
    if work.bibliography:
        event = () if publication.has_history(work) or work.serial else descriptions.event(work)
        when = join(", ", event, publication.published(work))
        return join(". ", join(", " if _runs_on(work) else ". ", text, when), *tail)
    facts = publication.published(work)
    if publication.in_brackets(work):
        text = join(" ", text, around("(", facts, ")"))
    else:
        # A guessed date that stands alone brings its own brackets and follows without a comma.
        alone = plain(facts)[:1] == "[" and not work.is_a(
            "personal_communication", *REFERENCE_ENTRIES
        )
        text = join(" " if alone else ", ", text, facts)
    return join(", ", text, () if work.serial else containers.place_in_book(work), *tail)


def _runs_on(work: Work) -> bool:
    """ "Unpublished manuscript, July 3, 2016", "Lecture, University of Chicago, April 30, 2015" (14.216, 14.217)."""
    if work.is_a("paper-conference"):
        return not work.has("container-title", "publisher")
    if work.is_a("speech"):
        return work.has("genre") and not work.has("container-title")
    return work.is_a("manuscript") and not work.findable and not work.has("genre")


def _title_and_container(work: Work) -> Text:
    """Title, what kind of thing it is, and what it stands in."""
    if work.is_a("broadcast") and work.has_all("container-title", "number", "title"):
        return _episode(work)
    if work.has("title"):
        title = join(
            work.stop, titles.title(work), descriptions.description(work), titles.identifiers(work)
        )
    elif work.is_a("bill", "report"):
        title = join(
            work.stop, titles.number(work), titles.identifiers(work), descriptions.description(work)
        )
    else:
        title = join(work.stop, descriptions.description(work), titles.identifiers(work))
    source = containers.container(work)
    introduced = work.is_a("chapter") and work.has_all("container-title", "genre")
    between = ", " if _runs_on(work) else work.stop
    return join(" " if introduced else between, title, source)


def _episode(work: Work) -> Text:
    """A numbered part of a series: "*Show*, episode 3, “Title,” directed by …"."""
    from encyclopedia.bibliography.chicago import contributors

    series = work.italic("container-title") if "container-title" not in work.used else ()
    episode = join(
        ", ",
        titles.number(work),
        titles.title(work),
        descriptions.description(work),
        contributors.of_container(work, ()),
    )
    return join(work.stop, series, episode, containers.series(work), descriptions.event(work))


def with_words(text: Text, prefix: str, suffix: str) -> Text:
    """The note between the words that an editor put before and after it."""
    after = read(suffix[:MAX_LENGTH])
    if after:
        start = plain(after)[:1]
        apart = start not in "(–—[" and not names_side(plain(after))
        between = "" if start in ",;:.!?)" else ", " if apart else " "
        text = run(text, (between,) if between else (), after)
    return join(" ", read(prefix[:MAX_LENGTH]), text)


def as_it_stands(work: Work, prefix: str = "", suffix: str = "") -> str:
    """A reference that is kept word for word: no quotation marks, no capitals, no "n.d."."""
    return html(punctuated(run(with_words(verbatim.printed(work), prefix, suffix), (".",))))


def finished(text: Text) -> str:
    return html(punctuated(run(capitalised(text), (".",)))) if plain(text).strip() else ""


def or_note(work: Work, text: Text) -> Text:
    """A work of which nothing is known but that it has no date goes by its note, or by its key."""
    if plain(text).strip("() ") not in ("", "n.d."):
        return text
    return work.text("note") or work.text("id") or work.text("type")


def plain_label(record: Record) -> str:
    """Short plain words for pick lists: "Service 2009", "Smith and Jones 2001", the title where nobody is named."""
    work = Work(record)
    if work.verbatim:
        return verbatim.label(work)
    names = next(
        (people for field in ("author", *COLLECTORS, "director") if (people := work.names(field))),
        [],
    )
    if names:
        lead = plain(listed(names, bibliography=False, form="short"))
    else:
        lead = plain(titles.short(work)).strip("“”") or plain(work.text("container-title"))
    date = work.date("issued")
    year = date.literal or str(date.year) if date and (date.literal or date.year) else ""
    if date and date.year and date.year < 0:
        year = f"{-date.year} BC"
    if names and not year and (title := plain(titles.short(work)).strip("“”")):
        return f"{lead}, {title}"
    return " ".join(part for part in (lead, year) if part) or work.raw("id") or work.raw("URL")
