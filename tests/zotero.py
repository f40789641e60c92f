"""What Zotero's connector takes from a page: the rules of its translators, in our own words and code.

Read in zotero/translators: "Embedded Metadata" (lastUpdated 2024-06-13), and the "RDF" to which it gives the `meta`
elements (the version that knows schema.org). Only rules that our elements can meet are here. Names are parted as in
`ZU.cleanAuthor`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import elements

# Highwire's names, and the field that each fills. Fields that have several values are joined by a comma.
HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_inbook_title": "publicationTitle",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_series_title": "series",
    "citation_conference_title": "conferenceName",
    "citation_dissertation_institution": "university",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "publisher",
    "citation_isbn": "ISBN",
    "citation_issn": "ISSN",
    "citation_abstract": "abstractNote",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_language": "language",
}
# These decide the type, whatever else does.
DECIDING = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_inbook_title": "bookSection",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
# And these only where nothing else does.
GUESSING = {
    "citation_title": "journalArticle",
    "citation_series_title": "journalArticle",
    "citation_isbn": "book",
}
# The vocabularies that are read, by prefix; a name is parted from its prefix by a full stop, a colon or a low line.
PREFIXES = {"dc", "dcterms", "prism", "og", "bib", "bibo", "eprints", "article", "book", "z", "so"}
# Of each field the names that fill it, the first that there is.
READ = {
    "title": ("dc:title", "og:title"),
    "publicationTitle": ("prism:publicationName", "dc:source", "og:site_name"),
    "rights": ("dc:rights",),
    "section": ("article:section",),
    "edition": ("prism:edition",),
    "pages": ("bib:pages",),
    "numPages": ("bibo:numPages",),
    "numberOfVolumes": ("bibo:numVolumes",),
    "shortTitle": ("bibo:shortTitle",),
    "publisher": ("dc:publisher",),
    "place": ("eprints:place_of_pub",),
    "date": ("prism:publicationDate", "dc:date"),
    "url": ("og:url",),
    "abstractNote": ("og:description",),
    "language": ("dc:language",),
    "thesisType": ("eprints:thesis_type", "dc:type"),
}
OPEN_GRAPH = {"book": "book", "website": "webpage"}
TYPES = {
    "artwork",
    "audioRecording",
    "bill",
    "blogPost",
    "book",
    "bookSection",
    "case",
    "computerProgram",
    "conferencePaper",
    "dataset",
    "dictionaryEntry",
    "document",
    "email",
    "encyclopediaArticle",
    "film",
    "forumPost",
    "hearing",
    "instantMessage",
    "interview",
    "journalArticle",
    "letter",
    "magazineArticle",
    "manuscript",
    "map",
    "newspaperArticle",
    "patent",
    "podcast",
    "preprint",
    "presentation",
    "radioBroadcast",
    "report",
    "standard",
    "statute",
    "thesis",
    "tvBroadcast",
    "videoRecording",
    "webpage",
}


@dataclass
class Item:
    type: str
    fields: dict[str, str] = field(default_factory=dict)
    # Kind, family name, given name; a body has no given name.
    creators: list[tuple[str, str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


def taken(page: str) -> Item:
    """What Zotero saves of a page at the click of its button."""
    root = elements.read(page)
    named = [
        (
            meta.attributes.get("name") or meta.attributes.get("property", ""),
            meta.attributes.get("content", ""),
        )
        for meta in root.all("meta")
    ]
    named = [(name, content) for name, content in named if name and content]
    highwire: dict[str, list[str]] = {}
    statements: dict[str, list[str]] = {}
    for name, content in named:
        prefix, sign, rest = next(
            (
                (name[:at].lower(), name[at], name[at + 1 :])
                for at in range(len(name))
                if name[at] in ".:_"
            ),
            ("", "", ""),
        )
        if sign and prefix in PREFIXES:
            statements.setdefault(f"{prefix}:{rest[:1].lower()}{rest[1:]}", []).append(content)
        else:
            highwire.setdefault(name, []).append(content)
    item = Item(_type(highwire, statements))
    for target, names in READ.items():
        found = next((statements[name][0] for name in names if name in statements), "")
        if found:
            item.fields[target] = found
    for name, target in HIGHWIRE.items():
        if name in highwire:
            many = target in ("ISBN", "ISSN")
            item.fields[target] = ", ".join(highwire[name]) if many else highwire[name][0]
    if "citation_firstpage" in highwire:
        last = highwire.get("citation_lastpage", [""])[0]
        item.fields["pages"] = "-".join(filter(None, (highwire["citation_firstpage"][0], last)))
    for kind in ("author", "editor"):
        language = item["language"]
        item.creators += _creators(kind, highwire.get(f"citation_{kind}", []), language)
    item.fields.setdefault("abstractNote", dict(named).get("description", ""))
    # The last resorts, which take what the page says of itself.
    if not item["url"]:
        item.fields["url"] = root.one("link", rel="canonical").attributes["href"]
    if not item["date"]:
        times = root.all("time")
        item.fields["date"] = times[0].attributes.get("datetime", "") if times else ""
    return item


def _type(highwire: dict[str, list[str]], statements: dict[str, list[str]]) -> str:
    decided = [kind for name, kind in DECIDING.items() if name in highwire]
    if decided:
        assert len(decided) == 1, decided
        return decided[0]
    zotero = statements.get("z:itemType", [""])[0]
    of_graph = OPEN_GRAPH.get(statements.get("og:type", [""])[0], "")
    dublin = statements.get("dc:type", [""])[0]
    for kind in (zotero, of_graph, dublin):
        if kind in TYPES:
            return kind
    guessed = [kind for name, kind in GUESSING.items() if name in highwire]
    return guessed[-1] if guessed else "webpage"


def _creators(kind: str, contents: list[str], language: str) -> list[tuple[str, str, str]]:
    creators = []
    for content in contents:
        names = re.split(r"\s*;\s*", content)
        if len(names) == 1 and len(contents) == 1:
            parts = re.split(r"\s*,\s*", content)
            spanish = (
                language in ("es", "spa") and len(parts) == 2 and len(parts[0].split(" ")) == 2
            )
            if len(parts) > 1 and " " in parts[0] and " " in parts[1] and not spanish:
                names = parts
        creators += [
            (kind, *_parted(name.strip())) for name in names if re.search(r"[^\s,-.;]", name)
        ]
    return creators


def _parted(name: str) -> tuple[str, str]:
    inverted = "," in name
    name = re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", name)
    # A space that is fixed is one like any other by now, at its first place at least.
    name = re.sub(r"\s+", " ", name, count=1)
    if inverted:
        family, _comma, given = re.sub(r"\.([^ ])", r". \1", name, count=1).partition(",")
        given = given.strip().split(",")[0]
    else:
        given, _space, family = name.rpartition(" ")
    # Initials get the full stop back that they lost at the name's end.
    return family, re.sub(r"\b([A-Z])(?=\s|$)", r"\1.", given)
