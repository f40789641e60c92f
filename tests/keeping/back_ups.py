"""Making back-ups in tests, and changing them as a disk or a stranger does."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from printed import run

from editorial.keeping.backing_up import BackUp, back_up
from editorial.keeping.sums import read_sums


def unseen(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def made(folder: Path, keep: int = 0) -> BackUp:
    return back_up(folder, keep=keep, progress=unseen)


def rows(folder: Path, table: str) -> list[Any]:
    packed = (folder / "tables" / f"{table}.jsonl.gz").read_bytes()
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def signed(folder: Path, name: str, content: bytes) -> None:
    """Write a file of the back-up, with its digest in the list: as a stranger would."""
    digests = read_sums(folder) | {name: hashlib.sha256(content).hexdigest()}
    (folder / name).unlink(missing_ok=True)
    (folder / name).write_bytes(content)
    lines = [f"{digest}  {listed}\n" for listed, digest in sorted(digests.items())]
    (folder / "SHA256SUMS").write_text("".join(lines))


def changed_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads((folder / "manifest.json").read_bytes())
    change(data)
    signed(folder, "manifest.json", json.dumps(data).encode())


def flip(path: Path) -> None:
    """Another bit in the middle of the file, in a file of its own: links to it keep the right one."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


def refused(folder: Path, *options: str) -> str:
    """Why `restore` restores nothing."""
    with pytest.raises(CommandError) as ended:
        run("restore", str(folder), *options)
    assert ended.value.returncode == 2
    return str(ended.value)
