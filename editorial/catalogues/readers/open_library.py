"""Open Library's answers: one book by its ISBN (jscmd=data), and the works of a search."""

from __future__ import annotations

from typing import Any

from editorial.catalogues.readers.answers import date, first, json_of, listed, members, person, text
from editorial.catalogues.works import NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

_SPLIT = Message("catalogue_name_split")


def read_open_library(answer: Answer, question: Question) -> Reading:
    """`{"ISBN:…": {…}}` of a book, `{}` where there is none; of words, `{"docs": […]}`."""
    data = json_of(answer)
    if not isinstance(data, dict):
        raise NotRead("open library")
    if question.named == "words":
        if "docs" not in data:
            raise NotRead("open library")
        return Reading(works([_searched(members(item)) for item in listed(data["docs"])]))
    return Reading(works([_book(members(item)) for item in data.values()]))


def _book(item: JSON) -> Work | None:
    numbers = members(item.get("identifiers"))
    isbns = [text(n) for name in ("isbn_13", "isbn_10") for n in listed(numbers.get(name))]
    record = {
        "type": "book",
        "title": _title(item),
        "author": [person(name) for name in _named(item.get("authors")) if name],
        "publisher": next(iter(_named(item.get("publishers"))), ""),
        "publisher-place": next(iter(_named(item.get("publish_places"))), ""),
        "number-of-pages": text(item.get("number_of_pages")),
        "issued": date(text(item.get("publish_date"))),
        "ISBN": ", ".join(isbns),
        "OCLC": first(numbers.get("oclc")),
    }
    return work(record, {"author": _SPLIT})


def _searched(item: JSON) -> Work | None:
    isbns = [text(number) for number in listed(item.get("isbn"))]
    year = item.get("first_publish_year")
    record = {
        "type": "book",
        "title": _title(item),
        "author": [person(name) for name in map(text, listed(item.get("author_name"))) if name],
        "issued": date(text(year)),
        # Those of many editions are nobody's.
        "ISBN": isbns[0] if len(isbns) == 1 else "",
    }
    return work(record, {"author": _SPLIT, "issued": Message("catalogue_first_year")})


def _title(item: JSON) -> str:
    title, subtitle = text(item.get("title")), text(item.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _named(value: Any) -> list[str]:
    return [text(members(item).get("name")) or text(item) for item in listed(value)]
