"""Two bundles of one office, made once for all the tests that alter copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from exporters.shelf import bundle, office, seen
from factories import make_cast

from editorial.exporters.bundles import Exported


@dataclass(frozen=True)
class Bundles:
    public: Exported
    archive: Exported
    zipped: Exported
    # What was there when they were made.
    pages: dict[str, str]
    editions: dict[tuple[str, int], tuple[Any, ...]]
    waits: dict[str, Any]
    people: dict[int, str]
    checks: set[tuple[Any, ...]]
    standings: set[tuple[Any, ...]]
    answers: dict[str, bytes]


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
        office(make_cast())
        made = Bundles(
            bundle(folder / "public"),
            bundle(folder / "archive", drafts=True),
            bundle(folder / "archive.zip", drafts=True),
            **seen(),
        )
        transaction.set_rollback(True)
    return made
