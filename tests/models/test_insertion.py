"""Rows that are inserted by column hold what Django's own insertion would write."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, models, transaction
from factories import Cast

from editorial.actions.import_job import request_import
from editorial.models import Import, ImportLine, LineState, Manuscript, Status
from encyclopedia.models.insertion import MAX_TOGETHER, insert

TIME = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def manuscripts(cast: Cast) -> list[Manuscript]:
    shared = {"author": cast.editor, "since": TIME, "changed_at": TIME, "status": Status.DRAFT}
    return [
        Manuscript(
            pk=uuid.UUID(int=number),
            kind="article",
            slug=f"ä-{number}",
            title="100 % “quoted” 'so'",
            words=number,
            publish_at=None,
            **shared,
        )
        for number in range(3)
    ]


def imports(cast: Cast) -> list[Import]:
    counts: dict[str, Any] = {"ä": [1, None, True], "quoted": "“'\\"}
    shared = {"kind": "text", "digest": "d", "size": 1, "by": cast.editor, "made_at": TIME}
    return [
        Import(name=f"{number}", counts=counts, changed_at=TIME, **shared) for number in range(3)
    ]


@pytest.mark.parametrize("made", [manuscripts, imports])
def test_each_value_is_what_django_writes(
    cast: Cast, made: Callable[[Cast], list[models.Model]]
) -> None:
    rows = made(cast)
    model = type(rows[0])

    def stored(write: Callable[[Sequence[Any]], object]) -> list[dict[str, Any]]:
        with transaction.atomic():
            write(rows)
            values = list(model._default_manager.filter(pk__in=[row.pk for row in rows]).values())
            transaction.set_rollback(True)
        return sorted(values, key=repr)

    assert stored(insert) == stored(model._default_manager.bulk_create)
    assert len(stored(insert)) == 3


def test_what_the_database_numbers_is_in_their_order_however_many(cast: Cast) -> None:

    job = request_import(kind="text", name="a", digest="d", size=1, by=cast.editor)
    count = MAX_TOGETHER + 2
    insert(ImportLine(of=job, state=LineState.LEFT, name=str(n)) for n in range(count))
    names = ImportLine.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == [str(number) for number in range(count)]
    insert([])


def test_an_inserted_row_can_be_changed(cast: Cast) -> None:
    rows = manuscripts(cast)
    insert(rows)
    rows[0].words = 7
    rows[0].save(update_fields=["words"])
    assert Manuscript.objects.get(pk=rows[0].pk).words == 7


def test_the_database_refuses_what_it_would_refuse_otherwise(cast: Cast) -> None:
    first, second, third = manuscripts(cast)
    second.slug = first.slug
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([first, second])
    if connection.vendor == "postgresql":
        third.slug = "x" * 201
        with pytest.raises(DataError), transaction.atomic():
            insert([third])
    assert not Manuscript.objects.exists()
