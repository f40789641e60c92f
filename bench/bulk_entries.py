"""Writes a whole encyclopedia of generated entries into an empty database, in bulk: for `growth.py` alone.

A shortcut that no other program may take: the triggers that refuse rows without an approval are dropped first, so
such a database has no history and is never served. What readers' tables hold is otherwise what the projection
writes: entries with aliases, subjects, links (one in three to a name that no entry has), five citations in each work,
pages, editions (one work in three was changed), texts for search, and counts.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from invented import VOCABULARY, Entries, word
from published import open_readers_tables

from encyclopedia import projection
from encyclopedia.core.collation import initial, sort_key
from encyclopedia.core.names import name_key
from encyclopedia.models import (
    Alias,
    Article,
    Citation,
    ClaimCounts,
    Edition,
    EditionSource,
    Entry,
    Link,
    Organisation,
    Page,
    Person,
    SearchName,
    SearchText,
    Source,
    Tag,
    TaggedEntry,
)


def write_entries(size: int) -> None:
    """Fill an empty, migrated database."""
    entries = Entries(size)
    prepare = {
        "sqlite": "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF",
        # Rows are not compared with those they refer to, one by one.
        "postgresql": "SET session_replication_role = replica; SET work_mem = '64MB'",
    }
    with connection.cursor() as cursor:
        for statement in prepare[connection.vendor].split("; "):
            cursor.execute(statement)
    with transaction.atomic():
        open_readers_tables()
        _write_entries(entries)
        _write_connections(entries)
        _write_pages(entries)
        _write_citations(entries)
        projection.count(entries.ids)
    connection.close()


def write_rows(model: type[Model], columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows into the model's own table; `columns` are fields' names as the table has them, others get defaults."""
    table, names = model._meta.db_table, columns.split()
    others = [
        field
        for field in model._meta.local_concrete_fields
        if not (field.null or field.primary_key or field.column in names)
    ]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    names += [field.column or "" for field in others]
    rows = ((*row, *defaults) for row in rows)
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"
    connection.connection.executemany(statement, (tuple(map(_plain, row)) for row in rows))


def _plain(value: Any) -> Any:
    """As Django stores it on SQLite."""
    if isinstance(value, uuid.UUID):
        return value.hex
    return value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


def _write_entries(entries: Entries) -> None:
    keys = [sort_key(name) for name in entries.names]
    write_rows(
        Entry,
        "id kind slug title name_key sort_key initial summary language edition published_at changed_at",
        (
            (
                entries.ids[at],
                entries.kinds[at],
                entries.slugs[at],
                entries.names[at],
                name_key(entries.names[at]),
                keys[at],
                initial(keys[at]),
                entries.summaries[at],
                "en",
                entries.edition_counts[at],
                entries.times[at],
                entries.times[at],
            )
            for at in range(entries.size)
        ),
    )
    own: dict[str, tuple[type[Model], str, tuple[Any, ...]]] = {
        "article": (Article, "words", (120,)),
        "person": (Person, "sort_name", ("",)),
        "organisation": (Organisation, "", ()),
        "source": (
            Source,
            "record record_edition record_type reliability reliability_reason",
            ('{"type": "book"}', 1, "book", "sound", ""),
        ),
    }
    for kind, (model, columns, values) in own.items():
        ids = (entries.ids[at] for at in range(entries.size) if entries.kinds[at] == kind)
        write_rows(model, f"entry_ptr_id {columns}", ((pk, *values) for pk in ids))


