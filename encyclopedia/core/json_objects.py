"""A JSON object as somebody types it in a box. Pure: no Django."""

from __future__ import annotations

import json

from encyclopedia.core.documents import JSON, DocumentError, plain_json
from encyclopedia.core.messages import MessageError


class ObjectError(MessageError):
    """The text is no JSON object that a document keeps; the message says how to write one."""


def read_object(text: str) -> JSON:
    """The object that the text spells; none for an empty text. Raises ObjectError."""
    if not text.strip():
        return {}
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise ObjectError("json_unread", where=where) from error
    if not isinstance(record, dict):
        raise ObjectError("json_no_object")
    try:
        kept: JSON = plain_json(record)
    except DocumentError as error:
        raise ObjectError(error.message) from error
    return kept
