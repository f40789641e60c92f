"""Local servers answer as the catalogues do, with their faults; what is asked, in what time, and what is remembered."""

from __future__ import annotations

import gzip
import json
import time
from typing import Any

import pytest
from catalogues import answers_of as said
from catalogues.answers_of import sru
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from factories import Cast
from local_catalogue import LocalCatalogue, Said, nobody_there

from editorial.catalogues import asking
from editorial.catalogues.asking import TooManyQuestions, look_up
from editorial.catalogues.configured import switched_on
from editorial.catalogues.gathering import Gathered
from editorial.importers.references.typed_source import read_typed

pytestmark = pytest.mark.django_db

DOI = "10.1017/abc"
ISBN = "9780140328721"
REFERENCE = "Getty, J. Arch. Origins of the Great Purges. Cambridge: CUP, 1985."


@pytest.fixture
def all_on(settings: LazySettings, here: LocalCatalogue) -> LocalCatalogue:
    """Every catalogue, at the local server."""
    slugs = ("doi", "crossref", "open-library", "arxiv", "pubmed", "zotero")
    settings.CATALOGUES = [f"{slug}={here.address}/{slug}" for slug in slugs]
    settings.CATALOGUES += [f"library={here.address}/sru?query=isbn%3D{{isbn}}"]
    return here


def told(gathered: Gathered) -> list[tuple[str, Any]]:
    return [(message.code, message.values.get("name")) for message in gathered.told]


def looked_up(cast: Cast, text: str) -> Gathered:
    return look_up(read_typed(text), cast.editor)


@pytest.mark.parametrize(
    ("text", "path", "answer", "title"),
    [
        (DOI, "/doi/10.1017/abc", Said(said.CSL), "Tides & trade of the bay"),
        (
            DOI,
            "/crossref/works/10.1017%2Fabc",
            Said({"message": said.CROSSREF_WORK}),
            "Tides & trade of the bay",
        ),
        (
            ISBN,
            f"/open-library/api/books?bibkeys=ISBN:{ISBN}&jscmd=data&format=json",
            Said(said.OPEN_LIBRARY),
            "Fantastic Mr. Fox: a tale",
        ),
        (
            "978-0-521-33570-6",
            "/sru?query=isbn%3D9780521335706",
            Said(sru(said.MARC)),
            "The origins",
        ),
        ("arXiv:2101.00001", "/arxiv/api/query?id_list=2101.00001", Said(said.ARXIV), "Tides"),
        ("PMID: 12345", "/pubmed/entrez/eutils/esummary.fcgi", Said(said.PUBMED), "Tides"),
        ("0-306-40615-2", "/zotero/search", Said(said.ZOTERO), "Tides"),
        (
            REFERENCE,
            "/crossref/works?query.bibliographic=Getty",
            Said({"message": {"items": [said.CROSSREF_BOOK]}}),
            "Origins of the Great Purges: The Soviet",
        ),
        (
            "Deutscher, Isaac. The Prophet Armed. 1954",
            "/open-library/search.json?q=Deutscher",
            Said(said.OPEN_LIBRARY_SEARCH),
            "The prophet armed",
        ),
    ],
)
def test_each_is_asked_in_its_way(
    cast: Cast, all_on: LocalCatalogue, text: str, path: str, answer: Said, title: str
) -> None:
    all_on.says[path] = answer
    assert looked_up(cast, text).typed.record["title"].startswith(title)
    [asked] = [asked for asked in all_on.asked if asked.path.startswith(path)]
    assert asked.headers["User-Agent"] == "Stet/1 (http://127.0.0.1:8000; mailto:stet@localhost)"
    assert not asked.headers.keys() & {"Cookie", "Authorization", "Referer"}


def test_zotero_is_sent_the_words_and_the_address(
    cast: Cast, all_on: LocalCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "checked_addresses", lambda *_a, **_o: ["8.8.8.8"])
    all_on.says["/zotero/web"] = Said(said.ZOTERO)
    assert looked_up(cast, "https://www.example.org/tides").typed.record["title"] == "Tides"
    [asked] = all_on.asked
    assert (asked.method, asked.body) == ("POST", "https://www.example.org/tides")
    assert asked.headers["Content-Type"] == "text/plain"
    all_on.says["/zotero/web"] = Said(said.ZOTERO_SEVERAL, 300)
    several = looked_up(cast, "https://www.example.org/search")
    assert told(several) == [("catalogue_several", "Zotero")]
    all_on.says["/zotero/web"] = Said("No items", 501, "text/plain")
    assert told(looked_up(cast, "https://www.example.org/none")) == [
        ("catalogue_nothing", "Zotero")
    ]


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "http://169.254.169.254/latest/"])
def test_pages_of_ones_own_network_are_looked_up_by_nobody(
    cast: Cast, all_on: LocalCatalogue, address: str
) -> None:
    assert told(looked_up(cast, address)) == [("catalogue_address", "Zotero")]
    assert all_on.asked == []


