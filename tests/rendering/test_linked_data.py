"""Linked data: what it says of entries, editions and works, and that it has the shape that schema.org describes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import schema_org
from rendering.shelf import DAY, EDITION, ENTRY, LATER, LIBRARY

from encyclopedia.core.documents import (
    ArticleDocument,
    Author,
    Document,
    DocumentFact,
    OrganisationDocument,
    PersonDocument,
    Provenance,
    SourceDocument,
)
from encyclopedia.rendering.linked_data import linked_data

SITE = "http://127.0.0.1:8000"
LINKS = {
    "Fourth International": "/organisation/fourth-international/",
    "Natalia Sedova": "/person/natalia-sedova/",
}
SHELF = replace(LIBRARY, links=LINKS)
PERSON = PersonDocument(
    id=ENTRY,
    slug="leon-trotsky",
    title="Leon Trotsky",
    summary="A revolutionary.",
    aliases=("Lev Bronstein",),
    tags=("Marxism",),
    authors=(Author("Ann Author", "0000-0002-1825-0097", "Uni"), Author("The Editors")),
    facts=(
        DocumentFact("born", date="1879-11-07", place="Yanovka"),
        DocumentFact("died", date="1940-08-21", place="Coyoacán"),
        DocumentFact("nationality", value="Soviet", date="1922/1932"),
        DocumentFact("occupation", value="Journalist"),
        DocumentFact("position", value="Chairman", target="Fourth International", date="1938-09/1940-08"),
        DocumentFact("affiliation", target="Fourth International", date="1938~/.."),
        DocumentFact("affiliation", value="A party without an entry", date="1917/1927"),
        DocumentFact("spouse", target="Natalia Sedova"),
        DocumentFact("website", value="https://example.org/"),
        DocumentFact("identifier", value="https://www.wikidata.org/entity/Q33391"),
        DocumentFact("identifier", value="Prisoner 12"),
        DocumentFact("identifier", value="https://example.org/people/1"),
    ),
    provenance=(
        Provenance(
            "Wikipedia",
            url="https://en.wikipedia.org/wiki/Leon_Trotsky",
            page="Leon Trotsky",
            revision="12",
            contributor="Its authors",
            licence="CC BY-SA 4.0",
        ),
        Provenance("An old dictionary"),
    ),
)  # fmt: skip
ORGANISATION = OrganisationDocument(
    id=ENTRY,
    slug="fourth-international",
    title="Fourth International",
    facts=(
        DocumentFact("founded", date="1938-09-03", place="Périgny"),
        DocumentFact("founded_by", value="Leon Trotsky"),
        DocumentFact("headquarters", place="Paris"),
        DocumentFact("dissolved", date="1953"),
    ),
)
ARTICLE = ArticleDocument(
    id=ENTRY,
    slug="revolution",
    title="Revolution",
    facts=(
        DocumentFact("began", date="1917-10", place="Petrograd"),
        DocumentFact("ended", date="1923"),
    ),
)


def source(**record: Any) -> SourceDocument:
    return SourceDocument(id=ENTRY, slug="a-work", title="A work", record=record)


def told(document: Document, **how: Any) -> dict[str, Any]:
    return linked_data(document, SHELF, EDITION, path=f"{document.kind}/{document.slug}", **how)


ISBN = "9780674036154"
WORKS: list[dict[str, Any]] = [
    {
        "type": "book",
        "title": "B",
        "author": [{"family": "A", "given": "B"}],
        "illustrator": [{"family": "C"}],
        "ISBN": ISBN,
        "edition": "2",
        "publisher": "P",
        "publisher-place": "L",
        "issued": "2009",
        "collection-title": "S",
        "number-of-pages": "12",
    },
    {
        "type": "chapter",
        "title": "C",
        "container-title": "B",
        "ISBN": ISBN,
        "editor": [{"literal": "A body"}],
        "page": "1-2",
    },
    {
        "type": "article-journal",
        "title": "A",
        "container-title": "J",
        "volume": "1",
        "issue": "2",
        "ISSN": "0037-6779",
        "DOI": "10.2307/2673070",
        "issued": "1999-06",
        "page": "3",
    },
    {
        "type": "article-newspaper",
        "title": "N",
        "container-title": "Pravda",
        "issued": "1918-03-12",
    },
    {"type": "webpage", "title": "W", "container-title": "Site", "URL": "https://example.org/a"},
    {"type": "thesis", "title": "T", "genre": "PhD thesis", "publisher": "U", "language": "ru"},
    {"type": "report", "title": "R", "publisher": "P", "ISBN": ISBN},
    {"type": "entry-encyclopedia", "title": "E", "container-title": "Britannica"},
    {"type": "personal_communication", "author": [{"family": "Lenin"}], "abstract": "Of a day."},
    {"type": "motion_picture", "title": "F", "director": [{"family": "D", "given": "E"}]},
    {"type": "broadcast", "title": "F", "director": [{"family": "D", "given": "E"}]},
    {"type": "treaty", "title": "Of peace", "container-title": "Series", "page": "1-2"},
    {},
]


@pytest.mark.parametrize("as_edition", [False, True])
@pytest.mark.parametrize(
    "document", [PERSON, ORGANISATION, ARTICLE, *(source(**record) for record in WORKS)]
)
def test_a_validator_has_nothing_against_it(document: Document, as_edition: bool) -> None:
    assert schema_org.faults(told(document, as_edition=as_edition)) == []


def test_the_validator_finds_what_is_wrong() -> None:
    data = told(PERSON)
    data["about"]["birthDate"] = "long ago"
    data["about"]["isbn"] = "x"
    data["author"] = [{"@type": "Person", "url": SITE}, {"@type": "Place", "name": "Uni"}]
    data["citation"] = ""
    data["isBasedOn"] = {"@type": "Origin"}
    assert sorted(fault.partition(":")[0] for fault in schema_org.faults(data)) == [
        "/about/birthDate",
        "/about/isbn",
        "/author",
        "/author",
        "/citation",
        "/isBasedOn",
    ]


def test_a_person_is_a_member_under_a_name_and_for_a_time() -> None:
    about = told(PERSON)["about"]
    body = {
        "@type": "Organization",
        "@id": f"{SITE}/organisation/fourth-international/#subject",
        "name": "Fourth International",
    }
    assert about["memberOf"] == [
        {
            "@type": "OrganizationRole",
            "roleName": "Chairman",
            "memberOf": body,
            "startDate": "1938-09",
            "endDate": "1940-08",
        },
        # A year that is only approximate is left out, and with it the role.
        body,
        {
            "@type": "OrganizationRole",
            "memberOf": {"@type": "Organization", "name": "A party without an entry"},
            "startDate": "1917",
            "endDate": "1927",
        },
    ]
    assert about["spouse"]["@id"] == f"{SITE}/person/natalia-sedova/#subject"


def test_numbers_of_authorities_say_who_it_is_elsewhere() -> None:
    about = told(PERSON)["about"]
    assert about["sameAs"][0].endswith("wikidata.org/entity/Q33391")
    assert about["sameAs"][-1] == "https://example.org/people/1"
    assert about["identifier"][0]["propertyID"] == "Wikidata"
    assert about["identifier"][-1] == "Prisoner 12"


def test_an_entry_is_part_of_the_encyclopedia_and_names_what_it_cites_and_rests_on() -> None:
    data = told(PERSON)
    assert data["isPartOf"]["@id"] == f"{SITE}/"
    assert [cited["@id"] for cited in data["citation"]] == [
        f"{SITE}/source/patenaude/#work",
        f"{SITE}/source/service/#work",
    ]
    assert {cited["@type"] for cited in data["citation"]} == {"Book"}
    assert data["isBasedOn"][0]["url"] == "https://en.wikipedia.org/wiki/Leon_Trotsky"
    assert data["isBasedOn"][0]["license"] == "CC BY-SA 4.0"
    assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]


def test_an_edition_has_its_own_address_and_day() -> None:
    edition = replace(EDITION, published_at=LATER)
    path = "person/leon-trotsky"
    entry = linked_data(PERSON, SHELF, edition, path=path)
    own = linked_data(PERSON, SHELF, edition, path=path, as_edition=True)
    assert own["@id"] == own["url"] == f"{SITE}/{path}/@3/"
    assert own["exampleOfWork"]["@id"] == entry["@id"] == entry["url"] == f"{SITE}/{path}/"
    assert own["datePublished"] == own["dateModified"] == LATER.isoformat()
    assert (entry["datePublished"], entry["dateModified"]) == (DAY.isoformat(), LATER.isoformat())


@pytest.mark.parametrize("record", WORKS)
def test_the_page_of_a_source_claims_nothing_of_the_work_for_us(record: dict[str, Any]) -> None:
    data = told(source(**record))
    assert not {"publisher", "datePublished", "dateModified", "author"} & set(data)
    work = data["mainEntity"]
    assert work["name"] == record.get("title", "A work")
    assert work.get("publisher", {}).get("name") == record.get("publisher")
    assert work.get("datePublished") == record.get("issued")


def test_an_article_stands_in_an_issue_of_a_volume_of_a_journal() -> None:
    issue = told(source(**WORKS[2]))["mainEntity"]["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "2")
    volume = issue["isPartOf"]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "1")
    assert volume["isPartOf"] == {"@type": "Periodical", "name": "J", "issn": ["0037-6779"]}
