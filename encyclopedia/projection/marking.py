"""Marking pages as due, inside a move's transaction: in one statement however many there are.

Whoever makes a page reads its mark first; so a move marks the pages that it changes before it writes a page itself, in
the order of their ids, and the marks of two moves never wait for each other in a circle.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import DuePage, Extent
from encyclopedia.projection.storing import store_due_pages

_MARK = """
INSERT INTO encyclopedia_duepage (entry_id, extent, stamp, since)
SELECT entry_id, {extent}, {stamp}, %s{cast} FROM encyclopedia_page WHERE entry_id IN ({entries}) ORDER BY entry_id
ON CONFLICT (entry_id) DO UPDATE SET
extent = {greatest}(encyclopedia_duepage.extent, excluded.extent),
stamp = excluded.stamp,
since = {greatest}(encyclopedia_duepage.since, excluded.since)
"""
_WORDS = {
    "sqlite": {"greatest": "MAX", "cast": ""},
    "postgresql": {"greatest": "GREATEST", "cast": "::timestamptz"},
}


def mark_due(entries: Iterable[UUID], extent: Extent, at: datetime) -> None:
    """Have the stored pages of these entries made again; those that are not published are left out."""
    to_mark = sorted(set(entries))
    if not to_mark:
        return
    stamp = secrets.randbits(62)
    since = DuePage._meta.get_field("since").get_db_prep_value(at, connection)
    key = DuePage._meta.pk
    for ids in in_chunks(to_mark):
        statement = _MARK.format(
            extent=int(extent),
            stamp=stamp,
            entries=", ".join(["%s"] * len(ids)),
            **_WORDS[connection.vendor],
        )
        with connection.cursor() as cursor:
            cursor.execute(
                statement, [since, *(key.get_db_prep_value(pk, connection) for pk in ids)]
            )
    # Once a transaction: the worker takes all that are due.
    if not any(
        isinstance(function, partial) and function.func is _ask
        for _, function, *_ in connection.run_on_commit
    ):
        transaction.on_commit(partial(_ask, at))


def _ask(at: datetime) -> None:
    """Have the worker store what is due, unless it was asked before and is not done: it goes on until nothing is.

    Should it end just then, `publish_due` asks again.
    """
    if not DuePage.objects.filter(since__lt=at).exists():
        store_due_pages.enqueue()
