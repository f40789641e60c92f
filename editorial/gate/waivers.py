"""Which obstacles of a manuscript are waived now: exactly what was looked at, by somebody who wrote nothing since."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from editorial.gate.shares import share_key
from editorial.models import DigestUpgrade, Event, Manuscript, Revision, Waiver
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import DocumentCitation
from encyclopedia.models import Kind


def waived_keys(manuscript: Manuscript, citations: Collection[DocumentCitation]) -> dict[str, str]:
    """Key of an obstacle → the reason of the waiver that lets it through."""
    by_digest = {citation.digest: citation for citation in citations}
    return {
        exact: waiver.reason
        for waiver in standing_waivers(manuscript)
        for key in upgraded_keys(waiver)
        for exact in _exact(key, waiver, by_digest)
    }


def upgraded_keys(waiver: Waiver) -> list[str]:
    """The obstacles that a waiver names, by the citations' present digests; what fell is named no more."""
    parts = {part for key in waiver.obstacles for part in key.split(":")}
    upgrades = DigestUpgrade.objects.filter(old__in=parts, revision=waiver.revision)
    present = dict(upgrades.values_list("old", "new"))
    return [
        ":".join(present.get(part, part) for part in key.split(":")) for key in waiver.obstacles
    ]


def standing_waivers(manuscript: Manuscript) -> Iterator[Waiver]:
    """Those in force, without those whose giver has become a writer since: nobody lets their own work through."""
    for waiver in Waiver.objects.in_force().filter(manuscript=manuscript):
        since = Revision.objects.filter(number__gt=waiver.revision)
        written = Manuscript.objects.written_by(waiver.by_id, since)
        if not written.filter(pk=manuscript.pk).exists():
            yield waiver


def _exact(key: str, waiver: Waiver, by_digest: dict[str, DocumentCitation]) -> Iterator[str]:
    """The keys that this one stands for now.

    Waivers of version 0.1.0 said less: neither the source's mark nor the share. They hold for what stood there then.
    """
    yield key
    code, _bar, rest = key.partition(":")
    if key == "few_citations":
        reading = analyse(
            Revision.objects.get(manuscript=waiver.manuscript_id, number=waiver.revision).read()
        ).parsed
        yield share_key(
            sum(sentence.cited for sentence in reading.sentences), len(reading.sentences)
        )
    citation = by_digest.get(rest)
    if citation is None:
        return
    if code == "doubted_source" and (mark := _mark_at(citation.key, waiver)):
        yield f"{key}:{mark}"
    if code == "could_not_access" and citation.reference.quotation:
        yield f"not_looked_at:{rest}"


def _mark_at(source_key: str, waiver: Waiver) -> str:
    """The mark that the source had when the waiver was given."""
    marks = Event.objects.filter(
        action="mark",
        manuscript__kind=Kind.SOURCE,
        manuscript__slug=source_key,
        at__lte=waiver.at,
    )
    newest = marks.order_by("-seq").first()
    return str(newest.data["reliability"]) if newest else ""
