"""What `index.json` answers, member by member, with what the API's description says of each. Pure: no Django."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from encyclopedia.core.described_types import (
    JSON,
    Change,
    Count,
    Digest,
    Keywords,
    Moment,
    Ordinal,
    Record,
    Reliability,
    Standing,
    Uri,
)
from encyclopedia.core.documents import Document


class EditionShape(TypedDict):
    """A published edition of an entry."""

    number: Ordinal
    digest: Annotated[Digest, "Of the document: what the approval signed."]
    state: Annotated[str, Keywords(const="current")]
    change: Change
    summary: Annotated[str, "The public description of the change."]
    published_at: Annotated[Moment, "Of this edition."]
    first_published_at: Annotated[Moment, "Of the first edition."]
    event_hash: Annotated[
        str,
        Keywords(pattern="^([0-9a-f]{64})?$"),
        "The head of the audit log when this edition was published.",
    ]
    doi: Annotated[str, "The DOI that this edition was given; may be empty."]


class FileShape(TypedDict):
    """The edition as a file."""

    format: Annotated[str, "The ending of its name, as “pdf”."]
    media_type: str
    url: Annotated[Uri, "Of this edition's file, which never changes."]


class CitationShape(TypedDict):
    """One use of a source for one claim, as the entry gives it."""

    number: Annotated[Ordinal, "The footnote's number on the page."]
    occurrence: Annotated[Count, "Which of the places that share this footnote, counted from 0."]
    source: Annotated[str, "The source's key."]
    locator: Annotated[str, "Page or other place in the source; may be empty."]
    quotation: Annotated[
        str, "The exact words of the source that the claim rests on; may be empty."
    ]
    prefix: Annotated[str, "What was typed before the source, such as “see” or “contra”."]
    suffix: Annotated[str, "What was typed behind it that is no place of a known form."]
    claim: Annotated[str, "The words that the footnote is there to support."]
    sentence: Annotated[str, "The whole sentence around them."]
    note: Annotated[
        str, "The letter of the explanatory note that contains it; empty in the main text."
    ]
    fact: Annotated[Count | None, "The place of its fact in the document, from 0."]
    digest: Annotated[
        Digest, "Of claim, sentence, source, locator and quotation: what a check belongs to."
    ]
    context: Annotated[
        str,
        Keywords(pattern="^([0-9a-f]{64})?$"),
        "Digest of what surrounds the claim (headings, the words that lead in a list, links); empty for nothing. "
        "A check belongs to “digest” in this context.",
    ]
    claim_digest: Annotated[Digest, "Of the claim: its page is /claim/DIGEST/."]
    standing: Standing
    checked_at: Annotated[Moment | None, "When it was last checked; null when it never was."]
    role: Annotated[str, "In which role it was checked (“moderator”); never by whom."]
    reliability: Reliability
    reliability_reason: Annotated[str, "Why its source is doubted; empty when it is not."]


class CitedSourceShape(TypedDict):
    """A source as the entry that cites it gives it."""

    title: str
    url: Annotated[Uri, "The page that readers see."]
    record: Record
    record_edition: Ordinal
    reliability: Reliability
    reliability_reason: str


class NeedShape(TypedDict):
    """A place where a citation is needed."""

    reason: Annotated[str, "What the author says is missing; may be empty."]
    claim: str
    claim_digest: Annotated[Digest, "Of the claim."]


class ClaimCountsShape(TypedDict):
    """How many claims stand how, as the line under the entry's title says; each claim is in one of the classes."""

    claims: Annotated[Count, "All of them: the sum of the eight classes that follow."]
    supported: Count
    partly: Annotated[Count, "Supported in part."]
    failed: Annotated[Count, "Not supported, or contradicted, by a source cited."]
    inaccessible: Annotated[Count, "Whose source could not be accessed."]
    context_changed: Annotated[Count, "Checked before what stands around them changed."]
    changed: Annotated[Count, "Changed since their last check."]
    unchecked: Annotated[Count, "Not yet checked."]
    needed: Annotated[Count, "For which a citation is needed."]
    doubted: Annotated[Count, "Of all of them: those that cite a source that is marked."]
    last_checked_at: Annotated[Moment | None, "When a claim was last checked; null for never."]


class NoticeShape(TypedDict):
    """A notice that readers see with the entry."""

    kind: Annotated[str, "The sort of notice, such as “waiver”."]
    text: Annotated[str, "The public reason."]
    until: Annotated[str, "When it lapses (ISO 8601); empty for never."]
    by: Annotated[str, "The public name of who gave it."]


class OtherLanguageShape(TypedDict):
    """The same entry in another language."""

    language: Annotated[str, "A tag of BCP 47."]
    title: str
    url: Annotated[Uri, "The page that readers see."]
    relation: Annotated[
        str,
        "What it is to this entry: its “original”, a “translation” of it, or a “sister”, another translation of the "
        "same original.",
    ]


class EntryShape(TypedDict):
    """An entry as its index.json gives it: document, edition, and the present standing of every citation."""

    format: Literal[1]
    url: Annotated[Uri, "The page that readers see."]
    licence: str
    licence_url: Annotated[Uri, "The address of the licence."]
    document: Annotated[JSON, Document]
    edition: EditionShape
    claims: ClaimCountsShape
    citations: list[CitationShape]
    sources: Annotated[dict[str, CitedSourceShape], "The sources cited, by key."]
    needs: list[NeedShape]
    notices: list[NoticeShape]
    translations: list[OtherLanguageShape]
    files: Annotated[list[FileShape], "The formats in which the edition can be downloaded."]
