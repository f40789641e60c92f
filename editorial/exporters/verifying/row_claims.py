"""What rows say beside their signatures, against documents, events and each other. Standard library alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .chain import MOMENT, AuditEvent, instant, when
from .opening import BundleFault

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]

NAMES = ("kind", "slug", "title")


def told_otherwise(item: str, row: Row, told: AuditEvent, rows: Rows) -> Iterator[BundleFault]:
    """A revision's summary, and which one it goes back to. Revisions that were taken over have words of their own."""
    # What goes back to a revision that went back itself may name the one in which it was written.
    restored = {each["number"]: each["restored"] for each in rows["revision"]}
    named = {told.data.get("to_revision")}
    back = restored.get(told.data.get("to_revision"))
    while back is not None and back not in named:
        named.add(back)
        back = restored.get(back)
    if row["restored"] not in named:
        yield BundleFault(item, "goes back to another revision than its event says.")
    summary = told.reason[:500]
    # Stet words the summaries of what was renamed, and of what went back without one.
    own = told.action == "save" and "at" not in told.data
    if row["summary"] != summary and (summary or own):
        yield BundleFault(item, "has another summary than its event.")


def notice_faults(
    item: str, edition: Row, at: str, waivers: list[dict[str, Any]]
) -> Iterator[BundleFault]:
    """An edition tells of the waivers that were in force when it was published, and of nothing else."""
    published = when(at)
    due: list[tuple[str, str]] = []
    late: list[tuple[str, str]] = []
    for waiver in waivers:
        words = (waiver["reason"], instant(waiver["expires_at"]))
        left = when(waiver["expires_at"]) - published
        if when(waiver["at"]) <= published and left > 0:
            # One that ran out while the edition was being published may be told of or not.
            (due if left > MOMENT else late).append(words)
    told = [(notice["text"], instant(notice["until"])) for notice in edition["notices"]]
    missing = [words for words in due if words not in told]
    if missing or any(words not in due + late for words in told) or len(told) > len(due + late):
        yield BundleFault(
            item, "does not tell of the waivers that were in force when it was published."
        )


def entry_faults(
    entry: Row, rows: Rows, live: Row | None, newest: Row | None
) -> Iterator[BundleFault]:
    """The entry's line and its manuscript, against the documents of the current edition and the newest revision."""
    name = entry["name"]
    manuscript = rows["manuscript"][0] if rows.get("manuscript") else None
    shown = live if live is not None else manuscript
    if name != f"{entry['kind']}/{entry['slug']}" or (
        shown is not None and any(entry[each] != shown[each] for each in NAMES)
    ):
        yield BundleFault(name, "has another kind, address or title than its document.")
    if manuscript is None:
        return
    if newest is not None and any(manuscript[each] != newest[each] for each in NAMES):
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
            item, "is shown to readers, or kept from them, against what was published."
        )


def mark_faults(entry: Row, rows: Rows, told: AuditEvent | None) -> Iterator[BundleFault]:
    """What a public bundle says against a source is what its last event says."""
    said = [(r["reliability"], r["reason"], instant(r["at"])) for r in rows.get("mark", ())]
    due: list[tuple[Any, str, str]] = []
    if told is not None:
        at = instant(told.data.get("at", told.at))
        due = [(told.data.get("reliability"), told.reason, at)]
    if said != due:
        yield BundleFault(entry["name"], "is marked otherwise than its last event says.")
