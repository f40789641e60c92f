"""What was taken out of sight for legal reasons, as the audit log of this site says."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Event, Manuscript


def was_suppressed(manuscript: Manuscript) -> bool:
    """Whether words of any of its revisions are gone."""
    return Event.objects.of_manuscript(manuscript).filter(action="suppress").exists()


def suppressed_digests(manuscript: Manuscript) -> set[str]:
    events = Event.objects.of_manuscript(manuscript).filter(action="suppress")
    return set(events.values_list("data__digest", flat=True))


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
