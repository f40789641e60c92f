"""Cursors that no list gave: each is passed over, none breaks the page."""

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
    "shown",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-01-02T03:04:05",  # in no time zone
        "2026-13-40T03:04:05+00:00",
        "2026-01-02",
        "",
    ],
)
def test_a_moment_that_is_none_begins_the_list_anew(cast: Cast, shown: str) -> None:
    assert NEWEST.after(f"{PK}|{shown}") == Q()
    made(cast)
    found = entered(cast.editor).get("/admin/imports/", {"after": f"{PK}|{shown}"})
    assert found.status_code == 200
    assert len(found.context["rows"]) == 1


def test_a_cursor_of_the_list_goes_on_behind_its_row(cast: Cast) -> None:
    job = made(cast)
    cursor = NEWEST.cursor(job)
    assert NEWEST.after(cursor) != Q()
    shown = timezone.localtime(job.made_at, timezone.get_fixed_timezone(330)).isoformat()
    assert NEWEST.after(f"{job.pk}|{shown}") == NEWEST.after(cursor)
