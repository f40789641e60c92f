"""Approvals, publications and editions against their events. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .document_files import digest, sha256
from .moments import instant
from .notice_rows import notice_faults
from .opening import BundleFault
from .own_words import revisions_written
from .recorded import UNTOLD, AuditEvent, Records, differing
from .written_rows import Row, Rows


def approval_faults(
    item: str, of: str, row: Row, records: Records, rows: Rows
) -> Iterator[BundleFault]:
    """An approval signs its revision's digest, and was given by nobody who wrote any part of it."""

    def different(event: AuditEvent) -> list[str]:
        columns = event.differences(row, {"by_id": "by", "change": "change"})
        reason = event.told("reason")
        if reason is not UNTOLD and reason.strip()[:500] != row["summary"]:
            columns.append("summary")
        return columns

    key = ("approval", of, row["revision"], row["digest"])
    event = records.take(key, row["at"], lambda event: not different(event))
    if event is None:
        yield BundleFault(item, "matches no event of the audit log.")
    else:
        yield from differing(item, different(event))
    revisions, publications = rows.get("revision", ()), rows.get("publication", ())
    for revision in revisions:
        if revision["number"] == row["revision"] and revision["digest"] != row["digest"]:
            yield BundleFault(item, "signs another digest than the revision's.")
    published = {publication["revision"] for publication in publications}
    since = max((number for number in published if number < row["revision"]), default=0)
    for number in revisions_written(row["by_id"], rows, since, row["revision"]):
        yield BundleFault(item, f"was signed by somebody who wrote revision {number}.")


def published_faults(
    item: str,
    of: str,
    row: Row,
    records: Records,
    rows: Rows,
    editions: Sequence[Row],
    pages: Sequence[Mapping[str, str] | None],
) -> Iterator[BundleFault]:
    """A publication is of what was approved, and its edition shows exactly what was published."""
    event = records.take(("publication", of, row["number"]), row["at"])
    approvals, place = rows.get("approval", []), row["approval"]
    if type(place) is not int or not 1 <= place <= len(approvals):
        yield BundleFault(item, f"names approval {place}, which is not there.")
        return
    approval = approvals[place - 1]
    if (approval["revision"], approval["digest"]) != (row["revision"], row["digest"]):
        yield BundleFault(item, "is not what was approved.")
    if event is None:
        yield BundleFault(item, "matches no event of the audit log.")
        return
    names = {"digest": "digest", "by_id": "by", "number": "edition", "revision": "revision"}
    yield from differing(f"{item}, its publication", event.differences(row, names))
    approved_at = {"at": "approved_at"}
    if event.differences(approval, approved_at):
        yield BundleFault(item, "is of another approval than its event says.")
    for edition in editions:
        yield from _edition_faults(item, row, edition, event, approval)
        # An edition taken over from another site has that site's waivers too.
        if "origin" not in event.data:
            yield from notice_faults(
                item, row, edition, event, rows, upgraded=bool(records.upgrades.events)
            )
        if pages:
            newest = max(publication["number"] for publication in rows["publication"])
            gone = (of, edition["digest"]) in records.suppressed
            yield from _state_faults(
                item, edition, event, records.withdrawals.get(of), newest, gone=gone
            )
    for page in pages:
        if page is not None:
            yield from _page_faults(item, page, event)


def _edition_faults(
    item: str, row: Row, edition: Row, event: AuditEvent, approval: Row
) -> Iterator[BundleFault]:
    expected = {
        "event hash": (edition["event_hash"], event.hash),
        "digest": (edition["digest"], row["digest"]),
        "kind of change": (edition["change"], approval["change"]),
        "summary": (edition["summary"], approval["summary"]),
        "date": (
            instant(edition["published_at"]),
            instant(event.data.get("published_at", event.at)),
        ),
    }
    stored = event.data.get("stored", {})
    if "notices" in stored:
        expected["notices"] = (digest(edition["notices"]), stored["notices"])
    yield from differing(item, [name for name, (is_, was) in expected.items() if is_ != was])


def _page_faults(item: str, page: Mapping[str, str], event: AuditEvent) -> Iterator[BundleFault]:
    """The stored page, where the event has its digest: older events do not, or have one of all parts."""
    stored = event.data.get("stored", {})
    changed = [
        name for name in page if stored.get(name, "") not in ("", sha256(page[name].encode()))
    ]
    if not changed and event.data.get("parts", "") not in ("", digest(dict(page))):
        changed = ["page"]
    if changed:
        yield BundleFault(
            item, f"was altered: its event has another digest of its {', '.join(changed)}."
        )


def _state_faults(
    item: str,
    edition: Row,
    event: AuditEvent,
    withdrawal: AuditEvent | None,
    newest: int,
    *,
    gone: bool,
) -> Iterator[BundleFault]:
    if gone:
        state = "withdrawn"
    elif withdrawal is not None and withdrawal.seq > event.seq:
        # What was merged into another entry leads there, and can be read as it was.
        state = "superseded" if withdrawal.data.get("merged_into") else "withdrawn"
    else:
        state = "current" if edition["number"] == newest else "superseded"
    if edition["state"] != state:
        yield BundleFault(item, f"is {edition['state']}; by the audit log it is {state}.")
