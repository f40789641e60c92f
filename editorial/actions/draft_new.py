"""Writing many new drafts at once: what `save` does for one after another, in one transaction and few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from editorial import workflow
from editorial.actions.draft import AddressTaken, refuse_too_long
from editorial.actions.recording import Line, record_all
from editorial.actions.title_columns import title_columns
from editorial.contributions.keeping import contributions, keep
from editorial.models import Manuscript, Revision
from editorial.models.query_plans import plan_anew
from editorial.projection.new_drafts import NewDraft, count_obstacles, derive_new
from editorial.verifying.document_files import digest as digest_of
from editorial.verifying.document_files import sha256
from editorial.workflow import Forbidden
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.documents import Document
from encyclopedia.models.insertion import insert

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def draft_new(*, drafts: Sequence[tuple[Document, str]], by: User) -> list[Manuscript]:
    """Save documents, each with its summary, as the first revisions of manuscripts that are not there: all or none.

    Rows, events and hashes are those that `save` would make of them in this order. Raises Forbidden, TooLong or
    AddressTaken because of the first of them that cannot be saved.
    """
    if not workflow.may(by, "save"):
        raise Forbidden(_("You may not write drafts."))
    read = [_read(document, by) for document, _summary in drafts]
    count_obstacles(read)
    revisions = [
        _revision(draft, by, summary)
        for draft, (_document, summary) in zip(read, drafts, strict=True)
    ]
    brought = [
        contributions(revision, draft.document, draft.analysis)
        for revision, draft in zip(revisions, read, strict=True)
    ]
    manuscripts = [draft.manuscript for draft in read]
    with _address_guard(read):
        plan_anew()
        # In one order in every transaction, so that two imports of the same works wait for each other only once.
        insert(sorted(manuscripts, key=attrgetter("kind", "slug")))
        derive_new(read)
        # The log is locked last.
        lines = [
            _line(revision, summary)
            for revision, (_document, summary) in zip(revisions, drafts, strict=True)
        ]
        events = record_all(lines, by=by)
        for revision, event in zip(revisions, events, strict=True):
            revision.saved_at = event.at
        _insert(revisions)
        keep(zip(revisions, brought, strict=True))
    return manuscripts


def _read(document: Document, by: User) -> NewDraft:
    refuse_too_long(document)
    analysis = analyse(document)
    manuscript = Manuscript(
        pk=UUID(document.id),
        kind=document.kind,
        slug=document.slug,
        **title_columns(document.title),
        author=by,
        responsible=by,
        revision=1,
        words=len(analysis.parsed.plain.split()),
    )
    return NewDraft(manuscript, document, analysis)


def _revision(draft: NewDraft, by: User, summary: str) -> Revision:
    canonical = documents.canonical(draft.document)
    return Revision(
        manuscript=draft.manuscript,
        number=1,
        document=canonical.decode(),
        digest=sha256(canonical),
        citation_digests=[citation.digest for citation in draft.analysis.citations],
        author=by,
        summary=summary[:500],
    )


def _line(revision: Revision, summary: str) -> Line:
    data: dict[str, Any] = {
        "digest": revision.digest,
        "based_on": 0,
        "citations": digest_of(revision.citation_digests),
    }
    return Line(
        action="save",
        manuscript=revision.manuscript,
        reason=summary,
        data=data,
        private={"summary": revision.summary},
    )


def _insert(revisions: Sequence[Revision]) -> None:
    """Write these first revisions, and give them their numbers in the database."""
    insert(revisions)
    of_manuscript = {revision.manuscript_id: revision for revision in revisions}
    for chunk in in_chunks(list(of_manuscript)):
        rows = Revision.objects.filter(manuscript__in=chunk)
        for manuscript, pk in rows.values_list("manuscript", "pk"):
            of_manuscript[manuscript].pk = pk


@contextmanager
def _address_guard(drafts: Sequence[NewDraft]) -> Iterator[None]:
    """One transaction; where the database refuses a second manuscript at one address, raises AddressTaken."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        wanted = {manuscript.path for manuscript, _document, _analysis in drafts}
        slugs = [manuscript.slug for manuscript, _document, _analysis in drafts]
        for manuscript in Manuscript.objects.filter(slug__in=slugs):
            if manuscript.path in wanted:
                raise AddressTaken(
                    _("Another entry has the address “%(slug)s”. Choose another address.")
                    % {"slug": manuscript.slug}
                ) from error
        raise
