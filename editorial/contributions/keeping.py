"""The table of contributions: written at every save, and made again from the revisions."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from editorial.contributions.lineage import Writers, inherit
from editorial.contributions.pieces import Change, change
from editorial.models import Check, Contribution, DraftCitation, Manuscript, Revision
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document

# Verdicts with which a citation stood checked: whoever brought it in before does not count after a change of it.
STOOD = ("supports", "partly")
_READ_AT_ONCE = 20

# The digest of a piece, and the ids of the persons who brought in any part of it.
Contributions = list[tuple[str, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought in a piece of a manuscript, and in which revision first; the ids of person and revision."""

    digest: str
    person: int
    revision: int


def contributions(revision: Revision, document: Document, analysis: Analysis) -> Contributions:
    """Who brought in what is new in a revision that is about to be saved.

    Call while the desk's rows of the manuscript still are those of the revision that it is based on.
    """
    manuscript = revision.manuscript_id
    base: Document | None = None
    restored: Document | None = None
    base_citations: set[str] = set()
    if revision.based_on:
        keep_missing([manuscript], before=revision.number)
        base = Revision.objects.get(manuscript=manuscript, number=revision.based_on).read()
        base_citations = set(
            DraftCitation.objects.filter(manuscript=manuscript).values_list("digest", flat=True)
        )
        restored = revision.restored.read() if revision.restored else None
    made = change(document, analysis, base, base_citations, restored)
    writers: Writers = {}
    known: set[str] = set()
    stood: set[str] = set()
    everybody: frozenset[int] = frozenset()
    if base is not None:
        added = {piece.digest for piece in made.added}
        writers = _kept(manuscript, made.origins | added)
        known = added & writers.keys()
        stood = _stood(_good_checks(manuscript, made.origins), writers, revision.number)
        everybody = _authors(manuscript, revision.number)
    return list(_persons(made, revision.author_id, writers, known, stood, everybody))


def keep(revision: Revision, brought: Contributions) -> None:
    """Keep who brought in what is new in this revision, which is saved now."""
    Contribution.objects.keep(
        revision.manuscript_id,
        (
            (digest, person, revision.pk)
            for digest, persons in brought
            for person in sorted(persons)
        ),
    )


def contributions_of(manuscript: Manuscript, *, before: int = 0) -> Iterator[Brought]:
    """Who brought in what, made from the manuscript's revisions and checks alone, in the order of the revisions.

    With `before` only from the revisions below that number. Reads one revision after another.
    """
    revisions = Revision.objects.filter(manuscript=manuscript).order_by("number")
    if before:
        revisions = revisions.filter(number__lt=before)
    checks = _good_checks(manuscript.pk)
    writers: dict[str, frozenset[int]] = {}
    authors: frozenset[int] = frozenset()
    last: tuple[int, Document | None, frozenset[str]] = (0, None, frozenset())
    for revision in revisions.select_related("restored").iterator(chunk_size=_READ_AT_ONCE):
        document = revision.read()
        analysis = analyse(document)
        if revision.based_on != last[0]:
            last = _base(manuscript, revision.based_on)
        restored = revision.restored.read() if revision.restored else None
        made = change(document, analysis, last[1], last[2], restored)
        known = {piece.digest for piece in made.added} & writers.keys()
        stood = _stood(
            {digest: checks[digest] for digest in made.origins & checks.keys()},
            writers,
            revision.number,
        )
        for digest, persons in _persons(made, revision.author_id, writers, known, stood, authors):
            before_it = writers.get(digest, frozenset())
            for person in sorted(persons - before_it):
                yield Brought(digest, person, revision.pk)
            writers[digest] = before_it | persons
        authors |= {revision.author_id}
        last = (revision.number, document, analysis.digests)


def keep_contributions(manuscript: Manuscript, *, before: int = 0) -> None:
    """Write what the table lacks of what the revisions say; a second call writes nothing."""
    Contribution.objects.keep(
        manuscript.pk,
        (
            (row.digest, row.person, row.revision)
            for row in contributions_of(manuscript, before=before)
        ),
    )


def keep_missing(manuscripts: Iterable[uuid.UUID], *, before: int = 0) -> None:
    """Make the table of those manuscripts that have no row in it, as after an upgrade from a version without it."""
    missing = set(manuscripts)
    missing -= set(
        Contribution.objects.filter(manuscript__in=missing)
        .values_list("manuscript", flat=True)
        .distinct()
    )
    for manuscript in Manuscript.objects.filter(pk__in=missing):
        keep_contributions(manuscript, before=before)


def _persons(
    made: Change,
    author: int,
    writers: Writers,
    known: Collection[str],
    stood: Collection[str],
    everybody: frozenset[int],
) -> Iterator[tuple[str, frozenset[int]]]:
    """Digest of each added piece → the author, and who counts with them. What was here before keeps its own."""
    inherited = inherit(made, writers, stood, everybody)
    for piece in made.added:
        persons = frozenset({author})
        yield piece.digest, persons if piece.digest in known else persons | inherited[piece.digest]


def _kept(manuscript: uuid.UUID, digests: Collection[str]) -> dict[str, frozenset[int]]:
    persons: dict[str, set[int]] = defaultdict(set)
    for chunk in in_chunks(list(digests)):
        rows = Contribution.objects.filter(manuscript=manuscript, digest__in=chunk)
        for digest, person in rows.values_list("digest", "person"):
            persons[digest].add(person)
    return {digest: frozenset(brought) for digest, brought in persons.items()}


Checks = dict[str, list[tuple[int, int]]]


def _good_checks(manuscript: uuid.UUID, digests: Collection[str] | None = None) -> Checks:
    """Digest → the revision and the moderator of every check with which it stood checked."""
    rows = Check.objects.filter(manuscript=manuscript, verdict__in=STOOD)
    checks: Checks = defaultdict(list)
    chunks = [None] if digests is None else in_chunks(list(digests))
    for chunk in chunks:
        some = rows if chunk is None else rows.filter(digest__in=chunk)
        for digest, revision, by in some.values_list("digest", "revision", "by"):
            checks[digest].append((revision, by))
    return checks


def _stood(checks: Checks, writers: Writers, number: int) -> set[str]:
    """Those that somebody who did not bring them in had checked before this revision."""
    return {
        digest
        for digest, made in checks.items()
        if any(
            revision < number and by not in writers.get(digest, frozenset())
            for revision, by in made
        )
    }


def _authors(manuscript: uuid.UUID, number: int) -> frozenset[int]:
    rows = Revision.objects.filter(manuscript=manuscript, number__lt=number)
    return frozenset(rows.order_by().values_list("author", flat=True).distinct())


def _base(manuscript: Manuscript, number: int) -> tuple[int, Document | None, frozenset[str]]:
    if not number:
        return 0, None, frozenset()
    document = Revision.objects.get(manuscript=manuscript, number=number).read()
    return number, document, analyse(document).digests
