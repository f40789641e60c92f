"""docs/security.md lists the advisories that are replayed by class, with tests that there are."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTION = (
    (ROOT / "docs" / "security.md")
    .read_text(encoding="utf-8")
    .partition("## Advisories replayed\n")[2]
    .partition("\n## ")[0]
)
REPLAYED, _words, NOT_HERE = SECTION.partition("These cannot apply:")
NUMBER = re.compile(
    r"(?:CVE-\d{4}-\d{4,5}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}|RUSTSEC-\d{4}-\d{4}|CWE-\d+)"
)
REPLAYS = ("attack/test_advisories.py", "attack/test_advisories_of_files.py")


def table(text: str) -> list[list[str]]:
    """The rows of a table of three columns, without its head."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return rows[2:]


@cache
def named_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    named = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return frozenset(name for name in named if name.startswith("test_"))


@pytest.mark.parametrize("row", table(REPLAYED), ids=lambda row: row[0])
def test_a_class_names_advisories_and_tests_that_there_are(row: list[str]) -> None:
    _kind, advisories, tests = row
    assert NUMBER.search(advisories)
    named = re.findall(r"`([^`]+)`", tests)
    assert named
    for test in named:
        file, _colons, name = test.partition("::")
        assert name in named_in(file), f"{test} does not exist"


@pytest.mark.parametrize("row", table(NOT_HERE), ids=lambda row: row[0])
def test_a_class_that_cannot_apply_says_why(row: list[str]) -> None:
    _kind, advisories, why = row
    assert NUMBER.search(advisories)
    assert len(why.split()) > 1


def test_every_number_has_the_form_of_its_kind() -> None:
    assert len(table(REPLAYED)) > 35
    typed = re.findall(r"\b(?:CVE|GHSA|RUSTSEC|CWE)-[\w-]+", SECTION)
    assert [number for number in typed if not NUMBER.fullmatch(number)] == []
    assert len(set(typed)) > 130


def test_all_of_wagtail_are_in_one_class_each() -> None:
    cells = "; ".join(row[1] for row in table(REPLAYED)).split("; ")
    numbers = [
        number for cell in cells if cell.startswith("Wagtail") for number in NUMBER.findall(cell)
    ]
    assert len(numbers) == len(set(numbers)) == 29


def test_every_replay_is_listed_with_the_advisories_it_names() -> None:
    for file in REPLAYS:
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                rows = [row for row in table(REPLAYED) if f"{file}::{node.name}`" in row[2]]
                assert rows, f"{node.name} is not listed"
                numbers = set(NUMBER.findall(ast.get_docstring(node) or ""))
                assert numbers, f"{node.name} names no advisory"
                listed = set(NUMBER.findall(SECTION))
                assert numbers <= listed, f"{node.name}: {numbers - listed}"