BOMB = Said(gzip.compress(b" " * 20_000_000), headers={"Content-Encoding": "gzip"})
INSIDE = Said(status=302, headers={"Location": "https://10.0.0.1/"})
WRONG = Said({**said.CSL, "DOI": "10.9999/else"})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Said("<html>Not found</html>", 404, "text/html"), "nothing"),
        (Said("<html><title>Wait…</title></html>", 200, "text/html"), "garbled"),
        (Said(json.dumps(said.CSL)[:50]), "garbled"),
        (Said(said.CSL, length=9_999), "garbled"),
        (Said("Internal error", 500), "garbled"),
        (Said("", 403), "garbled"),
        (Said("", 503), "resting"),
        (Said(b"0" * 2_100_000), "large"),
        (BOMB, "large"),
        (INSIDE, "inside"),
        (Said(said.CSL, delay=1.5), "slow"),
        (Said(json.dumps(said.CSL).encode("utf-16"), kind="text/plain; charset=x-no"), "garbled"),
        (Said(status=302, headers={"Location": "/doi/10.1017/abc"}), "redirects"),
    ],
)
def test_a_fault_is_told_and_the_others_fill_the_fields(
    cast: Cast, all_on: LocalCatalogue, monkeypatch: pytest.MonkeyPatch, answer: Said, code: str
) -> None:
    monkeypatch.setattr(asking, "MAX_SECONDS", 1.0)
    all_on.says["/doi/"] = answer
    all_on.says["/crossref/"] = Said({"message": said.CROSSREF_WORK})
    began = time.monotonic()
    gathered = looked_up(cast, DOI)
    assert time.monotonic() - began < 3
    assert gathered.origins["title"] == "Crossref"
    assert (f"catalogue_{code}", "doi.org") in told(gathered)


def test_a_wrong_work_is_offered_and_the_right_one_taken(
    cast: Cast, all_on: LocalCatalogue
) -> None:
    all_on.says["/doi/"] = WRONG
    gathered = looked_up(cast, DOI)
    assert not gathered.is_filled
    assert [work.name for work in gathered.offered] == ["doi.org"]


def test_they_are_asked_side_by_side(cast: Cast, all_on: LocalCatalogue) -> None:
    all_on.says["/doi/"] = Said(said.CSL, delay=0.6)
    all_on.says["/crossref/"] = Said({"message": said.CROSSREF_WORK}, delay=0.6)
    all_on.says["/zotero/"] = Said(said.ZOTERO, delay=0.6)
    began = time.monotonic()
    looked_up(cast, DOI)
    assert time.monotonic() - began < 1.5


def test_answers_are_remembered_and_failures_are_not(
    cast: Cast, all_on: LocalCatalogue, settings: LazySettings
) -> None:
    settings.CATALOGUES = settings.CATALOGUES[:1]
    all_on.says["/doi/"] = Said("", 500)
    looked_up(cast, DOI)
    all_on.says["/doi/"] = Said(said.CSL)
    first = looked_up(cast, DOI)
    assert looked_up(cast, DOI) == first
    assert len(all_on.asked) == 2
    all_on.says["/doi/"] = Said("", 404)
    looked_up(cast, "10.1017/none")
    looked_up(cast, "10.1017/none")
    assert len(all_on.asked) == 3


def test_a_catalogue_that_asks_for_it_is_left_alone(
    cast: Cast, all_on: LocalCatalogue, settings: LazySettings
) -> None:
    settings.CATALOGUES = settings.CATALOGUES[:1]
    all_on.says["/doi/"] = Said("Slow down", 429, headers={"Retry-After": "30"})
    assert told(looked_up(cast, DOI)) == [("catalogue_resting", "doi.org")]
    all_on.says["/doi/"] = Said(said.CSL)
    assert told(looked_up(cast, "10.1017/other")) == [("catalogue_resting", "doi.org")]
    assert len(all_on.asked) == 1


def test_a_person_asks_so_much(
    cast: Cast, all_on: LocalCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MAX_QUESTIONS", 2)
    all_on.says["/doi/"] = Said(said.CSL)
    looked_up(cast, "10.1017/a")
    looked_up(cast, "10.1017/b")
    with pytest.raises(TooManyQuestions):
        looked_up(cast, "10.1017/c")
    look_up(read_typed("10.1017/c"), cast.moderator)


def test_readers_keep_threads_while_people_look_things_up(
    cast: Cast, all_on: LocalCatalogue
) -> None:
    taken = [asking._turns.acquire(blocking=False) for _ in range(asking.MAX_AT_ONCE)]
    try:
        with pytest.raises(TooManyQuestions):
            looked_up(cast, DOI)
    finally:
        for _ in taken:
            asking._turns.release()
    assert all_on.asked == []


def test_without_a_net_all_of_it_says_so_at_once(cast: Cast, settings: LazySettings) -> None:
    settings.CATALOGUES = [f"doi={nobody_there()}", f"crossref={nobody_there()}"]
    gathered = looked_up(cast, DOI)
    assert told(gathered) == [("catalogues_unreachable", None)]
    assert gathered.typed.record["DOI"] == DOI


def test_nobody_is_asked_unless_a_setting_says_so(cast: Cast, settings: LazySettings) -> None:
    assert list(settings.CATALOGUES) == []
    assert looked_up(cast, DOI) == Gathered(read_typed(DOI))


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ("nonsense", "is none of doi, crossref"),
        ("zotero", "zotero needs an address"),
        ("library=https://sru.example/", "has none of"),
        ("doi=ftp://example.org", "no address that can be asked"),
        ("doi=https://user:word@example.org", "no address that can be asked"),
    ],
)
def test_a_wrong_list_prevents_the_start(settings: LazySettings, listed: str, words: str) -> None:
    settings.CATALOGUES = [listed]
    with pytest.raises(ImproperlyConfigured, match=words):
        switched_on()


def test_those_without_an_address_are_asked_by_https_where_they_are_known_to_be(
    settings: LazySettings,
) -> None:
    settings.CATALOGUES = ["doi", "library=https://sru.example/db?q={isbn}&n=5"]
    doi, library = switched_on()
    assert (doi.name, doi.inside, library.name) == ("doi.org", frozenset(), "sru.example")
    assert library.takes == {"isbn"}
