"""The part of the API's description about reading and sending drafts; in English, as the names of its fields are."""

from __future__ import annotations

from typing import Annotated, TypedDict

from editorial.api import bodies
from editorial.gate.obstacle_wording import ObstacleShape
from editorial.models import Status
from encyclopedia.api import examples
from encyclopedia.api.known_parameters import Parameter
from encyclopedia.api.operations import ReadingWithToken, Writing
from encyclopedia.core.described_types import Digest, Keywords, Kind, Ordinal, Uri, Uuid
from encyclopedia.core.documents import Document


class NamedShape(TypedDict):
    """A manuscript of the office."""

    id: Uuid
    kind: Kind
    slug: str
    title: str
    manuscript: Annotated[Uri, "The manuscript in the office."]
    status: Annotated[str, Keywords(enum=Status.values)]
    revision: Annotated[Ordinal, "The number of the revision that holds the document."]


class SavedShape(NamedShape):
    """What was saved, and what stands between it and its submission."""

    digest: Annotated[Digest, "Of the document."]
    changed: Annotated[bool, "False when the newest revision held this document already."]
    obstacles: list[ObstacleShape]


class NewestDraftShape(NamedShape):
    """The newest draft, and what stands between it and its submission."""

    digest: Annotated[Digest, "Of the document."]
    document: Document
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
        "not-found",
        "method-not-allowed",
        "conflict",
        "not-allowed-now",
        "too-large",
        "not-json",
        "unacceptable-document",
    ),
)

PATH_ID = Parameter(
    "pk", Uuid, "The entry’s id.", examples.ID, required=True, place="path", component="id"
)
READ_DRAFT = ReadingWithToken(
    "readDraft",
    answers=NewestDraftShape,
    example={
        **{name: value for name, value in SAVED.items() if name != "changed"},
        "document": examples.DOCUMENT,
    },
    path=(PATH_ID,),
    problems=("token-wanted", "not-found", "method-not-allowed"),
)
