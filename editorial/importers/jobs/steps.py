"""What every import consists of: one step for each item, read outside a transaction and saved inside one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editorial.actions.import_result import ImportResult

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ImportBroken(ValueError):
    """The rest of the file cannot be read: the message says why and where; the steps before stay."""


@dataclass(frozen=True)
class StepRemark:
    """One thing that was not carried over: where in the item or file, what it is, why, and its words."""

    place: str
    construct: str
    message: str
    excerpt: str = ""


@dataclass(frozen=True)
class Step:
    """One item of a file, read and converted, not yet saved.

    `done` of `total` is how far the reading is (bytes or items). `take` saves it as drafts in that person's name
    and may be called again (the second time answers "same"); None where there is nothing to save. It is called
    inside one transaction with the lines of the report, so that an interrupted import has either both or neither.
    """

    done: int
    total: int
    name: str
    take: Callable[[User], ImportResult] | None = None
    lines: list[StepRemark] = field(default_factory=list)


Steps = Iterator[Step]
