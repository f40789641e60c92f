"""CSL-JSON files in and out. One broken item is reported with its line, the rest is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from encyclopedia.bibliography.formats.latex import entities
from encyclopedia.bibliography.formats.reading_result import FileContents, line_of, refusal
from encyclopedia.bibliography.records.normalising import normalise
from encyclopedia.core.messages import Message, MessageError

_BETWEEN = re.compile(r"[\s,]*")
_NEXT_ITEM = re.compile(r"\}\s*,\s*(?=\{)")
_LIST = re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?\[')


def read_csljson(text: str) -> FileContents:
    """The records of a CSL-JSON file: a list of items, one item, or an object with `items` or `references`."""
    reading = FileContents()
    text = text.removeprefix("\ufeff")
    # A file of one long line is usual here, and is read in linear time.
    if (problem := refusal(text, "CSL-JSON")) and not problem.line:
        reading.problems.append(problem)
        return reading
    for line, item in _items(text, reading):
        if not isinstance(item, Mapping):
            reading.add(line, "", "csl_item_no_object")
        elif not item.get("type") and not item.get("title"):
            reading.add(line, str(item.get("id", ""))[:80], "csl_item_empty")
        else:
            reading.records.append(normalise(_without_entities(item)))
    if not reading.records and not reading.problems:
        reading.add(0, "", "csl_no_item")
    return reading


def _without_entities(value: Any) -> Any:
    """Crossref and others give titles and names with "&amp;" in them; addresses stay."""
    if isinstance(value, Mapping):
        return {
            key: item if key in ("URL", "custom") else _without_entities(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_without_entities(item) for item in value]
    return entities(value) if isinstance(value, str) else value


def _refuse(constant: str) -> None:
    raise MessageError("csl_constant", name=constant)


def _items(text: str, reading: FileContents) -> Iterator[tuple[int, Any]]:
    decoder = json.JSONDecoder(parse_constant=_refuse)
    opening = _LIST.match(text)
    if not opening:
        yield from _single(decoder, text, reading)
        return
    at, line, counted = opening.end(), line_of(text, opening.end()), opening.end()
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text):
            reading.add(line, "", "csl_cut_off")
            return
        if text[at] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reading.add(line, _id_near(text, at), "csl_no_json", reason=_reason(error))
            after = _NEXT_ITEM.search(text, max(at, _position(error, at) - 1))
            at = _whole_item(text, decoder, after.end()) if after else len(text)
            if at >= len(text):
                return
            continue
        yield line, item
        at = end


def _whole_item(text: str, decoder: json.JSONDecoder, at: int) -> int:
    """The place from `at` where a whole item starts again, not the second author of the broken one."""
    for _ in range(1_000):
        try:
            item, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            item, end = {}, at + 1
        if isinstance(item, Mapping) and ("type" in item or "title" in item):
            return at
        after = _NEXT_ITEM.search(text, max(at, end - 1))
        if not after:
            return len(text)
        at = after.end()
    return len(text)


def _single(
    decoder: json.JSONDecoder, text: str, reading: FileContents
) -> Iterator[tuple[int, Any]]:
    start = len(text) - len(text.lstrip())
    try:
        item, _ = decoder.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        reading.add(_line_of_error(error, 1), "", "csl_no_json", reason=_reason(error))
        return
    yield line_of(text, start), item


def _reason(error: Exception) -> Message | str:
    if isinstance(error, json.JSONDecodeError):
        return Message("csl_broken", reason=error.msg, line=error.lineno, column=error.colno)
    if isinstance(error, MessageError):
        return error.message
    return Message("csl_too_deep") if isinstance(error, RecursionError) else str(error)


def _line_of_error(error: Exception, line: int) -> int:
    return error.lineno if isinstance(error, json.JSONDecodeError) else line


def _position(error: Exception, at: int) -> int:
    return error.pos if isinstance(error, json.JSONDecodeError) else at


def _id_near(text: str, at: int) -> str:
    match = re.search(r'"id"\s*:\s*"([^"\n]{1,80})"', text[at : at + 2_000])
    return match[1] if match else ""


def write_csljson(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as a CSL-JSON list, one field a line, in their own order."""
    return json.dumps([dict(record) for record in records], ensure_ascii=False, indent=1) + "\n"
