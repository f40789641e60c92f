"""Marks of pages that are due, and what is told once the pages are stored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factories
import pytest
from django.db import transaction
from django.utils import timezone
from projection.shelf import KEY, entry, publish

from encyclopedia import projection, search
from encyclopedia.models import DuePage, Entry, Extent, Page
from encyclopedia.projection.marking import mark_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Any) -> Entry:
    publish(factories.source(KEY), cast)
    publish(document := factories.article(), cast)
    projection.store_due_pages.call()
    return entry(document)


def test_a_page_that_is_marked_twice_is_dated_by_the_later_mark(article: Entry) -> None:
    now = timezone.now()
    for at in (now, now - timedelta(seconds=9)):
        with transaction.atomic():
            mark_due([article.pk], Extent.WHOLE, at)
    assert DuePage.objects.get().since == now


def test_search_is_told_of_words_that_are_stored(article: Entry) -> None:
    Page.objects.filter(pk=article.pk).update(body="<p>Zimmerwald.</p>")
    search.index(article.pk)
    assert search.find("zimmerwald").hits
    with transaction.atomic():
        mark_due([article.pk], Extent.WHOLE, timezone.now())
    projection.store_due_pages.call()
    assert search.find("zimmerwald").hits == []
