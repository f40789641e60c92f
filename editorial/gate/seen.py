"""What stood behind a citation when somebody looked at it, as a waiver names it. Pure: no Django."""

from __future__ import annotations

import hashlib
import json


def what_was_seen(context: str, work: str, check: str) -> str:
    """SHA-256 (hex) of what a citation's own digest does not cover.

    What surrounds it, which work its key means, with its mark, and the check that an obstacle rests on, if it does.
    """
    return hashlib.sha256(json.dumps([context, work, check]).encode()).hexdigest()
