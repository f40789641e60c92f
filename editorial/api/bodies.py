"""Reads what a program sends: JSON with a document in it; every fault has its place. Pure: no Django."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, NoReturn

from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core import documents
from encyclopedia.core.described_types import Count, Keywords
from encyclopedia.core.documents import Document, DocumentError
from encyclopedia.core.messages import Message, MessageError

MAX_SUMMARY_LENGTH = 500
MAX_REVISION = 2**31 - 1
# Without these no document can be read.
NAMED_BY = ("id", "slug", "title")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be saved: the document, the revision it was made from (0 for a new entry), its summary."""

    document: Document
    based_on: Annotated[
        Count,
        Keywords(maximum=MAX_REVISION, default=0),
        "The revision that the document was made from; 0 for a new entry.",
    ] = 0
    summary: Annotated[
        str,
        Keywords(maxLength=MAX_SUMMARY_LENGTH, default=""),
        "A few words for the office's history.",
    ] = ""


MEMBERS = tuple(field.name for field in fields(Draft))


def read_draft(body: bytes) -> Draft:
    """The draft in a request's body. Raises Problem: 400 for no JSON, 422 for what it says."""
    data = read_json(body)
    if not isinstance(data, dict):
        refuse("body", Message("body_no_object"), Message("body_send"))
    for name in data:
        if name not in MEMBERS:
            members = Message("body_members", names=", ".join(MEMBERS))
            refuse(name, Message("body_unknown_member"), members)
    if "document" not in data:
        refuse("document", Message("body_missing"), Message("body_send_document"))
    return Draft(
        _document(data["document"]),
        _based_on(data.get("based_on", 0)),
        _words(data.get("summary", "")),
    )


def refuse(where: str, what: Message, remedy: Message) -> NoReturn:
    raise unacceptable(Fault(where, what, remedy))


def unacceptable(*faults: Fault) -> Problem:
    """The answer to a document that was read but cannot be saved."""
    return Problem(422, "unacceptable-document", faults=faults)


def read_json(body: bytes) -> Any:
    """What the body says. Raises Problem (400) for what is no JSON that can be stored."""
    if not body:
        raise _unreadable(Message("body_empty"))
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _unreadable(Message("body_not_utf8", byte=error.start)) from error
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise _unreadable(Message("body_not_json", reason=error.msg, **place)) from error
    except RecursionError as error:
        raise _unreadable(Message("document_too_deep")) from error
    except MessageError as error:
        raise _unreadable(Message("body_not_kept", reason=error.message)) from error
    except ValueError as error:
        raise _unreadable(Message("body_not_kept", reason=str(error))) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise MessageError("body_member_twice", name=ascii(twice[:60]))
    return members


def _constant(name: str) -> NoReturn:
    raise MessageError("body_constant", name=name)


def _unreadable(reason: Message) -> Problem:
    return Problem(400, "unreadable-body", Message("body_unreadable", reason=reason))


def _document(data: Any) -> Document:
    for name in NAMED_BY:
        if isinstance(data, dict) and name not in data:
            refuse(f"document.{name}", Message("body_missing"), Message("body_named_by"))
    try:
        document = documents.read(data)
    except DocumentError as error:
        place = error.place if error.place in ("", "document") else f"document.{error.place}"
        refuse(place.rstrip(".") or "document", error.fault, Message("body_send_again"))
    except RecursionError:
        refuse("document", Message("document_too_deep"), Message("body_send_flat"))
    return document


def _based_on(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_REVISION:
        refuse("based_on", Message("body_no_revision"), Message("body_send_number"))
    return value


def _words(value: Any) -> str:
    readable = isinstance(value, str) and "\x00" not in value
    if not readable or len(value) > MAX_SUMMARY_LENGTH or has_lone_surrogate(value):
        shorter = Message("body_send_summary", count=MAX_SUMMARY_LENGTH)
        refuse("summary", Message("body_no_summary"), shorter)
    return " ".join(value.split())


def has_lone_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def is_json(content_type: str, parameters: Mapping[str, str]) -> bool:
    """Whether the body is declared as JSON in UTF-8."""
    charset = parameters.get("charset", "utf-8").lower()
    return content_type == "application/json" and charset in ("utf-8", "utf8")
