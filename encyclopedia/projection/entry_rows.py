"""The entry's own rows: the base table and its kind's, aliases, tags, and its former addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from encyclopedia.core.collation import initial, sort_key
from encyclopedia.core.documents import Document, PersonDocument, SourceDocument
from encyclopedia.core.names import name_key
from encyclopedia.models import Address, Alias, Edition, Entry, Removal, Tag
from encyclopedia.models import Article as ArticleRow
from encyclopedia.models import Organisation as OrganisationRow
from encyclopedia.models import Person as PersonRow
from encyclopedia.models import SitePage as SitePageRow
from encyclopedia.models import Source as SourceRow
from encyclopedia.projection.content_rows import Correction, aliases, date_keys, settle
from encyclopedia.projection.origins import Origin

MODELS: dict[str, type[Entry]] = {
    "article": ArticleRow,
    "person": PersonRow,
    "organisation": OrganisationRow,
    "source": SourceRow,
    "page": SitePageRow,
}
# The facts between which a lifetime lies.
LIVES = {"person": ("born", "died"), "organisation": ("founded", "dissolved")}


def write_entry(origin: Origin) -> list[Correction]:
    """Make the entry's own rows what the origin says; a correction for each table that differed."""
    return [
        *_write_columns(origin),
        *settle(Alias, origin, "name_key", list(aliases(origin))),
        *_write_tags(origin),
    ]


def _write_columns(origin: Origin) -> list[Correction]:
    model = MODELS[origin.document.kind]
    wanted = columns(origin)
    before: dict[str, Any] | None = None
    if not origin.is_new:
        before = model._default_manager.filter(pk=origin.id).values(*wanted).first()
    if before is None:
        model(pk=origin.id, **wanted).save(force_insert=(Entry,))
        return [("entry", "", repr(wanted))]
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return []
    model._default_manager.filter(pk=origin.id).update(**changed)
    return [("entry", repr({name: before[name] for name in changed}), repr(changed))]


def columns(origin: Origin) -> dict[str, Any]:
    """What the columns of the entry's tables hold."""
    document, edition = origin.document, origin.edition
    key = _sort_key(document)
    shared = {
        "kind": document.kind,
        "slug": document.slug,
        "title": document.title,
        "name_key": name_key(document.title),
        "sort_key": key,
        "initial": initial(key, settings.LANGUAGE_CODE),
        "summary": document.summary,
        "language": origin.language,
        "edition": edition.number,
        "published_at": edition.first_published_at or edition.published_at,
        "changed_at": edition.changed_at or edition.published_at,
    }
    if isinstance(document, PersonDocument):
        return {**shared, "sort_name": document.sort_name, **_lifetime(document)}
    if isinstance(document, SourceDocument):
        return {
            **shared,
            "record": document.record,
            "record_edition": document.record_edition,
            "record_type": str(document.record.get("type", ""))[:40],
        }
    if document.kind == "article":
        return {**shared, "words": origin.analysis.words}
    return {**shared, **_lifetime(document)} if document.kind in LIVES else shared


def _sort_key(document: Document) -> str:
    """By the alphabet of the site; a person's name begins with no article."""
    if isinstance(document, PersonDocument):
        return sort_key(document.sort_name or document.title, "", settings.LANGUAGE_CODE)
    return sort_key(document.title, document.language, settings.LANGUAGE_CODE)


def _lifetime(document: Document) -> dict[str, int | None]:
    """Where facts contradict each other, the first counts: it is the preferred one."""
    ends: list[int | None] = []
    for at, name in enumerate(LIVES[document.kind]):
        dates = (fact.date for fact in document.facts if fact.property == name and fact.date)
        ends.append(date_keys(next(dates, ""))[at])
    return {"began": ends[0], "ended": ends[1]}


def _write_tags(origin: Origin) -> list[Correction]:
    if origin.is_new and not origin.document.tags:
        return []
    entry = Entry.objects.get(pk=origin.id)
    own = {
        "sort_key": entry.sort_key,
        "language": entry.language,
        "changed_at": entry.changed_at,
    }
    before = list(entry.tagged.select_related("tag").order_by("tag__name"))
    names = {name.strip().casefold(): name.strip() for name in reversed(origin.document.tags)}
    names.pop("", None)
    corrections: list[Correction] = []
    if {row.tag.name.casefold() for row in before} != set(names):
        ordered = [names[key] for key in sorted(names)]
        entry.tags.set(ordered, through_defaults=own)
        delete_unused([row.tag for row in before])
        corrections = [("tags", repr([row.tag.name for row in before]), repr(sorted(ordered)))]
    stored = {tuple(getattr(row, name) for name in own) for row in before}
    for old in sorted(stored - {tuple(own.values())}):
        entry.tagged.update(**own)
        corrections.append(("tags", repr(old), repr(tuple(own.values()))))
    return corrections


def delete_unused(tags: list[Tag]) -> None:
    """Delete those of these tags that no published entry has any more."""
    Tag.objects.filter(pk__in=[tag.pk for tag in tags], tagged=None).delete()


def take_address(document: Document) -> set[str]:
    """Make the address the entry's own, whatever it was before; its former addresses redirect here again.

    Returns the names of a withdrawn entry that is published again now, and those that led to another entry from here.
    """
    former = Address.objects.filter(
        Q(entry_id=document.id) | Q(kind=document.kind, slug=document.slug)
    )
    rows = list(former.values_list("kind", "slug", "title", "status", "entry_id"))
    Removal.objects.of([UUID(document.id)]).delete()
    if rows:
        Address.objects.filter(kind=document.kind, slug=document.slug).delete()
        Address.objects.filter(entry_id=document.id).update(status=Address.Status.MOVED, reason="")
    return {
        name
        for kind, slug, title, status, entry_id in rows
        if status == Address.Status.WITHDRAWN or entry_id != UUID(document.id)
        for name in (title, f"{kind}/{slug}")
    }


def leave_address(document: Document, slug: str, at: datetime) -> None:
    """Let a former address of the entry answer 301, and its editions be found at the new one."""
    Address.objects.update_or_create(
        kind=document.kind,
        slug=slug,
        defaults={
            "entry_id": document.id,
            "title": document.title,
            "status": Address.Status.MOVED,
            "reason": "",
            "since": at,
        },
    )
    Edition.objects.filter(entry_id=document.id).update(slug=document.slug)
