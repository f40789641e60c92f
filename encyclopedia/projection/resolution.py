"""What the names and keys in a document refer to among published entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from encyclopedia.analysis import Analysis
from encyclopedia.core.citations import fold
from encyclopedia.core.documents import KINDS, Document
from encyclopedia.core.documents import SourceDocument as SourceDocument
from encyclopedia.core.names import name_key, slugify
from encyclopedia.markup import RenderedPicture
from encyclopedia.models import Address, Alias, Entry, Source
from encyclopedia.pictures import stored_picture
from encyclopedia.rendering.addresses import picture_url, rendition_url, url_of
from encyclopedia.rendering.parts import Library, SourceRecord
from encyclopedia.renditions import widths


@dataclass(frozen=True, slots=True)
class ResolvedEntry:
    """A published entry that a name refers to."""

    id: UUID
    kind: str
    slug: str

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def url(self) -> str:
        return url_of(self.path)


def names_in(document: Document, analysis: Analysis) -> frozenset[str]:
    """Every name that the document refers to, as typed: links of text and notes, targets of facts."""
    links = {link.target for link in analysis.parsed.links}
    return frozenset(links | {typed for fact in document.facts if (typed := fold(fact.target))})


def own_names(document: Document) -> frozenset[str]:
    """The keys by which others refer to the entry: of title, aliases and path."""
    path = f"{document.kind}/{document.slug}"
    return frozenset(name_key(name) for name in (document.title, *document.aliases, path))


def resolve(
    names: Iterable[str], *, own: Document | None = None
) -> dict[str, ResolvedEntry | None]:
    """Each name with the one entry it refers to; None where there is no such entry, or several of equal rank.

    A path (`kind/slug`, a former one too) comes before a title, a title before an alias, an alias before a name of what
    was merged into the entry, and other entries before sources. `own` is a document whose own names refer to it even
    while it is not published. At most six queries.
    """
    ordered = sorted(set(names))
    paths = {name: path for name in ordered if (path := _path(name))}
    entries: dict[str, ResolvedEntry | None] = dict.fromkeys(ordered)
    by_path = _by_path(set(paths.values()), own)
    for name, path in paths.items():
        entries[name] = by_path.get(path)
    unresolved = [name for name in ordered if entries[name] is None]
    by_name = _by_name({name_key(name) for name in unresolved}, own)
    for name in unresolved:
        entries[name] = by_name.get(name_key(name))
    return entries


Path = tuple[str, str]


def _path(name: str) -> Path | None:
    kind, slash, slug = name.partition("/")
    return (kind, slug) if slash and slug and kind in KINDS else None


def _own(document: Document) -> ResolvedEntry:
    return ResolvedEntry(UUID(document.id), document.kind, document.slug)


def _by_path(paths: set[Path], own: Document | None) -> dict[Path, ResolvedEntry]:
    if not paths:
        return {}
    slugs = {slug for _kind, slug in paths}
    rows = Entry.objects.filter(slug__in=slugs).values_list("id", "kind", "slug")
    entries = {(kind, slug): ResolvedEntry(pk, kind, slug) for pk, kind, slug in rows}
    if own is not None:
        entries[own.kind, own.slug] = _own(own)
    missing = paths - entries.keys()
    if missing:
        former = {
            (kind, slug): pk
            for kind, slug, pk in Address.objects.filter(
                slug__in={slug for _kind, slug in missing}
            ).values_list("kind", "slug", "entry_id")
        }
        current = {
            pk: ResolvedEntry(pk, kind, slug)
            for pk, kind, slug in Entry.objects.filter(pk__in=former.values()).values_list(
                "id", "kind", "slug"
            )
        }
        entries.update(
            {path: current[pk] for path, pk in former.items() if path in missing and pk in current}
        )
    return entries


def _by_name(keys: set[str], own: Document | None) -> dict[str, ResolvedEntry]:
    if not keys:
        return {}
    titles: dict[str, set[ResolvedEntry]] = {}
    aliases: dict[str, set[ResolvedEntry]] = {}
    own_entry = _own(own) if own is not None else None
    rows = Entry.objects.filter(name_key__in=keys).values_list("name_key", "id", "kind", "slug")
    for key, pk, kind, slug in rows:
        titles.setdefault(key, set()).add(ResolvedEntry(pk, kind, slug))
    titled = {key for key, targets in titles.items() if _subjects(targets)}
    alias_rows = Alias.objects.filter(name_key__in=keys - titled).values_list(
        "name_key", "entry_id", "entry__kind", "entry__slug"
    )
    for key, pk, kind, slug in alias_rows:
        aliases.setdefault(key, set()).add(ResolvedEntry(pk, kind, slug))
    if own is not None and own_entry is not None:
        for by_key in (titles, aliases):
            for key, targets in by_key.items():
                by_key[key] = {target for target in targets if target.id != own_entry.id}
        titles.setdefault(name_key(own.title), set()).add(own_entry)
        for alias in own.aliases:
            aliases.setdefault(name_key(alias), set()).add(own_entry)
    merged = _by_merged_name(keys - titles.keys() - aliases.keys())
    return merged | {
        key: next(iter(targets))
        for key in keys
        if len(targets := _leading(titles.get(key, set()), aliases.get(key, set()))) == 1
    }


def _leading(titled: set[ResolvedEntry], named: set[ResolvedEntry]) -> set[ResolvedEntry]:
    """Whom a name means first, of those who have it as a title or as an alias: a book's title means its article."""
    return _subjects(titled) or _subjects(named) or titled or named


