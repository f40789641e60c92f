"""arXiv's answer: an Atom feed with an entry for each number, or with one that is titled "Error"."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from editorial.catalogues.readers.answers import date, local, named, person, text, xml_of
from editorial.catalogues.works import NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.core.messages import Message

_NUMBER = re.compile(r"arxiv\.org/abs/(\S+)", re.I)


def read_arxiv(answer: Answer, _question: Question) -> Reading:
    root = xml_of(answer)
    if local(root) != "feed":
        raise NotRead("atom")
    return Reading(works([_entry(entry) for entry in named(root, "entry")]))


def _entry(entry: Element) -> Work | None:
    number = _NUMBER.search(_words(entry, "id"))
    if not number:
        return None
    people = (part for author in named(entry, "author") for part in author)
    authors = [text(name.text or "") for name in people if local(name) == "name"]
    record = {
        "type": "article",
        "title": _words(entry, "title"),
        "author": [person(name) for name in authors if name],
        "issued": date(_words(entry, "published")),
        "publisher": "arXiv",
        "arXiv": number[1],
        "DOI": _words(entry, "doi"),
        "URL": f"https://arxiv.org/abs/{number[1]}",
    }
    doubts = {"author": Message("catalogue_name_split")}
    if journal := _words(entry, "journal_ref"):
        doubts["type"] = Message("catalogue_printed_in", where=journal)
    return work(record, doubts)


def _words(entry: Element, name: str) -> str:
    """The words of a part of the entry itself, not of its author."""
    return next((text(part.text or "") for part in entry if local(part) == name), "")
