"""Two records of one work made one: every citation of the one is re-pointed to the other; or the two told apart."""

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
from editorial.actions.draft import TooLong, save
from editorial.actions.transaction import Outcome, record
from editorial.models import DraftCitation, Duplicate, Manuscript, Merge, Revision, ToldApart
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.moves import PENDING
from editorial.projection import duplicate_pairs
from editorial.projection.duplicate_pairs import pair_of
from editorial.projection.repointing import NotTheSame, repoint
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
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

    Every manuscript whose newest revision cites the source gets a new revision of this person's that cites `into`; what
    is published stays as it was approved. `fill` names fields of the record that `into` lacks and takes over, with the
    merged source's writers as writers of `into`. Raises Forbidden, NotAllowed while one of these manuscripts is under
    review, Refused.
    """
    reason = _asked(by, reason)
    with transaction.atomic():
        merged, kept = _locked_pair(source, into)
        before = Merge.objects.select_related("into").filter(merged=merged).first()
        if before is not None and before.into_id == kept.pk:
            return Outcome(merged, changed=False)
        _refuse_merged(merged, kept)
        _refuse_readers_loss(merged, kept)
        citing = _locked_citing(merged)
        _refuse_pending(merged, kept, citing, filled=bool(fill))
        # A revision that takes words over is of the merge's instant: by it its authors are found and counted.
        at = _fill(merged, kept, fill, by) if fill else timezone.now()
        done = [_repointed(each, merged.slug, kept.slug, by) for each in citing]
        repointed = [each for each in done if each]
        earlier = Merge.objects.filter(into=merged)
        led = list(earlier.values_list("merged__slug", flat=True))
        earlier.update(into=kept)
        Merge.objects.create(merged=merged, into=kept, reason=reason[:500], by=by, at=at)
        duplicate_pairs.settle([merged])
        data = {"from": merged.slug, "into": kept.slug, "repointed": repointed}
        event = record("merge", by=by, manuscript=merged, reason=reason, data=data)
        kept.refresh_from_db()
        record("merge", by=by, manuscript=kept, reason=reason, data=data)
        projection.merge(merged.pk, kept.pk, earlier=led, at=event.at)
    return Outcome(merged, event)


def tell_apart(*, one: uuid.UUID, another: uuid.UUID, by: User, reason: str) -> Outcome:
    """Record that two sources are different works, so that they are not proposed again."""
    reason = _asked(by, reason)
    with transaction.atomic():
        found, other = _locked_pair(one, another)
        first, second = pair_of(found.pk, other.pk)
        if ToldApart.objects.filter(first=first, second=second).exists():
            return Outcome(found, changed=False)
        _refuse_merged(found, other)
        ToldApart.objects.create(first_id=first, second_id=second, reason=reason[:500], by=by)
        Duplicate.objects.filter(first=first, second=second).delete()
        data = {"sources": sorted([found.slug, other.slug])}
        event = record("tell_apart", by=by, manuscript=found, reason=reason, data=data)
        record("tell_apart", by=by, manuscript=other, reason=reason, data=data)
    return Outcome(found, event)


def citing_manuscripts(source: Manuscript) -> ManuscriptQuerySet:
    """The manuscripts whose newest revision cites the source, but not itself."""
    citing = DraftCitation.objects.filter(source_key=source.slug).values("manuscript")
    found: ManuscriptQuerySet = Manuscript.objects.filter(pk__in=citing).exclude(pk=source.pk)
    return found.unmerged()


def _asked(by: User, reason: str) -> str:
    if not (by.is_active and by.has_perm(permissions.MERGE_SOURCE)):
        raise Forbidden(_("You may not merge sources."))
    if not reason.strip():
        raise Refused(_("Say why: those who read the history should see what you saw."))
    return reason.strip()


def _locked_pair(one: uuid.UUID, another: uuid.UUID) -> tuple[Manuscript, Manuscript]:
    """Both sources, locked before all that cites them, as a publication does it."""
    if one == another:
        raise Refused(_("That is one and the same record. Choose another one."))
    rows = Manuscript.objects.filter(pk__in=[one, another]).order_by("pk").select_for_update()
    found = {row.pk: row for row in rows}
    if len(found) < 2 or any(row.kind != Kind.SOURCE for row in found.values()):
        raise Refused(_("Only sources are merged. Choose two of them."))
    return found[one], found[another]


def _locked_citing(source: Manuscript) -> list[Manuscript]:
    return list(citing_manuscripts(source).order_by("pk").select_for_update())


def _refuse_merged(*sources: Manuscript) -> None:
    for source in sources:
        leads = Merge.objects.select_related("into").filter(merged=source).first()
        if leads is not None:
            raise Refused(
                _("“%(key)s” has been merged into “%(into)s” already. Take %(into)s instead.")
                % {"key": source.slug, "into": leads.into.slug}
            )


def _refuse_readers_loss(merged: Manuscript, kept: Manuscript) -> None:
    """What readers see of the source leads to what they see, and with what they are told against it."""
    if not merged.is_live:
        return
    if not kept.is_live:
        raise Refused(
            _("Readers see “%(merged)s” and not “%(kept)s”. Keep the first, or publish the other.")
            % {"merged": merged.slug, "kept": kept.slug}
        )
    marks = dict(
        PublishedSource.objects.filter(pk__in=[merged.pk, kept.pk]).values_list("pk", "reliability")
    )
    if marks[merged.pk] not in ("sound", marks[kept.pk]):
        raise Refused(
            _("“%(merged)s” is marked as %(mark)s. Mark “%(kept)s” too, then merge the two.")
            % {"merged": merged.slug, "kept": kept.slug, "mark": marks[merged.pk]}
        )


def _refuse_pending(
    merged: Manuscript, kept: Manuscript, citing: list[Manuscript], *, filled: bool
) -> None:
    """What is under review is not changed behind the reviewers' backs."""
    changed = [merged, *([kept] if filled else []), *citing]
    pending = {each.pk: each.title for each in changed if each.status in PENDING}
    if pending:
        titles = [f"“{title}”" for title in pending.values()]
        more = _(" and %(count)s more") % {"count": len(titles) - NAMED}
        raise NotAllowed(
            _("Return or publish these first, they are under review: %(titles)s.")
            % {"titles": ", ".join(titles[:NAMED]) + (more if len(titles) > NAMED else "")}
        )


