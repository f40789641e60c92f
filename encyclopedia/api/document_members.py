"""What the API's description says of a document's members beyond their types: limits and words. Pure: no Django."""

from __future__ import annotations

from typing import Annotated, Any

from encyclopedia.core import documents, limits
from encyclopedia.core.as_typed import AsTyped
from encyclopedia.core.citations import Reference
from encyclopedia.core.described_types import Digest, Keywords, Ordinal, Record, Uuid

Members = dict[str, Any]

DOCUMENT = (
    "The full content of one entry. Members at their default are left out; the digest is the SHA-256 of the canonical "
    "JSON (sorted keys, no white space, UTF-8)."
)

_Title = Annotated[str, Keywords(maxLength=limits.TITLE)]


def _rows(row: Any) -> Any:
    return Annotated[tuple[row, ...], Keywords(maxItems=limits.ROWS)]


MEMBERS: dict[type, Members] = {
    documents.Document: {
        "id": Annotated[Uuid, "The entry's UUID; for a new entry one that you make."],
        "slug": Annotated[
            str,
            Keywords(minLength=1, maxLength=limits.SLUG),
            "The address within the kind; a source's key.",
        ],
        "title": Annotated[str, Keywords(minLength=1, maxLength=limits.TITLE)],
        "summary": Annotated[str, Keywords(maxLength=limits.SUMMARY)],
        "text": Annotated[
            str,
            Keywords(maxLength=limits.TEXT),
            "Markdown with citations, notes and links (docs/markup.md).",
        ],
        "language": Annotated[str, Keywords(maxLength=20), "BCP 47; “en” when left out."],
        "aliases": _rows(_Title),
        "tags": _rows(Annotated[str, Keywords(maxLength=limits.TAG)]),
        "authors": _rows(documents.Author),
        "facts": _rows(documents.DocumentFact),
        "pictures": _rows(documents.DocumentPicture),
        "provenance": _rows(documents.Provenance),
        "as_typed": Annotated[
            tuple[AsTyped, ...], "What a draft keeps of fields that could not be read."
        ],
    },
    documents.DocumentFact: {
        "property": Annotated[str, "Like born, founded, member_of."],
        "date": Annotated[str, "EDTF."],
        "target": Annotated[str, "Title, alias or kind/slug of an entry."],
        "as_typed": Annotated[tuple[AsTyped, ...], "Citations that could not be read, in a draft."],
    },
    documents.DocumentPicture: {
        "name": Annotated[str, "What the text calls it."],
        "digest": Annotated[Digest, "Of the file, as the office stored it."],
        "focus": Annotated[
            str, "What no crop cuts off: “30 40”, per cent from the left and from the top."
        ],
    },
    documents.Provenance: {"origin": Annotated[str, "Where imported content came from."]},
    Reference: {"key": Annotated[str, "The source's key."]},
}

# What only one kind of document has.
BY_KIND: dict[str, Members] = {
    "person": {"sort_name": Annotated[_Title, "Of a person: “Trotsky, Leon”."]},
    "source": {"record": Record, "record_edition": Annotated[Ordinal, "Of a source."]},
}
