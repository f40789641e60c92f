"""Publishing the drafts of an import, with a waiver that readers see: every draft through the ordinary moves.

An approver requests it, never a person who uploaded the file, even for a dry run. Only missing checks and missing
citations are waived, except the checks of quotations and of claims about living persons; a verdict against a citation
and every other obstacle of the gate still stop a draft.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.import_sources import source_id
from editorial.actions.publish import publish
from editorial.actions.publish_new import publish_new
from editorial.actions.review import approve, submit
from editorial.actions.transaction import log_failure, record
from editorial.actions.waive import refuse_expiry, waive
from editorial.gate.demands import always_checked
from editorial.gate.gate_input import is_living, obstacles
from editorial.models import (
    DraftCitation,
    Import,
    ImportKind,
    ImportLine,
    ImportStatus,
    LineState,
    Manuscript,
    Revision,
    Status,
)
from editorial.models.imports import PUBLISHING
from editorial.notices.telling import in_bulk, notify_of_many
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.models import Change, Kind
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

NEEDED = (
    permissions.SUBMIT_MANUSCRIPT,
    permissions.WAIVE_OBSTACLE,
    permissions.APPROVE_MANUSCRIPT,
    permissions.PUBLISH_MANUSCRIPT,
)
_WAIVED = frozenset({"unchecked", "few_citations"})
# So many sources are published in one transaction: it holds the log's head while it renders their pages.
_TOGETHER = 25


def may_publish_import(job: Import, by: User) -> bool:
    """Whether this person may request it: an approver who may waive obstacles and did not upload the file."""
    return by.is_active and by.has_perms(NEEDED) and not _imported(job, by)


def _imported(job: Import, by: User) -> bool:
    """Whether this person imported the file, or uploaded it for a dry run that another person then imported."""
    return job.by_id == by.pk or Import.objects.filter(digest=job.digest, by=by).exists()


def request_publication(
    *, job: uuid.UUID, by: User, reason: str, expires_at: datetime
) -> list[uuid.UUID]:
    """Note that the import's drafts are to be published; the ids of the manuscripts to publish, sources first.

    Raises Forbidden, or Refused when there is nothing to publish or the drafts are being published already.
    """
    _refuse(job, by, reason, expires_at)
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job)
        if row.kind == ImportKind.PICTURES:
            raise NotAllowed(_("Publish the import whose drafts these pictures are in."))
        if row.dry_run or row.is_under_way or row.status == ImportStatus.WAITING:
            raise NotAllowed(
                _("Wait until the import has ended: then its drafts can be published.")
            )
        if row.is_publishing:
            raise NotAllowed(_("The drafts of this import are being published right now."))
        waiting = [pk for pk, _revision in _to_publish(row)]
        if not waiting:
            raise NotAllowed(_("No draft of this import waits to be published."))
        _store_left(row, len(waiting))
    return waiting


def publish_import(
    *, job: uuid.UUID, by: User, reason: str, expires_at: datetime
) -> Iterator[tuple[int, int]]:
    """Publish the import's drafts, sources first, one transaction a draft; yields done and total after each one.

    What the gate refuses stays a draft, and a line of the import's report says what is in the way. Drafts that are
    published already are skipped: a second call resumes where the first one stopped. Raises as
    `request_publication` does.
    """
    waiting = request_publication(job=job, by=by, reason=reason, expires_at=expires_at)
    yield from carry_out(job=job, waiting=waiting, by=by, reason=reason, expires_at=expires_at)


def carry_out(
    *, job: uuid.UUID, waiting: list[uuid.UUID], by: User, reason: str, expires_at: datetime
) -> Iterator[tuple[int, int]]:
    """Carry out a requested publication of these manuscripts. Raises Forbidden or Refused as the request does."""
    _refuse(job, by, reason, expires_at)
    row = Import.objects.get(pk=job)
    expected = dict(_to_publish(row))
    _clear_reports(row)
    published: list[uuid.UUID] = []
    try:
        for start in range(0, len(waiting), _TOGETHER):
            some = waiting[start : start + _TOGETHER]
            revisions = {pk: expected[pk] for pk in some if pk in expected}
            together = _publish_together(revisions, by, reason)
            published += together
            _store_left(row, len(waiting) - start - len(together))
            for number, pk in enumerate(some, start=start + 1):
                if pk in revisions and pk not in together:
                    if _publish_or_report(row, pk, expected[pk], by, reason, expires_at):
                        published.append(pk)
                    _store_left(row, len(waiting) - number)
                yield number, len(waiting)
    finally:
        _tell(row, published, by, reason)
        _store_left(row, 0)


def _tell(job: Import, published: Collection[uuid.UUID], by: User, reason: str) -> None:
    """One notice of all that was published, for everybody who worked on any of it."""
    if not published:
        return
    with transaction.atomic():
        event = record(
            "publish_import",
            by=by,
            manuscript=None,
            reason=reason.strip(),
            data={"import": str(job.pk), "published": len(published)},
            private={"file": job.name},
        )
        notify_of_many(event, published)


def _refuse(job: uuid.UUID, by: User, reason: str, expires_at: datetime) -> None:
    if not (by.is_active and by.has_perms(NEEDED)):
        raise Forbidden(
            _("Publishing an import needs the permissions to submit, waive, approve and publish.")
        )
    if _imported(Import.objects.get(pk=job), by):
        raise Forbidden(
            _("Nobody publishes what they imported or uploaded. Another approver has to.")
        )
    if not reason.strip():
        raise Refused(_("Say why: the reason is shown to readers."))
    refuse_expiry(expires_at, timezone.now())


def _to_publish(job: Import) -> list[tuple[uuid.UUID, int]]:
    """The manuscripts that readers do not see yet, each with the revision that the import made; sources first."""
    revisions = {
        line.manuscript_id: int(line.place)
        for line in job.lines.drafts().in_order()
        if line.manuscript_id and line.place.isdecimal()
    }
    drafts = job.lines.drafts().values("manuscript")
    cited = DraftCitation.objects.filter(manuscript__in=drafts)
    for source in _imported_sources(job, cited.order_by().values_list("source_key", flat=True)):
        revisions.setdefault(source, 1)
    unpublished = [
        manuscript
        for manuscript in Manuscript.objects.in_bulk(list(revisions)).values()
        if not (manuscript.is_live and manuscript.published_revision >= revisions[manuscript.pk])
    ]
    unpublished.sort(key=lambda manuscript: (manuscript.kind != Kind.SOURCE, manuscript.sort_key))
    return [(manuscript.pk, revisions[manuscript.pk]) for manuscript in unpublished]


def _imported_sources(job: Import, keys: Iterable[str]) -> list[uuid.UUID]:
    """The sources under these keys that the importer created and that nobody else has changed.

    The id alone proves nothing: anyone who drafts a source can choose its id.
    """
    ids = {source_id(key): key for key in keys}
    by_others = Revision.objects.filter(manuscript=OuterRef("pk")).exclude(author=job.by_id)
    untouched = Manuscript.objects.filter(pk__in=ids, kind=Kind.SOURCE).exclude(Exists(by_others))
    return [pk for pk, slug in untouched.values_list("pk", "slug") if ids[pk] == slug]


def _publish_together(revisions: Mapping[uuid.UUID, int], by: User, reason: str) -> set[uuid.UUID]:
    """Publish those that can be published together; where that fails, each is tried by itself, and reported."""
    try:
        return publish_new(revisions=revisions, by=by, reason=reason.strip())
    except Exception:
        logger.warning("publish_together: %s", len(revisions), exc_info=True)
        return set()


def _publish_or_report(
    job: Import, pk: uuid.UUID, revision: int, by: User, reason: str, expires_at: datetime
) -> bool:
    """Whether it was published now."""
    try:
        with transaction.atomic(), in_bulk(told=()):
            _publish(pk, revision, by, reason.strip(), expires_at)
    except Refused as refusal:
        manuscript = Manuscript.objects.get(pk=pk)
        if manuscript.published_revision < revision:
            _report(job, manuscript, str(refusal))
    except Exception:  # an error in one draft does not stop the others
        manuscript = Manuscript.objects.get(pk=pk)
        _report(job, manuscript, log_failure(manuscript))
    else:
        return True
    return False


def _report(job: Import, manuscript: Manuscript, why: str) -> None:
    ImportLine.objects.create(
        of=job,
        state=LineState.REFUSED,
        name=manuscript.title[:300],
        construct=PUBLISHING,
        message=why,
        manuscript=manuscript,
    )


def _publish(pk: uuid.UUID, revision: int, by: User, reason: str, expires_at: datetime) -> None:
    manuscript = Manuscript.objects.select_for_update().get(pk=pk)
    if manuscript.revision != revision:
        raise Refused(_("Somebody has worked on it since. Publish it from its own page."))
    if manuscript.status == Status.DRAFT:
        submit(manuscript=pk, revision=revision, by=by, message=reason)
    elif manuscript.status not in {Status.SUBMITTED, Status.APPROVED}:
        raise NotAllowed(
            _("It is %(state)s. Publish it from its own page.")
            % {"state": in_sentence(manuscript.get_status_display())}
        )
    manuscript.refresh_from_db()
    document = Revision.objects.get(manuscript=manuscript, number=revision).read()
    if keys := _to_waive(manuscript, document, by):
        waive(manuscript=pk, by=by, keys=keys, reason=reason, expires_at=expires_at)
    change = Change.ADDITION if manuscript.edition else ""
    approve(manuscript=pk, revision=revision, by=by, change=change, summary=reason[:500])
    publish(manuscript=pk, by=by)


def _to_waive(manuscript: Manuscript, document: Document, by: User) -> list[str]:
    """The obstacles that every import has; quotations and claims about living persons still need a check."""
    analysis = analyse(document)
    living = is_living(document)
    to_check = {
        citation.digest
        for citation in analysis.citations
        if always_checked(citation, living=living)
    }
    return [
        obstacle.key
        for obstacle in obstacles(
            manuscript, document, "approve", analysis=analysis, approver=by.pk
        )
        if obstacle.waivable
        and not obstacle.waived
        and obstacle.code in _WAIVED
        and obstacle.subject not in to_check
    ]


def _clear_reports(job: Import) -> None:
    """Remove the reports of the last attempt; obstacles that remain are reported again."""
    job.lines.filter(state=LineState.REFUSED, construct=PUBLISHING).delete()


def _store_left(job: Import, count_left: int) -> None:
    """Store how many drafts are left, so that the office sees the progress."""
    with transaction.atomic():
        import_row = Import.objects.select_for_update().get(pk=job.pk)
        import_row.counts = {
            name: count for name, count in import_row.counts.items() if name != PUBLISHING
        }
        if count_left:
            import_row.counts[PUBLISHING] = count_left
        import_row.changed_at = timezone.now()
        import_row.save(update_fields=["counts", "changed_at"])
