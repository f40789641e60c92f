"""The facts that the tails of pages show: what was when, who was a member, and what other entries say of this one.

All of it is read from the rows of published facts: whoever changes one of those marks the tails of the entries that it
leads to (`refreshing.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count

from encyclopedia.core.properties import PROPERTIES
from encyclopedia.models import Entry, Fact
from encyclopedia.rendering.timeline import DatedFact, Named

_COLUMNS = (
    *("property", "date", "value", "place", "target_name", "disputed"),
    *("target__title", "target__kind", "target__slug", "target__language"),
    *("entry__title", "entry__kind", "entry__slug", "entry__language"),
)

Facts = dict[UUID, list[DatedFact]]


def members(ids: Collection[UUID], most: int) -> tuple[Facts, dict[UUID, int]]:
    """The first members of each of these organisations, and how many persons are; two queries."""
    facts = Fact.objects.leading_to(ids).memberships()
    counts = dict(facts.order_by().values_list("target").annotate(Count("entry", distinct=True)))
    return _by(facts.first_of_each("target", most), "target_id"), counts


def dated(ids: Collection[UUID], most: int) -> Facts:
    """The first dated facts of each of these entries, and of others that lead to it, in order of time; two queries."""
    own = Fact.objects.filter(entry__in=list(ids)).dated()
    of_others = Fact.objects.leading_to(ids).others().dated()
    placed_by_entry: dict[UUID, list[tuple[Any, DatedFact]]] = {}
    columns = ("entry_id", "target_id", "begins", "entry__sort_key", "position", *_COLUMNS)
    for rows, column, elsewhere in ((own, "entry", False), (of_others, "target", True)):
        for row in rows.first_of_each(column, most).values_list(*columns):
            entry, target, begins, key, position, *shown = row
            place = (begins, elsewhere, key, entry, position)
            pk = target if elsewhere else entry
            placed_by_entry.setdefault(pk, []).append((place, _fact(shown, elsewhere)))
    return {
        pk: [fact for _place, fact in sorted(placed, key=lambda pair: pair[0])][:most]
        for pk, placed in placed_by_entry.items()
    }


def related(ids: Collection[UUID], most: int) -> Facts:
    """The first facts of others that lead to each of these entries and that it does not state itself; two queries."""
    facts = Fact.objects.leading_to(ids).others().of_works()
    stated = set(
        Fact.objects.filter(entry__in=list(ids), target__isnull=False).values_list(
            "entry_id", "property", "target_id"
        )
    )
    facts_by_target: Facts = {}
    columns = ("target_id", "entry_id", *_COLUMNS)
    for target, entry, *row in facts.first_of_each("target", most).values_list(*columns):
        definition = PROPERTIES.get(row[0])
        inverse = definition.inverse if definition else ""
        if not inverse or (target, inverse, entry) not in stated:
            facts_by_target.setdefault(target, []).append(_fact(row))
    return facts_by_target


def listed(facts: Iterable[Fact]) -> list[DatedFact]:
    """The same of rows that were read with their entries and targets, for pages of their own."""
    return [
        DatedFact(
            name=fact.property,
            date=fact.date,
            value=fact.value,
            place=fact.place,
            target_name=fact.target_name,
            target=_named(fact.target) if fact.target else None,
            entry=_named(fact.entry),
            disputed=fact.disputed,
        )
        for fact in facts
    ]


def _named(entry: Entry) -> Named:
    return Named(entry.title, entry.path, entry.language)


def _by(rows: Any, column: str) -> Facts:
    facts_by_entry: Facts = {}
    for pk, *row in rows.values_list(column, *_COLUMNS):
        facts_by_entry.setdefault(pk, []).append(_fact(row))
    return facts_by_entry


def _fact(row: Any, elsewhere: bool = True) -> DatedFact:
    name, date, value, place, target_name, disputed, *entries = row
    target, entry = (
        Named(title, f"{kind}/{slug}", language) if title else None
        for title, kind, slug, language in (entries[:4], entries[4:])
    )
    return DatedFact(
        name, date, value, place, target_name, target, entry if elsewhere else None, disputed
    )
