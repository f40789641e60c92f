"""A merged source for readers: its page says where it leads, and once it is withdrawn its address leads there."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.test import Client
from projection.shelf import changed, entry, page, publish, rebuilt

from editorial import actions
from editorial.models import Manuscript
from editorial.record.verification import faults
from editorial.workflow import Refused
from encyclopedia.core.documents import Document
from encyclopedia.models import Entry, Page

pytestmark = pytest.mark.django_db

OLD, NEW = "service-2009", "service-trotsky-2009"
SAYS = "This record has been merged"


@pytest.fixture
def books(cast: Any) -> tuple[Document, Document]:
    old, new = factories.source(OLD, title="Old record"), factories.source(NEW)
    publish(old, cast)
    publish(new, cast)
    return old, new


def merge(old: Document, new: Document, cast: Any) -> None:
    source = Manuscript.objects.get(pk=old.id)
    actions.merge(source=source.pk, into=entry(new).pk, by=cast.editor, reason="One book.")


def withdraw(document: Document, cast: Any) -> None:
    actions.withdraw(
        manuscript=entry(document).pk, by=cast.approver, reason="Merged into the other."
    )


def test_its_page_stays_with_what_cites_it_and_says_where_it_leads(
    cast: Any, books: Any, client: Client
) -> None:
    citing = factories.article(text=f"Words.[@{OLD}]")
    publish(citing, cast)
    before = Page.objects.get(pk=citing.id).notes
    merge(*books, cast)
    text = client.get(f"/source/{OLD}/").content.decode()
    assert SAYS in text
    assert f'href="/source/{NEW}/"' in text
    assert citing.title in text
    assert SAYS not in client.get(f"/source/{NEW}/").content.decode()
    assert Page.objects.get(pk=citing.id).notes == before
    assert rebuilt() == []
    assert list(faults()) == []


def test_a_merged_source_is_withdrawn_only_when_nothing_published_cites_it(
    cast: Any, books: Any
) -> None:
    citing = factories.article(text=f"Words.[@{OLD}]")
    publish(citing, cast)
    merge(*books, cast)
    with pytest.raises(Refused, match="still cite"):
        withdraw(books[0], cast)
    manuscript = Manuscript.objects.get(pk=citing.id)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    factories.check_all(manuscript, cast)
    actions.approve(
        manuscript=manuscript.pk, revision=2, by=cast.approver, change="wording", summary=""
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    withdraw(books[0], cast)
    assert not Entry.objects.filter(slug=OLD).exists()
    assert rebuilt() == []


def test_once_withdrawn_its_address_leads_to_the_one_that_was_kept(
    cast: Any, books: Any, client: Client
) -> None:
    merge(*books, cast)
    withdraw(books[0], cast)
    answer = client.get(f"/source/{OLD}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/source/{NEW}/")
    data = client.get(f"/source/{OLD}/index.json")
    assert (data.status_code, data["Location"]) == (301, f"/source/{NEW}/index.json")


EDITIONS = ["@1/", "@1/index.json", "history/", "compare/1/1/"]


@pytest.mark.parametrize("rest", EDITIONS)
def test_the_editions_of_the_merged_record_stay_readable_at_their_addresses(
    cast: Any, books: Any, client: Client, rest: str
) -> None:
    merge(*books, cast)
    withdraw(books[0], cast)
    answer = client.get(f"/source/{OLD}/{rest}")
    assert answer.status_code == 200
    assert "Old record" in answer.content.decode()
    assert list(faults()) == []


@pytest.mark.parametrize("rest", EDITIONS)
def test_editions_that_were_withdrawn_before_the_merge_are_not_those_of_the_other(
    cast: Any, books: Any, client: Client, rest: str
) -> None:
    withdraw(books[0], cast)
    merge(*books, cast)
    answer = client.get(f"/source/{OLD}/{rest}")
    assert answer.status_code == 410
    assert "has been merged into" in answer.content.decode()


def test_a_source_withdrawn_before_it_was_merged_leads_on_too(
    cast: Any, books: Any, client: Client
) -> None:
    withdraw(books[0], cast)
    assert client.get(f"/source/{OLD}/").status_code == 410
    merge(*books, cast)
    assert client.get(f"/source/{OLD}/")["Location"] == f"/source/{NEW}/"


def test_addresses_follow_a_second_merge(cast: Any, books: Any, client: Client) -> None:
    third = factories.source("third")
    publish(third, cast)
    old, new = books
    merge(old, new, cast)
    merge(new, third, cast)
    assert 'href="/source/third/"' in page(old).tail
    assert 'href="/source/third/"' in page(new).tail
    withdraw(old, cast)
    withdraw(new, cast)
    for key in (OLD, NEW):
        assert client.get(f"/source/{key}/")["Location"] == "/source/third/"
    assert rebuilt() == []


def test_the_page_follows_a_new_name_and_a_withdrawal_of_the_one_that_was_kept(
    cast: Any, books: Any, client: Client
) -> None:
    old, new = books
    merge(old, new, cast)
    renamed = actions.rename(
        manuscript=entry(new).pk, title="Trotsky", slug="trotsky-2009", by=cast.editor, based_on=1
    )
    actions.submit(manuscript=renamed.manuscript.pk, revision=2, by=cast.editor)
    actions.approve(
        manuscript=renamed.manuscript.pk,
        revision=2,
        by=cast.approver,
        change="wording",
        another_edition=False,
    )
    actions.publish(manuscript=renamed.manuscript.pk, by=cast.approver)
    assert 'href="/source/trotsky-2009/"' in page(old).tail
    actions.withdraw(manuscript=renamed.manuscript.pk, by=cast.approver, reason="Wrong.")
    assert SAYS not in page(old).tail
    assert client.get(f"/source/{OLD}/").status_code == 200
    assert rebuilt() == []
    withdraw(old, cast)
    assert client.get(f"/source/{OLD}/").status_code == 410


def test_what_was_never_published_leaves_nothing_with_readers(cast: Any, client: Client) -> None:
    old, new = factories.source(OLD), factories.source(NEW)
    one, into = factories.drafted(old, cast), factories.drafted(new, cast)
    actions.merge(source=one.pk, into=into.pk, by=cast.editor, reason="One book.")
    assert client.get(f"/source/{OLD}/").status_code == 404


def test_a_published_source_that_was_kept_is_published_again_as_ever(cast: Any, books: Any) -> None:
    old, new = books
    merge(old, new, cast)
    publish(changed(new, record_edition=1, summary="About it."), cast)
    assert SAYS in page(old).tail
    assert rebuilt() == []
