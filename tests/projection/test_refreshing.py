"""What one publication changes on other pages: links turn live, names move, footnotes show the new record."""

from __future__ import annotations

from typing import Any

import elements
import factories
import pytest
from django.db import connection, transaction
from django.utils import timezone
from projection.shelf import KEY, changed, entry, page, part, publish, rebuilt

from encyclopedia import projection
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.models import DuePage, Edition, Extent, Link, Page
from encyclopedia.models import Fact as FactRow
from encyclopedia.projection.marking import mark_due

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cited(cast: Any) -> Document:
    source = factories.source(KEY)
    publish(source, cast)
    return source


def linking(
    cast: Any, to: str = "[[Leon Trotsky]]", title: str = "Permanent revolution"
) -> Document:
    article = factories.article(title, text=f"It was thought of by {to}.[@{KEY}, p. 1]")
    publish(article, cast)
    return article


def addresses(document: Document) -> list[str]:
    """Where the links of the text lead."""
    body = part(document, "body")
    return [a.attributes["href"] for a in body.all("a") if "role" not in a.attributes]


def stored_addresses(document: Document) -> list[str]:
    body = elements.read(Page.objects.get(pk=document.id).body)
    return [a.attributes["href"] for a in body.all("a") if "role" not in a.attributes]


def store() -> int:
    return int(projection.store_due_pages.call())


def test_a_wanted_link_turns_live_when_its_entry_is_published(cast: Any) -> None:
    article = linking(cast)
    before = page(article)
    assert addresses(article) == []
    assert part(article, "body").all("span", class_="wanted")
    person = factories.biography()
    publish(person, cast)
    assert addresses(article) == ["/person/leon-trotsky/"]
    assert not part(article, "body").all("span", class_="wanted")
    assert page(article).etag != before.etag
    assert page(article).modified_at > before.modified_at
    assert Link.objects.get(entry=article.id).target_id == entry(person).pk
    assert rebuilt() == []


@pytest.mark.parametrize("typed", ["Lev Bronstein", "lev  bronstein", "person/leon-trotsky"])
def test_a_link_by_alias_or_path_turns_live_too(cast: Any, typed: str) -> None:
    article = linking(cast, f"[[{typed}]]")
    publish(factories.biography(aliases=("Lev Bronstein",)), cast)
    assert addresses(article) == ["/person/leon-trotsky/"]


def test_a_facts_target_turns_live_too(cast: Any) -> None:
    person = factories.biography(
        facts=(DocumentFact("affiliation", target="Fourth International"),)
    )
    publish(person, cast)
    assert part(person, "facts").all("span", class_="wanted")
    organisation = factories.organisation()
    publish(organisation, cast)
    assert (
        part(person, "facts").one("a").attributes["href"] == "/organisation/fourth-international/"
    )
    assert FactRow.objects.get(entry=person.id).target_id == entry(organisation).pk
    assert "1 entry" in part(organisation, "tail").one("section", class_="linking").text


def test_facts_whose_target_is_typed_in_two_ways_turn_live_both(cast: Any) -> None:
    for name, typed in (("Leon", "Fourth International"), ("Natalia", "fourth international")):
        fact = DocumentFact("affiliation", target=typed)
        publish(factories.biography(name, facts=(fact,)), cast)
    organisation = factories.organisation()
    publish(organisation, cast)
    targets = FactRow.objects.exclude(target_name="").values_list("target", flat=True)
    assert list(targets) == [entry(organisation).pk] * 2


