"""Bundles of one office, exported once for all the tests that alter copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from exporters.shelf import export_to, fill_office, held, site_state
from factories import make_cast

from editorial.exporters.bundles import ExportedBundle


@dataclass(frozen=True)
class Bundles:
    public: ExportedBundle
    archive: ExportedBundle
    zipped: ExportedBundle
    # The state of the site at the export.
    pages: dict[str, str]
    editions: dict[tuple[str, int], tuple[Any, ...]]
    waits: dict[str, Any]
    people: dict[int, str]
    checks: set[tuple[Any, ...]]
    standings: set[tuple[Any, ...]]
    answers: dict[str, bytes]
    held: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def bundles(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Bundles:
    folder: Path = tmp_path_factory.mktemp("bundles")
    with (
        override_settings(MEDIA_ROOT=folder / "media"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        fill_office(make_cast())
        exported = Bundles(
            export_to(folder / "public"),
            export_to(folder / "archive", drafts=True),
            export_to(folder / "archive.zip", drafts=True),
            **site_state(),
            held=held(),
        )
        transaction.set_rollback(True)
    return exported
