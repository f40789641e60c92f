"""What an earlier run wrote: its files, and the ETags by which a page that did not change need not be made again. Pure.

A line is added for each file as it is written, so that a run that was stopped goes on where it was. A run that comes to
its end writes them in order of the addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FILE = ".export.jsonl"


@dataclass(frozen=True, slots=True)
class Kept:
    """`file` is the place in the folder, `sha256` (hex) of its bytes; `more` are addresses that only pages name."""

    address: str
    file: str
    sha256: str
    etag: str = ""
    more: list[str] = field(default_factory=list)


class KeptAnswers:
    """`software` names what made the pages: another one begins anew."""

    def __init__(self, folder: Path, software: str) -> None:
        self._path = folder / FILE
        self._software = software
        # What the last whole run stood at; empty where none came to its end.
        self.state = ""
        self.earlier: dict[str, Kept] = {}
        self.written: dict[str, Kept] = {}
        self._read()
        self._lines = self._path.open("a", encoding="utf-8")
        if not self.earlier:
            self._add({"software": software})

    def _read(self) -> None:
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as lines:
            rows = list(_whole_rows(lines))
        head = rows[0] if rows else {}
        # A file that was added to after its head was written is of a run that was stopped.
        self.state = head.get("state", "") if head.get("files") == len(rows) - 1 else ""
        for row in rows[1:]:
            kept = Kept(**row)
            self.earlier[kept.address] = kept
        if head.get("software") != self._software:
            self.state = ""
            # Its files are still known, so that what is no longer there is taken away.
            self.earlier = {
                address: Kept(address, kept.file, kept.sha256)
                for address, kept in self.earlier.items()
            }
            self._write([])

    def keep(self, kept: Kept) -> None:
        self.written[kept.address] = kept
        if kept != self.earlier.get(kept.address):
            self._add(asdict(kept))

    def finish(self) -> None:
        self._lines.close()
        self._write([self.written[address] for address in sorted(self.written)])

    def _add(self, row: dict[str, Any]) -> None:
        self._lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._lines.flush()

    def _write(self, rows: Sequence[Kept]) -> None:
        new = self._path.with_suffix(".new")
        head = {"software": self._software, "state": self.state, "files": len(rows)}
        with new.open("w", encoding="utf-8") as lines:
            lines.write(json.dumps(head) + "\n")
            for row in rows:
                lines.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        new.replace(self._path)


def _whole_rows(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """All but a last one that was cut off."""
    for line in lines:
        if line.endswith("\n"):
            yield json.loads(line)
