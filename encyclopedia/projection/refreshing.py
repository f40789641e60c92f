"""What a publication, a new name or a withdrawal changes elsewhere: rows are written now, pages marked as due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from encyclopedia.core.documents import SourceDocument
from encyclopedia.core.names import name_key
from encyclopedia.models import Alias, Citation, Entry, Extent, Fact, Kind, Link, Source
from encyclopedia.projection.content_rows import aliases
from encyclopedia.projection.marking import mark_due
from encyclopedia.projection.origins import Origin
from encyclopedia.projection.other_languages import group_of, published
from encyclopedia.projection.resolution import resolve


@dataclass(frozen=True)
class Identity:
    """What other pages show of an entry: address, language, names (as keys), and what a footnote shows of a source."""

    kind: str
    slug: str
    title: str
    language: str
    names: frozenset[str]
    shown: Any = None

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}"


def identity(entry_id: UUID) -> Identity | None:
    """The identity of a published entry; None when it is not published."""
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        return None
    names = set(Alias.objects.filter(entry=entry_id).values_list("name_key", flat=True))
    shown = None
    if entry.kind == Kind.SOURCE:
        shown = (
            Source.objects.filter(pk=entry_id)
            .values("record", "title", "reliability", "reliability_reason")
            .get()
        )
    names |= {entry.name_key, name_key(entry.path)}
    return Identity(entry.kind, entry.slug, entry.title, entry.language, frozenset(names), shown)


def identity_of(origin: Origin) -> Identity | None:
    """The same of an entry whose rows are written, by what they were written from; asked of a source alone."""
    document = origin.document
    if isinstance(document, SourceDocument):
        return identity(origin.id)
    names = (document.title, f"{document.kind}/{document.slug}")
    keys = {*map(name_key, names), *(alias.name_key for alias in aliases(origin))}
    return Identity(document.kind, document.slug, document.title, origin.language, frozenset(keys))


@dataclass
class Affected:
    """The other entries whose pages a change of one changes: whole, in their tails, or in what their links lead to."""

    entry_id: UUID | None = None
    whole: set[UUID] = field(default_factory=set)
    tails: set[UUID] = field(default_factory=set)
    names: frozenset[str] = frozenset()

    def also(self, names: Iterable[str]) -> None:
        """Others that link by these names are changed too."""
        self.whole |= affected_by(None, names)
        self.names |= frozenset(map(name_key, names))

    def follow_up(self, at: datetime) -> set[UUID]:
        """Write what their rows say now, and mark their pages; the entries that are to be counted again."""
        counted = self._lead_links()
        # Those of the greater extent last: no mark makes another one smaller.
        mark_due(self.tails, Extent.TAIL, at)
        mark_due({pk for pk in self.whole if pk != self.entry_id}, Extent.WHOLE, at)
        return counted

    def _lead_links(self) -> set[UUID]:
        """Have links and facts lead to what their names refer to now; the entries of which one does otherwise."""
        links = Link.objects.filter(name_key__in=self.names)
        typed = set(links.values_list("name", flat=True).distinct())
        changed: set[UUID] = set()
        for name, target in sorted(resolve(typed).items()):
            wanted = target.id if target else None
            elsewhere = (
                Q(target__isnull=False) if wanted is None else ~Q(target=wanted) | Q(target=None)
            )
            different = Link.objects.filter(elsewhere, name_key=name_key(name), name=name)
            rows = list(different.values_list("pk", "entry", "target"))
            if not rows:
                continue
            entries = {entry for _, entry, _ in rows}
            Link.objects.filter(pk__in=[pk for pk, *_ in rows]).update(target=wanted)
            Fact.objects.filter(entry__in=entries, target_name=name).update(target=wanted)
            changed |= entries
            self.tails |= {before for *_, before in rows if before} | (
                {wanted} if wanted else set()
            )
        return changed


def affected(entry_id: UUID, before: Identity | None, after: Identity | None) -> Affected:
    """What changes because the identity of this entry changed."""
    names_before = before.names if before else frozenset()
    names_after = after.names if after else frozenset()
    moved = before is not None and after is not None and before.path != after.path
    cited = (before and (before.path, before.shown)) != (after and (after.path, after.shown))
    names = names_before ^ names_after
    entries = affected_by(entry_id if moved else None, names)
    if cited and Kind.SOURCE in {identity.kind for identity in (before, after) if identity}:
        citing = Citation.objects.filter(source=entry_id)
        entries.update(citing.values_list("entry", flat=True).distinct())
    tails = set()
    # Whoever leads to it in a fact tells its title in its language, by whichever of its names.
    if before and after and (before.title, before.language) != (after.title, after.language):
        leading = Fact.objects.leading_to([entry_id])
        tails = set(leading.values_list("entry", flat=True).distinct())
    # Each page of a group names all of it, and says what of the original its translation does not follow.
    entries |= published(group_of(entry_id)) - {entry_id}
    return Affected(entry_id, entries, tails, names)


def affected_by(entry_id: UUID | None, names: Iterable[str] = ()) -> set[UUID]:
    """The entries whose pages depend on this entry, or on what these names refer to.

    They link to the entry or cite it, or link by one of the names (titles, aliases or `kind/slug`).
    """
    linking = Q(name_key__in={name_key(name) for name in names})
    if entry_id is not None:
        linking |= Q(target=entry_id)
    entries = set(Link.objects.filter(linking).values_list("entry", flat=True).distinct())
    if entry_id is not None:
        citing = Citation.objects.filter(source=entry_id)
        entries.update(citing.values_list("entry", flat=True).distinct())
    return entries
