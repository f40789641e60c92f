"""The manual describes all environment variables that the settings read, and no others."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
READ = re.compile(
    r"(?:\b(?:choice|flag|networks|number|words)|environ\.get|dj_database_url\.config)\(\s*\"([A-Z_]+)\"",
    re.ASCII,
)
NAMED = re.compile(r"`([A-Z][A-Z_]+)`", re.ASCII)


def test_the_manual_lists_exactly_the_settings_that_are_read() -> None:
    read = {
        name
        for file in ("settings.py", "account_settings.py", "security_settings.py")
        for name in READ.findall((ROOT / "encyclopedia" / file).read_text(encoding="utf-8"))
    }
    manual = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in manual.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in NAMED.findall(row)}
    assert len(read) > 30
    assert listed == read


def test_the_readme_links_to_the_manual_and_names_no_setting_itself() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    manual = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    section = readme.partition("### Settings")[2].partition("\n### ")[0]
    assert "(docs/settings.md)" in section
    assert set(NAMED.findall(section)) <= set(NAMED.findall(manual))
