"""PubMed's answer to ESummary: one record by its number, with names as "Smith JA"."""

from __future__ import annotations

import re

from editorial.catalogues.readers.answers import date, first, json_of, listed, members, text
from editorial.catalogues.works import NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

_INITIALS = re.compile(r"(?P<family>.+?)\s(?P<initials>[A-Z]{1,4})(?:\s(?P<suffix>Jr|Sr|2nd|3rd))?")


def read_pubmed(answer: Answer, _question: Question) -> Reading:
    """`{"result": {"uids": ["1"], "1": {…}}}`; a number that there is not has an `error`."""
    result = members(json_of(answer)).get("result")
    if not isinstance(result, dict):
        raise NotRead("esummary")
    items = [members(result.get(text(uid))) for uid in listed(result.get("uids"))]
    return Reading(works([_record(item) for item in items if "error" not in item]))


def _record(item: JSON) -> Work | None:
    numbers = {
        text(members(number).get("idtype")): text(members(number).get("value"))
        for number in listed(item.get("articleids"))
    }
    authors = [
        _name(text(members(author).get("name")), text(members(author).get("authtype")))
        for author in listed(item.get("authors"))
    ]
    title = text(item.get("title"))
    record = {
        "type": "article-journal",
        "title": title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        "author": [name for name in authors if name],
        "container-title": text(item.get("fulljournalname")) or text(item.get("source")),
        "volume": text(item.get("volume")),
        "issue": text(item.get("issue")),
        "page": text(item.get("pages")),
        "issued": date(text(item.get("pubdate"))),
        "ISSN": text(item.get("issn")) or text(item.get("essn")),
        "DOI": numbers.get("doi", ""),
        "PMID": text(item.get("uid")) or numbers.get("pubmed", ""),
        "PMCID": numbers.get("pmc", ""),
        "language": first(item.get("lang")),
    }
    return work(record, {"author": Message("catalogue_initials")})


def _name(name: str, kind: str) -> JSON | None:
    if not name:
        return None
    match = _INITIALS.fullmatch(name)
    if not match or kind == "CollectiveName":
        return {"literal": name}
    given = " ".join(f"{letter}." for letter in match["initials"])
    person = {"family": match["family"], "given": given, "suffix": match["suffix"] or ""}
    return {part: words for part, words in person.items() if words}