def _write_connections(entries: Entries) -> None:
    aliases = ((entries.ids[at], name) for at, name in entries.aliases.items())
    write_rows(
        Alias,
        "entry_id name name_key slug",
        ((pk, name, name_key(name), name.lower().replace(" ", "-")) for pk, name in aliases),
    )
    tags = max(10, min(2_000, entries.size // 10))
    names = [f"{word(900 + number)} {VOCABULARY[number]}" for number in range(tags)]
    write_rows(
        Tag,
        "id name slug",
        ((at + 1, name, name.replace(" ", "-")) for at, name in enumerate(names)),
    )
    tagged = sorted({(entries.one_of(tags) + 1, at) for at in entries.works for _ in range(2)})
    write_rows(
        TaggedEntry,
        "tag_id content_object_id sort_key changed_at",
        (
            (tag, entries.ids[at], sort_key(entries.names[at]), entries.times[at])
            for tag, at in tagged
        ),
    )
    links: dict[tuple[int, str], tuple[Any, ...]] = {}
    for at in entries.works:
        for target in entries.randomness.sample(entries.works, k=2):
            name = entries.names[target]
            links[at, name] = (entries.ids[at], name, name_key(name), entries.ids[target])
        wanted = f"Wanted {word(entries.one_of(max(entries.size // 5, 10)))}"
        links[at, wanted] = (entries.ids[at], wanted, name_key(wanted), None)
    write_rows(Link, "entry_id name name_key target_id", links.values())


def _write_pages(entries: Entries) -> None:
    parts = [
        (f"<title>{name}</title>", f"<h1>{name}</h1>", "", "", "", "") for name in entries.names
    ]
    changes = ("correction", "addition", "wording", "layout")
    write_rows(
        Edition,
        "entry_id kind slug number title digest document change summary state published_at notices event_hash"
        " head top facts contents body notes",
        (
            (
                entries.ids[at],
                entries.kinds[at],
                entries.slugs[at],
                number,
                entries.names[at],
                f"{at:064x}",
                "{}",
                changes[at // 3 % len(changes)] if number > 1 else "new",
                entries.summaries[at],
                "current" if number == entries.edition_counts[at] else "superseded",
                entries.times[at],
                "[]",
                "",
                *parts[at],
            )
            for at in range(entries.size)
            for number in range(1, entries.edition_counts[at] + 1)
        ),
    )
    write_rows(
        Page,
        "entry_id path tail etag modified_at head top facts contents body notes",
        (
            (
                entries.ids[at],
                f"{entries.kinds[at]}/{entries.slugs[at]}",
                "",
                f"{at:064x}",
                entries.times[at],
                *parts[at],
            )
            for at in range(entries.size)
        ),
    )
    write_rows(SearchText, "id entry_id title aliases summary body names plain", _texts(entries))
    names = [(at, name, True) for at, name in enumerate(entries.names)]
    names += [(at, alias, False) for at, alias in entries.aliases.items()]
    write_rows(
        SearchName,
        "entry_id text_id name is_title kind",
        (
            (entries.ids[at], at + 1, name.lower(), title, entries.kinds[at])
            for at, name, title in names
        ),
    )


def _texts(entries: Entries) -> Iterator[tuple[Any, ...]]:
    for at in range(entries.size):
        title, alias = entries.names[at].lower(), entries.aliases.get(at, "").lower()
        names = "\n" + "\n".join(filter(None, (title, alias))) + "\n"
        text = entries.texts[at]
        yield at + 1, entries.ids[at], title, alias, entries.summaries[at], text, names, text


def _write_citations(entries: Entries) -> None:
    digests = "digest claim_digest"
    write_rows(
        Citation,
        f"entry_id position number occurrence source_id locator quotation prefix suffix claim sentence {digests}"
        " context note standing checked_at role",
        (
            (
                entries.ids[at],
                position,
                position + 1,
                1,
                entries.ids[source],
                f"p. {position}",
                "",
                "",
                "",
                entries.summaries[at],
                entries.summaries[at],
                f"{at:059x}{position:05x}",
                f"{at:059x}{position:05x}",
                "",
                "",
                standing,
                None if standing == "unchecked" else entries.times[at],
                "" if standing == "unchecked" else "moderator",
            )
            for at, position, source, standing in entries.citations
        ),
    )
    cited = {(at, source) for at, _position, source, _standing in entries.citations}
    write_rows(
        EditionSource,
        "entry_id edition key",
        (
            (entries.ids[at], entries.edition_counts[at], entries.slugs[source])
            for at, source in sorted(cited)
        ),
    )
    standings: dict[int, list[str]] = {at: [] for at in range(entries.size)}
    for at, _position, _source, standing in entries.citations:
        standings[at].append(standing)
    write_rows(
        ClaimCounts,
        "entry_id supported partly failed inaccessible context_changed changed unchecked needed doubted last",
        (
            (
                entries.ids[at],
                told.count("supports"),
                told.count("partly"),
                *(0, 0, 0, 0),
                told.count("unchecked"),
                *(0, 0),
                None if set(told) <= {"unchecked"} else entries.times[at],
            )
            for at, told in standings.items()
        ),
    )
