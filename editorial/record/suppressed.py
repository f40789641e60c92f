"""What was taken out of sight for legal reasons, as the audit log of this site says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from editorial.models import Contribution, Event, Manuscript, Thread

# These give the ground, which everybody is told.
_OF_SUPPRESSION = frozenset({"ask_suppression", "refuse_suppression", "suppress"})


def was_suppressed(manuscript: Manuscript) -> bool:
    """Whether words of any of its revisions are gone."""
    return Event.objects.of_manuscript(manuscript).filter(action="suppress").exists()


def suppressed_digests(manuscript: Manuscript) -> set[str]:
    events = Event.objects.of_manuscript(manuscript).filter(action="suppress")
    return set(events.values_list("data__digest", flat=True))


def withheld(events: Sequence[Event]) -> set[int]:
    """Numbers of those of these events that nobody is shown the words of; one query where nothing was suppressed.

    They are of a suppressed revision, of a citation that stood only there, or of a comment that was begun there.
    """
    ids = {event.manuscript_id for event in events if event.manuscript_id}
    numbers: dict[UUID, set[int]] = defaultdict(set)
    done = Event.objects.filter(action="suppress", manuscript__in=ids)
    for pk, revisions in done.values_list("manuscript_id", "data__revisions"):
        numbers[pk].update(revisions)
    if not numbers:
        return set()
    gone = Contribution.objects.suppressed().filter(manuscript__in=numbers)
    citations = set(gone.values_list("manuscript_id", "digest"))
    begun = Thread.objects.filter(manuscript__in=numbers)
    threads = {
        str(pk)
        for pk, of, revision in begun.values_list("pk", "manuscript_id", "revision")
        if revision in numbers[of]
    }
    return {
        event.seq
        for event in events
        if event.manuscript_id in numbers
        and event.action not in _OF_SUPPRESSION
        and (
            event.revision in numbers[event.manuscript_id]
            or (event.manuscript_id, event.data.get("digest")) in citations
            or event.data.get("thread") in threads
        )
    }


def suppressions() -> Iterator[str]:
    """One sentence for each: what, when, on what ground, who asked and who confirmed."""
    events = Event.objects.filter(action="suppress").select_related("by", "manuscript").in_order()
    for event in events:
        asked = (
            Event.objects.filter(
                action="ask_suppression",
                manuscript=event.manuscript_id,
                seq__lt=event.seq,
                data__digest=event.data["digest"],
            )
            .select_related("by")
            .order_by("seq")
            .last()
        )
        yield _(
            "%(name)s, revisions %(revisions)s, editions %(editions)s: the words were suppressed on %(day)s (event "
            "%(seq)s), asked for by %(asker)s, confirmed by %(by)s. Ground: %(ground)s"
        ) % {
            "name": event.manuscript.path if event.manuscript else "",
            "revisions": _listed(event.data["revisions"]),
            "editions": _listed(event.data["editions"]),
            "day": event.at.date().isoformat(),
            "seq": event.seq,
            "asker": asked.who if asked else "–",
            "by": event.who,
            "ground": event.data["ground"],
        }


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers)) or "–"
