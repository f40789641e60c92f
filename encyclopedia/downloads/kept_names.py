"""Where the files of editions and books are in the storage, and how they go."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage

DOWNLOADS: Final = "downloads"
BOOKS: Final = f"{DOWNLOADS}/books"
# What somebody chose for a book: no file of an edition, and not made again of anything.
SELECTION: Final = "selection.json"


def folder_of(entry_id: UUID | str) -> str:
    return f"{DOWNLOADS}/{entry_id}"


def forget(entry_id: UUID) -> None:
    """Delete every file of the entry, since some were withdrawn or suppressed; the others are made anew.

    And the books: which of them held it is not asked, each is made again in the night.
    """
    forget_all(folder_of(entry_id))
    forget_all(BOOKS, but=SELECTION)


def forget_all(folder: str, but: str = "") -> None:
    """Delete every file in this folder of the storage, and in those inside, `but` those of a name."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        if name != but:
            default_storage.delete(f"{folder}/{name}")
    for name in folders:
        forget_all(f"{folder}/{name}", but)
