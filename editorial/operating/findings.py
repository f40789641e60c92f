"""What a look at one part of an installation found, in words for whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """`WARNING`: readers and the office are served, but somebody has to do something."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """`part` is its name, the same in each answer; `figures` are numbers in seconds, bytes or rows, by name.

    `told` may be shown to everybody: no path, address or name. `more` is for the operator alone.
    """

    part: str
    state: State
    told: str
    mend: str = ""
    more: str = ""
    figures: Mapping[str, float | None] = field(default_factory=dict)

    def public(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "state": self.state.value,
            "told": self.told,
            **({"figures": dict(self.figures)} if self.figures else {}),
        }

    def whole(self) -> dict[str, Any]:
        return {**self.public(), "more": self.more, "mend": self.mend}


Check = Callable[[], Finding | Iterable[Finding]]


def worst(findings: Iterable[Finding]) -> State:
    """The worst state of all; ok of none."""
    order = list(State)
    return max((finding.state for finding in findings), key=order.index, default=State.OK)


def looked_at(
    checks: Iterable[Check], unlooked: Callable[[str, Exception], Finding]
) -> Iterator[Finding]:
    """What each check finds; one that fails is a finding too, and stops no other."""
    for check in checks:
        try:
            finding = check()
            yield from [finding] if isinstance(finding, Finding) else list(finding)
        except Exception as error:
            yield unlooked(check.__name__, error)
