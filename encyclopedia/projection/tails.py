"""The tails of pages: rendered for many entries at once, since one publication changes those of all it refers to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from uuid import UUID

from django.db.models import Count, F, Window
from django.db.models.functions import DenseRank, RowNumber

from encyclopedia.core.documents import Author, Provenance
from encyclopedia.core.standing import counted
from encyclopedia.models import Citation, Edition, Entry, Kind, Link, TaggedEntry
from encyclopedia.projection.merged_entries import leads_to
from encyclopedia.projection.origins import edition_facts
from encyclopedia.projection.other_languages import followed_by, others_of
from encyclopedia.projection.tail_facts import dated, members, related
from encyclopedia.rendering.page_tail import Citing, Linking, Surroundings, render_tail

# This many are listed on the page itself; a page of its own has the rest.
MAX_LISTED = 50
# Of what was when.
MAX_DATED = 40
# Entries that cite a source, and claims of each; its own list has all.
MAX_CITING = 30
MAX_CLAIMS = 20
_BATCH = 200


def tails(entries: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    """The tail of each of these entries that is published; sixteen queries for every two hundred."""
    ids = sorted(set(entries))
    for start in range(0, len(ids), _BATCH):
        yield from _batch(ids[start : start + _BATCH])


def _batch(ids: list[UUID]) -> Iterator[tuple[UUID, str]]:
    rows = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids)}
    editions = Edition.objects.current_of(rows).with_doi()
    tags = _tags(ids)
    linking, linking_counts = _linking(ids)
    sources = [pk for pk, row in rows.items() if row.kind == Kind.SOURCE]
    citing = _citing(sources) if sources else {}
    citing_standings = _citing_standings(sources) if sources else {}
    citations = Citation.objects.filter(entry__in=ids).order_by()
    cites = set(citations.values_list("entry", flat=True).distinct())
    targets = leads_to(rows.values())
    organisations = [pk for pk, row in rows.items() if row.kind == Kind.ORGANISATION]
    memberships, member_counts = (
        members(organisations, MAX_LISTED + 1) if organisations else ({}, {})
    )
    others, followed = others_of(ids), followed_by(ids)
    dated_facts, related_facts = dated(ids, MAX_DATED + 1), related(ids, MAX_LISTED + 1)
    for edition in editions.defer("head", "top", "facts", "contents", "body", "notes"):
        row = rows[edition.entry_id]
        kept_source = targets.get(row.pk)
        data = json.loads(edition.document)
        by_path = citing_standings.get(row.pk, {"": Counter()})
        yield (
            row.pk,
            render_tail(
                Surroundings(
                    kind=row.kind,
                    path=row.path,
                    title=row.title,
                    language=row.language,
                    authors=[Author(**author) for author in data.get("authors", ())],
                    provenance=[Provenance(**origin) for origin in data.get("provenance", ())],
                    edition=edition_facts(edition, row.published_at),
                    merged_into=Linking(kept_source.title, kept_source.path, kept_source.language)
                    if kept_source
                    else None,
                    tags=tags.get(row.pk, []),
                    linking=linking.get(row.pk, []),
                    linking_count=linking_counts.get(row.pk, 0),
                    citing=citing.get(row.pk, []),
                    citing_entries=len(by_path) - 1,
                    citing_claims=by_path[""].total(),
                    citing_standings={path: counted(numbers) for path, numbers in by_path.items()},
                    cites=row.pk in cites,
                    members=memberships.get(row.pk, [])[:MAX_LISTED],
                    member_count=member_counts.get(row.pk, 0),
                    more_members=len(memberships.get(row.pk, [])) > MAX_LISTED,
                    dated=dated_facts.get(row.pk, [])[:MAX_DATED],
                    more_dated=len(dated_facts.get(row.pk, [])) > MAX_DATED,
                    related=related_facts.get(row.pk, [])[:MAX_LISTED],
                    more_related=len(related_facts.get(row.pk, [])) > MAX_LISTED,
                    translations=others.get(row.pk, []),
                    follows=followed.get(row.pk),
                )
            ),
        )


def _tags(ids: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    tags_by_entry: dict[UUID, list[tuple[str, str]]] = {}
    rows = TaggedEntry.objects.filter(content_object__in=ids).values_list(
        "content_object_id", "tag__name", "tag__slug"
    )
    for pk, name, slug in rows:
        tags_by_entry.setdefault(pk, []).append((name, slug))
    return {
        pk: sorted(tags, key=lambda tag: (tag[0].casefold(), tag))
        for pk, tags in tags_by_entry.items()
    }


def _linking(ids: list[UUID]) -> tuple[dict[UUID, list[Linking]], dict[UUID, int]]:
    """The first entries of the alphabet that link to each, and how many do; an entry's own links do not count."""
    links = Link.objects.filter(target__in=ids).exclude(entry=F("target"))
    counts = dict(links.order_by().values_list("target").annotate(Count("entry", distinct=True)))
    ranked = links.annotate(
        rank=Window(DenseRank(), partition_by="target", order_by=["entry__sort_key", "entry_id"])
    )
    listed = ranked.filter(rank__lte=MAX_LISTED).values_list(
        "target_id", "rank", "entry__title", "entry__kind", "entry__slug", "entry__language"
    )
    linking: dict[UUID, list[Linking]] = {}
    for target, _rank, title, kind, slug, language in sorted(set(listed)):
        linking.setdefault(target, []).append(Linking(title, f"{kind}/{slug}", language))
    return linking, counts


def _citing(sources: list[UUID]) -> dict[UUID, list[Citing]]:
    """The first claims of the first entries of the alphabet that cite each source, entry by entry."""
    listed = (
        Citation.objects.first_citing(sources, MAX_CITING)
        .annotate(
            claim_rank=Window(RowNumber(), partition_by=["source", "entry"], order_by=["position"])
        )
        .filter(claim_rank__lte=MAX_CLAIMS)
        .select_related("entry")
        .only(
            "source_id",
            "position",
            "claim",
            "fact",
            "claim_digest",
            "number",
            "standing",
            "checked_at",
            "locator",
            "suffix",
            "entry__title",
            "entry__kind",
            "entry__slug",
            "entry__language",
        )
    )
    citing: dict[UUID, list[Citing]] = {}
    for citation in sorted(listed, key=attrgetter("rank", "position")):
        citing.setdefault(citation.source_id, []).append(
            Citing(
                citation.entry.title,
                citation.entry.path,
                citation.claim_as_read,
                citation.claim_digest,
                citation.number,
                citation.standing,
                citation.checked_at,
                citation.place,
                citation.entry.language,
            )
        )
    return citing


def _citing_standings(sources: list[UUID]) -> dict[UUID, dict[str, Counter[str]]]:
    """How the claims that cite each source stand, counted for each of its entries by path, and for all by ""."""
    rows = (
        Citation.objects.filter(source__in=sources)
        .order_by()
        .values_list("source", "entry__kind", "entry__slug", "standing")
        .annotate(Count("pk"))
    )
    counts: dict[UUID, dict[str, Counter[str]]] = {}
    for source, kind, slug, standing, number in rows:
        by_path = counts.setdefault(source, {"": Counter()})
        by_path.setdefault(f"{kind}/{slug}", Counter())[standing] += number
        by_path[""][standing] += number
    return counts
