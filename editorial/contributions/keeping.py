"""The table of contributions: written at every save, and made again from the revisions."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from editorial.contributions.around import Contexts, contexts
from editorial.contributions.brought import Brought
from editorial.contributions.lineage import inherit
from editorial.contributions.naming import named
from editorial.contributions.past_pieces import Behind, PastPieces, Stood, Writers
from editorial.contributions.pieces import Change, Piece, change
from editorial.contributions.vouching import STOOD, stood, vouched
from editorial.models import Check, Contribution, DraftCitation, Manuscript, Revision
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document

_READ_AT_ONCE = 20


def contributions(revision: Revision, document: Document, analysis: Analysis) -> list[Brought]:
    """Who brought in what is new in a revision that is about to be saved; its id is not known yet (0).

    Call while the desk's rows of the manuscript still are those of the revision that it is based on.
    """
    manuscript = revision.manuscript_id
    if not revision.based_on:
        made = change(document, analysis, None)
        brought = _brought(made, revision, {}, {}, {}, frozenset())
        return [*brought, *named(revision, document, None)]
    keep_missing([manuscript], before=revision.number)
    base = Revision.objects.get(manuscript=manuscript, number=revision.based_on).read()
    cited = DraftCitation.objects.filter(manuscript=manuscript)
    before = contexts(map(Use._make, cited.values_list("digest", "context")))
    restored = revision.restored.read() if revision.restored else None
    made = change(document, analysis, base, before, restored)
    writers = _kept(manuscript, made.origins | {piece.digest for piece in made.added})
    unknown = [piece for piece in made.added if piece.digest not in writers]
    behind = _behind(unknown, PastPieces(_past(manuscript)) if unknown else PastPieces())
    of_old = set().union(*(pieces.digests for pieces in behind.values()))
    writers |= _kept(manuscript, of_old - writers.keys())
    said = vouched(manuscript, made.origins | of_old)
    freed = stood(said, before, writers, revision.number)
    everybody = _authors(manuscript, revision.number)
    brought = _brought(made, revision, behind, writers, freed, everybody)
    return [*brought, *named(revision, document, base)]


def keep(brought: Iterable[tuple[Revision, Iterable[Brought]]]) -> None:
    """Keep who brought in what is new in these revisions, which are saved now."""
    Contribution.objects.keep(
        _row(revision.manuscript_id, row, revision.pk) for revision, rows in brought for row in rows
    )


def _row(
    manuscript: uuid.UUID, row: Brought, revision: int
) -> tuple[uuid.UUID, str, int, int, str, str, str, str]:
    what = (row.words, row.source_key, row.locator, row.quotation)
    return manuscript, row.digest, row.person, revision, *what


def contributions_of(
    manuscript: Manuscript, *, before: int = 0, checked_before: datetime | None = None
) -> Iterator[Brought]:
    """Who brought in what, made from the manuscript's revisions and checks alone, in the order of the revisions.

    With `before` only from the revisions below that number; with `checked_before` as it was known at that time, when
    later checks had not overturned any. Reads one revision after another.
    """
    revisions = Revision.objects.filter(manuscript=manuscript).order_by("number")
    if before:
        revisions = revisions.filter(number__lt=before)
    said = vouched(manuscript.pk, before=checked_before)
    writers: dict[str, dict[int, int]] = {}
    past = PastPieces()
    authors: frozenset[int] = frozenset()
    last: tuple[int, Document | None, Contexts] = (0, None, {})
    for revision in revisions.select_related("restored").iterator(chunk_size=_READ_AT_ONCE):
        document = revision.read()
        analysis = analyse(document)
        if revision.based_on != last[0]:
            last = _base(manuscript, revision.based_on)
        restored = revision.restored.read() if revision.restored else None
        made = change(document, analysis, last[1], last[2], restored)
        unknown = [piece for piece in made.added if piece.digest not in writers]
        behind = _behind(unknown, past if revision.based_on else PastPieces())
        digests = made.origins.union(*(pieces.digests for pieces in behind.values()))
        of_these = {digest: said[digest] for digest in digests & said.keys()}
        freed = stood(of_these, last[2], writers, revision.number)
        brought = list(_brought(made, revision, behind, writers, freed, authors))
        for row in (*brought, *named(revision, document, last[1])):
            persons = writers.setdefault(row.digest, {})
            if row.person not in persons:
                persons[row.person] = revision.number
                yield row
        for piece in made.added:
            past.add(piece)
        authors |= revision.writers
        last = (revision.number, document, _contexts(analysis))


def keep_contributions(manuscript: Manuscript, *, before: int = 0) -> None:
    """Write what the table lacks of what the revisions say; a second call writes nothing."""
    brought = contributions_of(manuscript, before=before)
    Contribution.objects.keep(_row(manuscript.pk, row, row.revision) for row in brought)


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


def keep_overturned(manuscript: Manuscript, digest: str) -> None:
    """Bring back who was freed by a good check of this citation, once a newer check overturned it.

    Whoever changed its words in between grew something out of words for which nobody vouches any more. Call with the
    manuscript locked, after such a check; reads all revisions, if any was saved between the two.
    """
    good = Check.objects.filter(
        manuscript=manuscript, digest=digest, verdict__in=STOOD, revision__lt=manuscript.revision
    )
    if good.exists():
        keep_contributions(manuscript)


def _behind(pieces: Iterable[Piece], past: PastPieces) -> dict[str, Behind]:
    return {piece.digest: past.behind(piece) for piece in pieces}


def _brought(
    made: Change,
    revision: Revision,
    behind: Mapping[str, Behind],
    writers: Writers,
    freed: Stood,
    everybody: frozenset[int],
) -> Iterator[Brought]:
    """The author of each added piece, and who counts with them. What was here before keeps its own, and gets the author
    too where they changed what stands around it."""
    inherited = inherit(made, writers, freed, everybody)
    for piece in made.added:
        persons = set(revision.writers)
        if piece.digest not in writers:
            persons |= inherited[piece.digest]
        if piece.digest in behind:
            persons.update(behind[piece.digest].persons(made.present, writers, freed))
        yield from _rows(piece, persons, revision, is_new=piece.digest not in writers)
    for digest in sorted(made.around - {piece.digest for piece in made.added}):
        for person in sorted(revision.writers):
            yield Brought(digest, person, revision.pk or 0)


def _rows(
    piece: Piece, persons: Collection[int], revision: Revision, *, is_new: bool
) -> Iterator[Brought]:
    author = revision.author_id
    # Who else counts can become more; the author stays.
    first = author if author in persons else min(persons, default=0)
    for person in sorted(persons):
        if is_new and person == first:
            what = (piece.words, piece.key, piece.locator, piece.quotation)
            yield Brought(piece.digest, person, revision.pk or 0, *what)
        else:
            yield Brought(piece.digest, person, revision.pk or 0)


def _kept(manuscript: uuid.UUID, digests: Collection[str]) -> dict[str, dict[int, int]]:
    persons: dict[str, dict[int, int]] = {}
    for chunk in in_chunks(list(digests)):
        rows = Contribution.objects.filter(manuscript=manuscript, digest__in=chunk)
        for digest, person, number in rows.values_list("digest", "person", "revision__number"):
            persons.setdefault(digest, {})[person] = number
    return persons


def _past(manuscript: uuid.UUID) -> Iterator[Piece]:
    rows = Contribution.objects.filter(manuscript=manuscript).exclude(words="")
    names = ("digest", "words", "source_key", "locator", "quotation")
    return (Piece(*row) for row in rows.values_list(*names))


def _authors(manuscript: uuid.UUID, number: int) -> frozenset[int]:
    rows = Revision.objects.filter(manuscript=manuscript, number__lt=number)
    pairs = rows.order_by().values_list("author", "suggested_by").distinct()
    return frozenset(person for pair in pairs for person in pair if person is not None)


def _base(manuscript: Manuscript, number: int) -> tuple[int, Document | None, Contexts]:
    if not number:
        return 0, None, {}
    document = Revision.objects.get(manuscript=manuscript, number=number).read()
    return number, document, _contexts(analyse(document))


def _contexts(analysis: Analysis) -> Contexts:
    return contexts(citation.use for citation in analysis.citations)
