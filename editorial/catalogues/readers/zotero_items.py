"""What a Zotero translation server answers with: items as Zotero has them, or several titles of which one is meant."""

from __future__ import annotations

import re
from typing import Any, Final

from editorial.catalogues.readers.answers import date, json_of, listed, members, text
from editorial.catalogues.works import MAX_WORKS, NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.core.documents import JSON

_TYPES: Final = {
    "artwork": "graphic",
    "audioRecording": "song",
    "bill": "bill",
    "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter",
    "case": "legal_case",
    "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "dataset": "dataset",
    "dictionaryEntry": "entry-dictionary",
    "document": "document",
    "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture",
    "forumPost": "post",
    "hearing": "hearing",
    "interview": "interview",
    "journalArticle": "article-journal",
    "letter": "personal_communication",
    "magazineArticle": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaperArticle": "article-newspaper",
    "patent": "patent",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "radioBroadcast": "broadcast",
    "report": "report",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "webpage": "webpage",
}
# Fields of the record, each with Zotero's names of it: the first that is filled in counts.
_FIELDS: Final = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "title-short": ("shortTitle",),
    "container-title": (
        *("publicationTitle", "bookTitle", "encyclopediaTitle", "dictionaryTitle"),
        *("proceedingsTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle"),
    ),
    "collection-title": ("series", "seriesTitle"),
    "collection-number": ("seriesNumber",),
    "publisher": (
        *(
            "publisher",
            "university",
            "institution",
            "label",
            "distributor",
            "company",
            "repository",
        ),
    ),
    "publisher-place": ("place",),
    "edition": ("edition",),
    "volume": ("volume", "codeVolume"),
    "number-of-volumes": ("numberOfVolumes",),
    "issue": ("issue",),
    "page": ("pages", "codePages"),
    "number-of-pages": ("numPages",),
    "number": ("reportNumber", "docketNumber", "billNumber", "patentNumber", "archiveID"),
    "genre": ("thesisType", "reportType", "manuscriptType", "letterType", "websiteType"),
    "event-title": ("conferenceName", "meetingName"),
    "archive": ("archive",),
    "archive_location": ("archiveLocation", "callNumber"),
    "language": ("language",),
    "DOI": ("DOI",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "URL": ("url",),
}
_MAKERS: Final = {
    "author": "author",
    "bookAuthor": "container-author",
    "editor": "editor",
    "translator": "translator",
    "seriesEditor": "editor",
}
# Those who made what has no author: a film, a recording, a picture.
_FIRST: Final = frozenset(
    {
        *(
            "artist",
            "cartographer",
            "director",
            "interviewee",
            "inventor",
            "performer",
            "podcaster",
        ),
        *("presenter", "programmer", "sponsor"),
    }
)
_IN_EXTRA: Final = re.compile(r"^(DOI|PMID|PMCID|OCLC|arXiv):\s*(\S+)", re.I | re.M)
_NOT_WORKS: Final = frozenset({"note", "attachment", "annotation"})


def read_zotero(answer: Answer, _question: Question) -> Reading:
    """A list of items; with status 300 an object of titles: the server wants one of them chosen."""
    data = json_of(answer)
    if answer.status == 300:
        choices = members(members(data).get("items", data)).values()
        titles = (text(item) or text(members(item).get("title")) for item in choices)
        return Reading(several=tuple([title for title in titles if title][:MAX_WORKS]))
    if not isinstance(data, list):
        raise NotRead("zotero")
    items = [members(item) for item in listed(data)]
    return Reading(works([_item(item) for item in items]))


def _item(item: JSON) -> Work | None:
    kind = text(item.get("itemType"))
    if kind in _NOT_WORKS:
        return None
    record: JSON = {
        field: next((words for name in names if (words := text(item.get(name)))), "")
        for field, names in _FIELDS.items()
    }
    record["type"] = _TYPES.get(kind, "document")
    record["issued"] = _date(text(item.get("date")))
    extra = item.get("extra")
    for name, value in _IN_EXTRA.findall(extra if isinstance(extra, str) else ""):
        field = next(
            field
            for field in ("DOI", "PMID", "PMCID", "OCLC", "arXiv")
            if field.lower() == name.lower()
        )
        record[field] = record.get(field) or value
    for creator in map(members, listed(item.get("creators"))):
        role = text(creator.get("creatorType"))
        field = "author" if role in _FIRST else _MAKERS.get(role, "")
        if field and (name := _name(creator)):
            record[field] = [*(record.get(field) or []), name]
    if record["DOI"]:
        del record["URL"]
    return work(record)


def _date(words: str) -> Any:
    return date(words) or ({"literal": words} if words else None)


def _name(creator: JSON) -> JSON | None:
    if literal := text(creator.get("name")):
        return {"literal": literal}
    family, given = text(creator.get("lastName")), text(creator.get("firstName"))
    if not family:
        return {"literal": given} if given else None
    return {"family": family, "given": given} if given else {"literal": family}
