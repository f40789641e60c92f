"""Checks, waivers, evidence, merges and marks against their events. Standard library only."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .document_files import canonical_json, digest, sha256
from .moments import instant
from .opening import BundleFault
from .recorded import UNTOLD, AuditEvent, Key, Records, differing
from .written_rows import Row, Rows

_CHECK = {
    **{name: name for name in ("claim_digest", "claim", "source_edition", "locator", "quotation")},
    **{name: name for name in ("prefix", "suffix", "context", "work", "version", "verdict")},
    **{name: name for name in ("source_mark", "public_note", "found", "found_page")},
    **{name: name for name in ("found_places", "means", "not_borne_out", "asks")},
    "source_key": "source",
    "source": "source_id",
}
# What checks and waivers are bound to since version 0.2: an event that does not say it tells of one without it.
_LATER: dict[str, Any] = {
    **dict.fromkeys(("prefix", "suffix", "context", "work", "source_mark", "public_note"), ""),
    **dict.fromkeys(("found", "found_page", "means", "not_borne_out"), ""),
    "found_places": 0,
    "asks": False,
    "version": 1,
    "source": None,
}
# What only an archive and the site itself have.
_PRIVATE_CHECK = {
    "by_id": "by",
    "note": "reason",
    "looked_at": "looked_at",
    "revision": "revision",
}


def check_faults(
    item: str, of: str, row: Row, records: Records, *, complete: bool
) -> Iterator[BundleFault]:
    """A check against its event; a public bundle has only the public columns, and lacks older events.

    Digests of version 1 are made again from the row, since events of then say less. Later events tell all of it.
    """
    if row.get("version", 1) == 1:
        place = [_folded(row["locator"]), _folded(row["quotation"])]
        parts = ["citation", row["claim_digest"], row["source_key"], *place]
        if sha256(canonical_json(parts)) != row["digest"]:
            yield BundleFault(item, "has the digest of another citation than it names.")
    row = {**_LATER, **row}
    names = _CHECK | _PRIVATE_CHECK if complete else _CHECK
    since = records.halved_since
    needed = complete or (since and instant(row["at"]) >= instant(since))
    key = ("check", of, row["digest"])
    yield from _own_event(item, key, row, names, records, needed=bool(needed))


def waiver_faults(item: str, of: str, row: Row, records: Records) -> Iterator[BundleFault]:
    row = {"version": 1, **row}
    names = {"by_id": "by"}
    names |= {name: name for name in ("reason", "obstacles", "expires_at", "version")}
    yield from _own_event(item, ("waiver", of, row["revision"]), row, names, records)


def evidence_faults(
    item: str, of: str, row: Row, records: Records, rows: Rows
) -> Iterator[BundleFault]:
    """Evidence against its event, and its words where the event has their digest and they were not set aside."""

    pages = [page for page in rows.get("evidence_page", ()) if page["evidence_id"] == row["id"]]
    words = digest([[page["label"], page["text"]] for page in pages])
    names = {"by_id": "by"} | {name: name for name in ("kind", "size", "origin", "title")}
    if pages:
        names["words"] = "words"
    yield from _own_event(
        item, ("evidence", of, row["digest"]), {**row, "words": words}, names, records
    )
    if not pages and row["id"] not in records.set_aside.get(of, ()):
        yield BundleFault(item, "has lost its words, and no event says that they were set aside.")
    if [page["position"] for page in pages] != list(range(len(pages))):
        yield BundleFault(item, "has pages in another order, or lacks some.")


def merge_faults(item: str, of: str, row: Row, records: Records) -> Iterator[BundleFault]:
    """A merge against its event. Its target may have been merged itself since."""
    target = records.final_target(of)
    if target is not None and row["into_id"] != target:
        yield BundleFault(item, "is into another source than its event says.")
    names = {"by_id": "by", "reason": "reason"}
    yield from _own_event(item, ("merge", of), row, names, records)


def apart_faults(item: str, of: str, row: Row, records: Records) -> Iterator[BundleFault]:
    names = {"by_id": "by", "reason": "reason", "second_id": "second"}
    yield from _own_event(item, ("apart", of), row, names, records)


def _own_event(
    item: str,
    key: Key,
    row: Row,
    names: Mapping[str, str],
    records: Records,
    *,
    needed: bool = True,
) -> Iterator[BundleFault]:
    """Compares the row with the event that is its own; a reason may have been cut to 500 characters."""

    def different(event: AuditEvent) -> list[str]:
        columns = event.differences(row, names)
        columns += [
            column
            for column, value in _LATER.items()
            if key[0] in {"check", "waiver"}
            and column in names
            and event.told(names[column]) is UNTOLD
            and row[column] != value
        ]
        cut = key[0] in ("merge", "apart") and event.reason[:500] == row["reason"]
        return [column for column in columns if not (cut and column == "reason")]

    event = records.take(key, row["at"], lambda event: not different(event))
    if event is None:
        if needed:
            yield BundleFault(
                item, "matches no event of the audit log: what it is of, or its date."
            )
    else:
        yield from differing(item, different(event))


def shown_faults(
    item: str, check: Row, digests: Collection[str], rows: Rows
) -> Iterator[BundleFault]:
    """Readers see the checks of what they read, and none of what was never published.

    `digests` are those that the check's citation has or had.
    """
    editions = rows.get("edition", ())
    cited = [
        edition for edition in editions if set(digests).intersection(edition["citation_digests"])
    ]
    ever = bool(cited)
    now = any(edition["state"] == "current" for edition in cited)
    if (check["shown"] and not ever) or (now and not check["shown"]):
        yield BundleFault(
            item, "is shown to readers or hidden from them, contrary to what was published."
        )


def mark_faults(entry: Row, rows: Rows, event: AuditEvent | None) -> Iterator[BundleFault]:
    """The mark of a source that readers see is that of its last event."""
    marks = [
        (row["reliability"], row["reason"], instant(row["at"])) for row in rows.get("mark", ())
    ]
    expected: list[tuple[Any, str, str]] = []
    if event is not None:
        at = instant(event.data.get("at", event.at))
        expected = [(event.data.get("reliability"), event.reason, at)]
    if marks != expected:
        yield BundleFault(entry["name"], "has another mark than its last event says.")


def doi_faults(entry: Row, rows: Rows, events: Mapping[int, AuditEvent]) -> Iterator[BundleFault]:
    """The DOIs of its editions are those of their last events."""
    shown = {int(row["edition"]): (row["doi"], instant(row["at"])) for row in rows.get("doi", ())}
    said = {
        number: (event.data["doi"], instant(event.data.get("at", event.at)))
        for number, event in events.items()
        if event.data["doi"]
    }
    for number in sorted(shown.keys() | said.keys()):
        if shown.get(number) != said.get(number):
            item = f"{entry['name']}, edition {number}"
            yield BundleFault(item, "has another DOI than its last event says.")


def translation_faults(entry: Row, rows: Rows, event: AuditEvent | None) -> Iterator[BundleFault]:
    """Of which entry it is a translation is what its last event says, where that is in the bundle."""
    shown = [
        (row["original"], row["edition"], instant(row["at"])) for row in rows.get("translation", ())
    ]
    said = []
    if event is not None and event.data["original"]:
        at = instant(event.data.get("at", event.at))
        said = [(event.data["original"], event.data["edition"], at)]
    if shown != said:
        yield BundleFault(entry["name"], "is joined to its original otherwise than its event says.")


def _folded(text: str) -> str:
    """As Stet normalises text before it takes a digest: NFC, every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