def _newest(manuscript: Manuscript) -> tuple[int, Document]:
    revision = Revision.objects.filter(manuscript=manuscript).newest()[0]
    return revision.number, revision.read()


def _fill(merged: Manuscript, kept: Manuscript, fill: Collection[str], by: User) -> datetime:
    """Save the kept source with these fields of the other's record; when that was."""
    _number, other = _newest(merged)
    number, document = _newest(kept)
    if not (isinstance(other, SourceDocument) and isinstance(document, SourceDocument)):
        raise Refused(_("Only sources are merged. Choose two of them."))
    if not all(name in other.record and name not in document.record for name in fill):
        raise Refused(_("The records have changed since. Look at the two again."))
    taken = {name: other.record[name] for name in fill}
    save(
        document=replace(document, record=document.record | taken),
        by=by,
        based_on=number,
        summary=_("Completed from source %(key)s") % {"key": merged.slug},
    )
    return Revision.objects.filter(manuscript=kept).newest()[0].saved_at


def _repointed(manuscript: Manuscript, key: str, into: str, by: User) -> dict[str, Any] | None:
    """Save what cites the other source instead; what was saved, for the record."""
    number, document = _newest(manuscript)
    words = _("Source %(key)s merged into %(into)s") % {"key": key, "into": into}
    try:
        changed = repoint(document, key, into)
        outcome = save(document=changed, by=by, based_on=number, summary=words)
    except NotTheSame as error:
        raise Refused(
            _("“%(title)s” would be read otherwise with the other key. Cite %(into)s there first.")
            % {"title": manuscript.title, "into": into}
        ) from error
    except TooLong as error:
        raise Refused(f"“{manuscript.title}”: {error}") from error
    if not outcome.changed:
        return None
    saved = outcome.manuscript
    return {"manuscript": str(saved.pk), "path": saved.path, "revision": saved.revision}
