"""Cursors that no list made are ignored; none breaks the page."""

from __future__ import annotations

import uuid

import pytest
from django.db.models import Q
from django.utils import timezone
from factories import Cast
from jobs import made
from office import entered

from editorial.admin.list_pages import Order

NEWEST = Order("made_at", descending=True)
PK = uuid.UUID(int=7)


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-01-02T03:04:05",  # in no time zone
        "2026-13-40T03:04:05+00:00",
        "2026-01-02",
        "",
    ],
)
def test_what_is_not_a_moment_begins_the_list_again(cast: Cast, moment: str) -> None:
    assert NEWEST.after(f"{PK}|{moment}") == Q()
    made(cast)
    answer = entered(cast.editor).get("/admin/imports/", {"after": f"{PK}|{moment}"})
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == 1


def test_a_cursor_of_the_list_continues_after_its_row(cast: Cast) -> None:
    job = made(cast)
    cursor = NEWEST.cursor(job)
    assert NEWEST.after(cursor) != Q()
    moment = timezone.localtime(job.made_at, timezone.get_fixed_timezone(330)).isoformat()
    assert NEWEST.after(f"{job.pk}|{moment}") == NEWEST.after(cursor)
