"""Tables that a migration changes on SQLite, which makes each anew and drops its triggers with the old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from django.db import DatabaseError, connections, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from editorial.models import GENESIS
from editorial.models.triggers import TRIGGERS, statements
from encyclopedia.migrations._operations import KeepTriggers

ALIAS = "beside"
APPS = {"auth", "contenttypes", "editorial", "encyclopedia"}
NAMES = {trigger.name for trigger in TRIGGERS}
LONGER_ACTION = migrations.AlterField("event", "action", models.CharField(max_length=900))
LONGER_SUMMARY = migrations.AlterField(
    "revision", "summary", models.CharField(max_length=900, blank=True)
)


@pytest.fixture(scope="module")
def state() -> ProjectState:
    """What the migrations say that there is."""
    loader = MigrationLoader(None)
    return loader.project_state()


@contextmanager
def opened(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A SQLite database in this file, whichever kind this run is on."""
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    connections.settings[ALIAS] = connections.configure_settings({"default": engine})["default"]
    connection = connections[ALIAS]
    try:
        yield connection
    finally:
        connection.close()
        del connections[ALIAS], connections.settings[ALIAS]


@pytest.fixture(scope="module")
def template(tmp_path_factory: Any, django_db_blocker: Any, state: ProjectState) -> Path:
    """A database with the tables and triggers of the present and one event."""
    path: Path = tmp_path_factory.mktemp("template") / "stet.sqlite3"
    with django_db_blocker.unblock(), opened(path) as connection:
        with connection.schema_editor() as editor:
            for model in state.apps.get_models():
                if model._meta.app_label in APPS and not model._meta.proxy:
                    editor.create_model(model)
        with connection.cursor() as cursor:
            for statement in statements("sqlite"):
                cursor.execute(statement)
            cursor.execute(
                "INSERT INTO auth_user (id, username, password, first_name, last_name, email, is_superuser,"
                " is_staff, is_active, date_joined) VALUES (1, '', '', '', '', '', 0, 0, 0, '2026-01-01')"
            )
            cursor.execute(
                "INSERT INTO editorial_event (seq, format, action, revision, by_id, at, reason, data, private, salt,"
                " private_hash, previous, hash)"
                " VALUES (1, 2, 'save', 1, 1, '2026-01-01', '', '{}', '{}', '', '', %s, '')",
                [GENESIS],
            )
    return path


@pytest.fixture
def database(
    template: Path, tmp_path: Path, django_db_blocker: Any
) -> Iterator[BaseDatabaseWrapper]:
    with django_db_blocker.unblock(), opened(Path(copy(template, tmp_path))) as connection:
        yield connection


def change(
    database: BaseDatabaseWrapper, state: ProjectState, app: str, operation: Operation
) -> ProjectState:
    """As a migration does it, in one transaction; what there is afterwards."""
    after = state.clone()
    operation.state_forwards(app, after)
    with database.schema_editor(atomic=True) as editor:
        operation.database_forwards(app, editor, state, after)
    return after


def present(database: BaseDatabaseWrapper) -> dict[str, str]:
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def column_type(database: BaseDatabaseWrapper, table: str, column: str) -> str:
    with database.cursor() as cursor:
        cursor.execute(f"SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}'")
        return str(cursor.fetchone()[0])


def refuse_changes_of_history(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for sql in ("UPDATE editorial_event SET reason = 'x'", "DELETE FROM editorial_event"):
            with pytest.raises(DatabaseError, match="history only grows"):
                cursor.execute(sql)


def test_without_care_a_changed_table_has_lost_its_triggers(
    database: BaseDatabaseWrapper, state: ProjectState
) -> None:
    longer = migrations.AlterField("toldapart", "reason", models.CharField(max_length=501))
    change(database, state, "editorial", longer)
    rules = ("no_update", "no_delete", "no_replace", "has_its_event")
    assert NAMES - set(present(database)) == {f"editorial_toldapart_{rule}" for rule in rules}


@pytest.mark.parametrize(
    ("operation", "table", "column"),
    [
        (LONGER_ACTION, "editorial_event", "action"),
        # Triggers of other tables look at this one.
        (LONGER_SUMMARY, "editorial_revision", "summary"),
    ],
)
def test_a_changed_table_keeps_its_triggers_and_history_still_refuses(
    database: BaseDatabaseWrapper,
    state: ProjectState,
    operation: Operation,
    table: str,
    column: str,
) -> None:
    before, kind = present(database), column_type(database, table, column)
    assert set(before) == NAMES
    keeping = KeepTriggers([operation])
    after = change(database, state, "editorial", keeping)
    assert column_type(database, table, column) == "varchar(900)"
    assert present(database) == before
    refuse_changes_of_history(database)
    with database.schema_editor(atomic=True) as editor:
        keeping.database_backwards("editorial", editor, after, state)
    assert column_type(database, table, column) == kind
    assert present(database) == before
    refuse_changes_of_history(database)


@pytest.mark.parametrize(
    ("app", "operation", "complaint"),
    [
        ("encyclopedia", migrations.RemoveField("edition", "head"), "edition_is_immutable.*head"),
        ("editorial", migrations.DeleteModel("toldapart"), "editorial_toldapart_.*cannot be"),
    ],
)
def test_a_trigger_that_does_not_fit_any_more_stops_the_migration(
    database: BaseDatabaseWrapper,
    state: ProjectState,
    app: str,
    operation: Operation,
    complaint: str,
) -> None:
    before = present(database)
    with pytest.raises(RuntimeError, match=complaint):
        change(database, state, app, KeepTriggers([operation]))
    assert present(database) == before


def test_without_a_transaction_that_could_be_undone_nothing_is_done(
    database: BaseDatabaseWrapper, state: ProjectState
) -> None:
    with (
        pytest.raises(RuntimeError, match="is atomic"),
        database.schema_editor(atomic=False) as editor,
    ):
        KeepTriggers([LONGER_ACTION]).database_forwards("editorial", editor, state, state)
    assert set(present(database)) == NAMES
