"""The drill: a back-up restored into a scratch place, made anew, verified, and compared with the site at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from editorial.keeping import folders
from editorial.keeping.folders import KeepingError
from editorial.keeping.manifest import read_manifest

_LAST_WORDS = 1_500
Say = Callable[[str], None]


@dataclass(frozen=True)
class Answers:
    """What a site answers, by address; `head` is None when somebody made a move meanwhile."""

    head: str | None
    pages: Mapping[str, str]
    digests: Mapping[str, str]


@dataclass
class Drilled:
    """`differing` are addresses whose answers differ though nothing was done since; `since` are those left out."""

    folder: Path
    bytes: int
    seconds: dict[str, float] = field(default_factory=dict)
    compared: int = 0
    since: int = 0
    differing: list[str] = field(default_factory=list)


def drill(folder: Path, *, database: str, say: Say) -> Drilled:
    """Restore the newest back-up of the folder, or this one; the database is a URL, or a file of SQLite where empty.

    Raises KeepingError for a step that failed. The scratch place is emptied again in every case.
    """
    folder = folders.newest(folder)
    seq, hashed = read_manifest(folder).head
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    done = Drilled(folder, size)
    with tempfile.TemporaryDirectory(prefix="stet-drill-") as scratch:
        place = Path(scratch)
        with _emptied(database):
            there = _environment(place / "restored", database)
            for step in (["restore", str(folder)], ["rebuild"]):
                with _timed(done, step[0]):
                    said = _run(step, there)
                if step[0] == "rebuild":
                    say(said.strip())
            with _timed(done, "public_answers"):
                restored = read_answers(_run(["public_answers"], there))
                at_work = read_answers(_run(["public_answers"], _environment(place / "here", None)))
    compare(done, restored, at_work, f"{seq}:{hashed}")
    return done


def compare(done: Drilled, restored: Answers, at_work: Answers, head: str) -> None:
    """All answers, while the site is where the back-up was made; else entries whose pages no move has changed since."""
    if at_work.head == head:
        addresses = set(restored.digests) | set(at_work.digests)
    else:
        addresses = {
            address
            for address, etag in restored.pages.items()
            if at_work.pages.get(address) == etag
        }
        done.since = len(set(restored.digests) | set(at_work.digests)) - len(addresses)
    done.compared = len(addresses)
    done.differing = sorted(
        address
        for address in addresses
        if restored.digests.get(address) != at_work.digests.get(address)
    )


def read_answers(printed: str) -> Answers:
    """What `public_answers` printed. Where a page changed meanwhile, it is not among the pages."""
    first, *lines, last = (json.loads(line) for line in printed.splitlines())
    pages = {path: etag for path, etag in first["pages"].items() if last["pages"].get(path) == etag}
    digests = {line["address"]: line["digest"] for line in lines}
    return Answers(first["head"] if first["head"] == last["head"] else None, pages, digests)


@contextmanager
def _timed(done: Drilled, step: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    done.seconds[step] = time.monotonic() - begun


def _environment(var: Path, database: str | None) -> dict[str, str]:
    """That of this site, with a folder of its own, no mail, no catalogue. Without a database, on this site's."""
    var.mkdir(mode=0o700)
    environment = dict(os.environ) | {
        "STET_VAR": str(var),
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        "SECRET_KEY": settings.SECRET_KEY,
        "SAMPLE_CONTENT": "1" if settings.SAMPLE_CONTENT else "0",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "CATALOGUES": "",
        "HISTORY_HEADS_FILE": "",
        "LOG_LEVEL": "ERROR",
        # Nothing but what a command prints is read.
        "PYTHONWARNINGS": "ignore",
    }
    if database is None:
        environment["DATABASE_URL"] = _own_database()
        environment["MEDIA_ROOT"] = str(settings.MEDIA_ROOT)
    else:
        environment["DATABASE_URL"] = database or f"sqlite:///{var / 'stet.sqlite3'}"
        environment["MEDIA_ROOT"] = str(var / "media")
        environment.pop("S3_BUCKET", None)
    return environment


def _own_database() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(name).absolute()}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _run(command: list[str], environment: dict[str, str]) -> str:
    """What the command prints. Raises KeepingError with the end of what it said where it fails."""
    ran = subprocess.run(  # noqa: S603 - the commands of this file
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise KeepingError(
            _("The drill failed at `%(command)s`: %(said)s")
            % {"command": command[0], "said": (ran.stdout + ran.stderr).strip()[-_LAST_WORDS:]}
        )
    return ran.stdout


@contextmanager
def _emptied(database: str) -> Iterator[None]:
    """A database of a server is asked for empty, and left empty; a file goes with its folder."""
    if not database:
        yield
        return
    scratch = dj_database_url.parse(database)
    if not str(scratch["ENGINE"]).endswith("postgresql"):
        raise KeepingError(
            _(
                "--database is postgres://USER:PASSWORD@HOST/NAME of an empty database; without it, a file is used."
            )
        )
    import psycopg

    def execute(statement: str) -> list[Any]:
        with psycopg.connect(database, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    try:
        tables = execute("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1")
    except psycopg.Error as error:
        raise KeepingError(
            _("The scratch database does not answer: %(why)s") % {"why": str(error).strip()}
        ) from error
    if tables:
        raise KeepingError(
            _(
                "The scratch database is not empty, and the drill would empty it. Name a new one (`createdb`)."
            )
        )
    try:
        yield
    finally:
        execute(_EMPTY)


# Tables and functions of our own; what an extension has stays.
_EMPTY = """
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', thing.tablename);
  END LOOP;
  FOR thing IN SELECT p.oid::regprocedure AS name FROM pg_proc p
      WHERE p.pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', thing.name);
  END LOOP;
END $$
"""
