"""The bundles of `tests/exporters`, for import into an empty database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exporters.conftest import Bundles
from exporters.conftest import bundles as bundles


@pytest.fixture
def archive(bundles: Bundles, tmp_path: Path, db: None) -> Path:
    """A copy that may be altered, and an empty site."""
    return Path(shutil.copytree(bundles.archive.path, tmp_path / "archive"))


@pytest.fixture
def public(bundles: Bundles, tmp_path: Path, db: None) -> Path:
    return Path(shutil.copytree(bundles.public.path, tmp_path / "public"))
