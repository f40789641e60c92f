"""Merge two entries of one work, person, body or subject, so that one leads to the other; or mark two as different.

What cites a merged source is changed to cite the other. Nothing that links to another entry has to be changed: its
names lead to the one that is kept as soon as it is withdrawn from readers.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.draft import TooLong, refuse_too_long, save
from editorial.actions.transaction import Outcome, record
from editorial.models import (
    Commission,
    DraftCitation,
    Duplicate,
    ErrorReport,
    Manuscript,
    Merge,
    Revision,
    ToldApart,
)
from editorial.models.manuscripts import ManuscriptQuerySet
from editorial.moves import PENDING
from editorial.projection import duplicate_pairs
from editorial.projection.duplicate_pairs import pair_of
from editorial.projection.repointing import NotTheSame, repoint
from editorial.projection.taking_over import NotLacking, take_over
from editorial.wording.history_words import in_history
from editorial.workflow import Forbidden, NotAllowed, Refused, refuse_hidden
from encyclopedia import projection
from encyclopedia.core import limits
from encyclopedia.core.documents import Document
from encyclopedia.models import Kind, Reliability
from encyclopedia.models import Source as PublishedSource
from encyclopedia.wording.filled_in import in_sentence, listed, quoted

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAMED = 10


def merge(
    *, source: uuid.UUID, into: uuid.UUID, by: User, reason: str, fill: Collection[str] = ()
) -> Outcome:
    """Merge an entry, `source`, into another one of the same work, person, body or subject, which is kept.

    Every manuscript whose newest revision cites a merged source gets a new revision by this person that cites `into`;
    published editions stay as they were approved. `fill` names what `into` lacks and takes over (`taking_over.parts`);
    the writers of the one that goes then count as writers of `into`. Raises Hidden, Forbidden, NotAllowed while one of
    these manuscripts is submitted, approved or scheduled, Refused.
    """
    reason = _cleaned_reason(by, reason)
    with transaction.atomic():
        merged, target = _locked_pair(source, into)
        for manuscript in (merged, target):
            refuse_hidden(by, manuscript, "merge")
        before = Merge.objects.select_related("into").filter(merged=merged).first()
        if before is not None and before.into_id == target.pk:
            return Outcome(merged, changed=False)
        _refuse_merged(merged, target)
        _refuse_readers_loss(merged, target)
        if words := still_asked(merged):
            raise NotAllowed(words)
        citing = _locked_citing(merged)
        _refuse_pending(merged, target, citing, filled=bool(fill))
        # A revision that copies fields has exactly the time of the merge: the four-eyes queries find its writers by it.
        at = _fill(merged, target, fill, by) if fill else timezone.now()
        results = [_repoint(manuscript, merged.slug, target.slug, by) for manuscript in citing]
        repointed = [result for result in results if result]
        earlier = Merge.objects.filter(into=merged)
        earlier_ids = list(earlier.values_list("merged", flat=True))
        earlier.update(into=target)
        data = {"from": merged.slug, "into": target.slug, "repointed": repointed}
        data |= {"merged": str(merged.pk), "target": str(target.pk)}
        event = record("merge", by=by, manuscript=merged, reason=reason, data=data, at=at)
        Merge.objects.create(merged=merged, into=target, reason=reason[:500], by=by, at=at)
        duplicate_pairs.remove_pairs([merged])
        target.refresh_from_db()
        record("merge", by=by, manuscript=target, reason=reason, data=data)
        projection.merge(merged.pk, target.pk, earlier=earlier_ids, at=event.at)
    return Outcome(merged, event)


def tell_apart(*, one: uuid.UUID, another: uuid.UUID, by: User, reason: str) -> Outcome:
    """Record that two entries are different, so that they are not proposed for merging again."""
    reason = _cleaned_reason(by, reason)
    with transaction.atomic():
        source, other = _locked_pair(one, another)
        for manuscript in (source, other):
            refuse_hidden(by, manuscript, "tell_apart")
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
    """The manuscripts whose newest revision cites the source, but not itself; none of what is no source."""
    if source.kind != Kind.SOURCE:
        nothing: ManuscriptQuerySet = Manuscript.objects.none()
        return nothing
    ids = DraftCitation.objects.filter(source_key=source.slug).values("manuscript")
    citing: ManuscriptQuerySet = Manuscript.objects.filter(pk__in=ids).exclude(pk=source.pk)
    return citing.unmerged()


def _cleaned_reason(by: User, reason: str) -> str:
    if not (by.is_active and by.has_perm(permissions.MERGE_SOURCE)):
        raise Forbidden(_("You may not merge entries."))
    if not reason.strip():
        raise Refused(_("Say why: those who read the history should see what you saw."))
    return reason.strip()


def _locked_pair(one: uuid.UUID, another: uuid.UUID) -> tuple[Manuscript, Manuscript]:
    """Both entries, locked before the manuscripts that cite them: the order in which a publication locks them."""
    if one == another:
        raise Refused(_("That is one and the same entry. Choose another one."))
    rows = Manuscript.objects.kept().filter(pk__in=[one, another])
    entries = {row.pk: row for row in rows.order_by("pk").select_for_update()}
    if len(entries) < 2:
        raise Refused(_("One of the two is not here any more. Choose another one."))
    kinds = {row.kind for row in entries.values()}
    if len(kinds) > 1 or Kind.PAGE in kinds:
        raise Refused(
            _(
                "Only two sources, two persons, two organisations or two articles are merged."
                " “%(one)s” is of another kind than “%(other)s”, or a page about the site. Choose another one."
            )
            % {"one": entries[one].title, "other": entries[another].title}
        )
    return entries[one], entries[another]


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
    if merged.kind != Kind.SOURCE:
        return
    marks = dict(
        PublishedSource.objects.filter(pk__in=[merged.pk, target.pk]).values_list(
            "pk", "reliability"
        )
    )
    if marks[merged.pk] not in ("sound", marks[target.pk]):
        raise Refused(
            _("“%(merged)s” is marked as %(mark)s. Mark “%(kept)s” too, then merge the two.")
            % {
                "merged": merged.slug,
                "kept": target.slug,
                "mark": in_sentence(Reliability(marks[merged.pk]).label),
            }
        )


def still_asked(merged: Manuscript) -> str:
    """What somebody promised to write of it, or readers reported, and is still to be answered; "" where nothing is."""
    promised = Commission.objects.open().filter(manuscript=merged, editions__gte=merged.edition)
    if promised.exists():
        words = _("“%(title)s” is commissioned. Part it from its commission first.")
    elif ErrorReport.objects.unanswered().filter(manuscript=merged).exists():
        words = _("Readers reported errors in “%(title)s”. Answer their reports first.")
    else:
        return ""
    return words % {"title": merged.title}


def _refuse_pending(
    merged: Manuscript, target: Manuscript, citing: list[Manuscript], *, filled: bool
) -> None:
    """Refuse a merge that would change a manuscript while it is submitted, approved or scheduled."""
    changed = [merged, *([target] if filled else []), *citing]
    pending = {
        manuscript.pk: manuscript.title for manuscript in changed if manuscript.status in PENDING
    }
    if pending:
        titles = [quoted(title) for title in pending.values()]
        more = _(" and %(count)s more") % {"count": len(titles) - NAMED}
        raise NotAllowed(
            _(
                "Return or publish these first, they are submitted, approved or scheduled: %(titles)s."
            )
            % {"titles": listed(titles[:NAMED]) + (more if len(titles) > NAMED else "")}
        )


def _newest(manuscript: Manuscript) -> tuple[int, Document]:
    revision = Revision.objects.filter(manuscript=manuscript).newest()[0]
    return revision.number, revision.read()


def _fill(merged: Manuscript, target: Manuscript, fill: Collection[str], by: User) -> datetime:
    """Save the target with these fields of the merged record; returns the time of that revision."""
    _number, merged_document = _newest(merged)
    number, target_document = _newest(target)
    words = (
        gettext_lazy("Completed from source %(key)s")
        if merged.kind == Kind.SOURCE
        else gettext_lazy("Completed from %(key)s")
    )
    try:
        filled = take_over(target_document, merged_document, fill)
        if not any(limits.excesses(target_document)):
            refuse_too_long(filled)
        save(document=filled, by=by, based_on=number, summary=in_history(words, key=merged.slug))
    except NotLacking as error:
        raise Refused(_("The two have changed since. Look at them again.")) from error
    except TooLong as error:
        raise Refused(f"{quoted(target.title)}: {error}") from error
    return Revision.objects.filter(manuscript=target).newest()[0].saved_at


def _repoint(manuscript: Manuscript, key: str, into: str, by: User) -> dict[str, Any] | None:
    """Save the manuscript with its citations of `key` changed to `into`; what was saved, for the audit log."""
    number, document = _newest(manuscript)
    words = in_history(gettext_lazy("Source %(key)s merged into %(into)s"), key=key, into=into)
    try:
        changed = repoint(document, key, into)
        if not any(limits.excesses(document)):
            refuse_too_long(changed)
        outcome = save(document=changed, by=by, based_on=number, summary=words)
    except TooLong as error:
        raise Refused(f"{quoted(manuscript.title)}: {error}") from error
    except NotTheSame as error:
        raise Refused(
            _("“%(title)s” would be read otherwise with the other key. Cite %(into)s there first.")
            % {"title": manuscript.title, "into": into}
        ) from error
    if not outcome.changed:
        return None
    saved = outcome.manuscript
    return {"manuscript": str(saved.pk), "path": saved.path, "revision": saved.revision}
