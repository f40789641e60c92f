"""Merge two sources that are one work, so that citations of one cite the other; or mark two as different works."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.draft import TooLong, refuse_too_long, save
from editorial.actions.transaction import Outcome, record
from editorial.models import DraftCitation, Duplicate, Manuscript, Merge, Revision, ToldApart
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.moves import PENDING
from editorial.projection import duplicate_pairs
from editorial.projection.duplicate_pairs import pair_of
from editorial.projection.repointing import NotTheSame, repoint
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core import limits
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models import Kind
from encyclopedia.models import Source as PublishedSource

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMED = 10


def merge(
    *, source: uuid.UUID, into: uuid.UUID, by: User, reason: str, fill: Collection[str] = ()
) -> Outcome:
    """Merge the source into another record of the same work, which is kept.

    Every manuscript whose newest revision cites the source gets a new revision by this person that cites `into`;
    published editions stay as they were approved. `fill` names fields that `into` lacks and copies from the source;
    the source's writers then count as writers of `into`. Raises Forbidden, NotAllowed while one of these manuscripts
    is submitted, approved or scheduled, Refused.
    """
    reason = _cleaned_reason(by, reason)
    with transaction.atomic():
        merged, target = _locked_pair(source, into)
        before = Merge.objects.select_related("into").filter(merged=merged).first()
        if before is not None and before.into_id == target.pk:
            return Outcome(merged, changed=False)
        _refuse_merged(merged, target)
        _refuse_readers_loss(merged, target)
        citing = _locked_citing(merged)
        _refuse_pending(merged, target, citing, filled=bool(fill))
        # A revision that copies fields has exactly the time of the merge: the four-eyes queries find its writers by it.
        at = _fill(merged, target, fill, by) if fill else timezone.now()
        results = [_repoint(manuscript, merged.slug, target.slug, by) for manuscript in citing]
        repointed = [result for result in results if result]
        earlier = Merge.objects.filter(into=merged)
        earlier_keys = list(earlier.values_list("merged__slug", flat=True))
        earlier.update(into=target)
        data = {"from": merged.slug, "into": target.slug, "repointed": repointed}
        data |= {"merged": str(merged.pk), "target": str(target.pk)}
        event = record("merge", by=by, manuscript=merged, reason=reason, data=data, at=at)
        Merge.objects.create(merged=merged, into=target, reason=reason[:500], by=by, at=at)
        duplicate_pairs.remove_pairs([merged])
        target.refresh_from_db()
        record("merge", by=by, manuscript=target, reason=reason, data=data)
        projection.merge(merged.pk, target.pk, earlier=earlier_keys, at=event.at)
    return Outcome(merged, event)


def tell_apart(*, one: uuid.UUID, another: uuid.UUID, by: User, reason: str) -> Outcome:
    """Record that two sources are different works, so that they are not proposed for merging again."""
    reason = _cleaned_reason(by, reason)
    with transaction.atomic():
        source, other = _locked_pair(one, another)
        first, second = pair_of(source.pk, other.pk)
        if ToldApart.objects.filter(first=first, second=second).exists():
            return Outcome(source, changed=False)
        _refuse_merged(source, other)
        data: dict[str, Any] = {"sources": sorted([source.slug, other.slug])}
        data |= {"first": str(first), "second": str(second)}
        event = record("tell_apart", by=by, manuscript=source, reason=reason, data=data)
        ToldApart.objects.create(
            first_id=first, second_id=second, reason=reason[:500], by=by, at=event.at
        )
        Duplicate.objects.filter(first=first, second=second).delete()
        record("tell_apart", by=by, manuscript=other, reason=reason, data=data, at=event.at)
    return Outcome(source, event)


def citing_manuscripts(source: Manuscript) -> ManuscriptQuerySet:
    """The manuscripts whose newest revision cites the source, but not itself."""
    ids = DraftCitation.objects.filter(source_key=source.slug).values("manuscript")
    citing: ManuscriptQuerySet = Manuscript.objects.filter(pk__in=ids).exclude(pk=source.pk)
    return citing.unmerged()


def _cleaned_reason(by: User, reason: str) -> str:
    if not (by.is_active and by.has_perm(permissions.MERGE_SOURCE)):
        raise Forbidden(_("You may not merge sources."))
    if not reason.strip():
        raise Refused(_("Say why: those who read the history should see what you saw."))
    return reason.strip()


def _locked_pair(one: uuid.UUID, another: uuid.UUID) -> tuple[Manuscript, Manuscript]:
    """Both sources, locked before the manuscripts that cite them: the order in which a publication locks them."""
    if one == another:
        raise Refused(_("That is one and the same record. Choose another one."))
    rows = Manuscript.objects.filter(pk__in=[one, another]).order_by("pk").select_for_update()
    sources = {row.pk: row for row in rows}
    if len(sources) < 2 or any(row.kind != Kind.SOURCE for row in sources.values()):
        raise Refused(_("Only sources are merged. Choose two of them."))
    return sources[one], sources[another]


def _locked_citing(source: Manuscript) -> list[Manuscript]:
    return list(citing_manuscripts(source).order_by("pk").select_for_update())


def _refuse_merged(*sources: Manuscript) -> None:
    for source in sources:
        previous = Merge.objects.select_related("into").filter(merged=source).first()
        if previous is not None:
            raise Refused(
                _("“%(key)s” has been merged into “%(into)s” already. Take %(into)s instead.")
                % {"key": source.slug, "into": previous.into.slug}
            )


def _refuse_readers_loss(merged: Manuscript, target: Manuscript) -> None:
    """Refuse a merge after which readers would find no page, or no longer see that the source is unreliable."""
    if not merged.is_live:
        return
    if not target.is_live:
        raise Refused(
            _("Readers see “%(merged)s” and not “%(kept)s”. Keep the first, or publish the other.")
            % {"merged": merged.slug, "kept": target.slug}
        )
    marks = dict(
        PublishedSource.objects.filter(pk__in=[merged.pk, target.pk]).values_list(
            "pk", "reliability"
        )
    )
    if marks[merged.pk] not in ("sound", marks[target.pk]):
        raise Refused(
            _("“%(merged)s” is marked as %(mark)s. Mark “%(kept)s” too, then merge the two.")
            % {"merged": merged.slug, "kept": target.slug, "mark": marks[merged.pk]}
        )


def _refuse_pending(
    merged: Manuscript, target: Manuscript, citing: list[Manuscript], *, filled: bool
) -> None:
    """Refuse a merge that would change a manuscript while it is submitted, approved or scheduled."""
    changed = [merged, *([target] if filled else []), *citing]
    pending = {
        manuscript.pk: manuscript.title for manuscript in changed if manuscript.status in PENDING
    }
    if pending:
        titles = [f"“{title}”" for title in pending.values()]
        more = _(" and %(count)s more") % {"count": len(titles) - NAMED}
        raise NotAllowed(
            _(
                "Return or publish these first, they are submitted, approved or scheduled: %(titles)s."
            )
            % {"titles": ", ".join(titles[:NAMED]) + (more if len(titles) > NAMED else "")}
        )


def _newest(manuscript: Manuscript) -> tuple[int, Document]:
    revision = Revision.objects.filter(manuscript=manuscript).newest()[0]
    return revision.number, revision.read()


def _fill(merged: Manuscript, target: Manuscript, fill: Collection[str], by: User) -> datetime:
    """Save the target with these fields of the merged record; returns the time of that revision."""
    _number, merged_document = _newest(merged)
    number, target_document = _newest(target)
    if not (
        isinstance(merged_document, SourceDocument) and isinstance(target_document, SourceDocument)
    ):
        raise Refused(_("Only sources are merged. Choose two of them."))
    if not all(
        name in merged_document.record and name not in target_document.record for name in fill
    ):
        raise Refused(_("The records have changed since. Look at the two again."))
    filled = {name: merged_document.record[name] for name in fill}
    save(
        document=replace(target_document, record=target_document.record | filled),
        by=by,
        based_on=number,
        summary=_("Completed from source %(key)s") % {"key": merged.slug},
    )
    return Revision.objects.filter(manuscript=target).newest()[0].saved_at


def _repoint(manuscript: Manuscript, key: str, into: str, by: User) -> dict[str, Any] | None:
    """Save the manuscript with its citations of `key` changed to `into`; what was saved, for the audit log."""
    number, document = _newest(manuscript)
    words = _("Source %(key)s merged into %(into)s") % {"key": key, "into": into}
    try:
        changed = repoint(document, key, into)
        if not any(limits.excesses(document)):
            refuse_too_long(changed)
        outcome = save(document=changed, by=by, based_on=number, summary=words)
    except TooLong as error:
        raise Refused(f"“{manuscript.title}”: {error}") from error
    except NotTheSame as error:
        raise Refused(
            _("“%(title)s” would be read otherwise with the other key. Cite %(into)s there first.")
            % {"title": manuscript.title, "into": into}
        ) from error
    if not outcome.changed:
        return None
    saved = outcome.manuscript
    return {"manuscript": str(saved.pk), "path": saved.path, "revision": saved.revision}
