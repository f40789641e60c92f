"""One migrated database, kept from run to run: every worker of every run uses a copy of its own.

Its name depends on all that it was made from: a new migration, trigger or role makes a new database.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from upgrades.facts import triggers

from editorial.models.triggers import removals, statements

MAX_WAITING = 20  # seconds, for threads that a test leaves behind
ROOT = Path(__file__).resolve().parent.parent
# Read before any test changes the setting: every test has a folder of its own.
FOLDER = Path(settings.VAR)


@contextmanager
def database_of_this_process() -> Iterator[Callable[[], None]]:
    """The connection uses a copy of the migrated database, which is deleted afterwards.

    Gives what makes it like the migrated one again, whatever was committed to it.
    """
    store = _Files() if connection.vendor == "sqlite" else _Server()
    own = str(connection.settings_dict["TEST"]["NAME"])
    template = store.prefix + fingerprint()
    with (FOLDER / "test-template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if template not in (templates := store.templates()):
            for stale in templates:
                store.drop(stale)
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            # Only a complete database has this name.
            store.rename(own, template)
        store.copy(template, own)
    connection.close()
    connection.settings_dict["NAME"] = own
    yield store.renewing(template, own)
    connection.close()
    store.drop(own)


def begin(file: Path) -> None:
    """A migrated database in this file for another process, where this run's are files; else that process migrates."""
    if connection.vendor == "sqlite":
        shutil.copyfile(_Files.prefix + fingerprint(), file)


def fingerprint() -> str:
    """A digest of all that migrating reads: Django's version, all migrations, and what they import from here."""
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(with_imports(_migrations(), ROOT)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def with_imports(paths: Iterable[Path], root: Path) -> set[Path]:
    """These files, and all in `root` that they import, at the top or within a function."""
    waiting = list(paths)
    read: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in read:
            read.add(path)
            waiting += _imported(path, root) if path.suffix == ".py" else []
    return read


def _imported(path: Path, root: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        names: list[str] = []
        folder = root
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            folder = path.parents[node.level - 1] if node.level else root
            names = [f"{node.module or ''}.{alias.name}" for alias in node.names]
            names += [node.module or ""]
        for name in names:
            place = folder.joinpath(*name.split("."))
            yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def _migrations() -> Iterator[Path]:
    for app in apps.get_app_configs():
        files = (Path(app.path) / "migrations").rglob("*")
        yield from (path for path in files if path.is_file() and path.suffix != ".pyc")


class _Files:
    """SQLite: a database is a file, and its path is its name."""

    prefix = str(FOLDER / "test-template-")

    def templates(self) -> list[str]:
        return [str(path) for path in FOLDER.glob("test-template-*")]

    def rename(self, name: str, to: str) -> None:
        Path(name).rename(to)

    def copy(self, name: str, to: str) -> None:
        shutil.copyfile(name, to)

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)

    def renewing(self, template: str, own: str) -> Callable[[], None]:
        """Every page is copied in one transaction: other connections, as of a server's threads, may be open.

        The migrated database is held open, since a run with other migrations deletes it.
        """
        kept = sqlite3.connect(f"{Path(template).as_uri()}?immutable=1", uri=True)
        kept.execute("PRAGMA schema_version").fetchone()

        def renew() -> None:
            connection.close()
            until = time.monotonic() + MAX_WAITING

            def wait(*_: int) -> None:
                if time.monotonic() > until:
                    raise TimeoutError("A thread of this test still uses the database.")

            with closing(sqlite3.connect(own)) as used:
                used.execute("PRAGMA synchronous=OFF")
                kept.backup(used, progress=wait, sleep=0.02)

        return renew


class _Server:
    """PostgreSQL: a server may hold the templates of several checkouts, and a run deletes only its own."""

    prefix = f"stet_template_{hashlib.sha256(str(FOLDER).encode()).hexdigest()[:8]}_"

    def templates(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            return [name for (name,) in cursor.fetchall() if name.startswith(self.prefix)]

    def rename(self, name: str, to: str) -> None:
        self._run(f'ALTER DATABASE "{name}" RENAME TO "{to}"')
        # Nothing may be connected to the template, not even the server's own maintenance.
        self._run(f'ALTER DATABASE "{to}" ALLOW_CONNECTIONS false')

    def copy(self, name: str, to: str) -> None:
        self._run(f'CREATE DATABASE "{to}" TEMPLATE "{name}"')

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def renewing(self, template: str, own: str) -> Callable[[], None]:
        """Deletes from the tables that are not empty: to truncate a hundred, as Django does, takes far longer."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = [f'"{name}"' for (name,) in cursor.fetchall()]
            filled = " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables
            )
            cursor.execute(filled)
            kept = {}
            for (table,) in cursor.fetchall():
                with cursor.copy(f"COPY {table} TO STDOUT") as rows:
                    kept[table] = b"".join(rows)
        defined = triggers()

        def renew() -> None:
            connection.close()
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{MAX_WAITING}s'")
                # Without triggers and foreign keys, which the history and the order of tables would need otherwise.
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(filled)
                for (table,) in cursor.fetchall():
                    cursor.execute(f"DELETE FROM {table}")
                for table, rows in kept.items():
                    with cursor.copy(f"COPY {table} FROM STDIN") as copied:
                        copied.write(rows)
                if triggers() != defined:
                    for statement in (
                        *removals(connection.vendor),
                        *statements(connection.vendor),
                    ):
                        cursor.execute(statement)

        return renew

    def _run(self, sql: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)
