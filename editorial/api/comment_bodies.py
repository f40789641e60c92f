"""Reads a comment that a program sends; every fault has its place. Pure: no Django."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Annotated, Any

from editorial.api.bodies import has_lone_surrogate, read_json
from editorial.comments.parts import FACT, PARTS, SUGGESTED, TEXT
from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core.described_types import Keywords, Uuid
from encyclopedia.core.messages import Message

_Words = Annotated[str, Keywords(default="")]


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment that begins a thread, suggests other words, or answers in a thread."""

    draft: Annotated[Uuid, "The id of the entry."]
    comment: Annotated[_Words, "What is said; of a suggestion it may be empty."] = ""
    thread: Annotated[
        _Words, "The id of the thread in which it answers; nothing else counts then."
    ] = ""
    part: Annotated[
        str,
        Keywords(enum=list(PARTS), default=TEXT),
        "What it is on: words of the text, of title or summary, a fact, or the entry as a whole.",
    ] = TEXT
    words: Annotated[
        _Words,
        "The words as they stand there; of a fact its whole claim; of title and summary nothing means all of it.",
    ] = ""
    before: Annotated[_Words, "What stands before the words, where they stand several times."] = ""
    after: Annotated[_Words, "What stands after them."] = ""
    citation: Annotated[_Words, "The digest of the citation that it is on, instead of a part."] = ""
    suggests: Annotated[
        bool, Keywords(default=False), "Whether it suggests to write the replacement instead."
    ] = False
    replacement: Annotated[_Words, "What to write instead; nothing takes the words away."] = ""


MEMBERS = tuple(field.name for field in fields(NewComment))


def read_comment(body: bytes) -> NewComment:
    """The comment in a request's body. Raises Problem: 400 for no JSON, 422 for what it says."""
    data = read_json(body)
    if not isinstance(data, dict):
        raise unacceptable(Fault("body", Message("body_no_object"), Message("body_send_comment")))
    faults = [*_faults(data)]
    if faults:
        raise unacceptable(*faults)
    new = NewComment(**data)
    if faults := [*_unsaid(new)]:
        raise unacceptable(*faults)
    return new


def unacceptable(*faults: Fault) -> Problem:
    """The answer to a comment that was read but cannot be written."""
    return Problem(422, "unacceptable-comment", faults=faults)


def _faults(data: dict[str, Any]) -> list[Fault]:
    known = Message("body_members", names=", ".join(MEMBERS))
    faults = [
        Fault(name, Message("body_unknown_member"), known) for name in data if name not in MEMBERS
    ]
    if "draft" not in data:
        faults.append(Fault("draft", Message("body_missing"), Message("body_send_id")))
    for name, value in data.items():
        if name == "suggests" and not isinstance(value, bool):
            faults.append(Fault(name, Message("body_unfit"), Message("body_send_truth")))
        elif name in MEMBERS and name != "suggests" and not _is_words(value):
            faults.append(Fault(name, Message("body_unfit"), Message("body_send_words")))
        elif name in ("draft", "thread") and value and not _is_uuid(value):
            faults.append(Fault(name, Message("body_unfit"), Message("body_send_id")))
    return faults


def _unsaid(new: NewComment) -> Iterator[Fault]:
    """What its members lack together."""
    if not new.comment.strip() and (new.thread or not new.suggests):
        yield Fault("comment", Message("body_missing"), Message("body_say"))
    if new.thread or (new.citation and not new.suggests):
        return
    parts = SUGGESTED if new.suggests else PARTS
    if new.part not in parts:
        unfit = Message("parameter_unfit", value=new.part)
        yield Fault("part", unfit, Message("give_one_of", choices=", ".join(parts)))
    elif new.part in (TEXT, FACT) and not new.words.strip():
        yield Fault("words", Message("body_missing"), Message("body_give_words"))
    elif new.suggests and new.words and new.replacement == new.words:
        yield Fault("replacement", Message("body_same_words"), Message("body_other_words"))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and "\x00" not in value and not has_lone_surrogate(value)


def _is_uuid(value: str) -> bool:
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True
