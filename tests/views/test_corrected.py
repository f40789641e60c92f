"""The list of corrections tells what was changed, in which words, and which sources turned out to be no good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import elements
import pytest
from atom import ATOM, faults
from django.test import Client
from published import DAY, add_edition, publish

from encyclopedia.models import Citation, Edition, EditionState, Entry, Source
from encyclopedia.views import public_log


@pytest.fixture
def town(db: None) -> Entry:
    entry = publish("Conference", text="It met in Ghent. It ended.")
    add_edition(entry, text="It met in Bruges. It ended.", change="correction", summary="The town")
    return entry


def mark(title: str, *citing: Entry, at: datetime = DAY + timedelta(days=1)) -> Source:
    """A published source that is retracted, cited once by each of these entries."""
    source = Source.objects.get(pk=publish(title, kind="source").pk)
    source.reliability, source.reliability_reason = "retracted", "It was made up <b>."
    source.marked_at = at
    source.save(update_fields=["reliability", "reliability_reason", "marked_at"])
    for entry in citing:
        Citation.objects.create(
            entry=entry,
            source=source,
            position=entry.citations.count(),
            number=1,
            occurrence=0,
            claim="c",
            sentence="c",
        )
    return source


def listed(client: Client, path: str = "/corrections/") -> list[elements.Element]:
    response = client.get(path)
    assert response.status_code == 200
    (items,) = elements.read(response.content.decode()).all("ol", class_="corrected") or [None]
    return [] if items is None else [item for item in items.children if not isinstance(item, str)]


def test_a_correction_shows_old_and_new_words_kind_day_edition_and_comparison(
    client: Client, town: Entry
) -> None:
    (item,) = listed(client)
    assert item.one("del").text == "Ghent"
    assert item.one("ins").text == "Bruges"
    for words in ("Conference", "correction", "edition 2", "3 May 2026", "The town"):
        assert words in item.text
    links = [link.attributes["href"] for link in item.all("a")]
    assert links == ["/article/conference/@2/", "/article/conference/compare/1/2/"]


def test_a_correction_of_an_edition_that_was_withdrawn_says_nothing_of_its_words(
    client: Client, town: Entry
) -> None:
    first = Edition.objects.filter(entry_id=town.pk, number=1)
    first.update(state=EditionState.WITHDRAWN)
    (item,) = listed(client)
    assert "Ghent" not in item.text
    assert not item.all("ins")
    assert [link.attributes["href"] for link in item.all("a")] == ["/article/conference/@2/"]


def test_only_the_first_changes_are_listed_and_the_rest_is_counted(client: Client) -> None:
    entry = publish("Long", text="\n\n".join(f"Paragraph {n}." for n in range(9)))
    text = "\n\n".join(f"Paragraph {n}0." for n in range(9))
    add_edition(entry, text=text, change="correction", summary="All")
    (item,) = listed(client)
    assert len(item.all("ins")) == 3
    assert "6 more changes" in item.text


def test_a_retracted_source_is_told_with_the_entries_that_cite_it_newest_first(
    client: Client, town: Entry
) -> None:
    mark("Forgeries", town)
    source, correction = listed(client)
    assert "source marked as retracted" in source.text
    assert "It was made up <b>." in source.text
    assert "1 entry cites it: Conference" in source.text
    assert "/source/forgeries/cited/" in [link.attributes["href"] for link in source.all("a")]
    assert "Bruges" in correction.text


def test_a_sound_source_is_not_listed(client: Client, town: Entry) -> None:
    source = mark("Forgeries", town)
    source.reliability, source.reliability_reason = "sound", ""
    source.save(update_fields=["reliability", "reliability_reason"])
    assert len(listed(client)) == 1


def test_of_many_citing_entries_the_first_are_named_and_all_are_counted(client: Client) -> None:
    mark("Forgeries", *(publish(f"Entry {n:02}") for n in range(12)))
    (item,) = listed(client)
    assert "12 entries cite it" in item.text
    assert "Entry 09 …" in item.text
    assert "Entry 10" not in item.text


def test_the_list_goes_on_where_it_ended_whatever_comes_at_the_same_moment(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_log, "MAX_ON_PAGE", 2)
    for name in "ABC":
        add_edition(publish(name, text="old"), text="new", change="correction")
    for name in "DE":
        mark(f"Source {name}", at=DAY)
    seen, path = [], "/corrections/"
    for _page in range(9):
        page = elements.read(client.get(path).content.decode())
        seen += [heading.text for heading in page.all("h2")]
        following = page.all("a", rel="next")
        if not following:
            break
        path = f"/corrections/{following[0].attributes['href']}"
    assert seen[:3] == ["C", "B", "A"]
    assert sorted(seen[3:]) == ["Source D", "Source E"]


@pytest.mark.parametrize("after", ["x", "1", "9~9~9", "1~1~1", f"{10**30}~0~1", "1~0~" + "9" * 60])
def test_a_place_that_no_page_gave_is_the_beginning(
    client: Client, town: Entry, after: str
) -> None:
    assert len(listed(client, f"/corrections/?after={after}")) == 1


def test_the_feed_agrees_with_the_list(client: Client, town: Entry) -> None:
    mark("Forgeries", town)
    body = client.get("/corrections.atom").content
    assert faults(body) == []
    marked, corrected = ElementTree.fromstring(body).findall(f"{ATOM}entry")
    assert marked.findtext(f"{ATOM}title") == "Forgeries: Retracted"
    told = marked.findtext(f"{ATOM}summary", "")
    assert "It was made up &lt;b&gt;." in told
    assert ">Conference</a>" in told
    assert marked.findall("{urn:stet:record}mark")
    assert not marked.findall("{urn:stet:record}digest")
    assert "<del>Ghent</del><ins>Bruges</ins>" in corrected.findtext(f"{ATOM}summary", "")


def test_the_list_takes_as_many_queries_however_long_it_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for name in "ABC":
        entry = publish(name, text="old")
        add_edition(entry, text="new", change="correction")
        mark(f"Source {name}", entry)
    with django_assert_max_num_queries(11):
        assert len(listed(client)) == 6
