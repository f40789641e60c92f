"""The foot of a page: what was when, who was a member, what other entries say of this one; right at the next read."""

from __future__ import annotations

from typing import Any

import elements
import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from projection.shelf import KEY, changed, entry, part, publish, rebuilt

from editorial import actions
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.projection import tails
from encyclopedia.projection.storing import store_due_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cited(cast: Any) -> None:
    publish(factories.source(KEY), cast)


def section(document: Document, name: str) -> elements.Element | None:
    found = part(document, "tail").all("section", class_=name)
    return found[0] if found else None


def lines(document: Document, name: str) -> list[tuple[str, ...]]:
    """The table's lines, each as its words; the drawing has none."""
    shown = section(document, name)
    if shown is None:
        return []
    return [
        tuple(cell.text for cell in row.all("td") if "aria-hidden" not in cell.attributes)
        for row in shown.one("tbody").all("tr")
    ]


def drawings(document: Document, name: str) -> list[elements.Element]:
    shown = section(document, name)
    return shown.all("svg") if shown else []


def member(title: str, *facts: DocumentFact, **fields: Any) -> Document:
    return factories.biography(title, facts=facts, **fields)


def in_it(date: str = "", **fields: str) -> DocumentFact:
    return DocumentFact("affiliation", date=date, target="Fourth International", **fields)


def test_an_organisation_lists_its_members_in_order_of_time(cast: Any) -> None:
    organisation = factories.organisation()
    publish(organisation, cast)
    publish(member("Cy Third", in_it()), cast)
    publish(member("Bea Second", in_it("1940/..", place="Paris")), cast)
    chair = DocumentFact("position", value="Chair", date="1938/1939", target="Fourth International")
    publish(member("Al First", in_it("1938~"), chair), cast)
    assert lines(organisation, "members") == [
        ("c. 1938", "Al First"),
        ("1938–1939", "Al First · Chair"),
        ("from 1940", "Bea Second, Paris"),
        ("", "Cy Third"),
    ]
    shown = section(organisation, "members")
    assert shown is not None
    assert "3 persons" in shown.text
    assert shown.all("a")[0].attributes["href"] == "/person/al-first/"
    # An axis, and a lane for each: an empty one for whom nobody knows when.
    assert [
        len(svg.all("rect")) + len(svg.all("circle")) for svg in drawings(organisation, "members")
    ][-1] == 0
    assert len(drawings(organisation, "members")) == 5
    assert rebuilt() == []


def test_members_follow_what_is_published_renamed_and_withdrawn(cast: Any) -> None:
    person = member("Al First", in_it("1938"))
    publish(person, cast)
    organisation = factories.organisation()
    publish(organisation, cast)
    assert lines(organisation, "members") == [("1938", "Al First")]
    actions.rename(
        manuscript=entry(person).pk, title="Al Prime", slug="al-prime", by=cast.editor, based_on=1
    )
    renamed = changed(person, title="Al Prime", slug="al-prime", aliases=("Al First",))
    publish(renamed, cast)
    assert lines(organisation, "members") == [("1938", "Al Prime")]
    publish(
        changed(
            renamed,
            facts=(
                in_it(
                    "1939",
                ),
            ),
        ),
        cast,
        "correction",
    )
    assert lines(organisation, "members") == [("1939", "Al Prime")]
    publish(changed(renamed, facts=()), cast, "correction")
    assert lines(organisation, "members") == []
    publish(changed(renamed, facts=(in_it("1938"),)), cast, "correction")
    assert lines(organisation, "members") == [("1938", "Al Prime")]
    actions.withdraw(manuscript=entry(person).pk, by=cast.approver, reason="Nobody knew him.")
    assert lines(organisation, "members") == []
    assert rebuilt() == []


def test_an_organisation_that_is_renamed_keeps_only_who_still_names_it(cast: Any) -> None:
    publish(member("Al First", in_it("1938")), cast)
    organisation = factories.organisation()
    publish(organisation, cast)
    renamed = changed(organisation, title="World Party", aliases=("Fourth International",))
    publish(renamed, cast)
    assert lines(renamed, "members") == [("1938", "Al First")]
    publish(changed(renamed, aliases=()), cast)
    assert lines(renamed, "members") == []
    assert rebuilt() == []


def test_a_long_list_of_members_leads_to_a_page_of_its_own(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tails, "MAX_LISTED", 1)
    organisation = factories.organisation()
    publish(organisation, cast)
    publish(member("Al First", in_it("1938")), cast)
    assert "members/" not in str(part(organisation, "tail").all("a"))
    publish(member("Bea Second", in_it("1939")), cast)
    shown = section(organisation, "members")
    assert shown is not None
    assert lines(organisation, "members") == [("1938", "Al First")]
    assert shown.all("a")[-1].attributes["href"] == "/organisation/fourth-international/members/"
    assert "2 persons" in shown.text


