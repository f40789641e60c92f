"""OAI-PMH: every verb and every error by the protocol's rules, whole harvests, and what a harvester cannot break."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from harvesting.oai_rules import DATACITE, DC, OAI, faults
from plans import assert_read_along, plan
from published import add_edition, publish

from encyclopedia.harvesting import oai
from encyclopedia.models import Entry, Removal, TaggedEntry

START = datetime(2026, 5, 1, 12, 0, 0, 500_000, tzinfo=UTC)
RECORDS = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def ask(client: Client, **arguments: Any) -> ElementTree.Element:
    """The root of the answer, in which nothing is wrong."""
    response = client.get("/oai/", {key.rstrip("_"): value for key, value in arguments.items()})
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert faults(response.content) == []
    return ElementTree.fromstring(response.content)


def error(client: Client, **arguments: Any) -> str:
    return ask(client, **arguments).find(f"{OAI}error").get("code")  # type: ignore[union-attr,return-value]


def texts(root: ElementTree.Element, *names: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(".//" + "/".join(names))]


def parts(client: Client, **arguments: Any) -> Iterator[ElementTree.Element]:
    """Every answer of a list, in order."""
    while True:
        root = ask(client, **arguments)
        yield root
        token = root.findtext(f".//{OAI}resumptionToken", "")
        if not token:
            return
        arguments = {"verb": arguments["verb"], "resumptionToken": token}


def harvest(client: Client, **arguments: Any) -> list[str]:
    found: list[str] = []
    for root in parts(client, **{**RECORDS, **arguments}):
        found += texts(root, f"{DC}title")
    return found


def at(entry: Entry, moment: datetime) -> Entry:
    Entry.objects.filter(pk=entry.pk).update(changed_at=moment)
    TaggedEntry.objects.filter(content_object=entry.pk).update(changed_at=moment)
    return entry


@pytest.fixture
def shelf() -> list[Entry]:
    """Seven entries of three kinds, a second after each other, but for two of one moment; and what is not harvested."""
    kinds = ("article", "person", "organisation")
    entries = [
        at(
            publish(f"Entry {n}", kind=kinds[n % 3], tags=("Красный цвет",) if n % 2 else ()),
            START + timedelta(seconds=min(n, 5)),
        )
        for n in range(7)
    ]
    publish("A Book", kind="source")
    publish("Imprint", kind="page")
    return entries


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oai, "MAX_ITEMS", 2)
    monkeypatch.setattr(oai, "MAX_SETS", 1)


def name_of(entry: Entry) -> str:
    return f"oai:127.0.0.1:{entry.pk}"


def test_the_repository_says_what_it_is(client: Client, shelf: list[Entry]) -> None:
    root = ask(client, verb="Identify")
    assert texts(root, f"{OAI}baseURL") == ["http://127.0.0.1:8000/oai/"]
    assert texts(root, f"{OAI}earliestDatestamp") == ["2026-05-01T12:00:00Z"]
    assert texts(root, f"{OAI}deletedRecord") == ["persistent"]


def test_a_repository_of_nothing_keeps_the_rules_too(client: Client) -> None:
    ask(client, verb="Identify")
    assert error(client, **RECORDS) == "noRecordsMatch"


def test_the_formats_are_those_that_it_gives(client: Client, shelf: list[Entry]) -> None:
    for arguments in ({}, {"identifier": name_of(shelf[0])}):
        prefixes = texts(
            ask(client, verb="ListMetadataFormats", **arguments), f"{OAI}metadataPrefix"
        )
        assert prefixes == ["oai_dc", "datacite"]
    for prefix in prefixes:
        root = ask(client, verb="GetRecord", identifier=name_of(shelf[0]), metadataPrefix=prefix)
        assert texts(root, f"{OAI}identifier") == [name_of(shelf[0])]


def test_a_record_says_what_a_catalogue_needs(client: Client) -> None:
    entry = publish("Al\x08pha & <b>", slug="alpha", tags=("Fruit",))
    root = ask(client, verb="GetRecord", identifier=name_of(entry), metadataPrefix="oai_dc")
    said = {name: texts(root, f"{DC}{name}") for name in ("title", "creator", "identifier", "date")}
    assert said == {
        "title": ["Alpha & <b>"],
        "creator": ["Stet"],
        "identifier": ["http://127.0.0.1:8000/article/alpha/"],
        "date": ["2026-05-03"],
    }
    assert texts(root, f"{OAI}setSpec") == ["kind-article", "subject-fruit"]
    root = ask(client, verb="GetRecord", identifier=name_of(entry), metadataPrefix="datacite")
    assert texts(root, f"{DATACITE}title") == ["Alpha & <b>"]


def test_every_set_that_is_listed_can_be_harvested(
    client: Client, shelf: list[Entry], small: None
) -> None:
    publish("Other", tags=("Fruit",))
    specs = [
        spec for root in parts(client, verb="ListSets") for spec in texts(root, f"{OAI}setSpec")
    ]
    assert len(specs) == len(set(specs)) == 5
    sizes = {spec: len(harvest(client, set=spec)) for spec in specs}
    red = next(spec for spec in specs if "~" in spec)
    assert sizes == {
        "kind-article": 4, "kind-person": 2, "kind-organisation": 2, "subject-fruit": 1, red: 3,
    }  # fmt: skip


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_a_harvest_in_parts_is_whole_and_in_order(
    client: Client, shelf: list[Entry], small: None, verb: str
) -> None:
    roots = list(parts(client, verb=verb, metadataPrefix="datacite"))
    names = [name for root in roots for name in texts(root, f"{OAI}identifier")]
    assert sorted(names) == sorted(map(name_of, shelf))
    moments = [moment for root in roots for moment in texts(root, f"{OAI}datestamp")]
    assert moments == sorted(moments)
    tokens = [root.find(f".//{OAI}resumptionToken") for root in roots]
    assert [token.get("cursor") for token in tokens if token is not None] == ["0", "2", "4", "6"]
    assert not tokens[-1].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("since", "until", "titles"),
    [
        ("2026-05-01T12:00:02Z", "2026-05-01T12:00:03Z", {"Entry 2", "Entry 3"}),
        ("2026-05-01T12:00:05Z", "", {"Entry 5", "Entry 6"}),
        ("", "2026-05-01T12:00:00Z", {"Entry 0"}),
        ("2026-05-01", "2026-05-01", {f"Entry {n}" for n in range(7)}),
        ("0001-01-01", "9999-12-31", {f"Entry {n}" for n in range(7)}),
    ],
)
def test_a_span_has_its_first_and_last_second(
    client: Client, shelf: list[Entry], since: str, until: str, titles: set[str]
) -> None:
    span = {name: value for name, value in (("from", since), ("until", until)) if value}
    assert set(harvest(client, **span)) == titles
    assert set(harvest(client, **span, set="kind-person")) == titles & {"Entry 1", "Entry 4"}


def test_nothing_is_skipped_or_repeated_when_entries_change_meanwhile(
    client: Client, shelf: list[Entry], small: None
) -> None:
    seen: list[str] = []
    for n, root in enumerate(parts(client, **RECORDS)):
        seen += texts(root, f"{DC}title")
        if n == 0:
            at(shelf[3], START + timedelta(hours=1))
            Entry.objects.filter(pk=shelf[4].pk).delete()
            at(publish("Entry 7"), START + timedelta(hours=2))
    assert sorted(seen) == [f"Entry {n}" for n in (0, 1, 2, 3, 5, 6, 7)]
    assert seen[-2:] == ["Entry 3", "Entry 7"]


def test_what_was_withdrawn_is_told_for_ever(client: Client, shelf: list[Entry]) -> None:
    gone = uuid.uuid4()
    Removal.objects.create(pk=gone, kind="person", removed_at=START + timedelta(minutes=1))
    Removal.objects.create(pk=uuid.uuid4(), kind="source", removed_at=START)
    for arguments in ({}, {"set": "kind-person"}, {"from": "2026-05-01T12:01:00Z"}):
        root = ask(client, **RECORDS, **arguments)
        headers = root.findall(f".//{OAI}header[@status='deleted']")
        assert [texts(header, f"{OAI}identifier") for header in headers] == [
            [f"oai:127.0.0.1:{gone}"]
        ]
    ask(client, verb="GetRecord", identifier=f"oai:127.0.0.1:{gone}", metadataPrefix="oai_dc")
    assert harvest(client, set="kind-article")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nought"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({**RECORDS, "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({**RECORDS, "from": ""}, "badArgument"),
        ({**RECORDS, "from": "2026-02-30"}, "badArgument"),
        ({**RECORDS, "from": "2026-05-01T12:00:00+00:00"}, "badArgument"),
        ({**RECORDS, "from": "٢٠٢٦-05-01"}, "badArgument"),
        ({**RECORDS, "from": "2026-05-01", "until": "2026-05-01T00:00:00Z"}, "badArgument"),
        ({**RECORDS, "from": "2026-05-02", "until": "2026-05-01"}, "badArgument"),
        ({**RECORDS, "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": ""}, "badResumptionToken"),
        ({**RECORDS, "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({**RECORDS, "set": "kind-source"}, "noRecordsMatch"),
        ({**RECORDS, "set": "subject-~00~ff"}, "noRecordsMatch"),
        ({**RECORDS, "until": "1999-01-01"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "\x00"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:x:1"}, "idDoesNotExist"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_code(
    client: Client, shelf: list[Entry], arguments: dict[str, Any], code: str
) -> None:
    assert error(client, **arguments) == code
    response = client.post("/oai/", arguments)
    if not any(isinstance(value, list) for value in arguments.values()):
        assert f'code="{code}"' in response.content.decode()


def test_a_token_belongs_to_its_verb_and_is_no_trust(
    client: Client, shelf: list[Entry], small: None
) -> None:
    token = ask(client, **RECORDS).findtext(f".//{OAI}resumptionToken", "")
    assert error(client, verb="ListIdentifiers", resumptionToken=token) == "badResumptionToken"
    publish("Other", tags=("Fruit",))
    sets = ask(client, verb="ListSets").findtext(f".//{OAI}resumptionToken", "")
    assert sets
    for broken in (token[:-3], token[::-1], f"{token}A", "ÿ", "W10", "[" * 3_000, sets):
        assert error(client, verb="ListRecords", resumptionToken=broken) == "badResumptionToken"


def test_it_answers_by_post_without_a_token_of_the_office(shelf: list[Entry]) -> None:
    strict = Client(enforce_csrf_checks=True)
    body = "verb=ListIdentifiers&metadataPrefix=oai_dc"
    response = strict.post("/oai/", body, content_type="application/x-www-form-urlencoded")
    assert faults(response.content) == []
    assert b"<ListIdentifiers>" in response.content
    for kind, body in (("text/plain", "verb=Identify"), ("multipart/form-data; boundary=", "x")):
        assert strict.post("/oai/", body, content_type=kind).status_code in (200, 400)
    assert strict.put("/oai/").status_code == 405


def test_a_part_costs_as_many_queries_whatever_it_holds(client: Client, shelf: list[Entry]) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            ask(client, **RECORDS)
        counts.append(len(queries))
        for n in range(3):
            add_edition(publish(f"More {len(counts)} {n}", tags=("Red",)), text="x")
    assert counts == [8, 8]


def test_every_list_is_read_along_an_index(client: Client, shelf: list[Entry], small: None) -> None:
    Removal.objects.create(pk=uuid.uuid4(), kind="person", removed_at=START)
    token = ask(client, **RECORDS).findtext(f".//{OAI}resumptionToken", "")
    tag = TaggedEntry.objects.all()[0]
    asked = [
        ({"verb": "ListRecords", "resumptionToken": token}, "encyclopedia_entry", "entry_kind_by_change"),
        ({**RECORDS, "until": "2026-12-31"}, "encyclopedia_removal", "removal_in_order"),
        (
            {**RECORDS, "set": oai.subject_set(tag.tag.slug), "from": "2026-05-01"},
            "encyclopedia_taggedentry",
            "tagged_by_change",
        ),
    ]  # fmt: skip
    for arguments, table, index in asked:
        with CaptureQueriesContext(connection) as queries:
            ask(client, **arguments)
        statements = [
            query["sql"]
            for query in queries
            if re.search(rf'FROM "{table}".*ORDER BY.*LIMIT', query["sql"])
        ]
        assert statements
        for statement in statements:
            assert_read_along(plan(statement), index, table)
