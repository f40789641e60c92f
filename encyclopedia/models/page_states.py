"""The states of many pages at once: for whoever kept copies of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections

from encyclopedia.models.pages import STATE, PageState


def page_states(paths: Sequence[str]) -> dict[str, PageState]:
    """The present state of each of these pages that there is, by path (`kind/slug`), by one statement."""
    database = connections[DEFAULT_DB_ALIAS]
    marks = ", ".join(["%s"] * len(paths))
    statement = (
        STATE[database.vendor]
        .replace("SELECT ", "SELECT page.path, ", 1)
        .replace("= %s", f"IN ({marks})")
    )
    with database.cursor() as cursor:
        cursor.execute(statement, list(paths))
        return {path: PageState(*state) for path, *state in cursor.fetchall()}
