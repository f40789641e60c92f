"""The index of SQLite's write-ahead log: other bytes after every commit of any process, the same until then."""

from __future__ import annotations

import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from encyclopedia.models.wal_index import WalIndex, wal_index

pytestmark = pytest.mark.one_database

COMMIT = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit(); c.close()"


@pytest.fixture
def database(tmp_path: Path) -> str:
    file = str(tmp_path / "site.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.close()
    return file


def commit_elsewhere(database: str, statement: str = "INSERT INTO words VALUES ('x')") -> None:
    subprocess.run([sys.executable, "-c", COMMIT, database, statement], check=True)


def test_a_commit_of_another_process_changes_the_header_and_a_reading_does_not(
    database: str,
) -> None:
    index = WalIndex(database)
    before = index.header()
    commit_elsewhere(database, "SELECT * FROM words")
    assert index.header() == before
    commit_elsewhere(database)
    assert index.header() != before


def test_every_one_of_many_commits_changes_it(database: str) -> None:
    index, connection = WalIndex(database), sqlite3.connect(database)
    headers = {index.header()}
    for number in range(200):
        connection.execute("UPDATE words SET word = ?", (number,))
        connection.execute("INSERT INTO words VALUES ('y')")
        connection.commit()
        headers.add(index.header())
        if number % 50 == 0:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert len(headers) == 201
    connection.close()


def test_what_is_not_committed_changes_nothing(database: str) -> None:
    index, connection = WalIndex(database), sqlite3.connect(database)
    before = index.header()
    connection.execute("INSERT INTO words VALUES ('x')")
    assert index.header() == before
    connection.rollback()
    assert index.header() == before
    connection.close()


def test_the_index_stays_that_of_the_database_when_all_others_close_theirs(database: str) -> None:
    index = WalIndex(database)
    for _ in range(3):
        before = index.header()
        commit_elsewhere(database)
        assert index.header() != before
    assert Path(f"{database}-shm").exists()


def test_the_locks_of_the_databases_other_connections_stay(database: str) -> None:
    reading = sqlite3.connect(database, isolation_level=None)
    reading.execute("BEGIN")
    words = reading.execute("SELECT count(*) FROM words").fetchone()
    wal_index(database)
    commit_elsewhere(database)
    # A checkpoint may not go past what is being read.
    held = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0.1);"
    held += "print(c.execute('PRAGMA wal_checkpoint(TRUNCATE)').fetchone()[0])"
    asked = subprocess.run(
        [sys.executable, "-c", held, database], check=True, capture_output=True, text=True
    )
    assert asked.stdout.strip() == "1"
    assert reading.execute("SELECT count(*) FROM words").fetchone() == words
    reading.close()


def test_a_database_without_a_log_has_no_index(tmp_path: Path, database: str) -> None:
    plain = str(tmp_path / "plain.sqlite3")
    connection = sqlite3.connect(plain)
    connection.execute("CREATE TABLE words (word TEXT)")
    connection.close()
    with pytest.raises(ValueError, match="plain"):
        WalIndex(plain)
    assert wal_index(plain) is None
    assert wal_index("") is None
    assert wal_index(str(tmp_path / "nowhere" / "none.sqlite3")) is None
    assert wal_index(database) is wal_index(database)


def test_an_index_of_another_format_is_not_read(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(struct, "unpack", lambda *_of: (3_008_000,))
    assert wal_index(database) is None
