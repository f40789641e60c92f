"""Which records are proposed as one work, and why; and which are not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.bibliography import same_work, work_keys
from encyclopedia.wording import words

BOOK: dict[str, Any] = {
    "type": "book",
    "title": "The Prophet Armed: Trotsky, 1879–1921",
    "author": [{"family": "Deutscher", "given": "Isaac"}],
    "issued": {"date-parts": [[1954]]},
}
PART = {"type": "chapter", "ISBN": "9780198526636"}
PAGE = {"type": "webpage", "URL": "http://a.org/"}
ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "title": "Party and Soviet",
    "DOI": "10.1234/X",
}


@pytest.mark.parametrize(
    ("one", "another", "by"),
    [
        (ARTICLE, {"type": "article", "title": "Other words", "DOI": "doi:10.1234/x"}, "doi"),
        (BOOK | {"ISBN": "0-19-852663-6"}, {"type": "book", "ISBN": "9780198526636"}, "isbn"),
        ({"custom": {"oclc": "ocm00012"}}, {"OCLC": "12"}, "oclc"),
        ({"arXiv": "2101.00001v1"}, {"custom": {"arxiv": "arXiv:2101.00001"}}, "arxiv"),
        (
            {"type": "webpage", "title": "NKVD", "URL": "http://www.a.org/nkvd/"},
            {"type": "webpage", "title": "nkvd", "URL": "https://a.org/nkvd"},
            "url",
        ),
        (BOOK, BOOK | {"title": "the prophet armed - Trotsky (1879-1921)"}, "title"),
        (
            BOOK,
            BOOK | {"author": [{"family": "Deutscher", "given": "I."}], "publisher": "OUP"},
            "title",
        ),
    ],
)
def test_one_work_is_recognised(one: dict[str, Any], another: dict[str, Any], by: str) -> None:
    for first, second in ((one, another), (another, one)):
        match = same_work(first, second)
        assert match is not None
        assert match.by == by
        assert words(match.reason)


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (BOOK, BOOK | {"issued": {"date-parts": [[2003]]}}),
        (BOOK, BOOK | {"author": [{"family": "Service", "given": "Robert"}]}),
        (BOOK, BOOK | {"title": "The Prophet Unarmed"}),
        (BOOK | {"volume": "1"}, BOOK | {"volume": "2"}),
        (
            BOOK | {"ISBN": "9780198526636", "volume": "1"},
            BOOK | {"ISBN": "9780198526636", "volume": "2"},
        ),
        (BOOK | {"author": []}, BOOK | {"author": []}),
        (
            {"type": "chapter", "title": "A", "ISBN": "9780198526636"},
            {"type": "chapter", "title": "B", "ISBN": "9780198526636"},
        ),
        (
            {"type": "webpage", "title": "A", "URL": "http://a.org/"},
            {"type": "webpage", "title": "B", "URL": "http://a.org/"},
        ),
        ({"DOI": "wrong"}, {"DOI": "wrong"}),
        ({}, {}),
        (None, BOOK),
    ],
)
def test_nothing_is_proposed_on_a_guess(one: Any, another: Any) -> None:
    assert same_work(one, another) is None
    assert same_work(another, one) is None


SHARED = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["book", "webpage", "article-journal", 3]),
        "title": st.sampled_from(["A title", "a Title", "x" * 400, "", None]),
        "author": st.sampled_from([[{"family": "Service", "given": "R."}], [], "Service"]),
        "issued": st.sampled_from([{"date-parts": [[2009]]}, "2009", {}]),
        "ISBN": st.sampled_from(["9780198526636", "0-19-852663-6; 9780140135152", "?"]),
        "DOI": st.sampled_from(["10.1234/X", "doi:10.1234/x", "10.1234/" + "y" * 300]),
        "URL": st.sampled_from(["http://a.org/", "https://www.a.org", "http://a.org/" + "z" * 300]),
        "volume": st.sampled_from(["1", "2"]),
        "custom": st.sampled_from([{"oclc": "12"}, {"pmid": 7}, {"arxiv": "2101.00001v2"}]),
    },
)


@given(SHARED, SHARED)
def test_two_records_of_one_work_share_a_key(one: dict[str, Any], another: dict[str, Any]) -> None:
    assert all(0 < len(key) <= 200 for key in work_keys(one))
    if same_work(one, another) is not None:
        assert work_keys(one) & work_keys(another)
