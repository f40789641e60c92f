"""A published document becomes rows, parts and an edition."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from projection.shelf import KEY, changed, current, entry, page, part, publish, rebuilt

from editorial import actions
from editorial.models import DraftCitation, Manuscript
from encyclopedia import projection, search
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact
from encyclopedia.models import (
    PARTS,
    Address,
    Alias,
    Article,
    Citation,
    Edition,
    Entry,
    Link,
    Need,
    Organisation,
    Person,
    Source,
    Tag,
)
from encyclopedia.models import Fact as FactRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited(cast: Any) -> documents.SourceDocument:
    """A published source that everything may cite."""
    source = factories.source(KEY)
    publish(source, cast)
    return source


def test_every_kind_has_its_row_with_names_and_dates_in_order(cited: Any, cast: Any) -> None:
    person = factories.biography(sort_name="Trotsky, Leon", aliases=("Lev Bronstein",))
    publish(person, cast)
    row = Person.objects.get(pk=person.id)
    assert (row.sort_key, row.initial, row.edition) == ("trotsky leon", "T", 1)
    assert (row.began, row.ended) == (18791107, 19400821)
    assert list(Alias.objects.values_list("name", "slug")) == [("Lev Bronstein", "lev-bronstein")]
    organisation = factories.organisation()
    publish(organisation, cast)
    assert Organisation.objects.get(pk=organisation.id).began == 19380903
    article = factories.article(text=f"Five words are in here.[@{KEY}]")
    publish(article, cast)
    assert Article.objects.get(pk=article.id).words == 5
    source = Source.objects.get(pk=cited.id)
    assert (source.record, source.record_type) == (cited.record, "book")


def test_the_page_stores_the_parts_and_a_tag_of_their_bytes(cited: Any, cast: Any) -> None:
    article = factories.article()
    publish(article, cast)
    stored = page(article)
    assert stored.path == "article/permanent-revolution"
    assert part(article, "top").one("h1").text == "Permanent revolution"
    assert part(article, "notes").one("li", id="fn-1").one("p", class_="standing-supports")
    assert len(stored.etag) == 64
    assert stored.modified_at == current(article).published_at


def test_the_edition_keeps_the_parts_of_that_day_for_ever(cited: Any, cast: Any) -> None:
    article = factories.article()
    publish(article, cast)
    first = current(article)
    assert {name: getattr(first, name) for name in PARTS} == {
        name: getattr(page(article), name) for name in PARTS
    }
    later = changed(article, text=f"It is another theory.[@{KEY}, p. 9]")
    publish(later, cast, "correction")
    editions = Edition.objects.filter(entry_id=article.id).order_by("number")
    assert [(e.number, e.state, e.change) for e in editions] == [
        (1, "superseded", "new"),
        (2, "current", "correction"),
    ]
    assert editions[0].body == first.body
    assert "another theory" in page(article).body
    assert "Edition 2" in part(article, "top").text
    row = entry(article)
    assert (row.published_at, row.changed_at) == (first.published_at, editions[1].published_at)


def test_facts_citations_and_needs_have_rows_in_order(cited: Any, cast: Any) -> None:
    person = factories.biography(
        text=f"He lived.[@{KEY}, p. 1][^n] He died.[@? where]\n\n[^n]: So it is said.[@{KEY}, p. 2]",
        facts=(
            DocumentFact("born", date="1879-11-07", citations=(Reference(KEY, "p. 1"),)),
            DocumentFact("affiliation", target="Fourth International"),
        ),
    )
    publish(person, cast)
    assert list(
        FactRow.objects.order_by("position").values_list("property", "earliest", "target_name")
    ) == [("born", 18791107, ""), ("affiliation", None, "Fourth International")]
    assert list(
        Citation.objects.order_by("position").values_list(
            "number", "occurrence", "locator", "note", "fact", "standing", "role"
        )
    ) == [
        (1, 0, "p. 1", "", None, "supports", "moderator"),
        (2, 0, "p. 2", "a", None, "supports", "moderator"),
        (1, 1, "p. 1", "", 0, "supports", "moderator"),
    ]
    assert list(Need.objects.values_list("reason", "claim")) == [("where", "He died.")]
    assert list(Link.objects.values_list("name", "target")) == [("Fourth International", None)]


def test_a_notes_citation_is_stored_under_the_letter_that_readers_see(
    cited: Any, cast: Any
) -> None:
    article = factories.article(
        text=f"One.[^of-the-calendar]\n\n[^of-the-calendar]: Two.[@{KEY}, p. 2]"
    )
    publish(article, cast)
    assert Citation.objects.get(entry=article.id).note == "a"
    assert DraftCitation.objects.get(manuscript=article.id).note == "a"


def test_names_that_swell_when_normalised_fit_their_columns(cited: Any, cast: Any) -> None:
    wide = "\ufdfa" * 250
    article = factories.article(
        wide, slug="wide", aliases=(f"{wide}x",), text=f"[[{wide}y]][@{KEY}]"
    )
    publish(article, cast)
    row = entry(article)
    assert len(row.name_key) == len(row.sort_key) == 300
    assert Alias.objects.count() == 0
    assert Link.objects.get(entry=article.id).target_id == row.pk


def test_tags_come_with_the_entry_and_go_with_the_last_one(cited: Any, cast: Any) -> None:
    article = factories.article(tags=("History", "Theory"))
    publish(article, cast)
    other = factories.article("Another one", tags=("history",))
    publish(other, cast)
    assert list(Tag.objects.order_by("name").values_list("name", flat=True)) == [
        "History",
        "Theory",
    ]
    publish(changed(article, tags=()), cast)
    assert list(Tag.objects.values_list("name", flat=True)) == ["History"]
    assert part(other, "tail").one("section", class_="tags").text == "Subjects History"
    assert not part(article, "tail").all("section", class_="tags")


def test_a_published_entry_is_found_by_its_words(cited: Any, cast: Any) -> None:
    article = factories.article(text=f"Zimmerwald is named here.[@{KEY}]", aliases=("Perm. rev.",))
    publish(article, cast)
    assert [hit.entry.pk for hit in search.find("zimmerwald").hits] == [entry(article).pk]


def test_a_new_address_leaves_the_old_one_behind_and_takes_the_editions_along(
    cited: Any, cast: Any
) -> None:
    article = factories.article()
    publish(article, cast)
    manuscript = Manuscript.objects.get(pk=article.id)
    actions.rename(
        manuscript=manuscript.pk,
        title="The permanent revolution",
        slug="the-permanent-revolution",
        by=cast.editor,
        based_on=manuscript.revision,
    )
    approve_and_publish(manuscript, cast)
    left = Address.objects.get()
    assert (left.kind, left.slug, left.status) == ("article", "permanent-revolution", "moved")
    assert page(article).path == "article/the-permanent-revolution"
    assert set(Edition.objects.filter(entry_id=article.id).values_list("slug", flat=True)) == {
        "the-permanent-revolution"
    }
    newcomer = factories.article()
    publish(newcomer, cast)
    assert not Address.objects.exists()


def approve_and_publish(manuscript: Manuscript, cast: Any) -> None:
    manuscript.refresh_from_db()
    actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=cast.editor)
    factories.check_all(manuscript, cast)
    actions.approve(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.approver, change="wording"
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_what_is_published_is_what_a_rebuild_would_write(cited: Any, cast: Any) -> None:
    publish(factories.biography(tags=("History",), aliases=("Lev", "lev")), cast)
    publish(factories.organisation(text=f"It knew [[Leon Trotsky|him]].[@{KEY}][@? more]"), cast)
    assert rebuilt() == []


def test_a_long_article_costs_hardly_more_queries_than_a_short_one(cited: Any, cast: Any) -> None:
    short = factories.article("Short", text=f"One.[@{KEY}, p. 1]")
    sentences = (f"Sentence {n}.[@{KEY}, p. {n}] [[Name {n}]]" for n in range(120))
    long = factories.article("Long", text=" ".join(sentences))

    def queries(document: documents.Document) -> int:
        manuscript = factories.approved(document, cast)
        with CaptureQueriesContext(connection) as seen:
            actions.publish(manuscript=manuscript.pk, by=cast.approver)
        return len(seen)

    assert queries(long) <= queries(short) + 15


def test_a_preview_writes_nothing_and_shows_the_same_parts(cited: Any, cast: Any) -> None:
    article = factories.article()
    seen = projection.preview(article, standings={})
    assert not Entry.objects.filter(pk=article.id).exists()
    publish(article, cast)
    shown = page(article).body.replace("Footnote 1", "Footnote 1, not yet checked")
    assert seen.body == shown.replace("ref-supports", "ref-unchecked")
    assert "Edition" not in seen.top


@pytest.mark.django_db(transaction=True)
def test_projecting_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        projection.set_standings({})
