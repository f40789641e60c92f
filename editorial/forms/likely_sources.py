"""The sources of the office that a record may be another record of, with the reason; told before anything is saved."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editorial.actions.known_works import KnownWorks
from editorial.models.restrictions import restriction_of
from editorial.projection.duplicate_pairs import marked_different, pair_of
from editorial.workflow import linkable_by
from encyclopedia import bibliography
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

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
    record: Mapping[str, Any], by: User, *, but: uuid.UUID | None = None, kinds: Sequence[str] = ()
) -> list[LikelySource]:
    """Those that `by` may cite and that look like the same work, the surest first.

    Without `but` and what was told apart from it. `kinds` are the types that it may be of besides its own, where
    that is a guess.
    """
    records = [
        {**record, "type": kind} for kind in {str(record.get("type")): 0, **dict.fromkeys(kinds, 0)}
    ]
    keys = {key for guess in records for key in bibliography.work_keys(guess)}
    known = KnownWorks(keys)
    by_source = {
        match.source.pk: match for guess in records for match in known.matches(guess, keys)
    }
    matches = sorted(by_source.values(), key=lambda match: (not match.sure, match.source.slug))
    matches = [match for match in matches if match.source.pk != but]
    if matches and restriction_of(by) is not None:
        pks = [match.source.pk for match in matches]
        shown = set(linkable_by(by).filter(pk__in=pks).values_list("pk", flat=True))
        matches = [match for match in matches if match.source.pk in shown]
    if but is not None and matches:
        different = marked_different(but)
        matches = [match for match in matches if pair_of(but, match.source.pk) not in different]
    newest = known.records_of(match.source.pk for match in matches[:MAX_SHOWN])
    return [
        LikelySource(
            match.source.pk,
            match.source.slug,
            bibliography.work_label(newest[match.source.pk])[:MAX_LABEL],
            str(newest[match.source.pk].get("title", ""))[:MAX_LABEL],
            words(match.sameness.reason),
            match.sure,
        )
        for match in matches[:MAX_SHOWN]
    ]
