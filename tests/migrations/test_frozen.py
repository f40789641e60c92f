"""What a migration did when it was released it does for ever."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from upgrades.facts import triggers

from editorial.models.triggers import removals, statements

ROOT = Path(__file__).resolve().parents[2]
# What Django wrote down of an index over an expression; and what the migrations share.
ALLOWED = {"encyclopedia.models.bytewise", "encyclopedia.migrations._operations"}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, within functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_a_migration_imports_nothing_of_the_program() -> None:
    paths = sorted(ROOT.glob("e*/migrations/*.py"))
    assert {path.parts[-3] for path in paths} == {"editorial", "encyclopedia"}
    guilty = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in paths
        for module in imported(path)
        if module.split(".")[0] in {"", "editorial", "encyclopedia"} and module not in ALLOWED
    }
    assert guilty == set()


@pytest.mark.django_db
def test_the_migrations_set_up_the_triggers_that_the_program_describes(
    django_db_setup: dict[str, str],
) -> None:
    with connection.cursor() as cursor:
        for statement in (*removals(connection.vendor), *statements(connection.vendor)):
            cursor.execute(statement)
    assert triggers() == django_db_setup
