"""Where the files of an entry's editions are in the storage, and how all of them go."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage


def folder_of(entry_id: UUID | str) -> str:
    return f"downloads/{entry_id}"


def forget(entry_id: UUID) -> None:
    """Delete every file of the entry, since some were withdrawn or suppressed; the others are made anew."""
    folder = folder_of(entry_id)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
