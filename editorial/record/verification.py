"""Verifies the audit log and what it signs: triggers, chain, digests, signatures, editions. Reads only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from editorial.models import GENESIS, Approval, ChainHead, Event, Manuscript, Publication, Revision
from editorial.models.triggers import TRIGGERS
from encyclopedia.models import Edition, Entry


def faults(since: str = "", *, seq: int | None = None) -> Iterator[str]:
    """Everything that was altered, one sentence each; nothing when all is as it was written.

    `since` is the hash of an event known from outside (a bundle, the feed, /history/head.json): it must be in the
    chain, as event `seq` where that is known too, or the chain was cut or replaced.
    """
    yield from _triggers()
    yield from _chain(since, seq)
    yield from _revisions()
    yield from _approvals()
    yield from _publications()
    yield from _editions()
    yield from _entries()


def _triggers() -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        present = {row[0] for row in cursor.fetchall()}
    for trigger in TRIGGERS:
        if trigger.name not in present:
            yield _("The trigger %(name)s on %(table)s is missing or switched off.") % {
                "name": trigger.name,
                "table": trigger.table,
            }


def _chain(since: str, expected_seq: int | None) -> Iterator[str]:
    previous, seq = GENESIS, 0
    since_seq = 0 if since in {"", GENESIS} else None
    for event in Event.objects.in_order().iterator(chunk_size=2000):
        seq += 1
        if event.seq != seq:
            yield _("Event %(seq)s is missing from the chain.") % {"seq": seq}
            seq = event.seq
        if event.previous != previous:
            yield _("Event %(seq)s does not follow the one before it.") % {"seq": event.seq}
        if event.computed_hash() != event.hash:
            yield _("Event %(seq)s was altered: its hash does not match its content.") % {
                "seq": event.seq
            }
        previous = event.hash
        if since == event.hash:
            since_seq = event.seq
    head = ChainHead.objects.filter(pk=1).first()
    if head is None or (head.seq, head.hash) != (seq, previous):
        yield _("The head of the chain is not its newest event: the tail was cut.")
    if since_seq is None:
        yield _("The event with the hash %(hash)s is not in the chain: it was cut or replaced.") % {
            "hash": since
        }
    elif expected_seq not in {None, since_seq}:
        yield _(
            "The event with the hash %(hash)s is event %(seq)s of the chain, known from outside as event %(known)s."
        ) % {"hash": since, "seq": since_seq, "known": expected_seq}


def _revisions() -> Iterator[str]:
    for revision in Revision.objects.order_by("pk").iterator(chunk_size=500):
        if hashlib.sha256(revision.document.encode()).hexdigest() != revision.digest:
            yield _("Revision %(number)s of %(id)s was altered: its digest does not fit.") % {
                "number": revision.number,
                "id": revision.manuscript_id,
            }


def _approvals() -> Iterator[str]:
    recorded = set(
        Event.objects.filter(action="approve").values_list(
            "manuscript", "revision", "by", "data__digest"
        )
    )
    approvals = Approval.objects.select_related("revision", "manuscript")
    for approval in approvals.order_by("pk").iterator():
        revision = approval.revision
        names = {"id": approval.manuscript_id, "number": revision.number}
        if approval.digest != revision.digest:
            yield _("The approval of revision %(number)s of %(id)s signs another digest.") % names
        signature = (approval.manuscript_id, revision.number, approval.by_id, approval.digest)
        if signature not in recorded:
            yield (
                _("The approval of revision %(number)s of %(id)s is not in the audit log.") % names
            )
        if _self_approved(approval):
            yield _("Revision %(number)s of %(id)s was approved by somebody who wrote it.") % names


def _self_approved(approval: Approval) -> bool:
    earlier = (
        Publication.objects.filter(
            manuscript=approval.manuscript_id, revision__number__lt=approval.revision.number
        )
        .order_by("-revision__number")
        .values_list("revision__number", flat=True)
        .first()
    )
    revisions = Revision.objects.filter(
        manuscript=approval.manuscript_id,
        number__gt=earlier or 0,
        number__lte=approval.revision.number,
    )
    return Manuscript.objects.written_by(approval.by_id, revisions).exists()


def _publications() -> Iterator[str]:
    recorded = set(
        Event.objects.filter(action="publish").values_list("manuscript", "revision", "data__digest")
    )
    for publication in (
        Publication.objects.select_related("approval", "revision").order_by("pk").iterator()
    ):
        names = {"id": publication.manuscript_id, "number": publication.number}
        approval = publication.approval
        if (
            not publication.digest == approval.digest == publication.revision.digest
            or approval.revision_id != publication.revision_id
        ):
            yield _("Edition %(number)s of %(id)s is not the approved document.") % names
        signature = (publication.manuscript_id, publication.revision.number, publication.digest)
        if signature not in recorded:
            yield (
                _("The publication of edition %(number)s of %(id)s is not in the audit log.")
                % names
            )


def _editions() -> Iterator[str]:
    published = {
        (manuscript, number): (digest, document)
        for manuscript, number, digest, document in Publication.objects.values_list(
            "manuscript", "number", "digest", "revision__digest"
        )
    }
    hashes = set(Event.objects.filter(action="publish").values_list("hash", flat=True))
    seen_keys = set()
    for edition in Edition.objects.order_by("pk").iterator(chunk_size=200):
        names = {"path": f"{edition.kind}/{edition.slug}", "number": edition.number}
        key = (edition.entry_id, edition.number)
        seen_keys.add(key)
        own_digest = hashlib.sha256(edition.document.encode()).hexdigest()
        if key not in published:
            yield _("Edition %(number)s of %(path)s was never approved.") % names
        elif {own_digest, edition.digest, *published[key]} != {own_digest}:
            yield _("Edition %(number)s of %(path)s was altered: its digest does not fit.") % names
        if edition.event_hash not in hashes:
            yield _("Edition %(number)s of %(path)s names no event of the audit log.") % names
    for key in sorted(set(published) - seen_keys, key=str):
        yield _("Edition %(number)s of %(id)s is missing.") % {"id": key[0], "number": key[1]}


def _entries() -> Iterator[str]:
    live = dict(Manuscript.objects.filter(live_edition__gt=0).values_list("pk", "live_edition"))
    for pk, path_kind, slug, edition in Entry.objects.values_list("pk", "kind", "slug", "edition"):
        if live.pop(pk, None) != edition:
            yield _("%(path)s shows edition %(number)s, which the office did not publish.") % {
                "path": f"{path_kind}/{slug}",
                "number": edition,
            }
    for pk in sorted(live, key=str):
        yield _("The published entry %(id)s is missing from what readers see.") % {"id": pk}
