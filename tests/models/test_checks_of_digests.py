"""The checks of a citation, found along the index of their digests."""

from __future__ import annotations

import re

import pytest
from django.db import connection, models
from plans import plan

from editorial.models import Check


def statement(rows: models.QuerySet[Check]) -> str:
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        return str(
            cursor.mogrify(sql, parameters)
            if connection.vendor == "postgresql"
            else sql % tuple(f"'{value}'" for value in parameters)
        )


@pytest.mark.django_db
def test_not_by_reading_all_checks_there_are() -> None:
    steps = plan(statement(Check.objects.of_digests(["a" * 64, "b" * 64]).newest()[:1]))
    assert not re.search(r"SCAN editorial_check|SCAN U0|Seq Scan on editorial_check", steps), steps
    assert "digest" in steps
