"""What changed around a checked citation since its check, in words, and which others changed with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from editorial.desk.context_differences import ChangedPart, differences
from editorial.models import Check, DigestUpgrade, DraftCitation, Revision
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.standing import CONTEXT_CHANGED
from encyclopedia.core.surroundings import Surrounding


@dataclass(frozen=True)
class ChangedContext:
    """What changed since `check`, and all citations under the same heading around which the same changed."""

    check: Check
    parts: list[ChangedPart] = field(default_factory=list)
    below: tuple[DocumentCitation, ...] = ()


def changed_context(citation: DraftCitation, now: Analysis | None = None) -> ChangedContext | None:
    """What to confirm; None when the context is the one that was checked. `now`: the newest revision, if known."""
    if citation.standing != CONTEXT_CHANGED:
        return None
    check = Check.objects.of_digest(citation.digest).newest().select_related("by").first()
    if check is None:
        return None
    now = now or _analysis(citation.manuscript_id, citation.manuscript.revision)
    use = Use(citation.digest, citation.context)
    present = next((cited for cited in now.citations if cited.use == use), None)
    if present is None:
        return None
    before = _checked_surroundings(check, citation.digest, {})
    parts = differences(before, present.surroundings)
    return ChangedContext(check, parts, _below(citation, now, present, parts))


def uses_below(citation: DraftCitation) -> tuple[Use, ...]:
    """All uses under the heading of this one whose context changed since their check, itself included."""
    changed = changed_context(citation)
    return tuple(cited.use for cited in changed.below) if changed else ()


def _analysis(manuscript: uuid.UUID, number: int) -> Analysis:
    return analyse(Revision.objects.get(manuscript=manuscript, number=number).read())


def _checked_surroundings(
    check: Check, digest: str, readings: dict[int, Analysis]
) -> tuple[Surrounding, ...]:
    """What stood around the words that were checked; `readings` keeps the revisions that were read."""
    upgrade = DigestUpgrade.objects.filter(old=check.digest, revision=check.revision).first()
    checked = Use(digest, upgrade.context if upgrade else check.context)
    if check.revision not in readings:
        readings[check.revision] = _analysis(check.manuscript_id, check.revision)
    citations = readings[check.revision].citations
    return next((cited.surroundings for cited in citations if cited.use == checked), ())


def _below(
    citation: DraftCitation,
    analysis: Analysis,
    present: DocumentCitation,
    parts: list[ChangedPart],
) -> tuple[DocumentCitation, ...]:
    """Those under the same heading around which exactly the same changed: nobody confirms what they were not shown."""
    rows = DraftCitation.objects.filter(manuscript=citation.manuscript_id, standing=CONTEXT_CHANGED)
    changed = {Use(*use) for use in rows.values_list("digest", "context")}
    headings = _headings(present)
    checks: dict[str, Check] = {}
    readings: dict[int, Analysis] = {}
    below: dict[Use, DocumentCitation] = {}
    for cited in analysis.citations:
        if cited.use not in changed or _headings(cited)[: len(headings)] != headings:
            continue
        if cited.digest not in checks:
            checks[cited.digest] = Check.objects.of_digest(cited.digest).newest()[:1].get()
        before = _checked_surroundings(checks[cited.digest], cited.digest, readings)
        if differences(before, cited.surroundings) == parts:
            below.setdefault(cited.use, cited)
    return tuple(below.values())


def _headings(citation: DocumentCitation) -> list[Surrounding]:
    return [surrounding for surrounding in citation.surroundings if surrounding.kind == "heading"]
