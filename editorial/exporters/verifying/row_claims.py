"""What rows hold beside their signatures, compared with documents, events and each other. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .chain import MOMENT, AuditEvent, instant, when
from .opening import BundleFault

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]

NAMES = ("kind", "slug", "title")


def revision_faults(item: str, row: Row, event: AuditEvent, rows: Rows) -> Iterator[BundleFault]:
    """A revision's summary, and which one it restores. Revisions from another site have their own summary."""
    # Restoring a revision that was itself restored may name the one in which the text was written.
    restored = {revision["number"]: revision["restored"] for revision in rows["revision"]}
    allowed = {event.data.get("to_revision")}
    target = restored.get(event.data.get("to_revision"))
    while target is not None and target not in allowed:
        allowed.add(target)
        target = restored.get(target)
    if row["restored"] not in allowed:
        yield BundleFault(item, "restores another revision than its event says.")
    summary = event.reason[:500]
    # Stet itself writes the summary of a renaming, and of a restoration without one.
    own = event.action == "save" and "at" not in event.data
    if row["summary"] != summary and (summary or own):
        yield BundleFault(item, "has another summary than its event.")


def notice_faults(
    item: str, edition: Row, at: str, waivers: list[dict[str, Any]]
) -> Iterator[BundleFault]:
    """An edition shows the waivers that were in force when it was published, and nothing else."""
    published = when(at)
    due: list[tuple[str, str]] = []
    expiring: list[tuple[str, str]] = []
    for waiver in waivers:
        notice_data = (waiver["reason"], instant(waiver["expires_at"]))
        remaining = when(waiver["expires_at"]) - published
        if when(waiver["at"]) <= published and remaining > 0:
            # A waiver that expired while the edition was being published may be shown or not.
            (due if remaining > MOMENT else expiring).append(notice_data)
    notices = [(notice["text"], instant(notice["until"])) for notice in edition["notices"]]
    missing = [notice_data for notice_data in due if notice_data not in notices]
    if (
        missing
        or any(notice_data not in due + expiring for notice_data in notices)
        or len(notices) > len(due + expiring)
    ):
        yield BundleFault(
            item, "does not show the waivers that were in force when it was published."
        )


def entry_faults(
    entry: Row, rows: Rows, live: Row | None, newest: Row | None
) -> Iterator[BundleFault]:
    """The entry's line and its manuscript, against the documents of the current edition and the newest revision."""
    name = entry["name"]
    manuscript = rows["manuscript"][0] if rows.get("manuscript") else None
    shown = live if live is not None else manuscript
    if name != f"{entry['kind']}/{entry['slug']}" or (
        shown is not None and any(entry[column] != shown[column] for column in NAMES)
    ):
        yield BundleFault(name, "has another kind, address or title than its document.")
    if manuscript is None:
        return
    if newest is not None and any(manuscript[column] != newest[column] for column in NAMES):
        yield BundleFault(
            name, "has a manuscript of another kind, address or title than its document."
        )
    published = rows.get("publication", [])
    last = max(published, key=lambda row: row["number"], default={"number": 0, "revision": 0})
    numbers = {
        "id": entry["id"],
        "revision": max((row["number"] for row in rows.get("revision", ())), default=0),
        "edition": last["number"],
        "published_revision": last["revision"],
        "live_edition": entry["edition"],
    }
    for column, value in numbers.items():
        if manuscript[column] != value:
            yield BundleFault(name, f"has a manuscript whose {column} is not that of its rows.")


def shown_faults(item: str, check: Row, rows: Rows) -> Iterator[BundleFault]:
    """Readers see the checks of what they read, and none of what was never published."""
    digest, editions = check["digest"], rows.get("edition", ())
    ever = any(digest in edition["citation_digests"] for edition in editions)
    now = any(
        digest in edition["citation_digests"]
        for edition in editions
        if edition["state"] == "current"
    )
    if (check["shown"] and not ever) or (now and not check["shown"]):
        yield BundleFault(
            item, "is shown to readers or hidden from them, contrary to what was published."
        )


def mark_faults(entry: Row, rows: Rows, event: AuditEvent | None) -> Iterator[BundleFault]:
    """The mark of a source in a public bundle is that of its last event."""
    marks = [
        (row["reliability"], row["reason"], instant(row["at"])) for row in rows.get("mark", ())
    ]
    expected: list[tuple[Any, str, str]] = []
    if event is not None:
        at = instant(event.data.get("at", event.at))
        expected = [(event.data.get("reliability"), event.reason, at)]
    if marks != expected:
        yield BundleFault(entry["name"], "has another mark than its last event says.")
