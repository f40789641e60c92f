"""The sources of the office that a record may be another record of, with the reason; told before anything is saved."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editorial.actions.known_works import KnownWorks
from editorial.projection.duplicate_pairs import marked_different, pair_of
from encyclopedia import bibliography
from encyclopedia.wording import words

MAX_SHOWN = 3
MAX_LABEL = 100


@dataclass(frozen=True)
class LikelySource:
    """`sure` when an identifier says that it is the same work."""

    pk: uuid.UUID
    key: str
    label: str
    title: str
    reason: str
    sure: bool


def likely_sources(
    record: Mapping[str, Any], *, but: uuid.UUID | None = None
) -> list[LikelySource]:
    """Those that look like the same work, the surest first, without `but` and what was told apart from it."""
    keys = bibliography.work_keys(record)
    known = KnownWorks(keys)
    matches = [match for match in known.matches(record, keys) if match.source.pk != but]
    if but is not None and matches:
        different = marked_different(but)
        matches = [match for match in matches if pair_of(but, match.source.pk) not in different]
    records = known.records_of(match.source.pk for match in matches[:MAX_SHOWN])
    return [
        LikelySource(
            match.source.pk,
            match.source.slug,
            bibliography.work_label(records[match.source.pk])[:MAX_LABEL],
            str(records[match.source.pk].get("title", ""))[:MAX_LABEL],
            words(match.sameness.reason),
            match.sure,
        )
        for match in matches[:MAX_SHOWN]
    ]
