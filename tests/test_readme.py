"""What the guides name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = (ROOT / "encyclopedia" / "settings.py").read_text(encoding="utf-8")
NGINX_M = 1024 * 1024  # bytes


def default_of(name: str) -> int:
    return int(re.findall(rf'number\("{name}", ([\d_]+)\)', SETTINGS)[0])


@pytest.mark.parametrize(
    "guide", ["README.md", "CONTRIBUTING.md", "docs/importing.md", "docs/operating.md"]
)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = re.findall(r"`((?:encyclopedia|editorial|tests|docs|bench|deploy)/[\w./-]*)[`:]", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
