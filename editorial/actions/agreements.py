"""Agreements of authors: recording one with its file, replacing it, withdrawing it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.shared_files import drop_unnamed
from editorial.actions.transaction import record
from editorial.models import Agreement, Commission, Event, Manuscript
from editorial.storage import agreement_files
from editorial.storage.scanning import refuse_unclean
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_KIND = 80
# Nobody's work: no author agrees to anything.
WITHOUT_AUTHOR = (Kind.SOURCE, Kind.PAGE)


def record_agreement(
    *,
    by: User,
    data: bytes,
    kind: str,
    signed_on: date,
    manuscript: uuid.UUID | None = None,
    commission: uuid.UUID | None = None,
    person: User | None = None,
    name: str = "",
    replaces: uuid.UUID | None = None,
) -> Agreement | None:
    """Keep what somebody signed for a manuscript or for a commission; None where the same is in force already.

    `replaces` is one that ends with it. Raises Forbidden, NotAllowed or Refused.
    """
    _refuse_stranger(by)
    label = " ".join(kind.split())[:MAX_KIND]
    signer = " ".join(name.split())[:300]
    if not label:
        raise Refused(_("Say what was signed: a licence, a transfer of rights …"))
    if (person is None) == (not signer):
        raise Refused(
            _("Choose somebody with an account, or write a name: one of the two, not both.")
        )
    if signed_on > timezone.localdate():
        raise Refused(_("That day has not come yet. Write the day of the signature."))
    media_type = agreement_files.media_type(data)
    refuse_unclean(data)
    digest = hashlib.sha256(data).hexdigest()
    with _locked(manuscript, commission) as (entry, topic):
        signed: dict[str, Any] = {
            "manuscript": entry if topic is None else None,
            "commission": topic,
            "person": person,
            "name": signer,
            "kind": label,
            "digest": digest,
        }
        if Agreement.objects.in_force().filter(**_lookups(signed)).exists():
            return None
        before = _replaced(replaces, signed) if replaces is not None else None
        row = Agreement(**signed, signed_on=signed_on, media_type=media_type, size=len(data), by=by)
        agreement_files.keep(data, digest)
        event = _record(
            "record_agreement", row, entry, by, replaces=str(before.pk) if before else ""
        )
        # Once more with the log locked: it may have been deleted with another agreement since.
        agreement_files.keep(data, digest)
        row.at = event.at
        row.save(force_insert=True)
        if before is not None:
            before.ended_at, before.ended_by, before.replaced_by = event.at, by, row
            before.save(update_fields=["ended_at", "ended_by", "replaced_by"])
    return row


def withdraw_agreement(
    *, agreement: uuid.UUID, by: User, reason: str, erase: bool = False
) -> Event | None:
    """Say that it holds no more; with `erase` its file is deleted too, as of a wrong one. None where that was done."""
    _refuse_stranger(by)
    if not reason.strip():
        raise Refused(_("Say why it holds no more."))
    unlocked = Agreement.objects.get(pk=agreement)
    with _locked(unlocked.manuscript_id, unlocked.commission_id) as (entry, _topic):
        row = Agreement.objects.select_for_update().get(pk=agreement)
        if not row.is_in_force and (row.is_erased or not erase):
            return None
        event = _record("withdraw_agreement", row, entry, by, reason=reason.strip(), erased=erase)
        if row.is_in_force:
            row.ended_at, row.ended_by = event.at, by
        row.is_erased = erase
        row.save(update_fields=["ended_at", "ended_by", "is_erased"])
        if erase:
            drop_unnamed(row.digest, Agreement.objects.kept, agreement_files.drop)
    return event


def _refuse_stranger(by: User) -> None:
    if not (by.is_active and by.has_perm(permissions.ASSIGN_MANUSCRIPT)):
        raise Forbidden(_("You may not record agreements: it is for whoever gives out work."))


@contextmanager
def _locked(
    manuscript: uuid.UUID | None, commission: uuid.UUID | None
) -> Iterator[tuple[Manuscript | None, Commission | None]]:
    """One transaction with the manuscript locked first, as publications do it: the gate sees it before or after."""
    if (manuscript is None) == (commission is None):
        raise Refused(_("An agreement is of one entry or of one commission."))
    with transaction.atomic():
        topic = None
        if commission is not None:
            manuscript = Commission.objects.values_list("manuscript", flat=True).get(pk=commission)
        entry = (
            Manuscript.objects.select_for_update().get(pk=manuscript)
            if manuscript is not None
            else None
        )
        if commission is not None:
            topic = Commission.objects.select_for_update().get(pk=commission)
            if topic.manuscript_id != manuscript:
                raise NotAllowed(_("Its entry was begun a moment ago. Do it once more."))
        elif entry is not None and entry.kind in WITHOUT_AUTHOR:
            raise NotAllowed(_("Sources and pages about the site need no agreement."))
        yield entry, topic


def _lookups(signed: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{column}__isnull" if value is None else column: True if value is None else value
        for column, value in signed.items()
    }


def _replaced(replaces: uuid.UUID, signed: dict[str, Any]) -> Agreement:
    """The one that ends, locked. Raises NotAllowed where it is not in force, or of something else."""
    row = Agreement.objects.in_force().select_for_update().filter(pk=replaces).first()
    same = row is not None and (row.manuscript, row.commission) == (
        signed["manuscript"],
        signed["commission"],
    )
    if row is None or not same:
        raise NotAllowed(_("What it replaces is not in force any more. Look again."))
    return row


def _record(
    action: str,
    row: Agreement,
    entry: Manuscript | None,
    by: User,
    *,
    reason: str = "",
    **private: Any,
) -> Event:
    topic = row.commission
    data = {"agreement": str(row.pk), "digest": row.digest}
    if topic is not None:
        data["commission"] = str(topic.pk)
        private["topic"] = topic.title
    private |= {
        "kind": row.kind,
        "signed_on": row.signed_on.isoformat(),
        "person": row.person_id,
        "name": row.name,
    }
    return record(action, by=by, manuscript=entry, reason=reason, data=data, private=private)
