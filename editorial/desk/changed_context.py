"""What changed around a checked citation since its check, in words, and which others changed with it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from editorial.desk.context_differences import ChangedPart, differences
from editorial.models import Check, DigestUpgrade, DraftCitation, Revision
from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.chunks import in_chunks
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.standing import CONTEXT_CHANGED
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.wording.surrounding_labels import KINDS


@dataclass(frozen=True)
class ConfirmedWith:
    """Another citation around which the same changed, and its check, which is confirmed too."""

    cited: DocumentCitation
    check: Check


@dataclass(frozen=True)
class ChangedContext:
    """What changed since `check`, and all citations under the same heading around which the same changed.

    `everywhere` where it is only the entry's title: then `below` has those of the whole entry.
    """

    check: Check
    parts: list[ChangedPart] = field(default_factory=list)
    below: tuple[ConfirmedWith, ...] = ()
    everywhere: bool = False


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
    _check, before = _checked_surroundings([citation.digest])[citation.digest]
    parts = differences(before, present.surroundings)
    everywhere = [part.kind for part in parts] == [str(KINDS["entry"])]
    headings = [] if everywhere else _headings(present)
    return ChangedContext(check, parts, _below(citation, now, headings, parts), everywhere)


def uses_below(citation: DraftCitation) -> tuple[Use, ...]:
    """All uses that are confirmed with this one: where the same changed, in the part of the text that it changed in."""
    changed = changed_context(citation)
    return tuple(other.cited.use for other in changed.below) if changed else ()


def _analysis(manuscript: uuid.UUID, number: int) -> Analysis:
    return analyse(Revision.objects.get(manuscript=manuscript, number=number).read())


def _checked_surroundings(
    digests: Collection[str],
) -> dict[str, tuple[Check, tuple[Surrounding, ...]]]:
    """Digest → the newest check, and what stood around the words then; each revision is read once."""
    newest: dict[str, tuple[Check, str]] = {}
    for chunk in in_chunks(sorted(digests)):
        upgrades = {
            (row.old, row.revision): row for row in DigestUpgrade.objects.filter(new__in=chunk)
        }
        for check in Check.objects.of_digests(chunk).order_by("at", "id"):
            upgrade = upgrades.get((check.digest, check.revision))
            digest = upgrade.new if upgrade else check.digest
            newest[digest] = check, upgrade.context if upgrade else check.context
    readings: dict[int, dict[Use, tuple[Surrounding, ...]]] = {}
    around = {}
    for digest, (check, context) in newest.items():
        if check.revision not in readings:
            analysis = _analysis(check.manuscript_id, check.revision)
            readings[check.revision] = {
                cited.use: cited.surroundings for cited in reversed(analysis.citations)
            }
        around[digest] = check, readings[check.revision].get(Use(digest, context), ())
    return around


def _below(
    citation: DraftCitation,
    analysis: Analysis,
    headings: list[Surrounding],
    parts: list[ChangedPart],
) -> tuple[ConfirmedWith, ...]:
    """Those under these headings around which exactly the same changed: nobody confirms what they were not shown."""
    rows = DraftCitation.objects.filter(manuscript=citation.manuscript_id, standing=CONTEXT_CHANGED)
    changed = {Use(*use) for use in rows.values_list("digest", "context")}
    below = {
        cited.use: cited
        for cited in reversed(analysis.citations)
        if cited.use in changed and _headings(cited)[: len(headings)] == headings
    }
    before = _checked_surroundings({use.digest for use in below})
    return tuple(
        ConfirmedWith(cited, check)
        for cited in reversed(below.values())
        for check, around in (before[cited.digest],)
        if differences(around, cited.surroundings) == parts
    )


def _headings(citation: DocumentCitation) -> list[Surrounding]:
    return [surrounding for surrounding in citation.surroundings if surrounding.kind == "heading"]
