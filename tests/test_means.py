"""The tools of the tests: the database that is copied, the portions, and what runs on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from django.db import connection
from migrated import fingerprint, with_imports
from portions import CAN_DIFFER, Portion

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


def test_a_portion_has_one_of_so_many_neighbours_and_is_always_the_same() -> None:
    items = list(range(95))
    some = Portion(thorough=False)
    assert [number // 10 for number in some(items, 10)] == list(range(10))
    assert some(items, 10) == some(items, 10)
    assert some(items, 10) != items[::10]
    assert Portion(thorough=True)(items, 10) == items


def test_the_modules_named_to_run_on_postgresql_exist() -> None:
    assert {path.stem for path in TESTS.rglob("test_*.py")} >= CAN_DIFFER
