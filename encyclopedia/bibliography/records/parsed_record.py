"""A record with what was read of it so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from encyclopedia.bibliography.records.personal_names import Name
from encyclopedia.bibliography.records.record_dates import RecordDate
from encyclopedia.bibliography.records.rich_text import Text


class ParsedRecord:
    """A record with what was read of it: used in its place, it is read once however often it is worded."""

    __slots__ = ("cased", "dates", "people", "present", "record", "texts")

    def __init__(self, record: Any) -> None:
        self.record: Mapping[str, Any] = record if isinstance(record, Mapping) else {}
        self.texts: dict[str, Text] = {}
        self.cased: dict[str, Text] = {}
        self.people: dict[str, list[Name]] = {}
        self.dates: dict[str, RecordDate | None] = {}
        self.present: dict[str, bool] = {}
