"""The sample encyclopedia: one JSON file an entry, its text beside it as Markdown. Pure: no Django.

README.md says where the content comes from and its licence.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from encyclopedia.core.documents import Document, DocumentError, Kind, read

FOLDER = Path(__file__).parent

# Entries' ids are made from it, so that every installation's sample has the same ones.
NAMESPACE = uuid.UUID("6f1c64de-4a0f-5a0e-9d53-7f1f0f6f2a11")

# Cited entries come before those that cite them.
ORDER: tuple[Kind, ...] = ("source", "organisation", "person", "article", "page")


def entry_id(kind: Kind, slug: str) -> str:
    """The id of a sample entry."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}/{slug}"))


def load_documents() -> list[Document]:
    """The sample's documents: sources, organisations, persons, articles, each by slug.

    Raises DocumentError, naming the file, when one cannot be read.
    """
    return [_load(path, kind) for kind in ORDER for path in sorted((FOLDER / kind).glob("*.json"))]


def _load(path: Path, kind: Kind) -> Document:
    data = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".md")
    if text.exists():
        data["text"] = text.read_text(encoding="utf-8")
    try:
        document = read({**data, "id": entry_id(kind, path.stem)})
    except DocumentError as error:
        place = f"{kind}/{path.name}: {error.place}"
        raise DocumentError(place, error.fault.code, **error.fault.values) from None
    if (document.kind, document.slug) != (kind, path.stem):
        raise DocumentError(f"{kind}/{path.name}", "document_of_other_file")
    return document
