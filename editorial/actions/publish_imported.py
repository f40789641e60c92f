"""Publishing what an import made, with a waiver that readers see: each draft through the ordinary moves, or not at all.

An approver asks for it, never somebody who brought the file in, if only to be read. Only that nobody has checked the
footnotes yet is waived, save for quotations and claims about living persons; what a moderator found against one, and
everything else that the gate names, stays in the way.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.publish import publish
from editorial.actions.review import approve, submit
from editorial.actions.take_in import source_id
from editorial.actions.transaction import log_failure
from editorial.actions.waive import refuse_expiry, waive
from editorial.gate.gate_input import is_living, obstacles
from editorial.gate.judging import needs_check
from editorial.models import (
    DraftCitation,
    Import,
    ImportLine,
    ImportStatus,
    LineState,
    Manuscript,
    Revision,
    Status,
)
from editorial.models.imports import PUBLISHING
from editorial.notices import in_bulk
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.models import Change, Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEEDED = (
    permissions.SUBMIT_MANUSCRIPT,
    permissions.WAIVE_OBSTACLE,
    permissions.APPROVE_MANUSCRIPT,
    permissions.PUBLISH_MANUSCRIPT,
)
_WAIVED = frozenset({"unchecked", "few_citations"})


def may_publish_import(job: Import, by: User) -> bool:
    """Whether this person may ask for it: an approver with a waiver to give, who did not bring the file in."""
    return by.is_active and by.has_perms(NEEDED) and not _brought_in(job, by)


def _brought_in(job: Import, by: User) -> bool:
    """Whether this person imported the file, or uploaded it to be read: somebody else's “Import now” hides nobody."""
    return job.by_id == by.pk or Import.objects.filter(digest=job.digest, by=by).exists()


def request_publication(
    *, job: uuid.UUID, by: User, reason: str, expires_at: datetime
) -> list[uuid.UUID]:
    """Note that the import's drafts are to be published; the manuscripts that wait for it, sources first.

    Raises Forbidden, or Refused where there is nothing to publish or it is being done this minute.
    """
    _refuse(job, by, reason, expires_at)
    with transaction.atomic():
        found = Import.objects.select_for_update().get(pk=job)
        if found.dry_run or found.is_under_way or found.status == ImportStatus.WAITING:
            raise NotAllowed(
                _("Wait until the import has ended: then its drafts can be published.")
            )
        if found.is_publishing:
            raise NotAllowed(_("The drafts of this import are being published right now."))
        waiting = [pk for pk, _revision in _waiting(found)]
        if not waiting:
            raise NotAllowed(_("No draft of this import waits to be published."))
        _note(found, len(waiting))
    return waiting


def publish_import(
    *, job: uuid.UUID, by: User, reason: str, expires_at: datetime
) -> Iterator[tuple[int, int]]:
    """Publish the import's drafts, sources first, each in one transaction; yields done and total after each.

    What the gate refuses stays a draft, and a line of the import's report says what is in the way. What was
    published before is passed over: a second call goes on where the first broke off. Raises as
    `request_publication` does.
    """
    waiting = request_publication(job=job, by=by, reason=reason, expires_at=expires_at)
    yield from carry_out(job=job, waiting=waiting, by=by, reason=reason, expires_at=expires_at)


def carry_out(
    *, job: uuid.UUID, waiting: list[uuid.UUID], by: User, reason: str, expires_at: datetime
) -> Iterator[tuple[int, int]]:
    """The publication that was asked for, of these manuscripts. Raises Forbidden or Refused as the request did."""
    _refuse(job, by, reason, expires_at)
    found = Import.objects.get(pk=job)
    expected = dict(_waiting(found))
    _forget(found)
    try:
        for number, pk in enumerate(waiting, start=1):
            if pk in expected:
                _publish_or_tell(found, pk, expected[pk], by, reason, expires_at)
            _note(found, len(waiting) - number)
            yield number, len(waiting)
    finally:
        _note(found, 0)


def _refuse(job: uuid.UUID, by: User, reason: str, expires_at: datetime) -> None:
    if not (by.is_active and by.has_perms(NEEDED)):
        raise Forbidden(
            _("Publishing an import needs the permissions to submit, waive, approve and publish.")
        )
    if _brought_in(Import.objects.get(pk=job), by):
        raise Forbidden(
            _("Nobody publishes what they imported or uploaded. Another approver has to.")
        )
    if not reason.strip():
        raise Refused(_("Say why: the reason is shown to readers."))
    refuse_expiry(expires_at, timezone.now())