def _subjects(targets: set[ResolvedEntry]) -> set[ResolvedEntry]:
    return {target for target in targets if target.kind != "source"}


def _by_merged_name(keys: set[str]) -> dict[str, ResolvedEntry]:
    """Those of the names that no entry has which lead to one, each from the address made from it."""
    slugs = {slug for key in keys if (slug := slugify(key))}
    if not slugs:
        return {}
    ids: dict[str, set[UUID]] = {}
    moved = Address.objects.filter(status=Address.Status.MOVED, slug__in=slugs)
    for slug, title, entry_id in moved.values_list("slug", "title", "entry_id"):
        if (key := name_key(title)) in keys and slugify(key) == slug:
            ids.setdefault(key, set()).add(entry_id)
    if not ids:
        return {}
    rows = Entry.objects.filter(pk__in=set().union(*ids.values())).values_list("id", "kind", "slug")
    entries = {pk: ResolvedEntry(pk, kind, slug) for pk, kind, slug in rows}
    return {
        key: entries[targets[0]]
        for key, of in ids.items()
        if len(targets := [pk for pk in of if pk in entries]) == 1
    }


def withdrawn_among(names: Iterable[str]) -> frozenset[str]:
    """Which of these names referred to an entry that was withdrawn, by its path or its title; at most one query.

    A title is looked up by the address made from it.
    """
    paths_by_name = {name: _path(name) or ("", slugify(name)) for name in names}
    slugs = {slug for _kind, slug in paths_by_name.values() if slug}
    if not slugs:
        return frozenset()
    rows = Address.objects.withdrawn().filter(kind__in=KINDS, slug__in=slugs)
    withdrawn = set(rows.values_list("kind", "slug", "title"))
    paths = {(kind, slug) for kind, slug, _title in withdrawn}
    titles = {name_key(title) for _kind, _slug, title in withdrawn}
    return frozenset(
        name for name, path in paths_by_name.items() if path in paths or name_key(name) in titles
    )


def sources_for(keys: Iterable[str]) -> dict[str, SourceRecord]:
    """The published sources that have these keys; one query."""
    rows = Source.objects.filter(slug__in=set(keys)).values_list(
        "slug",
        "record",
        "title",
        "reliability",
        "reliability_reason",
        "record_edition",
        "marked_at",
    )
    return {
        slug: SourceRecord(record, title, f"source/{slug}", reliability, reason, edition, at)
        for slug, record, title, reliability, reason, edition, at in rows
    }


def library(
    document: Document,
    analysis: Analysis,
    *,
    targets: Mapping[str, ResolvedEntry | None] | None = None,
    sources: Mapping[str, SourceRecord] | None = None,
) -> Library:
    """Everything published that the document's page shows, in a few queries whatever its length.

    `targets` is the result of `resolve`, where the caller has it already; `sources` are unpublished, for a preview.
    """
    if targets is None:
        targets = resolve(names_in(document, analysis), own=document)
    keys = (
        {*analysis.keys, document.slug} if isinstance(document, SourceDocument) else analysis.keys
    )
    return Library(
        sources={**(sources or {}), **sources_for(keys)},
        links={name: _address(target, document) for name, target in targets.items()},
        withdrawn=withdrawn_among(name for name, target in targets.items() if target is None),
        pictures=pictures_of(document),
    )


def _address(target: ResolvedEntry | None, document: Document) -> str | None:
    """Where a name leads: "" for the document's own entry, None where there is none."""
    if target is None:
        return None
    return "" if target == _own(document) else target.url


def pictures_of(document: Document) -> dict[str, RenderedPicture]:
    """The document's pictures whose files are there, by their names in it."""
    return {
        picture.name: RenderedPicture(
            url=picture_url(picture.digest),
            width=stored.width,
            height=stored.height,
            caption=picture.caption,
            credit=picture.credit,
            licence=picture.licence,
            alt=picture.alt,
            focus=picture.focus,
            renditions=tuple(
                (rendition_url(picture.digest, width), width) for width in widths(stored)
            ),
        )
        for picture in document.pictures
        if (stored := stored_picture(picture.digest))
    }
