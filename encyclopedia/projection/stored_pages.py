"""Stored pages: written only where their bytes differ, so that an unchanged page keeps its ETag and its time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from encyclopedia import search
from encyclopedia.models import PARTS, Page
from encyclopedia.projection.content_rows import Correction
from encyclopedia.projection.origins import Origin
from encyclopedia.projection.tails import tails

_COLUMNS = ("path", "language", *PARTS, "tail")
# What search reads of a page.
SEARCHED = frozenset({"body", "facts"})


def write_page(origin: Origin, at: datetime, *, named: bool = False) -> list[Correction]:
    """Make the page of the entry what the origin says; a correction for each part that differed.

    The tail is left as it is: `write_tails` writes it once every row is written. Search is told where the page's words
    differed, or the entry was `named` anew.
    """
    wanted = {"path": origin.path, "language": origin.language, **origin.parts.as_dict()}
    corrections: list[Correction] = []
    page = None if origin.is_new else Page.objects.filter(pk=origin.id).first()
    if page is None:
        page = Page(entry_id=origin.id, modified_at=at, **wanted)
        page.etag = etag(page)
        page.save(force_insert=True)
        changed = dict.fromkeys(wanted, "")
    else:
        changed = {
            name: getattr(page, name)
            for name, value in wanted.items()
            if getattr(page, name) != value
        }
        if not changed and (before := page.etag) != etag(page):
            corrections.append(("etag", before, etag(page)))
        if changed or page.etag != etag(page):
            update(page, {name: wanted[name] for name in changed}, at)
            page.save(update_fields=[*changed, "etag", "modified_at"])
    if named or SEARCHED & changed.keys():
        search.index(origin.id)
    return [*corrections, *((name, before, wanted[name]) for name, before in changed.items())]


def write_tails(entries: Iterable[UUID], at: datetime) -> list[tuple[UUID, str, str]]:
    """Make the tails of these entries' pages what their rows say; each changed one with its text before and after."""
    new_tails = dict(tails(entries))
    changes = []
    pages = []
    for page in Page.objects.filter(pk__in=list(new_tails)).order_by("pk"):
        before, after = page.tail, new_tails[page.pk]
        if before != after:
            update(page, {"tail": after}, at)
            pages.append(page)
            changes.append((page.pk, before, after))
    Page.objects.bulk_update(pages, ["tail", "etag", "modified_at"], batch_size=50)
    return changes


def update(page: Page, values: Mapping[str, str], at: datetime) -> None:
    """Set columns of a page, and its ETag and time, without saving; the time never goes back."""
    for name, value in values.items():
        setattr(page, name, value)
    page.etag = etag(page)
    page.modified_at = max(at, page.modified_at)


def etag(page: Page) -> str:
    """Changes with every byte of the page: SHA-256 (hex) over path and parts."""
    digest = hashlib.sha256()
    for name in _COLUMNS:
        digest.update(getattr(page, name).encode())
        digest.update(b"\0")
    return digest.hexdigest()
