"""What a work stands in: the periodical with its numbers, or the book with its editors, and the series."""

from __future__ import annotations

from encyclopedia.bibliography.chicago import (
    contributors,
    descriptions,
    numbers,
    publication,
    titles,
)
from encyclopedia.bibliography.chicago.descriptions import CREDITED
from encyclopedia.bibliography.chicago.locator_wording import with_label
from encyclopedia.bibliography.chicago.work import Work, words
from encyclopedia.bibliography.records.citing_words import is_english, term
from encyclopedia.bibliography.records.csl_types import NEWS, REFERENCE_ENTRIES
from encyclopedia.bibliography.records.rich_text import Text, around, join, run


def container(work: Work) -> Text:
    """Everything between the title and the publisher."""
    if work.is_a("patent", "post", "webpage"):
        return ()
    return periodical(work) if work.serial else book(work)


def preposition(work: Work) -> Text:
    """ "in", "introduction to", "chap. 3 in"; entries need none unless someone signed them."""
    if work.is_a("broadcast", "motion_picture"):
        return ()
    if work.is_a("chapter") and work.has_all("container-title", "genre"):
        return (term("to"),)
    if work.kind in REFERENCE_ENTRIES:
        return work.begin((term("in"),)) if work.has("author", "composer") else ()
    if work.has("chapter-number"):
        track = work.is_a("song")
        value = work.raw("chapter-number")
        label = f"{term('track' if track else 'chap.')} " if numbers.is_numeric(value) else ""
        return work.begin(words(f"{label}{value} {term('on' if track else 'in')}"))
    return work.begin((term("in"),))


def book(work: Work) -> Text:
    """ "in *Stalinism*, ed. Robert C. Tucker, Studies in Examples 14"."""
    inside: Text = ()
    if work.has("container-title"):
        container_title = (
            join(" ", preposition(work), work.italic("container-title"))
            if "container-title" not in work.used
            else ()
        )
        own_number: Text = ()
        if not work.is_a("broadcast", "graphic", "map", "motion_picture", "song"):
            own_number = titles.number(work)
        inside = join(
            ", ",
            container_title,
            descriptions.of_container(work),
            own_number,
            titles.version(work),
            _edition(work),
            contributors.of_container(work, titles.volume(work)),
        )
    rest = (contributors.behind_container(work), series(work), _event(work))
    return join(work.stop, inside, *rest)


def _edition(work: Work) -> Text:
    """The container's edition, which runs on in either manner."""
    if work.has_all("issued", "original-date") and not work.has("original-title"):
        return ()
    return (
        words(numbers.edition(work.raw("edition")))
        if work.numeric("edition")
        else work.text("edition")
    )


def _event(work: Work) -> Text:
    if work.bibliography and not publication.has_history(work):
        return ()  # stands with the date instead
    return descriptions.event(work)


def series(work: Work) -> Text:
    """ "Studies in Examples 14"."""
    title = work.title("collection-title")
    number, issue = work.raw("collection-number"), titles.labelled(work, "issue", "no.", "nos.")
    if not title:
        return ()
    editors = contributors.role(work, "collection-editor")
    if editors:
        return join(
            ", ", title, editors, titles.labelled(work, "collection-number", "vol.", "vols."), issue
        )
    if issue:
        return join(", ", title, titles.labelled(work, "collection-number", "vol.", "vols."), issue)
    return join(" " if work.numeric("collection-number") else ", ", title, words(number))


def name(work: Work) -> Text:
    """A periodical's title, with the place that tells it from its namesakes."""
    place: Text = ()
    if work.has("container-title") and not work.has("event-date", "event-title"):
        place = around("(", work.text("publisher-place"), ")")
    return join(" ", work.italic("container-title"), place)


def periodical(work: Work) -> Text:
    """ "*Slavic Review* 49, no. 2 (1990): 245"."""
    special: Text = ()
    if work.has("volume-title"):
        issue_title = join(" ", preposition(work), titles.volume_title(work))
        special = join(", ", issue_title, contributors.of_container(work, ()))
    between = (
        " "
        if work.has("volume") and work.kind not in NEWS and not work.has("collection-title")
        else ", "
    )
    return join(work.stop, special, join(between, _periodical_name(work), _numbers_and_page(work)))


