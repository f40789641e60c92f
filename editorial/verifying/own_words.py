"""Who wrote which revisions of an entry, and so may not sign, waive or confirm there. Standard library only."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from .moments import instant
from .opening import BundleFault
from .written_rows import Row, Rows


class Savers:
    """The numbers of the revisions that each person saved, or suggested the words of."""

    def __init__(self, rows: Rows) -> None:
        self._numbers: dict[int, list[int]] = defaultdict(list)
        for revision in sorted(rows.get("revision", ()), key=lambda row: int(row["number"])):
            for person in {revision["author_id"], revision.get("suggested_by_id")} - {None}:
                self._numbers[person].append(revision["number"])

    def of(self, person: int) -> list[int]:
        return self._numbers.get(person, [])

    def saved(self, person: int, after: int, last: int) -> bool:
        """Whether this person saved a revision behind `after`, up to `last`."""
        numbers = self.of(person)
        return bisect_right(numbers, last) > bisect_right(numbers, after)


def revisions_written(person: int, rows: Rows, after: int, last: int) -> Iterator[int]:
    """The revisions behind `after`, up to `last`, of which this person wrote a part.

    A revert restores a revision with everything that it was built on, unless that one was published and so approved.
    """
    published = {publication["revision"] for publication in rows.get("publication", ())}
    own = Savers(rows).of(person)
    for revision in rows.get("revision", ()) if own else ():
        number, root = revision["number"], revision["restored"] or 0
        if after < number <= last and (
            person in (revision["author_id"], revision.get("suggested_by_id"))
            or (root and root in own)
            or (root not in published and own[0] < root)
        ):
            yield number


def waiver_by_writer_faults(item: str, waiver: Row, rows: Rows) -> Iterator[BundleFault]:
    """Nobody waives an obstacle to what they wrote since the last publication. Version 0.1 did not ask."""
    if waiver.get("version", 1) == 1:
        return
    given = instant(waiver["at"])
    published = (
        publication["revision"]
        for publication in rows.get("publication", ())
        if instant(publication["at"]) < given
    )
    last = waiver["revision"]
    for number in revisions_written(waiver["by_id"], rows, max(published, default=0), last):
        yield BundleFault(item, f"was given by somebody who wrote revision {number}.")
