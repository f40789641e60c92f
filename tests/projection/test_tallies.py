"""The counts over all entries are right after every move, and rebuild mends them."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from projection.shelf import KEY, changed, entry, publish, rebuilt
from projection.tallying import counted, tallied
from same_time import at_once

from editorial import actions
from editorial.models import Manuscript
from encyclopedia import projection
from encyclopedia.core.documents import Document
from encyclopedia.models import Counted, TaggedEntry, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(cast: Any) -> Document:
    document = factories.source(KEY)
    publish(document, cast)
    return document


@pytest.fixture
def article(source: Document, cast: Any) -> Document:
    document = factories.article(
        tags=("History", "Theory"),
        text=f"By [[Nobody]] and [[nobody]].[@{KEY}, p. 1] Of [[Leon Trotsky]].[@? who] No.[@{KEY}]",
    )
    publish(document, cast)
    return document


def test_a_publication_counts(article: Document) -> None:
    assert tallied() == counted()
    assert tallied() == {
        "kind": {"source": 1, "article": 1},
        "letters": {"article P": 1, "source T": 1},
        "languages": {"article en": 1, "source en": 1},
        "in": {"en:article P": 1, "en:source T": 1},
        "tagged": {"en history": 1, "en theory": 1},
        "claims": {"supported": 2, "needed": 1},
        "subjects": {"history": 1, "theory": 1},
        "wanted": {"nobody": 1, "leon trotsky": 1},
    }


def test_another_edition_counts_for_what_it_says_now(article: Document, cast: Any) -> None:
    publish(
        changed(article, title="On revolution", tags=("Theory", "War"), text="Of [[Somebody]]."),
        cast,
    )
    assert tallied() == counted()
    assert tallied()["subjects"] == {"theory": 1, "war": 1}
    assert tallied()["wanted"] == {"somebody": 1}
    assert tallied()["letters"] == {"article O": 1, "source T": 1}


def test_a_wanted_entry_is_wanted_until_it_is_published_and_again_once_it_is_withdrawn(
    article: Document, cast: Any
) -> None:
    person = factories.biography()
    publish(person, cast)
    assert "leon trotsky" not in tallied()["wanted"]
    assert tallied() == counted()
    actions.withdraw(manuscript=entry(person).pk, by=cast.approver, reason="Invented.")
    assert tallied()["wanted"]["leon trotsky"] == 1
    assert tallied() == counted()


def test_a_withdrawn_entry_counts_for_nothing(article: Document, cast: Any) -> None:
    actions.withdraw(manuscript=entry(article).pk, by=cast.approver, reason="Invented.")
    assert tallied() == counted()
    assert tallied() == {
        "kind": {"source": 1},
        "letters": {"source T": 1},
        "languages": {"source en": 1},
        "in": {"en:source T": 1},
    }
    assert not Counted.objects.filter(pk=article.id).exists()


def test_a_check_counts_at_once(article: Document, cast: Any) -> None:
    manuscript = Manuscript.objects.get(pk=article.id)
    factories.check_all(manuscript, cast, "contradicts", "It says 1907.")
    assert tallied()["claims"] == {"failed": 2, "needed": 1}
    assert tallied() == counted()


def test_a_marked_source_counts(source: Document, article: Document, cast: Any) -> None:
    actions.mark(
        manuscript=entry(source).pk, by=cast.approver, reliability="retracted", reason="Withdrawn."
    )
    assert tallied()["claims"]["doubted"] == 2
    assert tallied() == counted()


def test_a_merged_source_counts_until_it_is_withdrawn(
    source: Document, article: Document, cast: Any
) -> None:
    other = factories.source("service-2009")
    publish(other, cast)
    actions.merge(source=entry(other).pk, into=entry(source).pk, by=cast.editor, reason="One book.")
    assert tallied() == counted()
    actions.withdraw(manuscript=entry(other).pk, by=cast.approver, reason="One book.")
    assert tallied()["kind"] == {"source": 1, "article": 1}
    assert tallied() == counted()


def test_counting_again_changes_nothing(article: Document) -> None:
    before = list(Tally.objects.order_by("what", "key").values("what", "key", "times"))
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert projection.count([entry(article).pk]) == []
    assert len(queries) <= 6
    assert list(Tally.objects.order_by("what", "key").values("what", "key", "times")) == before


@pytest.mark.parametrize(
    "alter",
    [
        lambda: Tally.objects.update(times=7),
        lambda: Tally.objects.all().delete(),
        lambda: Tally.objects.create(what="wanted", key="nothing", times=3),
        lambda: Counted.objects.update(tallies={}),
        lambda: Counted.objects.all().delete(),
        lambda: TaggedEntry.objects.update(sort_key="altered"),
    ],
)
def test_rebuild_counts_again(article: Document, alter: Any) -> None:
    alter()
    assert rebuilt()
    assert tallied() == counted()
    assert rebuilt() == []


def test_a_rename_moves_the_entry_within_its_subjects(article: Document, cast: Any) -> None:
    publish(changed(article, title="A different title"), cast)
    assert set(TaggedEntry.objects.values_list("sort_key", flat=True)) == {"different title"}


@pytest.mark.django_db(transaction=True)
def test_publications_at_the_same_time_all_count() -> None:
    cast = factories.make_cast()
    articles = [
        factories.article(
            f"Of {name}", tags=("History",), text="By [[Nobody]] and [[Leon Trotsky]]."
        )
        for name in ("war", "wine", "want")
    ]
    manuscripts = [factories.approved(article, cast) for article in articles]
    at_once(
        *(
            lambda pk=manuscript.pk: actions.publish(manuscript=pk, by=cast.approver)
            for manuscript in manuscripts
        )
    )
    assert tallied() == counted()
    assert tallied()["wanted"] == {"nobody": 3, "leon trotsky": 3}
    at_once(
        lambda: factories.published(factories.biography(), cast),
        lambda: actions.withdraw(
            manuscript=manuscripts[0].pk, by=cast.approver, reason="It was invented."
        ),
    )
    assert tallied() == counted()


@pytest.mark.django_db(transaction=True)
def test_two_counts_of_one_entry_at_the_same_time_count_it_once() -> None:
    cast = factories.make_cast()
    factories.published(factories.article(tags=("History",), text="By [[Nobody]]."), cast)
    (pk,) = Counted.objects.values_list("pk", flat=True)
    TaggedEntry.objects.all().delete()

    def count() -> None:
        with transaction.atomic():
            projection.count([pk])

    at_once(count, count, count)
    assert "subjects" not in tallied()
    assert tallied()["wanted"] == {"nobody": 1}