def test_a_new_alias_turns_links_by_it_live_and_a_dropped_one_makes_them_wanted(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = linking(cast, "[[Bronstein]]")
    assert addresses(article) == []
    publish(changed(person, aliases=("Bronstein",)), cast)
    assert addresses(article) == ["/person/leon-trotsky/"]
    publish(person, cast)
    assert addresses(article) == []


def test_a_name_that_two_entries_share_leads_to_neither_and_a_title_goes_before_an_alias(
    cast: Any,
) -> None:
    article = linking(cast, "[[Trotsky]]")
    publish(person := factories.biography(aliases=("Trotsky",)), cast)
    assert addresses(article) == ["/person/leon-trotsky/"]
    store()
    publish(factories.biography("Natalia Sedova", aliases=("Trotsky",)), cast)
    assert addresses(article) == []
    assert not part(person, "tail").all("section", class_="linking")
    publish(factories.organisation("Trotsky"), cast)
    assert addresses(article) == ["/organisation/trotsky/"]
    assert rebuilt() == []


def test_an_entry_that_is_alone_with_a_name_again_lists_who_links_by_it(cast: Any) -> None:
    linking(cast, "[[Trotsky]]")
    person = factories.biography(aliases=("Trotsky",))
    other = factories.biography("Natalia Sedova", aliases=("Trotsky",))
    publish(person, cast)
    publish(other, cast)
    store()
    publish(changed(other, aliases=()), cast)
    assert part(person, "tail").one("section", class_="linking")


def test_a_footnote_shows_the_sources_new_record_after_its_republication(
    cast: Any, cited: Any
) -> None:
    article = linking(cast, "somebody")
    assert "2009" in part(article, "notes").text
    edition = Edition.objects.get(entry_id=article.id)
    publish(changed(cited, record={**cited.record, "issued": {"date-parts": [[2010]]}}), cast)
    assert "2010" in part(article, "notes").text
    assert "2009" not in part(article, "notes").text
    edition.refresh_from_db()
    assert "2009" in edition.notes
    assert rebuilt() == []


def test_pages_that_show_nothing_of_the_change_keep_their_tag(cast: Any, cited: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = linking(cast)
    before = page(article).etag
    publish(changed(person, summary="Somebody else."), cast)
    assert page(article).etag == before


def test_what_links_here_follows_the_links(cast: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = linking(cast)
    section = part(person, "tail").one("section", class_="linking")
    assert "1 entry" in section.text
    assert section.one("a").attributes["href"] == "/article/permanent-revolution/"
    publish(changed(article, title="Uninterrupted revolution"), cast)
    assert "Uninterrupted revolution" in part(person, "tail").text
    publish(changed(article, text=f"Nobody is named.[@{KEY}]"), cast)
    assert not part(person, "tail").all("section", class_="linking")
    assert rebuilt() == []


def test_a_sources_page_lists_the_claims_that_cite_it(cast: Any, cited: Any) -> None:
    article = linking(cast, "somebody")
    section = part(cited, "tail").one("section", class_="citing")
    assert "1 claim in 1 entry" in section.text
    assert "It was thought of by somebody" in section.text
    publish(changed(article, text=f"One.[@{KEY}, p. 2] Two.[@{KEY}, p. 3]"), cast)
    assert "2 claims in 1 entry" in part(cited, "tail").text


def test_an_entry_does_not_link_to_itself_nor_list_itself(cast: Any) -> None:
    article = factories.article(text=f"[[Permanent revolution]] is this.[@{KEY}]")
    publish(article, cast)
    assert addresses(article) == []
    assert not part(article, "tail").all("section", class_="linking")


def test_other_pages_are_marked_and_stored_in_the_background(
    cast: Any, django_capture_on_commit_callbacks: Any
) -> None:
    articles = [linking(cast, title=f"Article {n}") for n in range(3)]
    store()
    # What earlier moves of this test's transaction wait for is not run: a move asks for the worker once.
    connection.run_on_commit = []
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        publish(factories.biography(), cast)
    assert [stored_addresses(article) for article in articles] == [[], [], []]
    assert [addresses(article) for article in articles] == [["/person/leon-trotsky/"]] * 3
    shown = [page(article) for article in articles]
    for callback in callbacks:
        callback()
    assert not DuePage.objects.exists()
    for article, before in zip(articles, shown, strict=True):
        after = Page.objects.get(pk=article.id)
        assert (after.etag, after.modified_at) == (before.etag, before.modified_at)
    assert [stored_addresses(article) for article in articles] == [["/person/leon-trotsky/"]] * 3
    assert rebuilt() == []


def test_what_a_page_depends_on_can_be_asked_for(cast: Any, cited: Any) -> None:
    person = factories.biography()
    publish(person, cast)
    article = linking(cast)
    assert projection.affected_by(entry(person).pk) == {entry(article).pk}
    assert projection.affected_by(None, ["leon TROTSKY"]) == {entry(article).pk}
    assert projection.affected_by(entry(cited).pk) == {entry(article).pk, entry(person).pk}
    assert projection.affected_by(None, ["Nobody"]) == set()


def test_making_what_is_right_again_changes_no_byte(cast: Any) -> None:
    article = linking(cast)
    store()
    before = Page.objects.get(pk=article.id)
    with transaction.atomic():
        mark_due([entry(article).pk], Extent.TAIL, timezone.now())
    assert store() == 0
    after = Page.objects.get(pk=article.id)
    assert (after.etag, after.modified_at) == (before.etag, before.modified_at)