def test_what_other_entries_say_of_one_stands_on_its_page_once(cast: Any) -> None:
    trotsky = factories.biography(
        facts=(DocumentFact("spouse", target="Natalia Sedova", date="1903"),)
    )
    publish(trotsky, cast)
    publish(
        member(
            "Natalia Sedova",
            DocumentFact("spouse", target="Leon Trotsky"),
            DocumentFact("event", value="Wrote of him", target="Leon Trotsky", date="1947"),
        ),
        cast,
    )
    publish(member("Lev Sedov", DocumentFact("parent", target="Leon Trotsky")), cast)
    publish(
        factories.organisation(
            facts=(DocumentFact("founded_by", target="Leon Trotsky", date="1938"),)
        ),
        cast,
    )
    shown = section(trotsky, "related")
    assert shown is not None
    assert [(g.one("dt").text, g.one("dd").text) for g in shown.one("dl").all("div")] == [
        ("Child", "Lev Sedov"),
        ("Founder of", "Fourth International (1938)"),
        ("Event", "Natalia Sedova · Wrote of him (1947)"),
    ]
    assert rebuilt() == []


def test_an_entry_with_three_dates_has_a_timeline(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    assert lines(person, "in-time") == []
    arrested = DocumentFact("event", value="Arrested", date="1898-01", place="Mykolaiv")
    publish(changed(person, facts=(*person.facts, arrested)), cast)
    assert lines(person, "in-time") == [
        ("7 November 1879", "Born, Yanovka"),
        ("January 1898", "Arrested, Mykolaiv"),
        ("21 August 1940", "Died, Coyoacán"),
    ]
    assert len(drawings(person, "in-time")) == 4
    times = part(person, "tail").one("section", class_="in-time").all("time")
    assert [time.attributes["datetime"] for time in times] == [
        "1879-11-07",
        "1898-01",
        "1940-08-21",
    ]
    assert rebuilt() == []


def test_a_timeline_has_what_other_entries_date_of_it_from_its_own_side(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    led = DocumentFact("led_by", target="Leon Trotsky", date="1918/1925")
    organisation = factories.organisation("Red Army", facts=(led,))
    publish(organisation, cast)
    assert ("1918–1925", "Leader of: Red Army") in lines(person, "in-time")
    publish(changed(organisation, facts=(changed_date(led, "1918/1924"),)), cast, "correction")
    assert ("1918–1924", "Leader of: Red Army") in lines(person, "in-time")
    actions.withdraw(manuscript=entry(organisation).pk, by=cast.approver, reason="Invented.")
    assert lines(person, "in-time") == []
    assert rebuilt() == []


def test_a_timeline_has_the_new_title_of_an_entry_that_its_facts_name_otherwise(cast: Any) -> None:
    party = factories.organisation()
    publish(party, cast)
    person = member("Al First", *(in_it(year) for year in ("1938", "1939", "1940")))
    publish(person, cast)
    store_due_pages.call()
    publish(changed(party, title="World Party", aliases=("Fourth International",)), cast)
    assert lines(person, "in-time")[0] == ("1938", "Affiliation: World Party")
    assert rebuilt() == []


def changed_date(fact: DocumentFact, date: str) -> DocumentFact:
    return DocumentFact(fact.property, date=date, target=fact.target)


def test_a_date_before_an_open_beginning_stands_where_it_is_known_to_end(cast: Any) -> None:
    person = member(
        "Al First",
        DocumentFact("event", value="Fled", date="1905"),
        DocumentFact("occupation", value="Smith", date="../1904"),
        DocumentFact("event", value="Freed", date="1903"),
    )
    publish(person, cast)
    assert [words for _when, words in lines(person, "in-time")] == [
        "Freed",
        "Occupation: Smith",
        "Fled",
    ]


def test_a_long_timeline_is_cut_and_leads_to_the_whole(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tails, "MAX_DATED", 3)
    events = [
        DocumentFact("event", value=f"No. {year}", date=str(year)) for year in range(1900, 1905)
    ]
    person = member("Al First", *reversed(events))
    publish(person, cast)
    assert [when for when, _words in lines(person, "in-time")] == ["1900", "1901", "1902"]
    link = part(person, "tail").one("section", class_="in-time").all("a")[-1]
    assert link.attributes["href"] == "/timeline/?of=person/al-first"


def test_tails_cost_as_many_queries_for_two_entries_as_for_one(cast: Any) -> None:
    organisations = [factories.organisation(name) for name in ("Fourth International", "Red Army")]
    for organisation in organisations:
        publish(organisation, cast)
    publish(member("Al First", in_it("1938")), cast)
    counts = []
    ids = [entry(document).pk for document in organisations]
    for chosen in (ids[:1], ids):
        with CaptureQueriesContext(connection) as queries:
            list(tails.tails(chosen))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_a_member_whom_the_organisation_names_is_told_so_on_the_persons_page(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    led = DocumentFact("member", target="Leon Trotsky", date="1917/1927")
    publish(factories.organisation("Party", facts=(led,)), cast)
    assert ("1917–1927", "Member of: Party") in lines(person, "in-time")
