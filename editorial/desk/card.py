"""The card of one citation: all that a moderator needs to judge it, in a fixed number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404
from django.utils.safestring import SafeString

from editorial import permissions
from editorial.actions.check import may_have_changed
from editorial.actions.overtaking import newest_recorded
from editorial.comments.shown import Talk, talk_on
from editorial.desk.changed_context import ChangedContext, changed_context
from editorial.desk.earlier_checks import EarlierCheck, checked_here, checks_of, checks_of_place
from editorial.desk.findings import Findings, findings
from editorial.desk.holding import held_by_other
from editorial.desk.source_card import CitedSource, work
from editorial.desk.surrounding_words import SurroundingLine, surrounding_lines
from editorial.desk.verdict_keys import VERDICT_KEYS
from editorial.models import (
    Check,
    DraftCitation,
    Event,
    Hold,
    Manuscript,
    Revision,
    Status,
    Verdict,
)
from editorial.models.among_seen import among_seen
from editorial.workflow import sees
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.citations import DocumentCitation, Reference
from encyclopedia.core.standing import CHECKED
from encyclopedia.markup.excerpts import Excerpt, ExcerptPiece, excerpt

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Progress:
    """How far the checking of one manuscript is; `checked` counts what readers see as checked.

    `inaccessible` counts those settled because nobody could access the source.
    """

    checked: int
    citations: int
    inaccessible: int = 0

    @property
    def settled(self) -> int:
        return self.checked + self.inaccessible

    @property
    def done(self) -> bool:
        return self.settled >= self.citations


@dataclass(frozen=True)
class Card:
    """One citation at the desk.

    `excerpt` is the claim in its paragraph, or the sentence (a fact in words); `surrounding` is what gives it its
    meaning from outside. `seen` is the newest check that it shows (`editorial.actions.overtaking`). `barred` is set for
    a moderator who brought in any part of it, `changed_it` for one who saved the entry since its check and so confirms
    nothing, nor checks what was not checked where it stands (`checked_here`). `held` names somebody else's hold,
    `own_hold` the moderator's own; `message` is what the author wrote at submission; `looked_at` where this moderator
    last looked for the source, and `means` what they then looked at, or the copy kept here where its page is shown.
    `blind`: another moderator made the first check, and this one sees nothing of it. `answers` are those to the check
    that asked the author for the page or a scan, `talk` the comments on it, which its verdict closes.
    """

    citation: DraftCitation
    manuscript: Manuscript
    excerpt: Excerpt
    surrounding: list[SurroundingLine]
    seen: str
    work: CitedSource
    findings: Findings
    checks: list[EarlierCheck]
    same_place: list[EarlierCheck]
    message: Event | None
    progress: Progress
    barred: bool
    changed_it: bool
    checked_here: bool
    held: Hold | None
    own_hold: Hold | None
    looked_at: str
    means: str
    may_check: bool
    blind: bool
    changed: ChangedContext | None
    answers: list[Event]
    talk: Talk

    @property
    def note(self) -> SafeString:
        """The source as the footnote names it, with all that was typed before and behind its key."""
        return self.work.note(self.reference)

    @property
    def reference(self) -> Reference:
        row = self.citation
        return Reference(row.source_key, row.locator, row.quotation, row.prefix, row.suffix)

    @property
    def open(self) -> bool:
        """Whether this moderator can record a verdict now."""
        return self._free and (self.checked_here or not self.changed_it)

    @property
    def may_confirm(self) -> bool:
        return self._free and not self.changed_it

    @property
    def _free(self) -> bool:
        return self.may_check and not self.barred and self.held is None

    @property
    def verdicts(self) -> list[tuple[str, str, str]]:
        """Value, label and key of each verdict."""
        return [(value, str(label), VERDICT_KEYS[value]) for value, label in Verdict.choices]


def card(pk: uuid.UUID, digest: str, by: User, context: str | None = None) -> Card:
    """The card of the citation that has this digest in the manuscript's newest revision; Http404 for none.

    Of the same words in several places, the one in this context; where none has it, the first that is not checked.
    """
    citation = placed(pk, digest, context, by)
    seen = newest_recorded(pk)
    manuscript = citation.manuscript
    hold = Hold.objects.of(by).of_use(citation.use).first()
    source = work(citation.source_key, by)
    looked_at, means = _looked_at(citation.source_key, by)
    told = findings(citation, source)
    now = analyse(Revision.objects.get(manuscript=pk, number=manuscript.revision).read())
    cited = cited_at(citation, now)
    blind = citation.first_by_id not in {None, by.pk}
    may_check = by.has_perm(permissions.CHECK_CITATION)
    free = DraftCitation.objects.filter(pk=citation.pk).not_brought_in_by(by.pk)
    changed_it = may_check and may_have_changed(by, manuscript, digest)
    return Card(
        citation=citation,
        manuscript=manuscript,
        excerpt=excerpt_of(citation, cited, now),
        surrounding=surrounding_lines(cited) if cited else [],
        seen=seen,
        work=source,
        findings=told,
        checks=[] if blind else checks_of(citation, by),
        same_place=checks_of_place(citation, by),
        message=_message(manuscript),
        progress=progress(manuscript),
        barred=not free.exists(),
        changed_it=changed_it,
        checked_here=not changed_it or checked_here(citation),
        held=held_by_other(citation.use, by),
        own_hold=hold,
        looked_at=looked_at,
        means=means or ("copy" if told.shows_a_page else ""),
        may_check=may_check,
        blind=blind,
        # It names the verdict that may be confirmed.
        changed=None if blind else _changed(citation, now, by),
        answers=list(citation.asked.answers.select_related("by").in_order())
        if citation.asked
        else [],
        talk=talk_on(manuscript, digest, by),
    )


def _changed(citation: DraftCitation, now: Analysis, by: User) -> ChangedContext | None:
    """What changed around it since its check, unless that was made in a manuscript which this person does not see."""
    changed = changed_context(citation, now)
    return changed if changed and sees(by, changed.check.manuscript) else None


def placed(pk: uuid.UUID, digest: str, context: str | None, by: User) -> DraftCitation:
    """The row of this citation in this context; where none has it, the first that is not checked. Http404 for none."""
    rows = (
        among_seen(DraftCitation.objects.filter(manuscript=pk, digest=digest), by)
        .select_related("manuscript", "manuscript__author", "asked", "asked__by")
        .order_by("checked", "position")
    )
    in_context = (row for row in rows if row.context == context)
    row: DraftCitation | None = next(in_context, None) or next(iter(rows), None)
    if row is None:
        raise Http404
    return row


def cited_at(row: DraftCitation, now: Analysis) -> DocumentCitation | None:
    """The citation of this row in the newest revision, with what surrounds it."""
    return next((cited for cited in now.citations[row.position :] if cited.use == row.use), None)


def excerpt_of(row: DraftCitation, cited: DocumentCitation | None, now: Analysis) -> Excerpt:
    """The claim in its paragraph; where no paragraph holds it word by word, in its sentence."""
    paragraph = excerpt(now.parsed, cited) if cited and row.fact is None else None
    if paragraph is not None:
        return _close_to_markers(paragraph)
    before, claim, after = row.sentence.partition(row.claim)
    pieces = (ExcerptPiece(before), ExcerptPiece(claim, claimed=True), ExcerptPiece(after))
    return Excerpt(tuple(piece for piece in pieces if piece.text))


def _close_to_markers(paragraph: Excerpt) -> Excerpt:
    """No space before a marker, as on the readers' page, however the author typed it."""
    pieces = [
        replace(piece, text=piece.text.rstrip())
        if following is not None and following.mark
        else piece
        for piece, following in zip_longest(paragraph.pieces, paragraph.pieces[1:])
    ]
    return Excerpt(tuple(piece for piece in pieces if piece.text or piece.mark))


def progress(manuscript: Manuscript) -> Progress:
    """Counted now: the numbers in the manuscript's row may be a moment old."""
    counted = DraftCitation.objects.filter(manuscript=manuscript).aggregate(
        citations=Count("pk"),
        settled=Count("pk", filter=Q(checked=True)),
        looked_up=Count("pk", filter=Q(standing__in=CHECKED)),
    )
    checked = counted["looked_up"]
    return Progress(checked, counted["citations"], counted["settled"] - checked)


def _message(manuscript: Manuscript) -> Event | None:
    submission: Event | None = (
        Event.objects.filter(manuscript=manuscript, action="submit")
        .select_related("by")
        .order_by("-seq")
        .first()
    )
    return (
        submission
        if submission and submission.reason and manuscript.status != Status.DRAFT
        else None
    )


def _looked_at(key: str, by: User) -> tuple[str, str]:
    """Where this moderator last looked for this source, and what they looked at."""
    checks = Check.objects.filter(source_key=key, by=by).exclude(looked_at="", means="").newest()
    return checks.values_list("looked_at", "means").first() or ("", "")
