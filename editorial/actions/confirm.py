"""Confirming: a moderator says that a check holds although what stands around the claim has changed."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.check import brought_in, refuse_who_changed_it
from editorial.actions.overtaking import refuse_overtaken
from editorial.actions.transaction import Outcome, locked, record
from editorial.gate.cited_works import CitedWork, cited_works
from editorial.gate.verdicts import current_standings
from editorial.models import Check, Confirmation, DraftCitation, Manuscript
from editorial.projection.queueing import requeue
from editorial.workflow import Forbidden, NotAllowed
from encyclopedia import projection
from encyclopedia.core.citations import DocumentCitation, Reference, Use
from encyclopedia.core.standing import CONTEXT_CHANGED
from encyclopedia.models import Citation as PublishedCitation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def confirm(
    *, manuscript: uuid.UUID, uses: Collection[Use], by: User, seen: str | None = None
) -> Outcome:
    """Let the newest check of each of these citations hold where they stand now; readers see it at once.

    Citations of the newest revision whose context has not changed are passed over; with none left nothing is changed.
    Raises Forbidden for a moderator who wrote one of the sentences, or saved the entry since its check and so may
    have changed what stands around it; NotAllowed when none of them is there.
    """
    if not (by.is_active and by.has_perm(permissions.CHECK_CITATION)):
        raise Forbidden(_("You may not check citations."))
    with locked(manuscript) as row:
        present = [
            citation
            for citation in DraftCitation.objects.filter(manuscript=row).in_order()
            if Use(citation.digest, citation.context) in uses
        ]
        if not present:
            raise NotAllowed(
                _("This citation is no longer there: its sentence or source was changed meanwhile.")
            )
        if seen is not None:
            refuse_overtaken({citation.digest for citation in present}, seen=seen, by=by)
        changed = [citation for citation in present if citation.standing == CONTEXT_CHANGED]
        if not changed:
            return Outcome(row, changed=False)
        checks = {citation.digest: _newest_check(citation.digest) for citation in changed}
        refuse_who_changed_it(row, checks.keys(), by)
        works = cited_works({citation.source_key for citation in changed})
        for citation in changed:
            work = works.get(citation.source_key, CitedWork())
            if brought_in(by, row, citation.digest, citation.source_key, work):
                raise Forbidden(_("Nobody confirms a check of what they brought in themselves."))
        confirmed = {Use(citation.digest, citation.context): citation for citation in changed}
        event = record(
            "confirm",
            by=by,
            manuscript=row,
            data={"uses": [[*use, checks[use.digest].verdict] for use in confirmed]},
        )
        Confirmation.objects.bulk_create(
            [
                Confirmation(
                    manuscript=row,
                    revision=row.revision,
                    check_made=checks[use.digest],
                    digest=use.digest,
                    context=use.context,
                    by=by,
                    at=event.at,
                )
                for use in confirmed
            ],
            batch_size=500,
        )
        _show(row, confirmed)
    return Outcome(row, event)


def _newest_check(digest: str) -> Check:
    return Check.objects.of_digest(digest).newest()[:1].get()


def _show(manuscript: Manuscript, confirmed: dict[Use, DraftCitation]) -> None:
    citations = [
        DocumentCitation(
            Reference(row.source_key, row.locator, row.quotation, row.prefix, row.suffix),
            claim=row.claim,
            sentence=row.sentence,
            digest=row.digest,
            claim_digest=row.claim_digest,
            context=row.context,
        )
        for row in confirmed.values()
    ]
    standings = current_standings(manuscript.pk, citations)
    for use, standing in standings.items():
        DraftCitation.objects.filter(
            manuscript=manuscript, digest=use.digest, context=use.context
        ).update(standing=standing.standing, checked=True)
    requeue([manuscript.pk])
    manuscript.refresh_from_db(fields=["unchecked"])
    published = PublishedCitation.objects.filter(entry=manuscript.pk)
    if published.filter(digest__in=[use.digest for use in standings]).exists():
        projection.set_standings(standings)
