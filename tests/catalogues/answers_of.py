"""Answers in the form in which each catalogue documents them."""

from __future__ import annotations

from typing import Any

from editorial.fetching.fetch import Answer

CSL = {
    "indexed": {"date-parts": [[2024, 1, 1]]},
    "publisher": "Cambridge University Press (CUP)",
    "issue": "2",
    "license": [{"URL": "https://example.org"}],
    "published-print": {"date-parts": [[1985, 6]]},
    "DOI": "10.1017/ABC",
    "type": "journal-article",
    "page": "12-34",
    "source": "Crossref",
    "title": "Tides &amp; <i>trade</i>\n of the bay",
    "subtitle": [],
    "volume": "4",
    "author": [
        {"given": "Ann", "family": "Smith", "sequence": "first", "affiliation": [{"name": "X"}]},
        {"name": "The Bay Society", "sequence": "additional"},
    ],
    "container-title": "Journal of Bays",
    "issued": {"date-parts": [[1985, 6]]},
    "URL": "http://dx.doi.org/10.1017/abc",
    "ISSN": ["0317-8471"],
    "reference": [{"key": "1", "unstructured": "…"}],
}
# Crossref's /works has lists where CSL has words.
CROSSREF_WORK = {**CSL, "title": [CSL["title"]], "container-title": ["Journal of Bays"]}
CROSSREF_BOOK = {
    "DOI": "10.1017/book",
    "type": "monograph",
    "title": ["Origins of the Great Purges"],
    "subtitle": ["The Soviet Communist Party Reconsidered"],
    "author": [{"given": "J. Arch", "family": "Getty"}],
    "container-title": ["Soviet Studies"],
    "publisher": "Cambridge University Press",
    "publisher-location": "Cambridge",
    "ISBN": ["http://id.crossref.org/isbn/9780521335706", "9780521259217"],
    "issued": {"date-parts": [[1985]]},
    "score": 61.5,
}
OPEN_LIBRARY = {
    "ISBN:9780140328721": {
        "url": "https://openlibrary.org/books/OL7353617M/Fantastic_Mr._Fox",
        "title": "Fantastic Mr. Fox",
        "subtitle": "a tale",
        "authors": [{"url": "https://openlibrary.org/authors/OL34184A", "name": "Roald Dahl"}],
        "number_of_pages": 96,
        "identifiers": {
            "isbn_10": ["0140328726"],
            "isbn_13": ["9780140328721"],
            "oclc": ["27642948"],
        },
        "publishers": [{"name": "Puffin"}],
        "publish_places": [{"name": "London"}],
        "publish_date": "October 1, 1988",
        "subjects": [{"name": "Animals"}],
    }
}
OPEN_LIBRARY_SEARCH = {
    "numFound": 1,
    "start": 0,
    "docs": [
        {
            "title": "The prophet armed",
            "subtitle": "Trotsky, 1879-1921",
            "author_name": ["Isaac Deutscher"],
            "first_publish_year": 1954,
            "isbn": ["9780192810649", "9781859844410"],
        }
    ],
}
ARXIV = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: id_list=2101.00001</title>
  <entry>
    <id>http://arxiv.org/abs/2101.00001v2</id>
    <published>2021-01-01T18:00:00Z</published>
    <title>Tides of the
      bay</title>
    <author><name>Ann van der Berg</name><affiliation xmlns="http://arxiv.org/schemas/atom">X</affiliation></author>
    <author><name>Bo Li</name></author>
    <journal_ref xmlns="http://arxiv.org/schemas/atom">J. Bays 4 (2022) 12</journal_ref>
    <doi xmlns="http://arxiv.org/schemas/atom">10.1017/tides</doi>
  </entry>
</feed>"""
ARXIV_ERROR = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
  <id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id><title>Error</title></entry></feed>"""
