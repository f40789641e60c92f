"""Files of editions that nobody is sent to any more go after a while; whoever asks for one has it made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from encyclopedia.downloads import books, kept_books
from encyclopedia.downloads.kept_names import BOOKS, DOWNLOADS, SELECTION, folder_of, forget_all
from encyclopedia.models import Entry, Tag

# Since a file was made; stated in docs/exporting.md.
MAX_AGE: Final = timedelta(days=30)


@task(queue_name=kept_books.QUEUE)
def delete_old_files() -> int:
    """Delete what is older than `MAX_AGE` and of no current edition and no present book; how many files went."""
    before = timezone.now() - MAX_AGE
    try:
        folders, _names = default_storage.listdir(DOWNLOADS)
    except FileNotFoundError:
        return 0
    entries = {name for name in map(_entry_id, folders) if name}
    current = dict(Entry.objects.values_list("pk", "edition"))
    deleted = sum(_of_entry(entry, current.get(entry), before) for entry in sorted(entries))
    return deleted + _of_books(before)


def _entry_id(folder: str) -> UUID | None:
    try:
        return UUID(folder)
    except ValueError:
        return None


def _of_entry(entry: UUID, edition: int | None, before: datetime) -> int:
    """Of the current edition the newest file in each format stays: an older one is of an earlier version of Stet."""
    folder = folder_of(entry)
    by_format: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    _folders, names = default_storage.listdir(folder)
    for name in names:
        number, ending = name.partition("-")[0], name.rpartition(".")[2]
        made = default_storage.get_modified_time(f"{folder}/{name}")
        by_format[number, ending].append((made, f"{folder}/{name}"))
    old: list[str] = []
    for (number, _ending), files in by_format.items():
        staying = 1 if number == str(edition) else 0
        old += [name for made, name in sorted(files)[: len(files) - staying] if made < before]
    return _delete(old)


def _of_books(before: datetime) -> int:
    """What no state of a book names, the books of subjects that are there no more, and selections of long ago."""
    try:
        folders, _names = default_storage.listdir(BOOKS)
    except FileNotFoundError:
        return 0
    slugs = set(Tag.objects.values_list("slug", flat=True))
    deleted = 0
    for folder in folders:
        place = f"{BOOKS}/{folder}"
        _folders, names = default_storage.listdir(place)
        if folder not in slugs and not folder.startswith("@"):
            deleted += len(names)
            forget_all(place)
            continue
        chosen = kept_books.selection_of(folder[1:]) if folder[:1] == "@" else None
        if chosen and default_storage.get_modified_time(f"{place}/{SELECTION}") < before:
            deleted += len(names)
            forget_all(place)
            continue
        title = chosen or books.Scope("" if folder == kept_books.WHOLE else folder, "")
        kept = set(kept_books.state_of(title).files.values())
        old = [f"{place}/{name}" for name in names if not name.endswith(".json")]
        deleted += _delete(
            name
            for name in old
            if name not in kept and default_storage.get_modified_time(name) < before
        )
    return deleted


def _delete(names: Iterable[str]) -> int:
    deleted = 0
    for name in names:
        default_storage.delete(name)
        deleted += 1
    return deleted
