"""Which waivers of a document still let something through, and why the others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from editorial.gate.gate_input import gate_input
from editorial.gate.judging import GateInput, Obstacle, judge
from editorial.gate.policy import policy_for
from editorial.gate.seen import what_was_seen
from editorial.gate.shares import FEW, waived_share
from editorial.gate.waivers import standing_waivers
from editorial.models import Check, Event, Manuscript, Waiver
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.documents import Document
from encyclopedia.models import Kind

# Why a waiver no longer holds; of several reasons the first of these that applies.
ENDED: Final = "ended"
EARLIER: Final = "earlier_version"
WRITER: Final = "giver_wrote"
WORDS: Final = "words_changed"
CHECK: Final = "checked_again"
MARK: Final = "source_marked"
RECORD: Final = "source_changed"
AROUND: Final = "context_changed"
SHARE: Final = "share_lower"
CLEARED: Final = "cleared"
_ORDER: Final = (WORDS, CHECK, MARK, RECORD, AROUND, SHARE, CLEARED)


@dataclass(frozen=True, slots=True)
class JudgedWaiver:
    """A waiver, and why it lets nothing through any more: one of the codes above; empty where it holds."""

    waiver: Waiver
    why: str = ""


def judged_waivers(
    manuscript: Manuscript, document: Document, waivers: Iterable[Waiver]
) -> list[JudgedWaiver]:
    """These waivers of the manuscript, as they stand for its document, in their order.

    No query when there are none; else those of the gate, and at most two for each that covers nothing any more.
    """
    listed = list(waivers)
    if not listed:
        return []
    inputs = gate_input(manuscript, document)
    met = judge(inputs, policy_for(document), "publish")
    standing = {waiver.pk for waiver in standing_waivers(manuscript)}
    return [
        JudgedWaiver(waiver)
        if waiver.pk in standing and covers(waiver, met)
        else JudgedWaiver(waiver, _why(waiver, inputs, met, standing=waiver.pk in standing))
        for waiver in listed
    ]


def covers(waiver: Waiver, met: Iterable[Obstacle]) -> bool:
    """Whether it names one of these obstacles."""
    named = dict.fromkeys(waiver.obstacles, waiver.reason)
    return any(
        obstacle.waivable
        and (
            obstacle.key in named
            or (obstacle.code == FEW and waived_share(obstacle.detail, named) != "")
        )
        for obstacle in met
    )


def _why(waiver: Waiver, inputs: GateInput, met: Iterable[Obstacle], *, standing: bool) -> str:
    if waiver.expires_at <= timezone.now():
        return ENDED
    if waiver.version < DIGEST_VERSION:
        return EARLIER
    if not standing:
        return WRITER
    reasons = set(_changes(waiver, inputs, {obstacle.code for obstacle in met}))
    return next((reason for reason in _ORDER if reason in reasons), CLEARED)


def _changes(waiver: Waiver, inputs: GateInput, codes: set[str]) -> Iterator[str]:
    """What is another than it was, of each obstacle that the waiver names."""
    present: dict[str, list[DocumentCitation]] = defaultdict(list)
    for citation in inputs.citations:
        present[citation.digest].append(citation)
    for key in waiver.obstacles:
        code, _colon, rest = key.partition(":")
        digest, _colon, seen = rest.partition(":")
        uses = present.get(digest, [])
        rests_on_check = code != "doubted_source"
        if not seen:
            yield SHARE if code == FEW and FEW in codes else CLEARED
        elif not uses:
            yield WORDS
        elif any(seen == _seen(use, inputs, rests_on_check=rests_on_check) for use in uses):
            yield CLEARED
        elif rests_on_check and Check.objects.of_digest(digest).filter(at__gt=waiver.at).exists():
            yield CHECK
        else:
            yield _change_of_source(uses[0].key, waiver)


def _seen(use: DocumentCitation, inputs: GateInput, *, rests_on_check: bool) -> str:
    check = inputs.checks.get(use.use, "") if rests_on_check else ""
    return what_was_seen(use.context, inputs.works.get(use.key, ""), check)


def _change_of_source(key: str, waiver: Waiver) -> str:
    acts = set(
        Event.objects.filter(
            manuscript__kind=Kind.SOURCE,
            manuscript__slug=key,
            action__in=("mark", "publish"),
            at__gt=waiver.at,
        ).values_list("action", flat=True)
    )
    return MARK if "mark" in acts else RECORD if acts else AROUND
