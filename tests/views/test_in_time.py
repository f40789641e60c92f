"""The timeline of the whole encyclopedia, and the members of one organisation on a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import elements
import pytest
from django.test import Client
from published import DAY, publish

from encyclopedia.dates import parse
from encyclopedia.models import Address, Entry, Fact
from encyclopedia.views import connections, in_time


def state(entry: Entry, name: str = "event", date: str = "", **columns: Any) -> Fact:
    earliest, latest = (parse(date).earliest, parse(date).latest) if date else (None, None)
    fact: Fact = Fact.objects.create(
        entry=entry,
        position=Fact.objects.filter(entry=entry).count(),
        property=name,
        date=date,
        earliest=earliest,
        latest=latest,
        begins=None if name == "website" else earliest,
        **columns,
    )
    return fact


def lines(client: Client, path: str) -> list[tuple[str, str]]:
    response = client.get(path)
    assert response.status_code == 200
    root = elements.read(response.content.decode())
    return [
        tuple(cell.text for cell in row.all("td") if "aria-hidden" not in cell.attributes)
        for table in root.all("tbody")
        for row in table.all("tr")
    ]  # type: ignore[misc]


@pytest.fixture
def trotsky() -> Entry:
    entry = publish("Leon Trotsky", kind="person", tags=("Bolsheviks",))
    state(entry, "born", "1879-11-07", place="Yanovka")
    state(entry, "event", "1917-11", value="Took the Winter Palace")
    state(entry, "website", "2001", value="https://example.org/")
    state(entry, "nationality", value="Russian")
    return entry


def test_the_timeline_tells_what_happened_when_and_to_whom(client: Client, trotsky: Entry) -> None:
    caesar = publish("Julius Caesar", kind="person")
    state(caesar, "died", "-0043-03-15")
    assert lines(client, "/timeline/") == [
        ("15 March 44 BC", "Julius Caesar · Died"),
        ("7 November 1879", "Leon Trotsky · Born, Yanovka"),
        ("November 1917", "Leon Trotsky · Took the Winter Palace"),
    ]
    page = client.get("/timeline/").content.decode()
    assert page.count("<svg") == 4
    assert "1st century BC" in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("from=1900", 1),
        ("to=1900", 1),
        ("from=19th+century&to=19th+century", 1),
        ("from=1918", 0),
        ("subject=Bolsheviks", 2),
        ("subject=bolsheviks&from=1917", 1),
        ("of=person/leon-trotsky", 2),
        ("after=nonsense", 2),
        ("after=1~2~3", 2),
    ],
)
def test_readers_choose_a_time_a_subject_or_an_entry(
    client: Client, trotsky: Entry, query: str, count: int
) -> None:
    assert len(lines(client, f"/timeline/?{query}")) == count


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("from=7/11/1917", "may be read in two ways"), ("subject=Nobody", "no subject “Nobody”")],
)
def test_what_is_not_understood_is_said_and_not_taken_for_nothing_found(
    client: Client, trotsky: Entry, query: str, sentence: str
) -> None:
    page = client.get(f"/timeline/?{query}").content.decode()
    assert sentence in page
    assert len(lines(client, f"/timeline/?{query}")) == 2


def test_the_timeline_of_what_is_not_published_is_not_there(client: Client) -> None:
    assert client.get("/timeline/?of=person/nobody").status_code == 404
    assert client.get("/timeline/?of=nobody").status_code == 404
    assert lines(client, "/timeline/") == []


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (Address.Status.MOVED, (301, "/timeline/?of=person/leon-trotsky&from=1900")),
        (Address.Status.WITHDRAWN, (410, "")),
    ],
)
def test_the_timeline_of_an_entry_leads_where_its_former_address_leads(
    client: Client, trotsky: Entry, status: str, answer: tuple[int, str]
) -> None:
    gone = status == Address.Status.WITHDRAWN
    Address.objects.create(
        kind="person",
        slug="lev-bronstein",
        entry_id=uuid4() if gone else trotsky.pk,
        status=status,
        reason="Invented." if gone else "",
        since=DAY,
    )
    response = client.get("/timeline/?of=person/lev-bronstein&from=1900")
    assert (response.status_code, response.headers.get("Location", "")) == answer


def test_a_long_timeline_comes_in_pages_that_leave_nothing_out(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(in_time, "MAX_ON_PAGE", 2)
    for name in ("Alpha", "Beta"):
        entry = publish(name)
        for number in range(3):
            state(entry, date="1917", value=f"{name} {number}")
    path, seen = "/timeline/", []
    for _page in range(3):
        with django_assert_max_num_queries(7):
            seen += [words for _when, words in lines(client, path)]
        following = elements.read(client.get(path).content.decode()).all("a", rel="next")
        path = "/timeline/" + following[0].attributes["href"] if following else ""
    assert path == ""
    assert len(seen) == len(set(seen)) == 6


def test_centuries_with_nothing_in_them_are_not_offered(client: Client, trotsky: Entry) -> None:
    state(trotsky, date="1066", value="Hastings")
    root = elements.read(client.get("/timeline/").content.decode())
    choices = root.one("ul", class_="choices").all("a")
    assert [a.text for a in choices] == ["11th century", "19th century", "20th century"]
    assert choices[0].attributes["href"] == "?from=10XX&to=10XX"
    assert [words for _when, words in lines(client, "/timeline/?from=10XX&to=10XX")] == [
        "Leon Trotsky · Hastings"
    ]


def test_one_date_before_all_centuries_that_can_be_typed_hides_none_of_them(
    client: Client, trotsky: Entry
) -> None:
    for date in ("Y-13800000000", "-9999", "Y10000"):
        state(trotsky, date=date, value="Far away")
    root = elements.read(client.get("/timeline/").content.decode())
    assert [a.text for a in root.one("ul", class_="choices").all("a")] == [
        "100th century BC",
        "19th century",
        "20th century",
    ]


@pytest.fixture
def party() -> Entry:
    return publish("Mensheviks", kind="organisation")


def test_members_have_a_page_of_their_own_in_order_of_time(
    client: Client, party: Entry, trotsky: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MAX_ON_PAGE", 2)
    martov = publish("Julius Martov", kind="person")
    state(martov, "role", "1903/..", value="Leader", target=party)
    state(martov, "affiliation", target=party)
    state(trotsky, "affiliation", "1903", target=party)
    state(publish("Others", kind="organisation"), "split_from", "1912", target=party)
    address = "/organisation/mensheviks/members/"
    assert lines(client, address) == [
        ("from 1903", "Julius Martov · Leader"),
        ("1903", "Leon Trotsky"),
    ]
    page = client.get(address).content.decode()
    assert "2 persons" in page
    following = elements.read(page).one("a", rel="next").attributes["href"]
    assert lines(client, address + following) == [("", "Julius Martov")]


def test_an_organisation_without_members_says_so_and_another_is_not_there(
    client: Client, party: Entry
) -> None:
    assert (
        "says who belonged to it"
        in client.get("/organisation/mensheviks/members/").content.decode()
    )
    assert client.get("/organisation/nobody/members/").status_code == 404
    assert client.get("/person/mensheviks/members/").status_code == 404


def test_the_page_of_members_costs_few_queries(
    client: Client, party: Entry, trotsky: Entry, django_assert_max_num_queries: Any
) -> None:
    state(trotsky, "affiliation", "1903", target=party)
    with django_assert_max_num_queries(4):
        client.get("/organisation/mensheviks/members/")
