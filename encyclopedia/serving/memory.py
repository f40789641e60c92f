"""What a process keeps of its answers, within a bound."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Kept(Protocol):
    """What is kept in memory; `size` in bytes."""

    @property
    def size(self) -> int: ...


AnyKept = TypeVar("AnyKept", bound=Kept)


class Memory(Generic[AnyKept]):
    """Answers by address, the most recently requested; `bound` in bytes. Threads may share it."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.size = 0
        self.answers: OrderedDict[str, tuple[AnyKept, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, address: str) -> AnyKept | None:
        with self.lock:
            kept = self.answers.get(address)
            if kept is None:
                return None
            self.answers.move_to_end(address)
            return kept[0]

    def keep(self, address: str, answer: AnyKept | None) -> None:
        """Replace what is kept for this address, None for nothing; the least recently requested ones are dropped.

        An answer that has grown is kept again.
        """
        with self.lock:
            _, before = self.answers.pop(address, (None, 0))
            self.size -= before
            if answer is not None:
                self.answers[address] = answer, answer.size
                self.size += answer.size
            while self.size > self.bound:
                _, (_, size) = self.answers.popitem(last=False)
                self.size -= size
