"""Making pages that are due, from what their rows say now: the same bytes for a reader's request and for the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from encyclopedia.models import DuePage, Edition, Extent, Page
from encyclopedia.models.pages import PAGE_PARTS, StoredPage
from encyclopedia.projection.origins import origin_of
from encyclopedia.projection.standing_parts import standing_parts
from encyclopedia.projection.stored_pages import update
from encyclopedia.projection.tails import tails

# A page that moves change again and again while it is made is shown as it was at one of these times.
MAX_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Remade:
    """A page with what it is to show, not saved: `changed` are the columns of which it is to be saved."""

    page: Page
    due: DuePage
    changed: frozenset[str]


def remake(due: Sequence[DuePage]) -> list[Remade]:
    """The pages of these entries as their rows say; those that are no longer published are left out.

    About twenty queries for all of them, and ten more for each that is made whole.
    """
    due_by_id = {row.pk: row for row in due}
    pages = {page.pk: page for page in Page.objects.filter(pk__in=list(due_by_id)).order_by("pk")}
    parts: dict[UUID, dict[str, str]] = {pk: {} for pk in pages}
    whole = [pk for pk in pages if due_by_id[pk].extent == Extent.WHOLE]
    for edition in Edition.objects.current_of(whole).with_doi():
        origin = origin_of(edition)
        parts[edition.entry_id] = {
            "path": origin.path,
            "language": origin.language,
            **origin.parts.as_dict(),
        }
    for pk, shown in standing_parts(
        [page for pk, page in pages.items() if due_by_id[pk].extent == Extent.STANDINGS]
    ):
        parts[pk].update(shown)
    for pk, tail in tails(pages):
        if pk in parts:
            parts[pk]["tail"] = tail
    return [_remade(page, due_by_id[pk], parts[pk]) for pk, page in pages.items()]


def _remade(page: Page, due: DuePage, parts: dict[str, str]) -> Remade:
    changed = {name: value for name, value in parts.items() if getattr(page, name) != value}
    columns = set(changed)
    if changed or due.extent > Extent.TAIL:
        update(page, changed, due.since)
        columns |= {"etag", "modified_at"}
    return Remade(page, due, frozenset(columns))


def made_page(path: str) -> StoredPage | None:
    """The page of this path (`kind/slug`) as a reader is to see it, made in memory; nothing is written."""
    made = None
    for _ in range(MAX_TRIES):
        state = Page.state(path)
        if state is None or state.due is None:
            return Page.stored(path)
        due = DuePage.objects.filter(entry__page__path=path, stamp=state.due)
        for remade in remake(list(due)):
            page = remade.page
            parts = {name: getattr(page, name).encode() for name in PAGE_PARTS}
            made = StoredPage(parts, page.etag, page.modified_at, state, page.language)
            if Page.state(path) == state:
                return made
    return made or Page.stored(path)
