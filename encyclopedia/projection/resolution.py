"""What the names and keys of a document stand for among published entries."""

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
from encyclopedia.rendering.addresses import picture_url, url_of
from encyclopedia.rendering.parts import Library, SourceRecord


@dataclass(frozen=True, slots=True)
class ResolvedEntry:
    """A published entry that a name stands for."""

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
    """Every name that the document points to, as typed: links of text and notes, targets of facts."""
    links = {link.target for link in analysis.parsed.links}
    return frozenset(links | {typed for fact in document.facts if (typed := fold(fact.target))})


def own_names(document: Document) -> frozenset[str]:
    """The keys under which others find the entry: of title, aliases and path."""
    path = f"{document.kind}/{document.slug}"
    return frozenset(name_key(name) for name in (document.title, *document.aliases, path))


def resolve(
    names: Iterable[str], *, own: Document | None = None
) -> dict[str, ResolvedEntry | None]:
    """Each name with the one entry it stands for; None while wanted, or while several have an equal claim.

    A path (`kind/slug`, a former one too) goes before a title, a title before an alias. `own` is a document that need
    not be published to be found by its own names. At most four queries.
    """
    wanted = sorted(set(names))
    paths = {name: path for name in wanted if (path := _path(name))}
    found: dict[str, ResolvedEntry | None] = dict.fromkeys(wanted)
    by_path = _by_path(set(paths.values()), own)
    for name, path in paths.items():
        found[name] = by_path.get(path)
    rest = [name for name in wanted if found[name] is None]
    by_name = _by_name({name_key(name) for name in rest}, own)
    for name in rest:
        found[name] = by_name.get(name_key(name))
    return found


Path = tuple[str, str]


def _path(name: str) -> Path | None:
    kind, stroke, slug = name.partition("/")
    return (kind, slug) if stroke and slug and kind in KINDS else None


def _own(document: Document) -> ResolvedEntry:
    return ResolvedEntry(UUID(document.id), document.kind, document.slug)


def _by_path(paths: set[Path], own: Document | None) -> dict[Path, ResolvedEntry]:
    if not paths:
        return {}
    slugs = {slug for _kind, slug in paths}
    rows = Entry.objects.filter(slug__in=slugs).values_list("id", "kind", "slug")
    found = {(kind, slug): ResolvedEntry(pk, kind, slug) for pk, kind, slug in rows}
    if own is not None:
        found[own.kind, own.slug] = _own(own)
    missing = paths - found.keys()
    if missing:
        former = {
            (kind, slug): pk
            for kind, slug, pk in Address.objects.filter(
                slug__in={slug for _kind, slug in missing}
            ).values_list("kind", "slug", "entry_id")
        }
        now = {
            pk: ResolvedEntry(pk, kind, slug)
            for pk, kind, slug in Entry.objects.filter(pk__in=former.values()).values_list(
                "id", "kind", "slug"
            )
        }
        found.update(
            {path: now[pk] for path, pk in former.items() if path in missing and pk in now}
        )
    return found


def _by_name(keys: set[str], own: Document | None) -> dict[str, ResolvedEntry]:
    if not keys:
        return {}
    titles: dict[str, set[ResolvedEntry]] = {}
    aliases: dict[str, set[ResolvedEntry]] = {}
    mine = _own(own) if own is not None else None
    rows = Entry.objects.filter(name_key__in=keys).values_list("name_key", "id", "kind", "slug")
    for key, pk, kind, slug in rows:
        titles.setdefault(key, set()).add(ResolvedEntry(pk, kind, slug))
    others = Alias.objects.filter(name_key__in=keys - titles.keys()).values_list(
        "name_key", "entry_id", "entry__kind", "entry__slug"
    )
    for key, pk, kind, slug in others:
        aliases.setdefault(key, set()).add(ResolvedEntry(pk, kind, slug))
    if own is not None and mine is not None:
        for found in (titles, aliases):
            for key, targets in found.items():
                found[key] = {target for target in targets if target.id != mine.id}
        titles.setdefault(name_key(own.title), set()).add(mine)
        for alias in own.aliases:
            aliases.setdefault(name_key(alias), set()).add(mine)
    return {
        key: next(iter(targets))
        for key in keys
        if len(targets := titles.get(key) or aliases.get(key) or set()) == 1
    }


def withdrawn_among(names: Iterable[str]) -> frozenset[str]:
    """Which of these names stood for an entry that was withdrawn, by its path or its title; at most one query.

    A title is known by the address that was made of it.
    """
    wanted = {name: _path(name) or ("", slugify(name)) for name in names}
    slugs = {slug for _kind, slug in wanted.values() if slug}
    if not slugs:
        return frozenset()
    rows = Address.objects.withdrawn().filter(kind__in=KINDS, slug__in=slugs)
    known = set(rows.values_list("kind", "slug", "title"))
    paths = {(kind, slug) for kind, slug, _title in known}
    titles = {name_key(title) for _kind, _slug, title in known}
    return frozenset(
        name for name, path in wanted.items() if path in paths or name_key(name) in titles
    )


def sources_for(keys: Iterable[str]) -> dict[str, SourceRecord]:
    """The published sources that have these keys; one query."""
    rows = Source.objects.filter(slug__in=set(keys)).values_list(
        "slug", "record", "title", "reliability", "reliability_reason", "record_edition"
    )
    return {
        slug: SourceRecord(record, title, f"source/{slug}", reliability, reason, edition)
        for slug, record, title, reliability, reason, edition in rows
    }


def library(
    document: Document,
    analysis: Analysis,
    *,
    targets: Mapping[str, ResolvedEntry | None] | None = None,
    sources: Mapping[str, SourceRecord] | None = None,
) -> Library:
    """Everything published that the document's page shows, in a few queries whatever its length.

    `targets` are those of `resolve`, where they are known already; `sources` such as are not published (yet), for a
    preview.
    """
    if targets is None:
        targets = resolve(names_in(document, analysis), own=document)
    keys = (
        {*analysis.keys, document.slug} if isinstance(document, SourceDocument) else analysis.keys
    )
    return Library(
        sources={**(sources or {}), **sources_for(keys)},
        links={name: target.url if target else None for name, target in targets.items()},
        withdrawn=withdrawn_among(name for name, target in targets.items() if target is None),
        pictures={
            picture.name: RenderedPicture(
                url=picture_url(picture.digest),
                width=stored.width,
                height=stored.height,
                caption=picture.caption,
                credit=picture.credit,
                licence=picture.licence,
                alt=picture.alt,
            )
            for picture in document.pictures
            if (stored := stored_picture(picture.digest))
        },
    )
