"""What became of one item of an import."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class StepRemark:
    """One thing that was not carried over, or needs a look: where in the item or file, what it is, why, its words."""

    place: str
    construct: str
    message: str
    excerpt: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What became of one item: `state` is a `LineState`, `sources` how many drafts of sources were made for it,
    `revision` the number of the revision that it became, 0 for none.

    A step that only makes the sources of a later item has no state and no name: it gets no line of its own. Nor does
    what was only looked at, but for its remarks.
    """

    state: str
    path: str = ""
    manuscript: uuid.UUID | None = None
    sources: int = 0
    reason: str = ""
    remarks: tuple[StepRemark, ...] = ()
    revision: int = 0
