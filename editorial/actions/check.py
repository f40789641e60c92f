"""Checking: a moderator's verdict on one citation, and what follows for drafts and readers."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.comment_states import close_checked
from editorial.actions.kept_copies import found_in_copies
from editorial.actions.overtaking import recorded_after, refuse_overtaken
from editorial.actions.refresh_standings import restate
from editorial.actions.transaction import Outcome, locked, record
from editorial.actions.typed_lengths import refuse_too_long
from editorial.actions.what_was_seen import (
    refuse_no_address,
    refuse_unexplained,
    refuse_unsaid,
)
from editorial.contributions.keeping import keep_missing, keep_overturned
from editorial.contributions.vouching import STOOD
from editorial.gate.cited_works import CitedWork, cited_works
from editorial.gate.verdicts import current_standings, publish_checks
from editorial.models import Check, Contribution, DraftCitation, Manuscript, Revision, Verdict
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.citations import DocumentCitation, Reference, Use
from encyclopedia.core.standing import SETTLED
from encyclopedia.models import Citation as PublishedCitation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check(
    *,
    manuscript: uuid.UUID,
    digest: str,
    verdict: str,
    by: User,
    note: str = "",
    looked_at: str = "",
    public_note: str = "",
    context: str | None = None,
    seen_mark: str | None = None,
    seen: str | None = None,
    means: str = "",
    not_borne_out: str = "",
    asks: bool = False,
) -> Outcome:
    """Record a verdict on the citation that has this digest in the newest revision or in the current edition.

    `context` is the digest of what surrounds it, for words that stand in several places of the entry; without it, the
    first place that waits for a check is meant.
    `verdict` is a value of `editorial.models.Verdict`; everything but *supports* needs a note, which is for the office;
    `public_note` is shown to readers. `seen_mark` is the mark of the source that the moderator was shown: raises
    Refused when it is another one by now. `seen` is the newest check that the moderator was shown
    (`editorial.actions.overtaking`): raises Overtaken when somebody else recorded another since, unless this verdict is
    the second, blind one. Every form gives both; a program that showed nothing gives neither. The same verdict from the
    same card is recorded once, however often it is sent. Readers see the new standing at once, with what the copy kept
    here says of the quotation; *supports* against that needs a note. `means` and `not_borne_out` are those of
    `encyclopedia.core.telling.Telling`. `asks`, with *could not access*, asks the author for the page or a scan: the
    citation then waits on the author's side (`editorial.projection.asking`). Raises Forbidden for a moderator who
    brought in any part of it, NotAllowed when the citation is no longer there.
    """
    _refuse_bad_verdict(verdict, note, asks=asks)
    if not (by.is_active and by.has_perm(permissions.CHECK_CITATION)):
        raise Forbidden(_("You may not check citations."))
    refuse_too_long(
        note=note, public_note=public_note, looked_at=looked_at, not_borne_out=not_borne_out
    )
    refuse_no_address(verdict, means=means, looked_at=looked_at)
    told = public_note.strip()
    looked = looked_at.strip()
    told_by_copies = found_in_copies(manuscript, digest)
    if verdict == Verdict.COULD_NOT_ACCESS:
        # Nothing was looked at, whatever the desk remembers of the source.
        means = ""
    telling = replace(told_by_copies, means=means, not_borne_out=not_borne_out.strip())
    with locked(manuscript) as row:
        citation = _citation(row, digest, context)
        drafted = DraftCitation.objects.filter(manuscript=row).of_use(citation.use)
        if asks and not drafted.exists():
            raise NotAllowed(
                _("The newest revision no longer has this citation: there is nothing to ask for.")
            )
        work = cited_works([citation.key]).get(citation.key, CitedWork())
        keep_missing([row.pk, *([work.id] if work.id else [])])
        if brought_in(by, row, digest, citation.key, work):
            raise Forbidden(
                _(
                    "Nobody checks a citation of which they wrote the words, chose the source, or typed the page or "
                    "the quotation, or changed what stands around it. Another moderator has to."
                )
            )
        if seen is not None and not drafted.blind_to(by.pk).exists():
            refuse_overtaken([digest], seen=seen, by=by)
        refuse_unsaid(verdict, telling, note=note.strip(), looked_at=looked, source=work.id)
        refuse_unexplained(verdict, note.strip(), telling, citation.claim)
        earlier = list(Check.objects.of_digest(digest).newest())
        last = next((made for made in earlier if made.context == citation.context), None)
        if last is None and earlier:
            refuse_who_changed_it(row, [digest], by)
        if seen_mark is not None and seen_mark != work.mark:
            raise Refused(
                _(
                    "The source was marked meanwhile. Look at the card again, then record your verdict."
                )
            )
        if (
            last
            and (last.by_id, last.verdict, last.note) == (by.pk, verdict, note.strip())
            and last.public_note == told
            and last.source_edition == work.edition
            and last.source_mark in {"", work.mark}
            and last.telling == telling
            and last.asks == asks
            and (
                recorded_after(last, seen)
                or (
                    not drafted.filter(asked__isnull=False, checked=False).exists()
                    and citation.use in _settled(row, [citation])
                )
            )
        ):
            return Outcome(row, changed=False)
        # The event repeats all that the row says: a trigger and the verifier compare the two.
        event = record(
            "check",
            by=by,
            manuscript=row,
            reason=note.strip(),
            data={
                "digest": digest,
                "version": DIGEST_VERSION,
                "claim_digest": citation.claim_digest,
                "claim": citation.claim,
                "source": citation.key,
                "source_id": str(work.id) if work.id else None,
                "source_edition": work.edition,
                "source_mark": work.mark,
                "work": work.work,
                "context": citation.context,
                "prefix": citation.reference.prefix,
                "locator": citation.reference.locator,
                "suffix": citation.reference.suffix,
                "quotation": citation.reference.quotation,
                "verdict": verdict,
                "public_note": told,
                **telling.as_dict(),
                "asks": asks,
            },
            private={"looked_at": looked},
        )
        made = Check.objects.create(
            manuscript=row,
            revision=row.revision,
            digest=digest,
            version=DIGEST_VERSION,
            claim_digest=citation.claim_digest,
            claim=citation.claim,
            source_key=citation.key,
            source_edition=work.edition,
            source_mark=work.mark,
            source=work.id,
            work=work.work,
            context=citation.context,
            prefix=citation.reference.prefix,
            locator=citation.reference.locator,
            suffix=citation.reference.suffix,
            quotation=citation.reference.quotation,
            verdict=verdict,
            note=note.strip(),
            public_note=told,
            looked_at=looked,
            **telling.as_dict(),
            asks=asks,
            by=by,
            at=event.at,
        )
        if verdict not in STOOD:
            keep_overturned(row, digest)
        if not asks:
            close_checked(event, digest)
        # The same words in other places of the entry, and others that cite the same page, stand otherwise by it too.
        standings = restate(citation.key, row.pk)
        row.refresh_from_db(fields=["unchecked"])
        if standings:
            projection.set_standings(standings)
        if PublishedCitation.objects.filter(entry=row.pk, digest=digest).exists():
            # Those before are shown since they were made, or since the citation was published.
            publish_checks([made])
    return Outcome(row, event)


def refuse_who_changed_it(manuscript: Manuscript, digests: Collection[str], by: User) -> None:
    """Raises Forbidden for who may have changed what stands around one of these citations since its check."""
    if any(may_have_changed(by, manuscript, digest) for digest in digests):
        raise Forbidden(
            _("You saved this entry since the check, so somebody else has to confirm it.")
        )


def may_have_changed(person: User, manuscript: Manuscript, digest: str) -> bool:
    """Whether this person saved the entry since the citation was first checked, and so maybe what stands around it.

    The first check counts, since a later one may be of the same words in another place.
    """
    first = Check.objects.of_digest(digest).order_by("at", "id").first()
    written = Q(author=person) | Q(suggested_by=person)
    since = Revision.objects.filter(written, manuscript=manuscript)
    return first is not None and since.filter(number__gt=first.revision).exists()


def brought_in(
    person: User, manuscript: Manuscript, digest: str, key: str, work: CitedWork
) -> bool:
    """Whether this person brought in any part of the citation since it last stood checked, and so does not check it.

    Or changed what stands around it, or gave its key this work, or another, after it was cited.
    """
    mine = Contribution.objects.by(person.pk)
    return mine.barring(manuscript.pk, digest, key=key, source=work.id).exists()


def _refuse_bad_verdict(verdict: str, note: str, *, asks: bool) -> None:
    if verdict not in Verdict.values:
        raise Refused(_("Choose one of the verdicts."))
    if verdict != Verdict.SUPPORTS and not note.strip():
        raise Refused(_("Say what you found: every verdict but “supports” needs a note."))
    if asks and verdict != Verdict.COULD_NOT_ACCESS:
        raise Refused(_("Only “could not access” asks the author for the page or a scan."))


def _citation(manuscript: Manuscript, digest: str, context: str | None) -> DocumentCitation:
    """The citation as it is in the newest revision, else in the current edition; the first that waits for a check."""
    drafted = DraftCitation.objects.filter(manuscript=manuscript, digest=digest)
    published = PublishedCitation.objects.filter(entry=manuscript.pk, digest=digest)
    if context is not None:
        drafted, published = drafted.filter(context=context), published.filter(context=context)
    if (draft := drafted.order_by("checked", "position").first()) is not None:
        return _as_citation(draft, draft.source_key)
    shown = published.select_related("source").order_by("position").first()
    if shown is None:
        raise NotAllowed(
            _("This citation is no longer there: its sentence or source was changed meanwhile.")
        )
    return _as_citation(shown, shown.source.slug)


def _as_citation(row: DraftCitation | PublishedCitation, key: str) -> DocumentCitation:
    return DocumentCitation(
        reference=Reference(key, row.locator, row.quotation, row.prefix, row.suffix),
        claim=row.claim,
        sentence=row.sentence,
        digest=row.digest,
        claim_digest=row.claim_digest,
        number=row.number,
        context=row.context,
    )


def _settled(manuscript: Manuscript, citations: list[DocumentCitation]) -> set[Use]:
    standings = current_standings(manuscript.pk, citations)
    return {use for use, standing in standings.items() if standing.standing in SETTLED}
