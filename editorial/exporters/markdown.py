"""A document as files that people read: Markdown with TOML front matter, and a source's record as CSL-JSON."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import tomli_w

from editorial.verifying import document_files

# In the order that is easiest to read; the digest does not depend on it.
_ORDER = (
    "schema",
    "kind",
    "id",
    "slug",
    "title",
    "sort_name",
    "summary",
    "language",
    "aliases",
    "tags",
    "record_edition",
    "authors",
    "facts",
    "pictures",
    "provenance",
)
_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?\Z")
# Names that some operating systems do not allow for a file.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)")


def as_files(data: dict[str, Any]) -> tuple[bytes, bytes | None]:
    """A document's data (`document_files.write`) as a Markdown file, and its record as a list of one CSL-JSON item.

    Raises ValueError when reading the files back would not give the same digest.
    """
    front = {name: data[name] for name in _ORDER if name in data}
    front |= {name: v for name, v in data.items() if name not in {*front, "text", "record"}}
    fence = document_files.FENCE.decode()
    page = f"{fence}{tomli_w.dumps(front)}{fence}{data.get('text', '')}".encode()
    record = None
    if "record" in data:
        record = (json.dumps([data["record"]], ensure_ascii=False, indent=2) + "\n").encode()
    if document_files.digest(document_files.as_data(page, record)) != document_files.digest(data):
        raise ValueError(data.get("kind"), data.get("slug"))
    return page, record


def file_name(slug: str) -> str:
    """A name for an entry's files: its slug where every system allows it, else its safe characters and a digest."""
    if _PLAIN.match(slug) and not _DEVICE.match(slug) and ".." not in slug:
        return slug
    stem = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:60].strip("-") or "entry"
    return f"{stem}~{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