def _periodical_name(work: Work) -> Text:
    kind: Text = ()
    if work.has("container-title") and work.has("volume-title"):
        kind = work.begin(
            (term("supplement" if work.has("supplement-number") else "special issue"),)
        )
    ahead: Text = (term("ahead of print"),) if _is_ahead_of_print(work) else ()
    return join(", ", kind, name(work), ahead)


def _is_ahead_of_print(work: Work) -> bool:
    """Whether a journal put the article on the web before it had a volume.

    Such articles are dated to the day or month; where only the year is known, the volume just isn't known either.
    """
    date = work.date("issued")
    return (
        work.is_a("article-journal")
        and work.has_all("container-title", "DOI")
        and date is not None
        and any(len(parts) > 1 for parts in date.parts)
        and not work.has("available-date", "status")
        and not _is_numbered(work)
    )


def _is_numbered(work: Work) -> bool:
    return work.has(
        "collection-title", "issue", "number", "page", "supplement-number", "volume", "volume-title"
    )


def _numbers_and_page(work: Work) -> Text:
    page = _page(work)
    if work.kind in NEWS:
        date = join(", ", work.text("collection-title"), publication.status_and_date(work))
        return join(", ", join(work.stop, date, titles.edition_words(work)), page)
    if work.has("issue", "supplement-number", "volume"):
        return join(": " if is_english() else ", ", _numbers(work), page)
    publisher = work.text("publisher") if work.is_a("interview", "post-weblog") else ()
    return join(
        ", ", work.text("collection-title"), publisher, publication.status_and_date(work), page
    )


def _numbers(work: Work) -> Text:
    """ "49, no. 2 (1990)"."""
    date = publication.date_or_status(work)
    unsigned = (
        work.review
        and not work.has(*CREDITED)
        and work.has("genre", "section")
        and not work.has("title")
    )
    volume = work.text("volume")
    if work.has("collection-title"):
        volume = titles.volume_number(work)
    counted = join(
        ", ",
        volume,
        titles.labelled(work, "issue", "no.", "nos.") or _issue_words(work),
        _supplement(work),
    )
    if unsigned:
        return join(", ", date, work.text("collection-title"), counted)
    return join(", ", work.text("collection-title"), join(" ", counted, around("(", date, ")")))


def _issue_words(work: Work) -> Text:
    return work.text("issue")


def _supplement(work: Work) -> Text:
    if not work.numeric("supplement-number"):
        return work.text("supplement-number")
    return words(
        f"{term('no.' if work.has('volume-title') else 'supp.')} {work.raw('supplement-number')}"
    )


def _page(work: Work) -> Text:
    """The page that is cited, else (but not in newspapers) those of the whole."""
    number = () if work.has("archive") else work.text("number")
    if work.locator or number:
        return join(", ", work.placed(), number)
    if work.kind in NEWS:
        return ()
    return words(_own_pages(work))


def _own_pages(work: Work) -> str:
    """Those of the whole, behind a label where the language has one."""
    pages = work.raw("page")
    is_labelled = not is_english() and work.numeric("page")
    return numbers.labelled_pages(pages) if is_labelled else numbers.page_ranges(pages)


def place_in_book(work: Work) -> Text:
    """The cited page after the publisher: "115", "2:12", "chap. 3"."""
    in_archive = work.has_all("archive", "archive_location")
    if work.locator:
        if in_archive and work.locator.label in ("page", "column", "folio"):
            return ()
        if work.locator.is_page and titles.volume_with_page(work):
            return run(words(work.raw("volume") + ":"), work.placed())
        return work.placed()
    pages = words(_own_pages(work))
    if work.has("container-title") or in_archive or not pages:
        return ()
    if titles.volume_with_page(work):
        return run(words(work.raw("volume") + ":"), pages)
    return pages


def later_place(work: Work) -> Text:
    """The cited place in a later note, with the volume of a work that has several."""
    part = titles.labelled(work, "part-number", "pt.") if not work.serial else ()
    if work.serial or work.has("container-title"):
        return work.placed()
    if part:
        return join(", ", titles.volume_number(work), part, words(with_label(work.locator)))
    if is_english() and work.locator.is_page and work.numeric("volume"):
        return run(words(work.raw("volume") + ":"), work.placed())
    if work.locator.places and work.locator.places[0].label == "volume":
        return work.placed()
    return join(", ", titles.volume_number(work), work.placed())
