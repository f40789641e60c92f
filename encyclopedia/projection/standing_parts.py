"""The parts of pages that show how their citations stand, made from rows: top and notes, and the markers.

In facts and text the markers are marked as they are stored; nothing else of them is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from encyclopedia.core import citations
from encyclopedia.core.citations import Reference, Use
from encyclopedia.core.documents import Author
from encyclopedia.core.standing import CitationStanding
from encyclopedia.core.telling import COLUMNS, Telling
from encyclopedia.models import Citation, Edition, Entry, Kind, Need, Page
from encyclopedia.projection.origins import edition_facts, notices_of
from encyclopedia.projection.resolution import sources_for
from encyclopedia.rendering import (
    PageHeading,
    SourceRecord,
    mark,
    render_notes,
    render_top,
    take_stand,
)

NumberedCitations = dict[UUID, list[citations.DocumentCitation]]


def standing_parts(pages: Sequence[Page]) -> Iterator[tuple[UUID, Mapping[str, str]]]:
    """Top, facts, body and notes of each of these pages, with the standings that their rows give; seven queries."""
    ids = [page.pk for page in pages]
    rows = {entry.pk: entry for entry in Entry.objects.filter(pk__in=ids)}
    editions = {
        edition.entry_id: edition
        for edition in Edition.objects.current_of(ids)
        .with_doi()
        .defer("head", "top", "facts", "contents", "body", "notes")
    }
    uses, standings = _numbered_citations(ids)
    keys = {use.key for numbered in uses.values() for use in numbered}
    keys.update(row.slug for row in rows.values() if row.kind == Kind.SOURCE)
    sources = sources_for(keys)
    needed: dict[UUID, list[str]] = {}
    needs = Need.objects.filter(entry__in=ids).order_by("entry", "position")
    for entry, claim in needs.values_list("entry", "claim_digest"):
        needed.setdefault(entry, []).append(claim)
    for page in pages:
        if page.pk not in editions:
            continue
        row, numbered = rows[page.pk], uses.get(page.pk, [])
        cited = {use.key: sources[use.key] for use in numbered}
        stands = take_stand(numbered, standings[page.pk], cited, needed.get(page.pk, ()))
        own = sources.get(row.slug) if row.kind == Kind.SOURCE else None
        yield (
            page.pk,
            {
                "top": render_top(_heading(row, editions[page.pk], own), stands),
                "notes": render_notes(numbered, cited, standings[page.pk], language=row.language),
                **mark(
                    {"facts": page.facts, "body": page.body},
                    numbered,
                    cited,
                    standings[page.pk],
                    language=row.language,
                ),
            },
        )


def _numbered_citations(
    ids: list[UUID],
) -> tuple[NumberedCitations, dict[UUID, dict[Use, CitationStanding]]]:
    """The numbered citations of each entry as rendering takes them, and how they stand."""
    uses: NumberedCitations = {pk: [] for pk in ids}
    standings: dict[UUID, dict[Use, CitationStanding]] = {pk: {} for pk in ids}
    rows = (
        Citation.objects.filter(entry__in=ids)
        .order_by("entry", "position")
        .values_list(
            "entry_id",
            "source__slug",
            "locator",
            "quotation",
            "prefix",
            "suffix",
            "claim",
            "sentence",
            "digest",
            "context",
            "claim_digest",
            "number",
            "occurrence",
            "fact",
            "standing",
            "checked_at",
            "role",
            *COLUMNS,
        )
    )
    for row in rows.iterator(chunk_size=2000):
        entry, key, locator, quotation, prefix, suffix, claim, sentence, digest = row[:9]
        context, claim_digest, number, occurrence, fact, standing, checked_at, role = row[9:17]
        uses[entry].append(
            citations.DocumentCitation(
                reference=Reference(key, locator, quotation, prefix, suffix),
                claim=claim,
                sentence=sentence,
                digest=digest,
                claim_digest=claim_digest,
                number=number,
                occurrence=occurrence,
                fact=-1 if fact is None else fact,
                context=context,
            )
        )
        standings[entry][Use(digest, context)] = CitationStanding(
            standing, checked_at, role, Telling(*row[17:])
        )
    return uses, standings


def _heading(row: Entry, edition: Edition, own: SourceRecord | None) -> PageHeading:
    authors = json.loads(edition.document).get("authors", ())
    return PageHeading(
        kind=row.kind,
        path=row.path,
        title=row.title,
        summary=row.summary,
        language=row.language,
        authors=tuple(Author(**author) for author in authors),
        edition=edition_facts(edition, row.published_at),
        notices=notices_of(edition),
        reliability=own.reliability if own else "sound",
        reason=own.reason if own else "",
        marked_at=own.marked_at if own else None,
    )
