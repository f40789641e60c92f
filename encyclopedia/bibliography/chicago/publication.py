"""Publisher and date, what came before a reprint, the archive, and the address."""

from __future__ import annotations

from typing import Final

from encyclopedia.bibliography.chicago import archived, descriptions, locator_wording, titles
from encyclopedia.bibliography.chicago.numbers import labelled_pages
from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.csl_types import NEWS, REFERENCE_ENTRIES, UNTITLED
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import Text, around, capitalised, join

# Their publisher and year stand in brackets in a note.
_BRACKETED: Final = (
    "book chapter classic interview musical_score pamphlet paper-conference report thesis "
)
BRACKETED: Final = frozenset(_BRACKETED.split())
# Their date is given to the day.
_TO_THE_DAY: Final = (
    "article broadcast collection dataset document event graphic manuscript map patent "
    "performance personal_communication post software song speech standard webpage "
)
TO_THE_DAY: Final = frozenset(_TO_THE_DAY.split())
ORIGINAL: Final = ("original-publisher", "original-publisher-place")
CREATED_BY: Final = (*descriptions.CREDITED, "contributor")


def has_history(work: Work) -> bool:
    return work.has("event-date", "original-date", *ORIGINAL, "publisher", "status")


def in_brackets(work: Work) -> bool:
    """Whether a note puts publisher and date in brackets."""
    if work.kind in BRACKETED:
        return True
    if work.is_a("article"):
        return work.has_all("genre", "publisher")
    if work.kind in REFERENCE_ENTRIES:
        return work.has("publisher", "publisher-place") or not work.has("DOI", "URL")
    if work.is_a("motion_picture"):
        return work.has("publisher")
    return work.is_a("personal_communication") and work.has(*descriptions.PUBLISHED_IN)


def published(work: Work) -> Text:
    """Publisher and date, then what a translation was called before."""
    facts: Text = ()
    if not work.is_a("patent") and not work.serial:
        facts = publisher_and_date(work)
    return join(". " if work.bibliography else "; ", facts, original_title(work))


def publisher_and_date(work: Work) -> Text:
    site = work.title("container-title") if work.is_a("post", "webpage") else ()
    by = history(work)
    when = status_and_date(work)
    if work.is_a("broadcast") and not work.has("DOI", "URL"):
        on = join(" ", (term("on"),), by) if by else ()
        return join(", ", site, when, on)
    if work.bibliography and work.is_a("webpage") and _status(work) and "issued" not in work.used:
        return join(". ", join(", ", site, by), capitalised(when))
    return join(", ", site, by, when)


def history(work: Work) -> Text:
    """ "Oxford University Press, 1966; repr., Verso", "1954; Verso"."""
    publisher = join(", ", _what(work), _publisher(work))
    if work.has("original-title"):
        return publisher
    before = dated_as(work, "original-date")
    if not work.has("edition", *ORIGINAL):
        return join("; ", before, publisher)
    edition = titles.edition_words(work) if work.has_all("issued", "original-date") else ()
    first = join(", ", _original_publisher(work), before)
    if work.bibliography:
        return join(". ", first, join(". ", work.begin(edition), publisher))
    return join("; ", first, join(", ", edition, publisher))


def _what(work: Work) -> Text:
    """A preprint, a thesis, a reprint: what the publisher put out."""
    if work.is_a("article"):
        return () if work.has("genre") else work.begin((term("preprint"),))
    if work.is_a("thesis"):
        return work.begin(work.text("genre"))
    reprint = (
        work.has(*ORIGINAL)
        and not work.has("edition", "original-title")
        and (work.kind in BRACKETED or work.kind in REFERENCE_ENTRIES)
        and work.has_all("issued", "original-date")
    )
    if not reprint:
        return ()
    return (term("Reprint"),) if work.bibliography else (term("repr."),)


def _publisher(work: Work) -> Text:
    """The publisher; the place only where no publisher is known."""
    name = work.text("publisher")
    if not work.has("publisher") and not work.has("event-date", "event-title"):
        name = work.text("publisher-place")
    return join(" ", work.begin(name), work.text("number") if work.is_a("song") else ())


def _original_publisher(work: Work) -> Text:
    return work.begin(work.text("original-publisher") or work.text("original-publisher-place"))


def original_title(work: Work) -> Text:
    if not work.has("original-title"):
        return ()
    by = listed(work.names("original-author"), bibliography=work.bibliography)
    before = join(", ", _original_publisher(work), dated_as(work, "original-date"))
    called = join(", ", by, work.italic("original-title"))
    start = work.begin((term("originally published as"),))
    return join(" ", start, called, around("(", before, ")"))


