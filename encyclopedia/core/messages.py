"""What the pure modules say to people: a code with its values. Pure: no Django.

`encyclopedia.wording` and `editorial.wording` hold the sentence of every code, where it can be translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """One sentence for a person, not worded yet: `Message("too_long", limit=200)`.

    A value may itself be a message. The value `count` decides between singular and plural.
    """

    code: str
    values: Mapping[str, Value]

    def __init__(self, code: str, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "values", values)

    def __hash__(self) -> int:
        return hash(self.code)


Value = Union[str, int, Message]  # noqa: UP007 - the class is not there yet when `Message | str` is read


class MessageError(ValueError):
    """An error whose words a person reads: `message` says what is wrong and how to fix it.

    `str(error)` is for programmers: it gives the code and its values.
    """

    def __init__(self, code: str | Message, /, **values: Value) -> None:
        self.message = code if isinstance(code, Message) else Message(code, **values)
        super().__init__(self.message.code, self.message.values)
