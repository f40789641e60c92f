"""The tools of the tests: the database that is copied, the portions, and what runs on PostgreSQL."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import portions
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import TransactionTestCase
from factories import make_cast
from migrated import fingerprint, with_imports
from portions import CAN_DIFFER, TURNS, Portion, dear
from upgrades.facts import triggers

from editorial.models.triggers import removals

TESTS = Path(__file__).parent


def test_the_database_is_named_after_everything_that_a_migration_imports(tmp_path: Path) -> None:
    files = {
        "app/migrations/0001_initial.py": "def run():\n    from app.triggers import TRIGGERS\n",
        "app/triggers.py": "from app import words\nfrom .rules import RULE\nimport app.kinds\n",
        "app/words.py": "",
        "app/rules.py": "",
        "app/kinds/__init__.py": "import elsewhere\n",
        "app/pages.py": "",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    read = with_imports([tmp_path / "app/migrations/0001_initial.py"], tmp_path)
    assert {str(path.relative_to(tmp_path)) for path in read} == files.keys() - {"app/pages.py"}


def test_the_database_has_the_same_name_for_every_worker_and_run() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16


def test_no_test_uses_the_database_that_is_copied(db: None) -> None:
    assert connection.settings_dict["NAME"] == str(connection.settings_dict["TEST"]["NAME"])


def test_what_was_committed_is_gone_and_what_migrations_made_is_there_again(
    transactional_db: None, django_db_setup: dict[str, str]
) -> None:
    made = Permission.objects.count()
    make_cast()
    Group.objects.all().delete()
    Permission.objects.filter(codename__endswith="manuscript").delete()
    with connection.cursor() as cursor:
        for statement in removals(connection.vendor):
            cursor.execute(statement)
    assert triggers() != django_db_setup
    TransactionTestCase._fixture_teardown(None)  # type: ignore[arg-type]
    assert not User.objects.exists()
    assert Permission.objects.count() == made
    assert Group.objects.get(name="Editors").permissions.exists()
    assert triggers() == django_db_setup


def test_a_portion_has_one_of_so_many_neighbours_and_is_always_the_same() -> None:
    items = list(range(95))
    some = Portion(thorough=False)
    assert [number // 10 for number in some(items, 10)] == list(range(10))
    assert some(items, 10) == some(items, 10)
    assert some(items, 10) != items[::10]
    assert Portion(thorough=True)(items, 10) == items


@dataclass(frozen=True)
class Case:
    nodeid: str
    share: int = 0

    def get_closest_marker(self, name: str) -> Any:
        assert name == "portion"
        return SimpleNamespace(args=(self.share,)) if self.share else None


def test_of_a_marked_test_a_portion_of_the_cases_is_tried_and_of_others_all() -> None:
    marked = [Case(f"a.py::test_a[{number}]", 4) for number in range(10)]
    every: list[Any] = [*marked, *(Case(f"a.py::test_b[{number}]") for number in range(10))]
    left_out = Portion(thorough=False).left_out(every)
    assert [case for case in every if case not in left_out] == [
        *Portion(thorough=False)(marked, 4),
        *every[10:],
    ]
    assert len(left_out) == 7
    assert Portion(thorough=True).left_out(every) == []


@pytest.mark.parametrize("again", [False, True])
def test_in_as_many_commits_as_there_are_turns_every_case_of_a_dear_test_is_tried_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, again: bool
) -> None:
    (tmp_path / "dear.txt").write_text("0.4 a.py::test_a\n")
    monkeypatch.setattr(portions, "DEAR", tmp_path / "dear.txt")
    cheap: list[Any] = [Case("a.py::test_ab"), Case("b.py::test_a")]
    cases: list[Any] = [*(Case(f"a.py::test_a[{number}]") for number in range(40)), *cheap]
    tried: list[Any] = []
    for commit in range(100, 100 + TURNS):
        monkeypatch.setenv("TURN", str(commit))
        left_out = Portion(thorough=False, again=again).left_out(cases)
        assert left_out == Portion(thorough=False, again=again).left_out(cases)
        tried += [case for case in cases if case not in left_out]
    assert sorted(tried, key=cases.index) == sorted([*cases, *cheap * (TURNS - 1)], key=cases.index)
    assert Portion(thorough=True).left_out(cases) == []
    assert Portion(thorough=False, measured=True).left_out(cases) == []


def test_the_turn_is_that_of_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TURN")
    command = ["git", "-C", str(TESTS), "rev-list", "--count", "HEAD"]
    counted = subprocess.run(command, capture_output=True, text=True, check=False)
    assert portions.turn() == portions.turn()
    if counted.returncode == 0:
        assert portions.turn() == int(counted.stdout)


def test_the_dear_tests_are_tests_that_there_are() -> None:
    listed = dear()
    assert len(listed) > 100
    for name in listed:
        file, _colons, test = name.rpartition("::")
        assert f"def {test}(" in (TESTS.parent / file.split("::")[0]).read_text(), name


def test_a_second_database_is_tried_with_a_third_and_with_others() -> None:
    items = list(range(90))
    once, again = (Portion(thorough=False, again=again)(items, 5) for again in (False, True))
    assert (len(once), len(again)) == (18, 6)
    assert not set(again) <= set(once)
    assert Portion(thorough=True, again=True)(items, 5) == items


def test_the_modules_named_to_run_on_postgresql_exist() -> None:
    assert {path.stem for path in TESTS.rglob("test_*.py")} >= CAN_DIFFER
