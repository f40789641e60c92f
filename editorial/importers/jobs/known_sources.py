"""The sources that the office has, for readers of imported text: their records and their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import F

from editorial.actions.catalogue import look_up
from editorial.html.imported import KnownSource, KnownWork
from editorial.importers.fields.own_entry import OwnSite
from editorial.importers.references.known_records import known_sources
from editorial.models import Manuscript, Merge, Revision
from encyclopedia.models import Kind

_NO_LINK = re.compile(r"[\[\]|/]")


def source_records() -> Iterator[dict[str, Any]]:
    """The newest record of every source in the office, drafts included, each with its key as `id`.

    Sources that were merged into another are left out.
    """
    newest = (
        Revision.objects.filter(manuscript__kind=Kind.SOURCE, number=F("manuscript__revision"))
        .exclude(manuscript__in=Merge.objects.values("merged"))
        .values_list("manuscript__slug", "document")
    )
    for slug, document in newest.iterator():
        yield {**json.loads(document).get("record", {}), "id": slug}


def source_keys() -> set[str]:
    return set(Manuscript.objects.of_kind(Kind.SOURCE).values_list("slug", flat=True))


def moment() -> tuple[str | int, ...]:
    """A name for what the office's sources are now: another one as soon as any is added, changed or merged."""
    revisions = Revision.objects.filter(manuscript__kind=Kind.SOURCE)
    newest = revisions.order_by("-pk").values_list("pk", "digest").first() or (0, "")
    return (*newest, Manuscript.objects.of_kind(Kind.SOURCE).count(), Merge.objects.count())


def own_site(keys: Collection[str]) -> OwnSite:
    """This site, for the addresses in a manuscript; `keys` are those of the sources here."""
    return OwnSite(settings.SITE_URL, keys.__contains__, lru_cache(maxsize=1_000)(_title_of))


def _title_of(path: str) -> str | None:
    """The title by which a link finds the entry at `kind/slug`, or that path where others have the title, too."""
    kind, _, slug = path.partition("/")
    entry = Manuscript.objects.filter(kind=kind, slug=slug).values_list("title", "name_key").first()
    if entry is None:
        return None
    title, name = entry
    others = Manuscript.objects.filter(name_key=name).exclude(kind=Kind.SOURCE)
    is_found = kind != Kind.SOURCE and others.count() == 1 and not _NO_LINK.search(title)
    return title if is_found else path


def recogniser(more: Iterable[dict[str, Any]] = ()) -> KnownSource:
    """Recognises the office's sources and those of `more` (records with `id`); reads them when first asked.

    A record that was created from exactly these words matches them, however little they say about the work.
    """
    notes: dict[str, str] = {}
    recognisers: list[KnownSource] = []

    def recognise(words: str) -> str | None:
        if not recognisers:
            records = {str(record["id"]): record for record in (*more, *source_records())}
            notes.update({_reference_words(record): key for key, record in records.items()})
            recognisers.append(known_sources(records))
        folded = _folded(words)
        return (folded and notes.get(folded)) or recognisers[0](words)

    return recognise


def work_recogniser() -> KnownWork:
    """Recognises a record as a source of the office by the rule for duplicates; two queries for each new record."""

    def recognise(record: dict[str, Any]) -> str | None:
        known = look_up(record)
        return known.source.slug if known else None

    return recognise


def _reference_words(record: dict[str, Any]) -> str:
    """The words of a reference that its record keeps whole: its note, or its title if it says nothing else."""
    if record.get("note"):
        return _folded(record["note"])
    says_more = record.keys() & {"author", "editor", "issued", "container-title"}
    return "" if says_more else _folded(record.get("title"))


def _folded(words: Any) -> str:
    return " ".join(str(words or "").split())
