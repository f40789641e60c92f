"""A withdrawn entry leaves nothing behind but its address, its reason and the numbers of its editions."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.utils import timezone
from projection.shelf import KEY, changed, entry, page, part, publish, rebuilt

from editorial import actions
from encyclopedia import projection, search
from encyclopedia.core.documents import Document
from encyclopedia.core.documents import DocumentFact as FactOf
from encyclopedia.models import (
    Address,
    Alias,
    Citation,
    Edition,
    Entry,
    Fact,
    Link,
    Page,
    Person,
    Tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cited(cast: Any) -> Document:
    source = factories.source(KEY)
    publish(source, cast)
    return source


def withdraw(document: Document, cast: Any) -> None:
    actions.withdraw(manuscript=entry(document).pk, by=cast.approver, reason="It was invented.")


def test_every_row_of_a_withdrawn_entry_is_gone(cast: Any) -> None:
    person = factories.biography(aliases=("Lev",), tags=("History",))
    publish(person, cast)
    withdraw(person, cast)
    for model in (Person, Alias, Tag, Fact, Citation, Link):
        assert not model._default_manager.exists(), model
    assert not Entry.objects.filter(pk=person.id).exists()
    assert not Page.objects.filter(pk=person.id).exists()
    assert search.find("yanovka").hits == []
    assert rebuilt() == []


def test_its_address_tells_why_and_its_editions_are_withdrawn(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    publish(changed(person, summary="Another."), cast)
    withdraw(person, cast)
    address = Address.objects.get()
    assert (address.kind, address.slug) == ("person", "leon-trotsky")
    assert (address.status, address.reason) == ("withdrawn", "It was invented.")
    assert str(address.entry_id) == person.id
    states = Edition.objects.filter(entry_id=person.id).values_list("state", flat=True)
    assert list(states) == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize("typed", ["Leon Trotsky", "leon  trotsky", "person/leon-trotsky"])
def test_links_to_it_say_that_it_was_withdrawn(cast: Any, typed: str) -> None:
    person = factories.biography()
    publish(person, cast)
    facts = (FactOf("event", value="Met", target=typed),)
    article = factories.article(text=f"By [[{typed}]] and [[Nobody]].[@{KEY}]", facts=facts)
    publish(article, cast)
    withdraw(person, cast)
    gone, unknown = part(article, "body").all("span", class_="wanted")
    assert gone.attributes["title"] == "withdrawn"
    assert "(withdrawn)" in gone.text
    assert unknown.attributes["title"] == "no entry yet"
    assert part(article, "facts").one("span", class_="wanted").attributes["title"] == "withdrawn"
    assert Link.objects.filter(target=None).count() == 2
    assert rebuilt() == []


def test_links_to_what_comes_back_under_another_name_are_wanted_again(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = factories.article(text=f"By [[Leon Trotsky]].[@{KEY}]")
    publish(article, cast)
    withdraw(person, cast)
    projection.store_due_pages.call()
    publish(changed(person, title="Lev Bronstein"), cast)
    assert part(article, "body").one("span", class_="wanted").attributes["title"] == "no entry yet"
    assert rebuilt() == []


def test_what_it_linked_to_and_cited_no_longer_lists_it(cast: Any, cited: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = factories.article(text=f"By [[Leon Trotsky]].[@{KEY}]")
    publish(article, cast)
    withdraw(article, cast)
    assert not part(person, "tail").all("section", class_="linking")
    assert "1 claim in 1 entry" in part(cited, "tail").text


def test_a_cited_source_is_not_withdrawn_and_nothing_changes(cast: Any, cited: Any) -> None:
    article = factories.article(text=f"So.[@{KEY}]")
    publish(article, cast)
    with pytest.raises(projection.StillCited) as refused:
        projection.withdraw(entry(cited).pk, reason="Forged.", at=timezone.now())
    assert refused.value.titles == ["Permanent revolution"]
    assert not Address.objects.exists()
    assert Edition.objects.get(entry_id=cited.id).state == "current"


def test_a_source_that_cites_itself_can_be_withdrawn(cast: Any) -> None:
    source = factories.source("self-2000", text="It says so itself.[@self-2000, p. 1]")
    other = factories.source("other-2000", text="Nothing.")
    publish(other, cast)
    publish(changed(source, text=""), cast)
    publish(source, cast)
    withdraw(source, cast)
    assert not Entry.objects.filter(pk=source.id).exists()


def test_withdrawing_what_is_not_published_changes_nothing() -> None:
    missing = factories.biography()
    projection.withdraw(missing.id, reason="Why", at=timezone.now())  # type: ignore[arg-type]
    assert not Address.objects.exists()


def test_an_entry_published_again_takes_its_address_back(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    first = entry(person).published_at
    withdraw(person, cast)
    publish(changed(person, summary="Mended."), cast)
    assert not Address.objects.exists()
    assert entry(person).edition == 2
    assert entry(person).published_at == first
    editions = Edition.objects.filter(entry_id=person.id).order_by("number")
    assert [edition.state for edition in editions] == ["withdrawn", "current"]
    assert page(person).path == "person/leon-trotsky"