PUBMED = {
    "header": {"type": "esummary", "version": "0.3"},
    "result": {
        "uids": ["12345"],
        "12345": {
            "uid": "12345",
            "pubdate": "1975 Jan-Feb",
            "source": "J Bay",
            "authors": [
                {"name": "Smith JA Jr", "authtype": "Author", "clusterid": ""},
                {"name": "Bay Study Group", "authtype": "CollectiveName", "clusterid": ""},
            ],
            "title": "Tides of the bay.",
            "volume": "4",
            "issue": "1",
            "pages": "12-9",
            "lang": ["eng"],
            "issn": "0317-8471",
            "fulljournalname": "The Journal of bays",
            "articleids": [
                {"idtype": "pubmed", "idtypen": 1, "value": "12345"},
                {"idtype": "doi", "idtypen": 3, "value": "10.1017/abc"},
                {"idtype": "pmc", "idtypen": 8, "value": "PMC77"},
            ],
        },
    },
}
ZOTERO = [
    {
        "key": "ABCD2345",
        "version": 0,
        "itemType": "bookSection",
        "creators": [
            {"firstName": "Ann", "lastName": "Smith", "creatorType": "author"},
            {"firstName": "Bo", "lastName": "Li", "creatorType": "editor"},
            {"name": "Bay Society", "creatorType": "contributor"},
        ],
        "tags": [{"tag": "bays"}],
        "title": "Tides",
        "bookTitle": "Bays of the world",
        "date": "12 May 1999",
        "publisher": "Pan",
        "place": "London",
        "pages": "12–34",
        "ISBN": "978-0-306-40615-7",
        "extra": "OCLC: 123\nDOI: 10.1017/abc",
        "url": "https://www.example.org/tides",
        "accessDate": "2026-01-01T00:00:00Z",
    },
    {"itemType": "note", "note": "<p>Contents</p>", "parentItem": "ABCD2345"},
]
ZOTERO_SEVERAL = {
    "url": "https://www.example.org/search",
    "session": "9y5s0EW6m5GgLm0",
    "items": {"u1": {"title": "Tides"}, "u2": "Ebbs"},
}


def field(tag: str, *parts: str, second: str = " ") -> str:
    """A field of MARC; each part begins with its code, as "aTitle :"."""
    inside = "".join(f'<subfield code="{part[0]}">{part[1:]}</subfield>' for part in parts)
    return f'<datafield tag="{tag}" ind1="1" ind2="{second}">{inside}</datafield>'


MARC = "\n".join(
    [
        '<record xmlns="http://www.loc.gov/MARC21/slim">',
        "<leader>01570cam a2200361 a 4500</leader>",
        '<controlfield tag="008">850809s1985    enka     b    001 0 eng  </controlfield>',
        field("020", "a0521259215 (hbk.) :"),
        field("020", "a9780521335706", "qpbk"),
        field("024", "a10.1017/purges", "2doi"),
        field("035", "a(OCoLC)ocm11533341"),
        field("100", "aGetty, J. Arch", "q(John Arch),", "d1950-", "eauthor."),
        field(
            "245",
            "a&#x98;The &#x9C;origins of the great purges :",
            "bthe Soviet Communist Party reconsidered, 1933-1938 /",
            "cJ. Arch Getty.",
            second="4",
        ),
        field("250", "a2nd ed. /"),
        field(
            "260", "aCambridge [Cambridgeshire] ;", "aNew York :", "bUniversity Press,", "cc1985."
        ),
        field("300", "aviii, 275 p. ;"),
        field("490", "aSoviet and East European studies ;", "v43"),
        field("700", "aDoe, Jane,", "4edt"),
        field("700", "aRoe, Rick", "eÜbersetzer"),
        field("700", "aCoe, Cat", "eIllustrator", "4ill"),
        field("700", "aPoe, Pat", "tAnother work"),
        field("710", "aUniversity Press", "4pbl"),
        "</record>",
    ]
)
DUBLIN_CORE = """<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>Trotsky : eine Biographie / Robert Service</dc:title>
  <dc:creator>Service, Robert (1947-....). Auteur du texte</dc:creator>
  <dc:creator>Held, Susanne [Übersetzer]</dc:creator>
  <dc:publisher>Berlin : Suhrkamp</dc:publisher>
  <dc:date>2012</dc:date>
  <dc:identifier>ISBN 978-3-518-42235-9 Festeinband</dc:identifier>
  <dc:language>ger</dc:language>
  <dc:type>text</dc:type>
</srw_dc:dc>"""


def sru(*records: str, packed: bool = False) -> str:
    """The answer of an SRU server with these records, as XML or as strings."""
    shown = [r.replace("&", "&amp;").replace("<", "&lt;") if packed else r for r in records]
    data = "".join(
        f"<zs:record><zs:recordData>{record}</zs:recordData></zs:record>" for record in shown
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>'
        f"<zs:numberOfRecords>{len(records)}</zs:numberOfRecords><zs:records>{data}</zs:records>"
        "</zs:searchRetrieveResponse>"
    )


def answer(body: Any, status: int = 200) -> Answer:
    return Answer(status, "text/plain", "utf-8", body if isinstance(body, bytes) else body.encode())
