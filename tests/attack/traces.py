"""What stands in the database: all of it, to compare before with after."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import connection, models


def tables() -> list[type[models.Model]]:
    """Every table of ours, with those that join two."""
    return [
        model
        for app in ("editorial", "encyclopedia")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def standing(only: Any = None) -> dict[str, str]:
    """By table, a digest of all its rows."""
    digests = {}
    with connection.cursor() as cursor:
        for model in only or tables():
            name = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {name}")
            rows = sorted(map(repr, cursor.fetchall()))
            digests[model._meta.db_table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return digests


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [table for table, digest in after.items() if before[table] != digest]
