"""Revisions, and what an entry's own rows say of it. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .document_files import digest
from .moments import instant
from .opening import BundleFault
from .recorded import UNTOLD, AuditEvent, Records, differing

Row = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]

NAMES = ("kind", "slug", "title")
# A longer title of a draft is kept in its document; its manuscript has as much of it as the column holds.
MAX_TITLE = 300
# The address of what was discarded is free for others.
_PUT_AWAY = "discarded-"


def revision_faults(
    item: str, of: str, row: Row, records: Records, rows: Rows
) -> Iterator[BundleFault]:
    """A revision against the event of its saving; older events have neither digest nor summary of every one."""
    event = records.take(("revision", of, row["number"]), row["saved_at"])
    if event is None:
        yield BundleFault(item, "matches no event of the audit log.")
        return
    names = {"author_id": "by", "digest": "digest", "based_on": "based_on"}
    columns = event.differences(row, names)
    if event.told("citations") not in (UNTOLD, digest(row["citation_digests"])):
        columns.append("citations")
    if event.told("summary") is not UNTOLD:
        columns += event.differences(row, {"summary": "summary"})
    elif not event.halved:
        # Stet itself writes the summary of a renaming, and of a restoration without one; an import has its own.
        summary = event.reason[:500]
        own = event.action == "save" and "at" not in event.data
        if row["summary"] != summary and (summary or own):
            columns.append("summary")
    if event.knows_person and event.private.get("suggested_by") != row.get("suggested_by_id"):
        columns.append("suggested_by")
    yield from differing(item, columns)
    if row["restored"] not in _restorable(event, rows):
        yield BundleFault(item, "restores another revision than its event says.")


def _restorable(event: AuditEvent, rows: Rows) -> set[int | None]:
    if "restored" in event.data or event.halved:
        return {event.data.get("restored")}
    # Restoring a revision that was itself restored may name the one in which the text was written.
    restored = {revision["number"]: revision["restored"] for revision in rows["revision"]}
    allowed = {event.data.get("to_revision")}
    target = restored.get(event.data.get("to_revision"))
    while target is not None and target not in allowed:
        allowed.add(target)
        target = restored.get(target)
    return allowed


def _named_by(manuscript: Row, newest: Row, status: str) -> bool:
    """Whether a manuscript has the kind, address and title of its newest revision, as its state shortens them."""
    slug, title, typed = manuscript["slug"], manuscript["title"], newest["title"]
    put_away = status == "discarded" and slug.startswith(_PUT_AWAY)
    # A draft without a title has a word for one, in the language of whoever saved it.
    shown = typed[:MAX_TITLE] if typed.strip() else title
    return (
        manuscript["kind"] == newest["kind"]
        and (put_away or slug == newest["slug"])
        and title == shown
        and bool(title)
    )


def entry_faults(
    entry: Row, rows: Rows, live: Row | None, newest: Row | None, state: tuple[str, str] | None
) -> Iterator[BundleFault]:
    """The entry's line and its manuscript, against the documents of the current edition and the newest revision.

    `state` is its state and the time of its planned publication, by the events; None where not all are known.
    """
    name = entry["name"]
    manuscript = rows["manuscript"][0] if rows.get("manuscript") else None
    shown = live if live is not None else manuscript
    if name != f"{entry['kind']}/{entry['slug']}" or (
        shown is not None and any(entry[column] != shown[column] for column in NAMES)
    ):
        yield BundleFault(name, "has another kind, address or title than its document.")
    if manuscript is None:
        return
    status = state[0] if state is not None else manuscript["status"]
    if newest is not None and not _named_by(manuscript, newest, status):
        yield BundleFault(
            name, "has a manuscript of another kind, address or title than its document."
        )
    published = rows.get("publication", [])
    last = max(published, key=lambda row: row["number"], default={"number": 0, "revision": 0})
    revisions = rows.get("revision", ())
    numbers = {
        "id": entry["id"],
        "revision": max((row["number"] for row in revisions), default=0),
        "edition": last["number"],
        "published_revision": last["revision"],
        "live_edition": entry["edition"],
    }
    if revisions:
        numbers["author_id"] = min(revisions, key=lambda row: int(row["number"]))["author_id"]
    if state is not None:
        numbers["status"] = state[0]
        if instant(manuscript["publish_at"] or "") != instant(state[1]):
            yield BundleFault(name, "is planned for another time than its event says.")
    for column, value in numbers.items():
        if manuscript[column] != value:
            yield BundleFault(name, f"has a manuscript whose {column} is not that of its rows.")
