"""How many of the entries found are of each kind, subject, century and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count

from encyclopedia.models import Entry, SearchCentury, TaggedEntry

# Of subjects the most frequent.
MAX_SUBJECTS: Final = 15


@dataclass(frozen=True, slots=True)
class Facets:
    """Each value with how many have it, none with nobody: subjects as slug and name, centuries by their first year."""

    kinds: dict[str, int]
    subjects: dict[tuple[str, str], int]
    centuries: dict[int, int]
    languages: dict[str, int]


def count_facets(ids: Sequence[str]) -> Facets:
    """What the entries with these ids (hex) are, in three queries."""
    entries = [UUID(entry_id) for entry_id in ids]
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    columns = Entry.objects.filter(pk__in=entries).values_list("kind", "language")
    for kind, language, count in columns.annotate(count=Count("pk")).order_by():
        kinds[kind] += count
        languages[language] += count
    tagged = TaggedEntry.objects.filter(content_object__in=entries)
    subjects = tagged.values_list("tag__slug", "tag__name").annotate(count=Count("pk"))
    subjects = subjects.order_by("-count", "tag__name")[:MAX_SUBJECTS]
    dated = SearchCentury.objects.filter(text__entry__in=entries)
    centuries = dated.values_list("begins").annotate(count=Count("pk")).order_by("begins")
    return Facets(
        dict(kinds.most_common()),
        {(slug, name): count for slug, name, count in subjects},
        dict(centuries),
        dict(languages.most_common()),
    )
