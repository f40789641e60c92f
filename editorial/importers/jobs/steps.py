"""What every import consists of: one step for each item, read outside a transaction and saved inside one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from editorial.actions.import_result import ImportResult, StepRemark
from editorial.importers.mediawiki.context import UnknownTemplate

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# So many sources and entries are saved in one transaction, at first and at most; and so many seconds read before it is.
_FIRST_WEIGHT = 1
MAX_WEIGHT = 250
_MAX_SECONDS = 1.0


class ImportBroken(ValueError):
    """The rest of the file cannot be read: the message says why and where; the steps before stay."""


class Save(Protocol):
    """An action that saves items as drafts in that person's name: all of them or none, in their order."""

    def __call__(self, *, items: Sequence[Any], by: User) -> list[ImportResult]: ...


@dataclass(frozen=True)
class Step:
    """One item of a file, read and converted, not yet saved.

    `done` of `total` is how far the reading is (bytes or items). `save` saves `item`, together with those of other
    steps, and may be called again (the second time answers "same"); None where there is nothing to save. It is called
    inside one transaction with the lines of the report, so that an interrupted import has either both or neither.
    `look` gives the remarks on what a dry run does not save. `weight` is how many drafts the item may make, `unknown`
    the calls of templates in it that nothing is known of.
    """

    done: int
    total: int
    name: str
    save: Save | None = None
    lines: list[StepRemark] = field(default_factory=list)
    item: Any = None
    weight: int = 1
    look: Callable[[Sequence[Any]], list[ImportResult]] | None = None
    unknown: Sequence[UnknownTemplate] = ()


Steps = Iterator[Step]


def unchanged(*, items: Sequence[ImportResult], by: User) -> list[ImportResult]:
    """Save nothing: it is known what became of the items."""
    return list(items)


def in_batches(steps: Steps) -> Iterator[list[Step]]:
    """The steps as they are saved together: by themselves at first, then more and more, as large files have them.

    So the items of a small file are seen, and can be stopped, one by one. What was read before an error is given first.
    """
    batch: list[Step] = []
    weight, most = 0, _FIRST_WEIGHT
    began = time.monotonic()
    while True:
        try:
            step = next(steps, None)
        except BaseException:
            if batch:
                yield batch
            raise
        if step is None:
            break
        batch.append(step)
        weight += step.weight
        if weight >= most or time.monotonic() - began >= _MAX_SECONDS:
            yield batch
            if any(step.save for step in batch):
                most = min(2 * most, MAX_WEIGHT)
            batch, weight = [], 0
            began = time.monotonic()
    if batch:
        yield batch
