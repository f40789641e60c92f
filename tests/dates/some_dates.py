"""Strategies for dates, shared by the tests of this folder."""

from __future__ import annotations

from hypothesis import strategies as st

from encyclopedia.dates import Date, DateError, parse


@st.composite
def point_strings(draw: st.DrawFn, *, long_years: bool = True) -> str:
    year = draw(st.integers(-9999, 9999))
    spelled = f"{'-' if year < 0 else ''}{abs(year):04}"
    shape = draw(st.sampled_from(["day", "month", "year", "decade", "century", "season", "long"]))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 31))
    text = spelled
    if shape in ("decade", "century"):
        mask = 1 if shape == "decade" else 2
        text = spelled[:-mask] + "X" * mask
    elif shape == "season":
        text = f"{spelled}-{draw(st.integers(21, 24))}"
    elif shape == "month":
        text = f"{spelled}-{draw(st.sampled_from([f'{month:02}', 'XX', 'XX-XX']))}"
    elif shape == "day":
        text = f"{spelled}-{month:02}-{draw(st.sampled_from([f'{day:02}', 'XX']))}"
    elif shape == "long" and long_years:
        sign = draw(st.sampled_from(["", "-"]))
        return f"Y{sign}{draw(st.integers(10_000, 999_999_999_999))}"
    return text + draw(st.sampled_from(["", "", "~", "?", "%"]))


def _valid(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


def points(*, long_years: bool = True) -> st.SearchStrategy[Date]:
    return point_strings(long_years=long_years).filter(_valid).map(parse)


@st.composite
def intervals(draw: st.DrawFn, *, long_years: bool = True) -> Date:
    first = draw(points(long_years=long_years))
    shape = draw(st.sampled_from(["closed", "near", "open", "until", "unknown", "unknown start"]))
    if shape == "closed":
        second = draw(points(long_years=long_years))
        first, second = sorted((first, second), key=lambda date: date.earliest)
        return parse(f"{first.edtf}/{second.edtf}")
    if shape == "near":
        year = abs(first.year) % 9000 + 100
        months = sorted(draw(st.lists(st.integers(1, 12), min_size=2, max_size=2)))
        days = sorted(draw(st.lists(st.integers(1, 28), min_size=2, max_size=2)))
        sign = draw(st.sampled_from(["", "-"]))
        ends = [f"{sign}{year:04}-{m:02}-{d:02}" for m, d in zip(months, days, strict=True)]
        length = draw(st.sampled_from([len(ends[0]), len(ends[0]) - 3]))
        return parse("/".join(end[:length] for end in ends))
    pattern = {"open": "{}/..", "until": "../{}", "unknown": "{}/", "unknown start": "/{}"}[shape]
    return parse(pattern.format(first.edtf))


@st.composite
def choices(draw: st.DrawFn, *, long_years: bool = True) -> Date:
    """One of two or three points, or of all between two."""
    some = draw(st.lists(points(long_years=long_years), min_size=2, max_size=3, unique=True))
    if len(some) == 2 and draw(st.booleans()):
        first, last = sorted(some, key=lambda date: date.earliest)
        return parse(f"[{first.edtf}..{last.edtf}]")
    return parse(f"[{','.join(date.edtf for date in some)}]")


def dates(*, long_years: bool = True) -> st.SearchStrategy[Date]:
    return (
        points(long_years=long_years)
        | intervals(long_years=long_years)
        | choices(long_years=long_years)
    )
