"""A work as schema.org describes it: its makers, date, publisher, and what it came out in."""

from __future__ import annotations

from typing import Any, Final

from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.links_and_fields import links
from encyclopedia.bibliography.records.personal_names import Name, full
from encyclopedia.bibliography.records.record_dates import edtf
from encyclopedia.bibliography.records.rich_text import plain

JSON = dict[str, Any]

_TYPES: Final = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "classic": "Book",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry": "Article",
    "entry-dictionary": "Article",
    "entry-encyclopedia": "Article",
    "graphic": "VisualArtwork",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "musical_score": "SheetMusic",
    "pamphlet": "Book",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "review-book": "Review",
    "software": "SoftwareApplication",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_CONTAINERS: Final = {
    "article-journal": "Periodical",
    "article-magazine": "Periodical",
    "article-newspaper": "Newspaper",
    "review": "Periodical",
    "review-book": "Periodical",
    "chapter": "Book",
    "entry": "Book",
    "entry-dictionary": "Book",
    "entry-encyclopedia": "Book",
    "paper-conference": "Book",
    "post-weblog": "Blog",
    "webpage": "WebSite",
}
_PEOPLE: Final = ("author", "editor", "translator", "illustrator", "director", "contributor")
# Schema.org knows these of one type alone; elsewhere they are contributors.
_PEOPLE_OF_TYPES: Final = {"illustrator": "Book", "director": "Movie"}
_WORDS: Final = {
    "language": "inLanguage",
    "abstract": "abstract",
    "version": "version",
    "genre": "genre",
}
# What schema.org says of books alone, and of what has pages in something else.
_WORDS_OF_BOOKS: Final = {"edition": "bookEdition", "number-of-pages": "numberOfPages"}
_WITH_PAGES: Final = frozenset({"Article", "Chapter", "NewsArticle", "Report", "ScholarlyArticle"})


def type_of(record: Any) -> str:
    """The schema.org type of a work; CreativeWork for what has none of its own."""
    return _TYPES.get(Work(record).kind, "CreativeWork")


def work_data(record: Any, *, title: str = "") -> JSON:
    """JSON-ready linked data of any record, by `title` where it has none itself."""
    work = Work(record)
    kind = type_of(record)
    data: JSON = {"@type": kind, "name": plain(work.text("title")) or title}
    for field in _PEOPLE:
        name = field if _PEOPLE_OF_TYPES.get(field, kind) == kind else "contributor"
        data.setdefault(name, []).extend(agent(person) for person in work.names(field))
    date = work.date("issued")
    data["datePublished"] = (edtf(date) or date.literal) if date else ""
    if publisher := plain(work.text("publisher")):
        place = plain(work.text("publisher-place"))
        data["publisher"] = {"@type": "Organization", "name": publisher}
        if place:
            data["publisher"]["location"] = {"@type": "Place", "name": place}
    if kind in _WITH_PAGES:
        data["pagination"] = plain(work.text("page"))
    for field, name in (_WORDS | (_WORDS_OF_BOOKS if kind == "Book" else {})).items():
        data[name] = plain(work.text(field))
    addresses = links(record)
    data["url"] = next((link.url for link in addresses if link.kind == "url"), "")
    data["sameAs"] = [link.url for link in addresses if link.kind == "doi"]
    data["isPartOf"] = _container(work)
    if kind == "Book":
        data["isbn"] = _numbers(work, "ISBN")
    elif kind == "Periodical":
        data["issn"] = _numbers(work, "ISSN")
    elif "isbn" not in data["isPartOf"]:
        data["identifier"] = [
            {"@type": "PropertyValue", "propertyID": "ISBN", "value": number}
            for number in _numbers(work, "ISBN")
        ]
    return {name: value for name, value in data.items() if value}


def agent(name: Name) -> JSON:
    """A person, or the body that has this name."""
    kind = "Person" if name.family else "Organization"
    return {"@type": kind, "name": plain(full(name))}


def _container(work: Work) -> JSON:
    """What the work came out in: of a journal its issue, of that its volume, of that the journal."""
    title = plain(work.text("container-title"))
    kind = _CONTAINERS.get(work.kind, "CreativeWork")
    series = plain(work.text("collection-title"))
    if not title:
        return {"@type": "BookSeries", "name": series} if series else {}
    container: JSON = {"@type": kind, "name": title}
    if kind == "Book":
        container["isbn"] = _numbers(work, "ISBN")
        if series:
            container["isPartOf"] = {"@type": "BookSeries", "name": series}
    else:
        container["issn"] = _numbers(work, "ISSN")
    container = {name: value for name, value in container.items() if value}
    if kind not in ("Periodical", "Newspaper"):
        return container
    for part, field, name in (
        ("PublicationVolume", "volume", "volumeNumber"),
        ("PublicationIssue", "issue", "issueNumber"),
    ):
        if number := plain(work.text(field)):
            container = {"@type": part, name: number, "isPartOf": container}
    return container


def _numbers(work: Work, field: str) -> list[str]:
    numbers = [part.strip() for part in work.raw(field).replace(";", ",").split(",")]
    return [number for number in numbers if number]
