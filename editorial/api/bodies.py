"""What a program sends, read: JSON with a document in it, every fault named by its place. Pure: no Django."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, NoReturn

from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core import documents
from encyclopedia.core.described_types import Count, Keywords
from encyclopedia.core.documents import Document, DocumentError

MAX_SUMMARY_LENGTH = 500
MAX_REVISION = 2**31 - 1
# Without these no document can be read at all.
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
    data = _json(body)
    if not isinstance(data, dict):
        refuse("body", "Is no object.", "Send {“document”: {…}, “based_on”: 0, “summary”: “…”}.")
    for name in data:
        if name not in MEMBERS:
            refuse(name, "Is no member of the body.", f"It takes: {', '.join(MEMBERS)}.")
    if "document" not in data:
        refuse("document", "Is missing.", "Send the document as index.json gives it.")
    return Draft(
        _document(data["document"]),
        _based_on(data.get("based_on", 0)),
        _words(data.get("summary", "")),
    )


def refuse(where: str, what: str, mend: str) -> NoReturn:
    raise unacceptable(Fault(where, what, mend))


def unacceptable(*faults: Fault) -> Problem:
    """The answer to a document that was read but cannot be saved."""
    words = " ".join(f"{fault.where}: {fault.what} {fault.mend}".strip() for fault in faults)
    return Problem(422, "unacceptable-document", words, faults=faults)


def _json(body: bytes) -> Any:
    if not body:
        raise _unreadable("It is empty. Send JSON, with its Content-Length.")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _unreadable(f"It is not UTF-8 (at byte {error.start}).") from error
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _unreadable(f"It is not JSON: {error.msg} at {place}.") from error
    except RecursionError as error:
        raise _unreadable("It is nested too deeply.") from error
    except ValueError as error:
        raise _unreadable(f"It is not JSON that can be kept: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the member {twice[:60]!a} stands twice in one object.")
    return members


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON.")


def _unreadable(words: str) -> Problem:
    return Problem(400, "unreadable-body", f"The body cannot be read. {words}")


def _document(data: Any) -> Document:
    for name in NAMED_BY:
        if isinstance(data, dict) and name not in data:
            refuse(f"document.{name}", "Is missing.", "Every document has id, slug and title.")
    try:
        document = documents.read(data)
    except DocumentError as error:
        where, colon, what = str(error).partition(": ")
        if not colon:
            where, what = "", str(error)
        where = where if where in ("", "document") else f"document.{where}"
        what = what[:1].upper() + what[1:]
        refuse(where.rstrip(".") or "document", what, "Correct it and send the document again.")
    except RecursionError:
        refuse("document", "Is nested too deeply.", "Send it as index.json gives it.")
    return document


def _based_on(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_REVISION:
        refuse("based_on", "Is no revision's number.", "Give a whole number, 0 for a new entry.")
    return value


def _words(value: Any) -> str:
    readable = isinstance(value, str) and "\x00" not in value
    if not readable or len(value) > MAX_SUMMARY_LENGTH or _has_half_a_character(value):
        refuse(
            "summary", "Cannot be kept.", f"Give a text of at most {MAX_SUMMARY_LENGTH} characters."
        )
    return " ".join(value.split())


def _has_half_a_character(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def is_json(content_type: str, parameters: Mapping[str, str]) -> bool:
    """Whether the body says that it is JSON in UTF-8."""
    charset = parameters.get("charset", "utf-8").lower()
    return content_type == "application/json" and charset in ("utf-8", "utf8")
