"""What is left of a document whose words were taken out of sight for legal reasons. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

# In place of the title: no document that a person saves may have it.
TITLE = "[suppressed]"
MAX_GROUND = 300


def left_of(data: Mapping[str, Any], ground: str) -> dict[str, Any]:
    """A document of the same entry that says nothing but the ground."""
    left = {
        "schema": data["schema"],
        "kind": data["kind"],
        "id": data["id"],
        "slug": data["slug"],
        "title": TITLE,
        "summary": ground,
    }
    if data["kind"] == "source":
        left["record"] = {"id": data["slug"], "type": "document", "title": TITLE}
    return left


def is_left(stored: str, digest: str) -> bool:
    """Whether this stored document (canonical JSON) is what was left of the one with the digest."""
    return f'"title":"{TITLE}"' in stored and hashlib.sha256(stored.encode()).hexdigest() != digest
