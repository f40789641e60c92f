"""What a back-up says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.keeping.folders import MANIFEST, KeepingError

FORMAT = 1


@dataclass(frozen=True)
class Table:
    """`next` is the last number that the database gave to a row of it, 0 where it gives none."""

    name: str
    columns: list[str]
    rows: int
    next: int


@dataclass(frozen=True)
class Manifest:
    """`head` is that of the audit log, (seq, hash); `migrations` are those applied, as [app, name].

    `lacking` are the names of files that rows name and the storage did not have whole.
    """

    made_at: str
    database: str
    head: tuple[int, str]
    sample: bool
    migrations: list[list[str]]
    tables: list[Table]
    files: int
    file_bytes: int
    lacking: list[str] = field(default_factory=list)
    format: int = FORMAT

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Raises KeepingError for what no back-up says, or one of a later release."""
    try:
        data: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        written = int(data["format"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _unreadable(folder) from error
    if written != FORMAT:
        raise KeepingError(
            _(
                "The back-up in %(folder)s was made by a later release than this. Install that release, then restore."
            )
            % {"folder": folder}
        )
    try:
        seq, hashed = data.pop("head")
        tables = [Table(**table) for table in data.pop("tables")]
        return Manifest(**data, head=(int(seq), str(hashed)), tables=tables)
    except (TypeError, ValueError, KeyError) as error:
        raise _unreadable(folder) from error


def _unreadable(folder: Path) -> KeepingError:
    return KeepingError(
        _("%(folder)s is no back-up that can be read: its manifest says too little. Take another.")
        % {"folder": folder}
    )
