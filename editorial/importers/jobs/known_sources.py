"""The sources that the office has, for readers of foreign text: what they are recognised by, and their keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F

from editorial.html.imported import KnownSource
from editorial.importers.references.recognition import known_sources
from editorial.models import Manuscript, Merge, Revision
from encyclopedia.models import Kind


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


def recogniser(more: Iterable[dict[str, Any]] = ()) -> KnownSource:
    """Recognises the office's sources and those of `more` (records with `id`); reads them when first asked.

    A record that was made of exactly these words is theirs, however little they say of the work.
    """
    notes: dict[str, str] = {}
    found: list[KnownSource] = []

    def known(words: str) -> str | None:
        if not found:
            records = {str(each["id"]): each for each in (*more, *source_records())}
            notes.update({_made_of(each): key for key, each in records.items()})
            found.append(known_sources(records))
        folded = _folded(words)
        return (folded and notes.get(folded)) or found[0](words)

    return known


def _made_of(record: dict[str, Any]) -> str:
    """The words of a reference that its record keeps whole: its note, or the title where it says nothing else."""
    if record.get("note"):
        return _folded(record["note"])
    says_more = record.keys() & {"author", "editor", "issued", "container-title"}
    return "" if says_more else _folded(record.get("title"))


def _folded(words: Any) -> str:
    return " ".join(str(words or "").split())
