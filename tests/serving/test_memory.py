"""What is kept in memory has a bound."""

from __future__ import annotations

from dataclasses import dataclass

from encyclopedia.serving.memory import Memory


@dataclass
class Sized:
    size: int


def test_memory_is_bounded_and_the_least_recently_requested_answers_are_dropped() -> None:
    memory: Memory[Sized] = Memory(100)
    for name in "abc":
        memory.keep(name, Sized(30))
    memory.get("a")
    memory.keep("d", Sized(40))
    assert [name for name in "abcd" if memory.get(name)] == ["a", "c", "d"]
    memory.keep("c", Sized(10))
    memory.keep("d", None)
    assert memory.size == 40
    memory.keep("e", Sized(101))
    assert [name for name in "abcde" if memory.get(name)] == []
    assert memory.size == 0


def test_an_answer_that_has_grown_counts_what_it_holds_now() -> None:
    memory: Memory[Sized] = Memory(100)
    answer = Sized(30)
    memory.keep("a", answer)
    answer.size = 60
    memory.keep("a", answer)
    assert memory.size == 60
    memory.keep("a", None)
    assert memory.size == 0