def _waiting(job: Import) -> list[tuple[uuid.UUID, int]]:
    """Manuscript and the revision that the import made, of all that readers do not see yet; sources first."""
    made = {
        line.manuscript_id: int(line.place)
        for line in job.lines.drafts().in_order()
        if line.manuscript_id and line.place.isdecimal()
    }
    drafts = job.lines.drafts().values("manuscript")
    cited = DraftCitation.objects.filter(manuscript__in=drafts)
    for source in _sources_made(job, cited.order_by().values_list("source_key", flat=True)):
        made.setdefault(source, 1)
    waiting = [
        manuscript
        for manuscript in Manuscript.objects.in_bulk(list(made)).values()
        if not (manuscript.is_live and manuscript.published_revision >= made[manuscript.pk])
    ]
    waiting.sort(key=lambda each: (each.kind != Kind.SOURCE, each.sort_key))
    return [(each.pk, made[each.pk]) for each in waiting]


def _sources_made(job: Import, keys: Iterable[str]) -> list[uuid.UUID]:
    """Of these keys the sources that the importer made under them, and where nobody else has written since.

    The id alone says nothing: whoever drafts a source may choose it.
    """
    ids = {source_id(key): key for key in keys}
    theirs = Revision.objects.filter(manuscript=OuterRef("pk")).exclude(author=job.by_id)
    found = Manuscript.objects.filter(pk__in=ids, kind=Kind.SOURCE).exclude(Exists(theirs))
    return [pk for pk, slug in found.values_list("pk", "slug") if ids[pk] == slug]


def _publish_or_tell(
    job: Import, pk: uuid.UUID, revision: int, by: User, reason: str, expires_at: datetime
) -> None:
    try:
        with transaction.atomic(), in_bulk():
            _publish(pk, revision, by, reason.strip(), expires_at)
    except Refused as refusal:
        manuscript = Manuscript.objects.get(pk=pk)
        if manuscript.published_revision < revision:
            _tell(job, manuscript, str(refusal))
    except Exception:  # one draft's fault stops no other
        manuscript = Manuscript.objects.get(pk=pk)
        _tell(job, manuscript, log_failure(manuscript))


def _tell(job: Import, manuscript: Manuscript, why: str) -> None:
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
            % {"state": manuscript.get_status_display().lower()}
        )
    manuscript.refresh_from_db()
    document = Revision.objects.get(manuscript=manuscript, number=revision).read()
    if keys := _to_waive(manuscript, document, by):
        waive(manuscript=pk, by=by, keys=keys, reason=reason, expires_at=expires_at)
    change = Change.ADDITION if manuscript.edition else ""
    approve(manuscript=pk, revision=revision, by=by, change=change, summary=reason[:500])
    publish(manuscript=pk, by=by)


def _to_waive(manuscript: Manuscript, document: Document, by: User) -> list[str]:
    """The obstacles that come with every import; a quotation or a claim about the living waits for its check."""
    analysis = analyse(document)
    living = is_living(document)
    checked = {c.digest for c in analysis.citations if needs_check(c, "quotations", living=living)}
    return [
        obstacle.key
        for obstacle in obstacles(
            manuscript, document, "approve", analysis=analysis, approver=by.pk
        )
        if obstacle.waivable
        and not obstacle.waived
        and obstacle.code in _WAIVED
        and obstacle.subject not in checked
    ]


def _forget(job: Import) -> None:
    """What was in the way the last time is found again, or is not in the way any more."""
    job.lines.filter(state=LineState.REFUSED, construct=PUBLISHING).delete()


def _note(job: Import, left: int) -> None:
    """How many drafts are left to look at, so that the office sees it move."""
    with transaction.atomic():
        row = Import.objects.select_for_update().get(pk=job.pk)
        row.counts = {name: count for name, count in row.counts.items() if name != PUBLISHING}
        if left:
            row.counts[PUBLISHING] = left
        row.changed_at = timezone.now()
        row.save(update_fields=["counts", "changed_at"])
