"""The part of the API's description about sending a draft; in English, as the names of its fields are."""

from __future__ import annotations

from typing import Annotated, TypedDict

from editorial.api import bodies
from editorial.gate.obstacle_wording import ObstacleShape
from editorial.models import Status
from encyclopedia.api import examples
from encyclopedia.api.operations import Writing
from encyclopedia.core.described_types import Digest, Keywords, Kind, Ordinal, Uri, Uuid


class SavedShape(TypedDict):
    """What was saved, and what stands between it and its submission."""

    id: Uuid
    kind: Kind
    slug: str
    title: str
    manuscript: Annotated[Uri, "The manuscript in the office."]
    status: Annotated[str, Keywords(enum=Status.values)]
    revision: Annotated[Ordinal, "The number of the revision that holds the document."]
    digest: Annotated[Digest, "Of the document."]
    changed: Annotated[bool, "False when the newest revision held this document already."]
    obstacles: list[ObstacleShape]


SAVED: SavedShape = {
    "id": examples.ID,
    "kind": "article",
    "slug": "permanent-revolution",
    "title": "Permanent revolution",
    "manuscript": f"{examples.SITE}/admin/manuscript/{examples.ID}/",
    "status": "draft",
    "revision": 1,
    "digest": examples.DOCUMENT_DIGEST,
    "changed": True,
    "obstacles": [
        {
            "key": "unknown_source:service-trotsky-2009",
            "code": "unknown_source",
            "message": (
                "No source has the key “service-trotsky-2009”. "
                "Correct the key, or draft the source and submit it too."
            ),
            "field": "text",
            "line": 1,
            "stops": True,
            "waivable": False,
            "waived": "",
        }
    ],
}
SAVE_DRAFT = Writing(
    "saveDraft",
    takes=bodies.Draft,
    takes_example={
        "document": examples.DOCUMENT,
        "based_on": 0,
        "summary": "A first draft from the card index",
    },
    takes_note="At most as many bytes as the site accepts (12,000,000 unless it says otherwise).",
    answers=SavedShape,
    example=SAVED,
    answered={
        200: "The newest revision held this document already.",
        201: "Saved as a new revision.",
    },
    problems=(
        "unreadable-body",
        "token-wanted",
        "forbidden",
        "method-not-allowed",
        "conflict",
        "not-allowed-now",
        "too-large",
        "not-json",
        "unacceptable-document",
    ),
)
