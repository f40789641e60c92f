"""The sources that typed words name, as rows to choose from: by number, by name, and by the words of a reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min
from django.utils.translation import ngettext

from editorial.actions.known_works import MAX_CANDIDATES
from editorial.admin.draft_preview import draft_sources
from editorial.admin.list_filters import beginning_with
from editorial.gate.gate_input import merged_into
from editorial.importers.references.known_records import known_sources
from editorial.importers.references.typed_source import TypedSource, address_key, read_typed
from editorial.models import DraftCitation, DraftText, Manuscript, SourceKey
from editorial.models.among_seen import among_seen
from editorial.workflow import linkable_by
from encyclopedia import search
from encyclopedia.bibliography import work_keys, work_label
from encyclopedia.core.names import name_key
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_COUNT = 12
MAX_LABEL = 100
MAX_CLAIM = 120


def named(words: str, by: User) -> dict[str, tuple[str, str]]:
    """Key → title and state of the sources whose key, title or author the words name; at most twelve or so."""
    kept = linkable_by(by).of_kind(Kind.SOURCE).unmerged()
    titles = _titles(manuscripts_named(words, kept))
    if len(titles) < MAX_COUNT:
        holding = DraftText.objects.with_words(words).values("manuscript")
        rows = kept.filter(pk__in=holding).order_by("sort_key", "id")[:MAX_COUNT]
        titles = {**titles, **{key: row for key, row in _titles(rows).items() if key not in titles}}
    if len(titles) < MAX_COUNT:
        hits = search.find(words, kind=Kind.SOURCE).hits
        merged = merged_into({hit.entry.slug for hit in hits[:MAX_COUNT]})
        for hit in (hit for hit in hits[:MAX_COUNT] if hit.entry.slug not in merged):
            titles.setdefault(hit.entry.slug, (hit.entry.title, ""))
    return titles


def known_by_number(words: str, by: User) -> dict[str, tuple[str, str]]:
    """The same of the sources that have the number or address that was typed, if it is one."""
    typed = read_typed(words)
    return known(typed, by) if typed.is_number else {}


def known(typed: TypedSource, by: User) -> dict[str, tuple[str, str]]:
    """The same of the sources with a number of what was typed or pasted, or that its words clearly name."""
    keys = {key for key in work_keys(typed.record) if not key.startswith(("title:", "url:"))}
    sharing = SourceKey.objects.filter(key__in=keys)
    place = address_key(str(typed.record.get("URL", "")))
    if not keys and place and typed.form in ("url", "words"):
        place = f"|{place}|"
        sharing = SourceKey.objects.filter(key__startswith="url:", key__contains=place)
    kept = linkable_by(by).of_kind(Kind.SOURCE).unmerged()
    rows = kept.filter(pk__in=sharing.values("manuscript")).order_by("sort_key", "id")
    titles = _titles(rows[:MAX_COUNT])
    return titles or (_recognised(typed, by) if typed.form == "words" else {})


def _recognised(typed: TypedSource, by: User) -> dict[str, tuple[str, str]]:
    """The source that a reference in words clearly names, of those with its author and a word of its title."""
    authors = typed.record.get("author") or [{}]
    family = str(authors[0].get("family") or authors[0].get("literal") or "")
    words = [word for word in str(typed.record.get("title", "")).split() if len(word) > 3]
    if not family or not words:
        return {}
    holding = DraftText.objects.with_words(f"{family} {words[0].strip('.,:;!?')}")
    kept = linkable_by(by).of_kind(Kind.SOURCE).unmerged()
    rows = kept.filter(pk__in=holding.values("manuscript")).order_by("sort_key", "id")
    titles = _titles(rows[:MAX_CANDIDATES])
    records = draft_sources(frozenset(titles), by)
    recognise = known_sources({key: dict(source.record) for key, source in records.items()})
    key = recognise(typed.words)
    return {key: titles[key]} if key else {}


def rows_of(titles: Mapping[str, tuple[str, str]], by: User) -> list[dict[str, Any]]:
    """The first twelve as data: `value` is the key, `work` as "Service 2009"; one query."""
    keys = list(titles)[:MAX_COUNT]
    records = draft_sources(frozenset(keys), by)
    return [
        {
            "value": key,
            "label": titles[key][0],
            "work": work_label(records[key].record)[:MAX_LABEL] if key in records else "",
            "hint": key,
            "state": titles[key][1],
        }
        for key in keys
    ]


def with_claims(rows: list[dict[str, Any]], by: User) -> list[dict[str, Any]]:
    """The rows, each with how often and for what it is `cited`; two queries."""
    keys = [row["value"] for row in rows]
    citations = among_seen(DraftCitation.objects.filter(source_key__in=keys), by)
    counts = {
        key: (count, first)
        for key, count, first in citations.order_by()
        .values("source_key")
        .annotate(count=Count("manuscript", distinct=True), first=Min("id"))
        .values_list("source_key", "count", "first")
    }
    firsts = DraftCitation.objects.select_related("manuscript").in_bulk(
        [first for _count, first in counts.values()]
    )
    for row in rows:
        if row["value"] in counts:
            count, first = counts[row["value"]]
            row["cited"] = _cited(count, firsts[first])
    return rows


def _cited(count: int, citation: DraftCitation) -> str:
    claim = citation.claim
    words = ngettext(
        "cited in %(count)s entry: “%(claim)s” (%(entry)s)",
        "cited in %(count)s entries, in “%(entry)s” for: “%(claim)s”",
        count,
    )
    return words % {
        "count": count,
        "claim": claim if len(claim) <= MAX_CLAIM else f"{claim[:MAX_CLAIM]}…",
        "entry": citation.manuscript.title,
    }


def manuscripts_named(words: str, among: Any) -> list[Manuscript]:
    """Those whose name begins with the words, then those whose name contains them."""
    matches = list(beginning_with(among, words).order_by("sort_key", "id")[:MAX_COUNT])
    if len(matches) < MAX_COUNT:
        listed = [row.pk for row in matches]
        within = among.filter(name_key__contains=name_key(words)).exclude(pk__in=listed)
        matches += within.order_by("sort_key", "id")[: MAX_COUNT - len(matches)]
    return matches


def _titles(rows: Iterable[Manuscript]) -> dict[str, tuple[str, str]]:
    return {row.slug: (row.title, str(row.get_status_display())) for row in rows}
