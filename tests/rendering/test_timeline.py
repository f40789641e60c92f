"""Facts as a table with a drawing of each line: escaped, sanitised, and read without the drawing."""

from __future__ import annotations

from typing import Any

import elements
import pytest
from rendering.shelf import EDITION

from encyclopedia.core.properties import LEADING, PROPERTIES, inverse_label_of, label_of
from encyclopedia.rendering import furniture_sanitiser
from encyclopedia.rendering.page_tail import Surroundings, render_tail
from encyclopedia.rendering.timeline import DatedFact, Named, timeline
from encyclopedia.wording import words

HOSTILE = "<script>alert(1)</script> & \" onload='x'"
PARTY = Named("Mensheviks", "organisation/mensheviks")
# From both sides.
ALIKE = ("spouse", "position", "role", "event")
FACTS = (
    DatedFact("born", "1879-11-07", place="Yanovka"),
    DatedFact("affiliation", "1903", target=PARTY),
    DatedFact("position", "1918/..", value="Commissar", target=PARTY, disputed=True),
    DatedFact("event", "1917~", value="Spoke", entry=Named("Lenin", "person/lenin")),
    DatedFact("occupation", "/1940", value="Writer"),
    DatedFact("education", "18XX", target_name="person/some-teacher"),
)


def tail(**fields: Any) -> str:
    given = {"kind": "person", "path": "person/x", "title": "X", "authors": (), "provenance": ()}
    return render_tail(Surroundings(**given, edition=EDITION, **fields))  # type: ignore[arg-type]


def test_each_line_says_in_words_what_its_drawing_shows() -> None:
    rows = elements.read(tail(dated=FACTS)).one("table", class_="timeline").one("tbody").all("tr")
    assert [[cell.text for cell in row.all("td")[:2]] for row in rows] == [
        ["7 November 1879", "Born, Yanovka"],
        ["1903", "Affiliation: Mensheviks"],
        ["from 1918", "Commissar disputed"],
        ["c. 1917", "Lenin · Spoke"],
        ["until 1940, beginning unknown", "Occupation: Writer"],
        ["19th century", "Education: some teacher"],
    ]
    assert [a.attributes["href"] for row in rows for a in row.all("a")] == [
        "/organisation/mensheviks/",
        "/person/lenin/",
    ]


def test_drawings_are_hidden_from_screen_readers_and_hold_no_words_and_no_stop() -> None:
    table = elements.read(tail(dated=FACTS)).one("table", class_="timeline")
    drawings = [*table.all("th", class_="lane-cell"), *table.all("td", class_="lane-cell")]
    assert len(drawings) == len(FACTS) + 1
    for cell in drawings:
        assert cell.attributes["aria-hidden"] == "true"
        assert not cell.all("a")
    assert [cell.text for cell in drawings[1:]] == [""] * len(FACTS)


def test_the_tables_pass_the_sanitiser_unchanged_and_with_the_same_bytes_each_time() -> None:
    html = tail(dated=FACTS, members=FACTS, related=FACTS[3:4])
    assert furniture_sanitiser.clean(html) == html
    assert tail(dated=FACTS, members=FACTS, related=FACTS[3:4]) == html
    assert html.count("<svg") == 2 * (len(FACTS) + 1)


@pytest.mark.parametrize("name", ["members", "dated", "related"])
def test_what_was_typed_into_a_fact_stays_words(name: str) -> None:
    named = Named(HOSTILE, "person/x")
    fact = DatedFact("event", HOSTILE, HOSTILE, HOSTILE, HOSTILE, named, named)
    html = tail(**{name: [fact] * 3})
    assert "<script" not in html
    assert "onload=" not in html.replace("onload=&#x27;", "").replace("onload='x'", "")
    assert elements.read(html).text.count("alert(1)") >= 3


def test_a_drawing_holds_numbers_alone() -> None:
    hostile = (
        '<svg class="lane" viewBox="url(x)"><path d="url(#x)"></path><rect x="1;a"></rect></svg>'
    )
    assert (
        furniture_sanitiser.clean(hostile) == '<svg class="lane"><path></path><rect></rect></svg>'
    )


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_every_fact_that_leads_to_an_entry_is_named_from_its_side(name: str) -> None:
    label = words(inverse_label_of(name))
    assert label
    assert (name in LEADING) == (label != words(label_of(name)) or name in ALIKE)


@pytest.mark.parametrize(
    ("name", "label"),
    [("parent", "Child"), ("child", "Parent"), ("predecessor", "Successor"), ("spouse", "Spouse")],
)
def test_a_relation_with_another_side_is_named_by_that_side(name: str, label: str) -> None:
    assert words(inverse_label_of(name)) == label


def test_two_dates_have_no_drawing_of_a_single_one() -> None:
    assert timeline(FACTS[:1]).axis == ""
    assert timeline([DatedFact("event", value="Undated")] * 3).axis == ""
    assert timeline(FACTS[:2]).axis != ""
    assert "in-time" not in tail(dated=FACTS[:2])
