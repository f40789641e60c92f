"""The line of time: nothing outside it, no label on another, and nothing said that is not known."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.dates import DateError, parse
from encyclopedia.timelines import Scale, axis, lane, scale_of, spans
from encyclopedia.timelines.scale import WIDTH, Tick

years = st.one_of(
    st.integers(-3000, 2100).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04}"),
    st.integers(10_000, 10**11).map(lambda y: f"Y{y}"),
    st.integers(0, 20).map(lambda c: f"{c:02}XX"),
    st.integers(0, 202).map(lambda d: f"{d:03}X"),
)
days = st.dates().map(str)
months = st.tuples(st.integers(1, 2100), st.integers(1, 12)).map(lambda p: f"{p[0]:04}-{p[1]:02}")
points = st.tuples(st.one_of(years, days, months), st.sampled_from(["", "", "~", "?", "%"])).map(
    "".join
)
typed = st.one_of(
    points,
    points.map(lambda p: f"{p}/.."),
    points.map(lambda p: f"../{p}"),
    points.map(lambda p: f"{p}/"),
    points.map(lambda p: f"/{p}"),
    st.tuples(points, points).map("/".join),
)


def read(text: str) -> tuple:  # type: ignore[type-arg]
    try:
        return spans(parse(text))
    except DateError:
        return ()


dated = st.lists(typed.map(read).filter(bool), min_size=1, max_size=8)


def scaled(*dates: str) -> Scale:
    scale = scale_of([spans(parse(date)) for date in dates])
    assert scale is not None
    return scale


def edges(tick: Tick) -> tuple[float, float]:
    return tick.label_x - tick.label_width / 2, tick.label_x + tick.label_width / 2


@given(dated)
def test_labels_never_overlap_and_stand_inside_the_drawing(lanes: list) -> None:  # type: ignore[type-arg]
    scale = scale_of(lanes)
    assert scale is not None
    assert all(edges(t)[0] >= -0.001 and edges(t)[1] <= WIDTH + 0.001 for t in scale.ticks)
    assert all(edges(one)[1] < edges(other)[0] for one, other in pairwise(scale.ticks))
    assert all(0 <= tick.x <= WIDTH for tick in scale.ticks)


@given(dated)
def test_everything_is_drawn_inside_and_well_formed(lanes: list) -> None:  # type: ignore[type-arg]
    scale = scale_of(lanes)
    assert scale is not None
    for drawn in (axis(scale), *(lane(each, scale) for each in lanes)):
        root = ElementTree.fromstring(drawn)
        assert root.attrib["aria-hidden"] == "true"
        for shape in root.iter():
            assert "style" not in shape.attrib
            for name in ("x", "cx", "width"):
                assert 0 <= float(shape.get(name, "0")) <= WIDTH
            right = float(shape.get("x", "0")) + float(shape.get("width", "0"))
            assert shape.tag != "rect" or right <= WIDTH
            for x in re.findall(r"[MHL](-?[\d.]+)", shape.get("d", "")):
                assert 0 <= float(x) <= WIDTH


@given(dated)
def test_what_is_earlier_stands_further_left(lanes: list) -> None:  # type: ignore[type-arg]
    scale = scale_of(lanes)
    assert scale is not None
    starts = sorted(span.start for each in lanes for span in each)
    assert all(scale.at(one) <= scale.at(other) for one, other in pairwise(starts))
    for each in lanes:
        assert all(one.end <= other.start for one, other in pairwise(each))
        assert all(span.start <= span.end for span in each)


@pytest.mark.parametrize(
    ("date", "extents"),
    [
        ("1917-11-07", ["moment"]),
        ("19XX", ["moment"]),
        ("1917~", ["moment"]),
        ("1917/1921", ["margin", "during", "margin"]),
        ("1917/1917-11", ["margin"]),
        ("1922/..", ["from"]),
        ("../1940", ["until"]),
        ("1922/", ["from_unknown"]),
        ("/1940", ["until_unknown"]),
    ],
)
def test_what_is_known_of_a_date_and_no_more(date: str, extents: list[str]) -> None:
    assert [span.extent for span in spans(parse(date))] == extents


def test_an_interval_is_certain_only_between_the_ends_that_are_certain() -> None:
    first, during, last = spans(parse("1917/1921"))
    assert (first.start, during.start, during.end, last.end) == (1917, 1918, 1921, 1922)


@pytest.mark.parametrize(
    ("date", "vague"), [("1917~", True), ("1917?/1920", True), ("1917", False)]
)
def test_an_approximate_or_uncertain_date_looks_so(date: str, vague: bool) -> None:
    drawn = lane(spans(parse(date)), scaled("1900", "1950"))
    assert ("vague" in drawn) == vague


def test_a_point_in_a_long_time_is_no_dot() -> None:
    drawn = lane(spans(parse("19XX")), scaled("18XX", "20XX"))
    assert 'class="margin"' in drawn
    assert "<circle" not in drawn


def test_what_goes_on_reaches_the_edge_and_what_nobody_knows_does_not() -> None:
    scale = scaled("1900", "1950")
    assert f"L{WIDTH - 1:.0f} 10" in lane(spans(parse("1922/..")), scale)
    unknown = lane(spans(parse("1922/")), scale)
    assert 'class="unknown"' in unknown
    assert "L" not in unknown


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (("1879-11-07", "1940-08-21"), ["1880", "1900", "1920", "1940"]),
        (("1917-02", "1917-11-07"), ["Apr 1917", "Jul 1917", "Oct 1917"]),
        (("1917-11-07",), ["Oct 1917", "Nov 1917", "Dec 1917"]),
        (("-0549", "0350"), ["400 BC", "200 BC", "AD 200"]),
        (("1066", "1990"), ["1200", "1400", "1600", "1800"]),
    ],
)
def test_round_years_are_named(dates: tuple[str, ...], labels: list[str]) -> None:
    assert [tick.label for tick in scaled(*dates).ticks] == labels


def test_the_same_dates_give_the_same_bytes() -> None:
    scale = scaled("1879-11-07", "1940-08-21")
    assert lane(spans(parse("1917/1921")), scale) == (
        '<svg class="lane" viewBox="0 0 240 20" aria-hidden="true">'
        '<path class="grid" d="M12.5 0v20M83.6 0v20M154.7 0v20M225.7 0v20"></path>'
        '<rect class="margin" x="144" y="7" width="3.6" height="6"></rect>'
        '<rect class="during" x="147.6" y="7" width="10.7" height="6"></rect>'
        '<rect class="margin" x="158.2" y="7" width="3.6" height="6"></rect></svg>'
    )


def test_without_dates_there_is_no_line() -> None:
    assert scale_of([]) is None
    assert scale_of([()]) is None