def dated_as(work: Work, field: str) -> Text:
    """A date as fine as its kind of work needs it."""
    if work.kind in REFERENCE_ENTRIES:
        return work.dated(field, "day" if work.has("DOI", "URL") else "year")
    if work.is_a("personal_communication") and work.has("event-date"):
        return work.dated(field, "year")
    if work.kind in TO_THE_DAY:
        return work.dated(field)
    if work.serial:
        return work.dated(field, _serial_precision(work))
    date = work.dated(field, "year")
    if not date and field == "issued" and not work.has("issued"):
        date = work.dated("event-date", "year") or work.dated("available-date", "year")
    return date


def _serial_precision(work: Work) -> str:
    if work.kind in NEWS:
        return "day"
    if work.has_all("issue", "volume") or work.has("supplement-number"):
        return "year"
    return "month" if work.has("issue", "volume") else "day"


def date_or_status(work: Work) -> Text:
    """The date, else "forthcoming" and the like, else "n.d." where readers expect a date."""
    if work.has("issued", "event-date"):
        return dated_as(work, "issued")
    if "issued" in work.used:
        return ()
    status = work.text("status")
    if status:
        return tuple(part.lower() if isinstance(part, str) else part for part in status)
    if work.is_a("classic", "collection", "webpage") or work.kind in REFERENCE_ENTRIES:
        return ()
    if work.kind in UNTITLED:
        return (term("n.d."),) if work.findable else ()
    if work.is_a("manuscript"):
        titled = work.has(
            "container-title", "event-title", "event-place", "genre", "title", "publisher"
        )
        return (term("n.d."),) if titled or work.has("event-date", "publisher-place") else ()
    if work.is_a("article-journal") and work.has("available-date"):
        return (term("forthcoming"),)
    return (term("n.d."),)


def status_and_date(work: Work) -> Text:
    """The date after the words about it: "aired January 1, 1999", "last modified …"."""
    when = date_or_status(work)
    return join(" ", _status(work), when) if when else ()


def _status(work: Work) -> Text:
    if not work.has("issued"):
        return ()
    behind_something = work.has("original-date", *ORIGINAL, "original-title", "publisher")
    if work.has("status"):
        if work.is_a("broadcast") and work.has("event-title"):
            return ()
        behind_something = behind_something or (
            work.is_a("webpage") and work.has("container-title")
        )
        return work.text("status") if behind_something else work.begin(work.text("status"))
    if work.is_a("broadcast") and not work.has("URL", "DOI"):
        return work.begin((term("aired"),))
    if work.is_a("software"):
        return (
            (term("released"),)
            if behind_something and work.has(*CREATED_BY)
            else work.begin((term("released"),))
        )
    return ()


def medium(work: Work) -> Text:
    return join(", ", work.begin(work.text("medium")), work.text("scale"), work.text("dimensions"))


def archive(work: Work) -> Text:
    """ "box 3, folder 2, Trotsky Papers, Houghton Library, Cambridge"."""
    place = work.text("archive_location")
    if work.is_a("graphic"):
        return join(
            ", ",
            work.text("archive"),
            work.text("archive-place"),
            work.text("archive_collection"),
            place,
            _archive_page(work),
        )
    where = join(", ", work.begin(place), _archive_page(work))
    house = join(", ", work.text("archive"), work.text("archive-place"))
    database = around("(", _database_number(work), ")")
    return join(" ", join(work.stop, where, work.text("archive_collection"), house), database)


def _archive_page(work: Work) -> Text:
    if not work.has_all("archive", "archive_location"):
        return ()
    if work.locator.label in ("page", "column", "folio"):
        return words(locator_wording.with_label(work.locator))
    pages = work.raw("page")
    if not pages or work.locator:
        return ()
    return words(labelled_pages(pages)) if work.numeric("page") else work.text("page")


def _database_number(work: Work) -> Text:
    if work.has("archive_collection", "archive_location", "archive-place"):
        return ()
    if work.is_a("thesis"):
        return work.text("number")
    if work.is_a("dataset", "entry", "song") or work.has("genre"):
        return ()
    return work.text("number") if work.has("archive") and work.serial else ()


def access(work: Work) -> Text:
    """DOI or address; when the page was seen only if it has no date of its own."""
    seen: Text = ()
    if not work.has("DOI", "available-date", "event-date", "issued", "status") and work.has_all(
        "accessed", "URL"
    ):
        seen = join(" ", work.begin((term("accessed"),)), work.dated("accessed"))
    if copied := archived.copied(work):
        return join(work.stop, seen, copied)
    return join(work.stop, seen, address(work))


def address(work: Work) -> Text:
    """The DOI's or the page's address as a link; an address that isn't safe to follow is only shown."""
    doi = work.raw("DOI")
    if doi:
        return archived.link(identifiers.doi_address(doi))
    url = work.raw("URL")
    return archived.link(url) if url else ()
