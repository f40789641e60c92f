"""The bundle as an import reads it: verified first, and every file again when it is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from editorial.verifying.chain import EVENTS
from editorial.verifying.document_files import as_data, canonical_json, digest
from editorial.verifying.manifest import ENTRIES, Contents, lines, read_contents
from editorial.verifying.opening import Bundle, BundleError, open_bundle, read
from editorial.verifying.whole_bundle import faults
from encyclopedia.core import documents, limits
from encyclopedia.core.documents import Document, DocumentError
from encyclopedia.core.suppressed import is_left
from encyclopedia.wording import words
from encyclopedia.wording.part_names import PARTS

Row = dict[str, Any]
Rows = dict[str, list[Row]]
# A badly damaged bundle has thousands of faults.
MAX_REPORTED = 20


class ImportRefused(Exception):
    """What is not imported; the message says why, item by item."""


@contextmanager
def verified_bundle(
    path: Path, *, since: Sequence[str] = (), digest: str = ""
) -> Iterator[VerifiedBundle]:
    """The bundle at `path`, verified. Raises BundleError for what is not a bundle, ImportRefused for an altered one."""
    bundle = open_bundle(path)
    try:
        messages = []
        for fault in faults(path, since=since, digest=digest, bundle=bundle):
            messages.append(str(fault))
            if len(messages) == MAX_REPORTED:
                break
        if messages:
            raise ImportRefused("\n".join(messages))
        yield VerifiedBundle(_Checked(bundle, read_contents(bundle)[0]))
    finally:
        bundle.close()


@dataclass
class BundleEntry:
    """One entry of the bundle: its line in the list of entries, its history by kind of row, its checks."""

    line: Row
    rows: Rows
    checks: list[Row]

    @property
    def name(self) -> str:
        return str(self.line["name"])


class VerifiedBundle:
    """Reads the parts of a verified bundle. Raises BundleError for a file that has changed since."""

    def __init__(self, checked: _Checked) -> None:
        self._bundle = checked
        self.manifest, self.files = checked.contents.manifest, checked.contents.files
        self.complete = checked.contents.complete

    @property
    def head(self) -> str:
        return str(self.manifest["head"]["hash"])

    @property
    def entry_count(self) -> int:
        return int(self.manifest["counts"]["entries"])

    def lines(self, name: str) -> Iterator[Row]:
        return lines(self._bundle, name)

    def read(self, name: str) -> bytes:
        return read(self._bundle, name)

    def pieces(self, name: str) -> bytes:
        """A picture or a file of evidence."""
        return b"".join(self._bundle.pieces(name))

    def entries(self) -> Iterator[BundleEntry]:
        """Every entry in turn, sources first."""
        for line in self.lines(ENTRIES):
            rows: Rows = {}
            for row in self.lines(line["history"]):
                rows.setdefault(row["row"], []).append(row)
            checks = list(self.lines(line["checks"])) if line["checks"] else []
            yield BundleEntry(line, rows, checks)

    def events(self) -> Iterator[Row]:
        for name in sorted(name for name in self.files if name.startswith(EVENTS)):
            yield from self.lines(name)

    def document(self, row: Row, *, drafted: bool = False) -> tuple[str, Document]:
        """A document that a row names: as it is stored, and typed. Raises ImportRefused for an invalid one.

        What is published fits into the readers' columns; what was `drafted` may be of any length.
        """
        record = self.read(row["record"]) if row["record"] else None
        data = as_data(self.read(row["document"]), record)
        try:
            document = documents.read(data)
        except DocumentError as error:
            raise ImportRefused(f"{row['document']}: {words(error.message)}") from error
        excess = None if drafted else next(limits.excesses(document), None)
        stored = canonical_json(data).decode()
        # What was left of a suppressed one was held against its event when the bundle was verified.
        is_other = digest(data) != row["digest"] and not is_left(stored, row["digest"])
        if excess or is_other:
            sentence = _("%(document)s: its digest does not fit.")
            if excess:
                sentence = _("%(document)s: %(part)s is too long.")
            values = {"document": row["document"], "part": PARTS[excess.name] if excess else ""}
            raise ImportRefused(sentence % values)
        return stored, document


class _Checked:
    """A bundle that checks every file it reads against the digest that was verified."""

    def __init__(self, bundle: Bundle, contents: Contents) -> None:
        self._bundle, self.contents = bundle, contents

    def names(self) -> list[str]:
        return self._bundle.names()

    def size(self, name: str) -> int:
        return self._bundle.size(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        file_hash = hashlib.sha256()
        for piece in self._bundle.pieces(name):
            file_hash.update(piece)
            yield piece
        if name not in self.contents.files or file_hash.hexdigest() != self.contents.files[name][1]:
            raise BundleError(_("%(name)s: changed while it was read.") % {"name": name})

    def close(self) -> None:
        self._bundle.close()
