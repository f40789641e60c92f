"""Makes and drops a database, restores a release's stored site into it, and runs a process on it."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from upgrades.site_apart import ROOT, environment

HERE = Path(__file__).resolve().parent
DUMPS = {"sqlite": "stet.sqlite3.gz", "postgresql": "stet.sql.gz"}
FACTS = "facts.json"
# Not "var", which git ignores.
FILES = "files"


def releases() -> list[str]:
    """The releases with a stored site, by the names of their folders."""
    return sorted({facts.parent.parent.name for facts in HERE.glob(f"*/*/{FACTS}")})


def kept(release: str, vendor: str) -> Path:
    return HERE / release / vendor


def empty(vendor: str, server: str, name: str, folder: Path) -> str:
    """The address of a new, empty database; `server` is that of any database of a PostgreSQL server."""
    if vendor == "sqlite":
        return f"sqlite:///{folder / name}.sqlite3"
    drop(vendor, server, name)
    _execute(server, f'CREATE DATABASE "{name}"')
    return _beside(server, name)


def drop(vendor: str, server: str, name: str) -> None:
    if vendor == "postgresql":
        _execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def restore(release: str, vendor: str, address: str, var: Path) -> None:
    """Restore a release's stored site into an empty database, and its files into the folder."""
    source = kept(release, vendor)
    shutil.copytree(source / FILES, var, dirs_exist_ok=True)
    dump = gzip.decompress((source / DUMPS[vendor]).read_bytes())
    if vendor == "sqlite":
        Path(address.removeprefix("sqlite:///")).write_bytes(dump)
    else:
        _execute(address, dump.decode())


def inside(address: str, var: Path, *arguments: object) -> dict[str, Any]:
    """What `inside.py` prints, in a process of its own. Raises RuntimeError with its errors when it fails."""
    process = subprocess.run(
        [sys.executable, str(HERE / "inside.py"), *map(str, arguments)],
        cwd=ROOT,
        env=environment(address, var),
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise RuntimeError(process.stderr[-6000:])
    result: dict[str, Any] = json.loads(process.stdout.splitlines()[-1])
    return result


def _beside(server: str, name: str) -> str:
    """The address of another database of the same server."""
    place, mark, options = server.partition("?")
    return f"{place.rpartition('/')[0]}/{name}{mark}{options}"


def _execute(address: str, statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statements.encode())
