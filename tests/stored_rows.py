"""All that the tables hold, to compare two ways of writing it."""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

# Their rows are compared in the order in which they were written.
IN_ORDER = {"Event", "Revision", "ImportLine"}
TIME = datetime(2026, 1, 2, tzinfo=UTC)

Rows = dict[str, list[dict[str, Any]]]


def rows_of(*apps_: str) -> Rows:
    """Table → its rows, without the numbers that the database gives them; every time is one time."""
    tables = {}
    for model in (model for app in apps_ for model in apps.get_app_config(app).get_models()):
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField) and not _leads_to_a_number(field)
        ]
        rows = [
            # A column's default has the real clock.
            {name: TIME if isinstance(value, datetime) else value for name, value in row.items()}
            for row in model._default_manager.order_by("pk").values(*names)
        ]
        tables[model.__name__] = rows if model.__name__ in IN_ORDER else sorted(rows, key=repr)
    return tables


def _leads_to_a_number(field: models.Field[Any, Any]) -> bool:
    target = field.related_model
    return (
        isinstance(target, type)
        and target._meta.app_label in {"editorial", "encyclopedia"}
        and isinstance(target._meta.pk, models.AutoField)
    )


def stop_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every time be the same, and the salts those of a sequence that begins here."""
    salts = itertools.count()
    monkeypatch.setattr(timezone, "now", lambda: TIME)
    monkeypatch.setattr(secrets, "token_hex", lambda length: f"{next(salts):0{2 * length}x}")
