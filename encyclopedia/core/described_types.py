"""The types of members of JSON, each with what JSON Schema says of it. Pure: no Django.

A member is described beside its type: `Annotated[Uri, "The page that readers see."]`. A text is its description,
`Keywords` are JSON Schema's own.
"""

from __future__ import annotations

from typing import Annotated, Any

from encyclopedia.core.documents import KINDS
from encyclopedia.core.standing import WORST_FIRST

JSON = dict[str, Any]


class Keywords:
    """JSON Schema keywords of a type; with a `component` it is described once, under that name."""

    def __init__(self, component: str = "", **keywords: Any) -> None:
        self.component, self.keywords = component, keywords


Uri = Annotated[str, Keywords(format="uri")]
Uuid = Annotated[str, Keywords(format="uuid")]
Moment = Annotated[str, Keywords(format="date-time")]
Day = Annotated[str, Keywords(format="date")]
Digest = Annotated[str, Keywords(pattern="^[0-9a-f]{64}$")]
# Counts from 0, and a number from 1.
Count = Annotated[int, Keywords(minimum=0)]
Ordinal = Annotated[int, Keywords(minimum=1)]

Kind = Annotated[str, Keywords("Kind", enum=list(KINDS)), "What sort of entry it is."]
Standing = Annotated[
    str,
    Keywords("Standing", enum=sorted(WORST_FIRST)),
    "The standing of a citation: the verdict of its newest check; “stale” when the words changed since; "
    "“context_changed” when the check holds but what stands around the claim changed since; "
    "“unchecked” when nobody has checked it yet.",
]
# The values of `encyclopedia.models.Reliability` and `Change`: a test keeps them equal.
Reliability = Annotated[
    str,
    Keywords("Reliability", enum=["sound", "unreliable", "retracted", "forged"]),
    "What is known against a source as a whole.",
]
Change = Annotated[str, Keywords(enum=["new", "addition", "correction", "wording", "layout"])]
Record = Annotated[
    JSON,
    Keywords(
        "Record",
        properties={
            "type": {"type": "string", "description": "CSL's item type."},
            "id": {"type": ["string", "integer"]},
        },
        required=["type"],
    ),
    "A CSL-JSON item (docs.citationstyles.org). Fields that CSL does not define are kept, so other members may occur.",
]
