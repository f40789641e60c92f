"""Make and store a small site of the current release, on both databases: run once at each release, and commit it.

    .venv/bin/python tests/upgrades/make_dump.py [postgres:///postgres]

The site is filled by `story.py` through the office's own moves, in a process and a database of its own, and is
stored under `tests/upgrades/VERSION/DATABASE/`: the database packed (SQLite's file; PostgreSQL as pg_dump writes it in
INSERT statements, so that no psql is needed to read it), the folder of files, and `facts.json` of what must still hold
after every upgrade. The site of a release is never made again once it is out: it has to look as its own code left it.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from upgrades.restoring import DUMPS, FACTS, FILES, drop, empty, inside, kept
from upgrades.site_apart import ROOT

NAME = "stet_kept"
# What other versions of PostgreSQL do not know, and what is for psql alone.
LEFT_OUT = ("\\restrict", "\\unrestrict", "SET transaction_timeout")


def main() -> None:
    server = sys.argv[1] if len(sys.argv) > 1 else "postgres:///postgres"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for vendor in DUMPS:
        target = kept(project["version"], vendor)
        if target.exists():
            sys.exit(f"{target} is there already: the stored site of a release does not change.")
        with tempfile.TemporaryDirectory() as folder:
            make(vendor, server, target, Path(folder))
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        print(f"{target.relative_to(ROOT)}: {size // 1000} kB")


def make(vendor: str, server: str, target: Path, folder: Path) -> None:
    var, imported = folder / FILES, folder / "imported"
    var.mkdir()
    imported.mkdir()
    address = empty(vendor, server, NAME, folder)
    try:
        facts = inside(address, var, "fill", imported)
        dump = sqlite_file(address, folder) if vendor == "sqlite" else postgresql_text(address)
    finally:
        drop(vendor, server, NAME)
    target.mkdir(parents=True)
    shutil.copytree(var, target / FILES)
    (target / DUMPS[vendor]).write_bytes(gzip.compress(dump, mtime=0))
    text = json.dumps(facts, indent=1, ensure_ascii=False)
    (target / FACTS).write_text(f"{text}\n", encoding="utf-8")


def sqlite_file(address: str, folder: Path) -> bytes:
    """The database as one file, without its write-ahead log."""
    copy = folder / "copy.sqlite3"
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy.read_bytes()


def postgresql_text(address: str) -> bytes:
    options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100"]
    dump = subprocess.run(
        ["pg_dump", *options, address], capture_output=True, text=True, check=True
    ).stdout
    lines = dump.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(LEFT_OUT)).encode()


if __name__ == "__main__":
    main()
