"""Times as rows and events have them: ISO 8601 with a time zone. Standard library only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

# Rows of events of format 1 were written a moment before their event, which does not repeat their time.
MAX_APART = 10.0


def when(at: str) -> float:
    """Seconds since 1970 of an ISO 8601 time; ValueError for anything else."""
    return datetime.fromisoformat(at).timestamp()


def instant(at: Any) -> str:
    """One spelling for one moment, in whatever time zone it was written; anything else is returned as text."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC).isoformat()
    except (ValueError, TypeError, OverflowError):
        return str(at)
