"""What an edition tells of waivers, against the waivers and the event. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .moments import MAX_APART, instant, when
from .opening import BundleFault
from .recorded import AuditEvent
from .written_rows import Row, Rows

_HIDES = "does not show the waivers that were in force when it was published."


def notice_faults(
    item: str, publication: Row, edition: Row, event: AuditEvent, rows: Rows, *, upgraded: bool
) -> Iterator[BundleFault]:
    """An edition tells of the waivers that held when it was published, and of nothing else.

    Its event says of each that was in force why it did not hold, or that it did. Events of earlier versions do not say
    it: their editions told of all that had not ended. Where digests were `upgraded`, a revision may list others than a
    waiver names.
    """
    waivers = rows.get("waiver", [])
    if "waivers" not in event.data:
        yield from _not_ended(item, edition, publication["at"], waivers)
        return
    published = when(publication["at"])
    reasons = {instant(at): why for at, why in event.data["waivers"].items()}
    told = []
    for waiver in waivers:
        remaining = when(waiver["expires_at"]) - published
        why = reasons.get(instant(waiver["at"]))
        cited = None if upgraded else set(edition["citation_digests"])
        if why is None:
            if when(waiver["at"]) <= published and remaining > MAX_APART:
                yield BundleFault(item, _HIDES)
        elif why == "":
            told.append((waiver["reason"], instant(waiver["expires_at"])))
            if (
                remaining < -MAX_APART
                or _giver_wrote(waiver, publication, rows)
                or _is_of_other_words(waiver, cited)
            ):
                yield BundleFault(item, "tells of a waiver that did not hold by then.")
        elif why == "words_changed" and cited is not None and _named(waiver) <= cited:
            yield BundleFault(item, _HIDES)
    notices = [(notice["text"], instant(notice["until"])) for notice in edition["notices"]]
    if sorted(notices) != sorted(told):
        yield BundleFault(item, _HIDES)


def _giver_wrote(waiver: Row, publication: Row, rows: Rows) -> bool:
    return any(
        waiver["by_id"] in (revision["author_id"], revision.get("suggested_by_id"))
        for revision in rows.get("revision", ())
        if waiver["revision"] < revision["number"] <= publication["revision"]
    )


def _is_of_other_words(waiver: Row, cited: set[str] | None) -> bool:
    """Whether it names only citations, and the edition has none of them."""
    named = _named(waiver)
    only = len(waiver["obstacles"]) == sum(key.count(":") == 2 for key in waiver["obstacles"])
    return cited is not None and only and not named & cited


def _named(waiver: Row) -> set[str]:
    """The digests of the citations that it names."""
    return {key.split(":")[1] for key in waiver["obstacles"] if key.count(":") == 2}


def _not_ended(
    item: str, edition: Row, at: str, waivers: list[dict[str, Any]]
) -> Iterator[BundleFault]:
    """An edition shows the waivers that were in force when it was published, and nothing else."""
    published = when(at)
    due: list[tuple[str, str]] = []
    expiring: list[tuple[str, str]] = []
    for waiver in waivers:
        notice_data = (waiver["reason"], instant(waiver["expires_at"]))
        remaining = when(waiver["expires_at"]) - published
        if when(waiver["at"]) <= published and remaining > 0:
            # A waiver that expired while the edition was being published may be shown or not.
            (due if remaining > MAX_APART else expiring).append(notice_data)
    notices = [(notice["text"], instant(notice["until"])) for notice in edition["notices"]]
    missing = [notice_data for notice_data in due if notice_data not in notices]
    if (
        missing
        or any(notice_data not in due + expiring for notice_data in notices)
        or len(notices) > len(due + expiring)
    ):
        yield BundleFault(item, _HIDES)
