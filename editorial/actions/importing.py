"""Taking in what was converted: each page one transaction, as drafts, so that a run can be broken off and run again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.actions.draft import save
from editorial.importers.mediawiki.convert import Converted
from editorial.importers.mediawiki.dump import DumpPage
from editorial.models import ImportedPage, Manuscript
from editorial.workflow import Forbidden, Refused
from encyclopedia import documents
from encyclopedia.documents import Document
from encyclopedia.models import Kind
from encyclopedia.names import name_key, slugify

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# The ids of imported entries follow from where they come from: another import of the same page is the same entry.
NAMESPACE = uuid.UUID("0c5b0a0e-6d0e-5d8e-8b54-3f0b8f2b9d63")
IMPORT = "editorial.import_content"


@dataclass(frozen=True)
class Taken:
    """What became of one page: `state` is new, revised, same or refused; `sources` how many were made for it."""

    path: str
    state: str
    sources: int = 0
    reason: str = ""


def take_in(
    *, page: DumpPage, converted: Converted, origin: str, aliases: Iterable[str], by: User
) -> Taken:
    """Save a converted page and the sources it cites as drafts.

    The wiki's same revision does nothing; a newer one is saved as the next revision of the manuscript, to be compared.
    Raises Forbidden for whoever may not import.
    """
    if not (by.is_active and by.has_perm(IMPORT)):
        raise Forbidden(_("You may not import content."))
    try:
        with transaction.atomic():
            return _take_in(page, converted, origin, tuple(aliases), by)
    except Refused as refusal:
        return Taken(page.title, "refused", reason=str(refusal))


def _take_in(
    page: DumpPage, converted: Converted, origin: str, aliases: tuple[str, ...], by: User
) -> Taken:
    before = ImportedPage.objects.filter(origin=origin, page=page.id).first()
    if before and before.version == page.revision_id:
        return Taken(before.manuscript.path, "same")
    made = sum(_take_source(record, by) for record in converted.sources)
    entry_id = uuid.uuid5(NAMESPACE, f"{origin}#{page.id}")
    manuscript = Manuscript.objects.filter(pk=entry_id).first()
    document = _document(entry_id, converted, aliases, manuscript)
    outcome = save(
        document=document,
        by=by,
        based_on=manuscript.revision if manuscript else 0,
        summary=_("Imported: %(title)s, version %(version)s")
        % {"title": page.title, "version": page.revision_id},
    )
    ImportedPage.objects.update_or_create(
        origin=origin,
        page=page.id,
        defaults={"version": page.revision_id, "manuscript": outcome.manuscript, "by": by},
    )
    return Taken(outcome.manuscript.path, "revised" if before else "new", made)


def _take_source(record: dict[str, Any], by: User) -> int:
    """1 when a draft was made of the source, 0 when its key is known already."""
    key = str(record["id"])
    if Manuscript.objects.filter(kind=Kind.SOURCE, slug=key).exists():
        return 0
    document = documents.read(
        {
            "schema": documents.SCHEMA,
            "kind": "source",
            "id": str(uuid.uuid5(NAMESPACE, f"source/{key}")),
            "slug": key,
            "title": str(record.get("title") or key)[:300],
            "record": record,
        }
    )
    save(document=document, by=by, summary=_("Imported"))
    return 1


def _document(
    entry_id: uuid.UUID,
    converted: Converted,
    aliases: tuple[str, ...],
    manuscript: Manuscript | None,
) -> Document:
    own = name_key(converted.title)
    names = {name_key(name): name for name in (*converted.aliases, *aliases)}
    fields: dict[str, Any] = {
        "id": str(entry_id),
        "slug": manuscript.slug if manuscript else _free_slug(converted),
        "title": converted.title[:300],
        "summary": converted.summary,
        "text": converted.text,
        "language": converted.language,
        "aliases": tuple(name for key, name in names.items() if key != own),
        "tags": converted.tags,
        "facts": converted.facts,
        "provenance": converted.provenance,
    }
    if converted.kind == "person":
        fields["sort_name"] = converted.sort_name
    return documents.TYPES[converted.kind](**fields)


def _free_slug(converted: Converted) -> str:
    """The title's address, or the next free one: another entry may have it already."""
    slug = slugify(converted.title) or "untitled"
    taken = set(
        Manuscript.objects.filter(kind=converted.kind, slug__startswith=slug).values_list(
            "slug", flat=True
        )
    )
    return next(
        candidate
        for candidate in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
        if candidate not in taken
    )
