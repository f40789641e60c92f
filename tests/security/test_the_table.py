"""docs/security.md answers every row of OWASP ASVS 5.0 of levels 1 and 2, and names only what there is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
STATES = ("held", "held, no test", "not held", "does not apply")
# How many rows of each level the standard has, by chapter: V1 to V17.
LEVELS = {
    1: (8, 4, 8, 2, 4, 13, 6, 4, 4, 5, 3, 3, 1, 2, 3, 0, 0),
    2: (19, 7, 11, 8, 5, 22, 12, 3, 3, 24, 11, 6, 12, 7, 10, 16, 7),
}


class Row(NamedTuple):
    name: str
    level: int
    state: str
    words: str
    tests: tuple[str, ...]


def read() -> list[Row]:
    rows = []
    for line in TEXT.splitlines():
        if match := re.match(r"\| (V\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \|(.*)\|$", line):
            name, level, state, words, tests = match.groups()
            named = tuple(re.findall(r"`([^`]+)`", tests))
            rows.append(Row(name, int(level), state, words.strip(), named))
    return rows


ROWS = read()


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_row_of_both_levels_is_answered_once() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    for level, counts in LEVELS.items():
        counted = Counter(row.name.split(".")[0] for row in ROWS if row.level == level)
        assert tuple(counted[f"V{chapter}"] for chapter in range(1, 18)) == counts
    assert {row.state for row in ROWS} == set(STATES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_names_tests_that_exist_or_says_why_there_is_none(row: Row) -> None:
    assert bool(row.tests) is (row.state == "held")
    assert row.words
    for test in row.tests:
        file, _colons, name = test.partition("::")
        assert name in names_in(file), f"{test} does not exist"


def test_the_figures_are_those_of_the_table() -> None:
    counts = Counter(row.state for row in ROWS)
    apply = len(ROWS) - counts["does not apply"]
    share = 100 * counts["held"] / apply
    told = (
        f"{len(ROWS)} rows: {counts['held']} held with a test, {counts['held, no test']} held without one, "
        f"{counts['not held']} not held, {counts['does not apply']} do not apply. "
        f"Of the {apply} that apply, {share:.1f} % have a test."
    )
    assert told in " ".join(TEXT.split())
    assert share >= 85


def test_every_secret_is_in_the_list_of_keys() -> None:
    manual = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    secrets = set(re.findall(r"`([A-Z0-9_]*(?:SECRET|PASSWORD|_KEY)[A-Z0-9_]*)`", manual))
    keys = TEXT.partition("## Keys")[2].partition("\n## ")[0]
    assert len(secrets) > 5
    assert {name for name in secrets | {"DATABASE_URL"} if f"`{name}`" not in keys} == set()


def test_every_table_with_a_person_is_in_the_list() -> None:
    user = get_user_model()
    tables = {
        model.__name__
        for model in apps.get_models()
        if not model._meta.proxy
        and any(field.related_model is user for field in model._meta.concrete_fields)
    }
    listed = TEXT.partition("## What is kept of people")[2].partition("\n## ")[0]
    assert {name for name in tables if f"`{name}`" not in listed} == set()
