"""Published entries for tests of readers' pages, written as rows: no projection, no audit log."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from typing import Any

from django.db import connection, transaction

from encyclopedia import projection, search
from encyclopedia.core import documents
from encyclopedia.core.collation import initial, sort_key
from encyclopedia.core.names import name_key, slugify
from encyclopedia.models import (
    Alias,
    Article,
    Edition,
    EditionState,
    Entry,
    Organisation,
    Page,
    Person,
    SitePage,
    Source,
    Tag,
    TaggedEntry,
)

MODELS: dict[str, Any] = {
    "article": Article,
    "person": Person,
    "organisation": Organisation,
    "source": Source,
    "page": SitePage,
}
DAY = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def open_readers_tables() -> None:
    """Remove, within this test's transaction, the triggers that refuse rows without an approval."""
    tables = {
        "encyclopedia_entry": ("entry_was_approved_insert", "entry_was_approved_update"),
        "encyclopedia_edition": ("edition_was_approved", "encyclopedia_edition_has_its_event"),
    }
    with connection.cursor() as cursor:
        for table, triggers in tables.items():
            for trigger in triggers:
                of = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{of}")


def publish(
    title: str,
    *,
    kind: str = "article",
    slug: str = "",
    summary: str = "",
    text: str = "",
    aliases: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    day: datetime = DAY,
    language: str = "en",
    sort_name: str = "",
    record: dict[str, Any] | None = None,
) -> Entry:
    """An entry with its page, first edition and search row; `text` becomes one paragraph."""
    slug = slug or slugify(title)
    own: dict[str, Any] = {"sort_name": sort_name} if kind == "person" else {}
    if kind == "source":
        own = {"record": record or {}, "record_type": "book"}
    key = sort_key(title)
    entry: Entry = MODELS[kind].objects.create(
        id=uuid.uuid4(),
        kind=kind,
        slug=slug,
        title=title,
        name_key=name_key(title),
        sort_key=key,
        initial=initial(key),
        summary=summary,
        language=language,
        edition=1,
        published_at=day,
        changed_at=day,
        **own,
    )
    for alias in aliases:
        Alias.objects.create(
            entry_id=entry.pk, name=alias, name_key=name_key(alias), slug=slugify(alias)
        )
    for tag in tags:
        row, _ = Tag.objects.get_or_create(name=tag, slug=slugify(tag))
        TaggedEntry.objects.create(
            tag=row,
            content_object_id=entry.pk,
            sort_key=key,
            language=language,
            changed_at=day,
        )
    parts = page_parts(title, text)
    Page.objects.create(
        entry_id=entry.pk,
        path=f"{kind}/{slug}",
        language=language,
        etag=sha256(text.encode()).hexdigest(),
        modified_at=day,
        tail="<p>tail</p>",
        **parts,
    )
    add_edition(entry, text=text)
    search.index(entry.pk)
    with transaction.atomic():
        projection.count([entry.pk])
    return entry


def page_parts(title: str, text: str) -> dict[str, str]:
    return {
        "head": f"<title>{escape(title)}</title>",
        "top": f"<h1>{escape(title)}</h1>",
        "facts": "",
        "contents": "",
        "body": f"<p>{escape(text)}</p>" if text else "",
        "notes": "",
    }


def add_edition(
    entry: Entry, *, text: str = "", change: str = "addition", summary: str = ""
) -> Edition:
    """The next edition of an entry; the one before it is superseded."""
    earlier = Edition.objects.filter(entry_id=entry.pk)
    number = earlier.count() + 1
    earlier.update(state=EditionState.SUPERSEDED)
    own: dict[str, Any] = {"record": {"type": "book"}} if entry.kind == "source" else {}
    document = documents.TYPES[entry.kind](  # type: ignore[index]
        id=str(entry.pk),
        slug=entry.slug,
        title=entry.title,
        text=text,
        language=entry.language,
        **own,
    )
    edition: Edition = Edition.objects.create(
        entry_id=entry.pk,
        kind=entry.kind,
        slug=entry.slug,
        number=number,
        title=entry.title,
        digest=documents.digest(document),
        document=documents.canonical(document).decode(),
        change="new" if number == 1 else change,
        summary=summary,
        published_at=DAY,
        event_hash=f"{number:064x}",
        **page_parts(entry.title, text),
    )
    return edition
