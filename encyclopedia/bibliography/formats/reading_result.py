"""What reading a bibliography file gives: the records that could be read, and what could not, with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from encyclopedia.core.messages import Message, Value

MAX_LINE_LENGTH: Final = 1_000_000
MAX_TEXT_LENGTH: Final = 30_000_000


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """What was not read as it stands: `line` from 1 (0 for the whole file), the entry’s key, and what to do."""

    line: int
    entry: str
    message: Message

    @classmethod
    def at(cls, line: int, entry: str, code: str, /, **values: Value) -> ReadProblem:
        """The problem with the sentence of this code, which names the line if there is one."""
        message = Message(code, **values)
        return cls(
            line, entry, Message("file_line", line=line, problem=message) if line else message
        )


@dataclass(slots=True)
class FileContents:
    """Records in the order of the file, normalised; and the problems met."""

    records: list[dict[str, Any]] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)

    def add(self, line: int, entry: str, code: str, /, **values: Value) -> None:
        self.problems.append(ReadProblem.at(line, entry, code, **values))


def refusal(text: str, what: str) -> ReadProblem | None:
    """Why a text is no bibliography file at all; None when it may be one. Bounds the time that reading takes."""
    if len(text) > MAX_TEXT_LENGTH:
        return ReadProblem.at(0, "", "file_too_long", count=MAX_TEXT_LENGTH // 1_000_000)
    if not text.strip():
        return ReadProblem.at(0, "", "file_empty")
    at, line = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > MAX_LINE_LENGTH:
            return ReadProblem.at(line, "", "file_line_too_long", format=what)
        at, line = end + 1, line + 1
    return None


def line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
