"""Records whose fields a program read from the words of a reference, which nobody has compared yet. Pure: no Django."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def how_read(record: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """The warning and its values; None for a record that somebody typed, or looked at since."""
    custom = record.get("custom")
    if not isinstance(custom, Mapping):
        return None
    if custom.get("verbatim"):
        return "kept_word_for_word", {}
    words = str(custom.get("read") or "")
    return ("read_by_machine", {"words": words}) if words else None
