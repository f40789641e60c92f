"""Who or what leads a note: the authors, else the others who made the work, else its title or container."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from encyclopedia.bibliography.chicago import (
    containers,
    contributors,
    descriptions,
    publication,
    titles,
)
from encyclopedia.bibliography.chicago.work import VOLUMES, Work
from encyclopedia.bibliography.records.citing_words import term
from encyclopedia.bibliography.records.csl_types import LEGAL, NEWS, REFERENCE_ENTRIES, UNTITLED
from encyclopedia.bibliography.records.personal_names import listed
from encyclopedia.bibliography.records.rich_text import Text, around, join, run

NOTHING_ELSE: Final = (
    *("container-title", "event-date", "event-place", "event-title", "genre", "title", "publisher"),
    "publisher-place",
)
Element = Callable[[], Text]


def leading(work: Work) -> Text:
    """The first element; the fields it uses are used up and not written again."""
    if work.later and work.kind in LEGAL:
        return titles_and_descriptions_short(work)
    if work.later and work.kind in UNTITLED:
        return author_and_recipient(work)
    for element in _elements(work):
        text = element()
        if text:
            return text
    return ()


def _elements(work: Work) -> Iterator[Element]:
    """What may lead, in order of preference."""
    serial_title = work.is_a("broadcast") and work.has_all("container-title", "number", "title")
    yield from _roles(work, "composer", "author", "guest", "host")
    if work.is_a("song"):
        yield from _roles(work, "performer")
    if work.bibliography:
        if work.is_a("classic"):
            yield lambda: by_title(work)
        elif work.is_a("entry-dictionary", "entry-encyclopedia") and work.has("container-title"):
            yield lambda: by_container(work)
    elif serial_title:
        yield lambda: by_container(work)
    elif work.is_a("classic", "performance", "broadcast", "motion_picture", "song"):
        yield lambda: by_title(work)
    elif not work.has("DOI", "URL") and work.kind in REFERENCE_ENTRIES:
        yield lambda: by_container(work) if work.later else reference_work(work)
    yield from _roles(work, "illustrator")
    if not work.has("container-title") and work.has("number-of-volumes", *VOLUMES):
        yield from _roles(work, "collection-editor")
    if not work.is_a("standard"):
        yield from _roles(work, "editor-translator", "editor", "translator", "collection-editor")
    yield from _roles(work, "director")
    if not serial_title:
        yield from _roles(work, "producer", "executive-producer", "series-creator")
        if work.is_a("broadcast"):
            yield from _roles(work, "contributor")
    yield from _roles(work, "editorial-director", "compiler")
    if work.is_a("event", "performance", "speech"):
        yield from _roles(work, "chair", "organizer")
    yield from _roles(work, "curator")
    yield from _titles(work)


def _titles(work: Work) -> Iterator[Element]:
    titled = work.has("reviewed-genre", "reviewed-title", "title")
    if work.bibliography or work.later:
        if work.is_a("software", "webpage"):
            yield lambda: use_text(work, "publisher")
        elif work.is_a("standard"):
            yield lambda: use_text(work, "authority")
        yield lambda: by_container(work)
        yield lambda: by_title(work)
    else:
        if not titled and not work.is_a("webpage"):
            yield lambda: by_container(work)
        if not titled:
            yield lambda: by_title(work)
    if work.is_a("manuscript") and not work.has(*NOTHING_ELSE):
        yield lambda: publication.archive(work)


def _roles(work: Work, *fields: str) -> Iterator[Element]:
    for field in fields:
        yield lambda field=field: by_names(work, field)  # type: ignore[misc]


def by_names(work: Work, field: str) -> Text:
    names = work.names(field)
    if not names:
        return ()
    if work.later:
        work.use(field)
        return listed(names, bibliography=False, form="short", others=work.has_others(field))
    form = "inverted" if work.bibliography else "full"
    text = listed(names, bibliography=work.bibliography, form=form, others=work.has_others(field))
    label = field
    if field == "editor" and contributors.same_people(work):
        label = "editor-translator"
        work.use("translator")
    work.use(field)
    # Whose record it is needs no word, as an author's does not (14.263).
    performs = field == "performer" and work.is_a("song")
    return text if performs else run(text, contributors.label(label, names))


def use_text(work: Work, field: str) -> Text:
    text = work.text(field)
    work.use(field)
    return text


def by_title(work: Work) -> Text:
    """The title as first element."""
    text = titles.short(work) if work.later else titles.title(work) if work.has("title") else ()
    if work.has("title"):
        work.use("title")
        return text
    if work.later:
        return descriptions.brief(work)
    return join(work.stop, descriptions.description(work), titles.identifiers(work))


def by_container(work: Work) -> Text:
    """The newspaper, work of reference or site in place of an author."""
    if work.has("volume-title") and not work.later:
        return ()
    field = (
        work.short("container-title") if work.later and work.kind not in NEWS else "container-title"
    )
    if "container-title" in work.used:
        return ()
    if work.kind in NEWS or work.review:
        text = work.italic(field) if work.later else containers.name(work)
        if not work.later and text:
            work.use("publisher-place")
    elif work.kind in REFERENCE_ENTRIES or work.is_a("broadcast"):
        text = work.italic(field)
    elif work.is_a("webpage"):
        text = work.title(field)
    else:
        return ()
    work.use("container-title")
    return text


def reference_work(work: Work) -> Text:
    """A printed work of reference in a first note: "*Title*, 12th ed., vol. 31 (1922), under “Entry”"."""
    if not work.has("container-title"):
        return ()
    title = by_container(work)
    source = join(", ", title, containers.book(work))
    facts = around("(", publication.published(work), ")")
    entry: Text = ()
    if work.has("title"):
        entry = run((f"{term('under')} ",), titles.primary(work))
        work.use("title")
    work.complete = True
    return join(", ", join(" ", source, facts), entry)


def author_and_recipient(work: Work) -> Text:
    authors = listed(work.names("author"), bibliography=False, form="short")
    if not authors:
        return titles_and_descriptions_short(work)
    work.use("author")
    recipient: Text = ()
    if not work.has("genre"):
        recipient = contributors.role(work, "recipient", long=True, form="short")
    return join(" ", authors, recipient)


def titles_and_descriptions_short(work: Work) -> Text:
    if work.has("title"):
        text = titles.short(work)
        work.use("title")
        return text
    return descriptions.brief(work)
