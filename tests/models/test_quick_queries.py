"""The mark that tells without a query whether anything has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection

from encyclopedia.models.quick_queries import change_mark

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def test_what_another_connection_commits_changes_the_mark() -> None:
    def elsewhere() -> None:
        User.objects.create(username="somebody")
        connection.close()

    before = change_mark()
    assert change_mark() == before
    with ThreadPoolExecutor(1) as threads:
        threads.submit(elsewhere).result(60)
    assert change_mark() != before


def test_another_connection_has_another_mark() -> None:
    before, raw = change_mark(), connection.connection
    connection.close()
    assert change_mark() != before
    assert connection.connection is not raw
