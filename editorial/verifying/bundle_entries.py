"""The entries of a bundle, as their verifier reads them. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .agreement_rows import agreement_faults
from .document_files import as_data, as_json
from .entry_record import EntryVerifier
from .manifest import ENTRIES, Contents, lines
from .opening import Bundle, BundleFault, read
from .picture_rows import picture_faults
from .recorded import Records

Row = Mapping[str, Any]
OFFICE_FILE = "office.jsonl"
CLAIMS_FILE = "claims.jsonl"
# Rows of the office that belong to one entry: their name there, and the column that says to which.
_OF_ENTRY = {"Merge": ("merge", "merged_id"), "ToldApart": ("apart", "first_id")}


class BundleStore:
    """Documents and pages as files of a bundle."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    def document(self, row: Row) -> dict[str, Any]:
        record = read(self.bundle, row["record"]) if row["record"] else None
        return as_data(read(self.bundle, row["document"]), record)

    def where(self, row: Row, item: str) -> str:
        return str(row["document"])

    def page(self, edition: Row) -> dict[str, str] | None:
        page: dict[str, str] = as_json(read(self.bundle, edition["parts"]))
        return page


def entries_faults(bundle: Bundle, contents: Contents, records: Records) -> Iterator[BundleFault]:
    """Every entry of an opened bundle whose files match its list of files, and the pictures they show."""
    verifier = EntryVerifier(BundleStore(bundle), records, complete=contents.complete)
    office = _office(bundle, contents)
    count = 0
    for entry in lines(bundle, ENTRIES):
        count += 1
        rows: dict[str, list[dict[str, Any]]] = dict(office.get(str(entry.get("id")), {}))
        for row in lines(bundle, entry["history"]):
            rows.setdefault(row["row"], []).append(row)
        checks = lines(bundle, entry["checks"]) if entry["checks"] else ()
        yield from verifier.faults(entry, rows, checks)
    if count != contents.manifest["counts"].get("entries"):
        yield BundleFault(ENTRIES, "does not name as many entries as the manifest says.")
    yield from records.left()
    if contents.complete:
        signed = (row for row in _office_lines(bundle, contents) if row.get("row") == "Agreement")
        yield from agreement_faults(signed, records.agreements)
        told = (row for row in _office_lines(bundle, contents) if row.get("row") == "PictureRecord")
        yield from picture_faults(told, records.pictures)
        claims = lines(bundle, CLAIMS_FILE) if CLAIMS_FILE in contents.files else ()
        yield from records.upgrades.faults((row["old"], row["new"]) for row in claims)
    yield from _file_faults(contents, verifier.pictures)


def _office(bundle: Bundle, contents: Contents) -> dict[str, dict[str, list[dict[str, Any]]]]:
    by_entry: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in _office_lines(bundle, contents):
        if row.get("row") in _OF_ENTRY:
            name, column = _OF_ENTRY[row["row"]]
            by_entry.setdefault(str(row.get(column)), {}).setdefault(name, []).append(row)
    return by_entry


def _office_lines(bundle: Bundle, contents: Contents) -> Iterator[dict[str, Any]]:
    if OFFICE_FILE in contents.files:
        yield from lines(bundle, OFFICE_FILE)


def _file_faults(contents: Contents, shown: set[str]) -> Iterator[BundleFault]:
    """Pictures and private files are named by their digests; every picture that a document shows is there."""
    stored = set()
    for name, (_size, sha) in contents.files.items():
        folder, _slash, rest = name.partition("/")
        if (
            folder in {"pictures", "evidence", "agreements", "permissions"}
            and rest.partition(".")[0] != sha
        ):
            yield BundleFault(name, "is not named by its digest: it is another file.")
        elif folder == "pictures":
            stored.add(sha)
            if sha not in shown and not contents.complete:
                yield BundleFault(name, "is in no document here.")
    for sha in sorted(shown - stored):
        if sha not in contents.manifest["lacking"]:
            yield BundleFault(f"pictures/{sha}", "is missing: a document shows it.")
