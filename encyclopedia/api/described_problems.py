"""What the API's description says of each sort of problem, by its code. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, TypedDict

from encyclopedia.api.shapes import WithdrawnShape
from encyclopedia.core.described_types import Count, Keywords


@dataclass(frozen=True, slots=True)
class DescribedProblem:
    """A sort of problem: its status, the name of its schema, and an example of its `detail`.

    `members` is the shape of what it has beyond every problem, with the `values` of the example; `header` stands in its
    answer too.
    """

    status: int
    name: str
    description: str
    detail: str
    members: type | None = None
    values: dict[str, Any] = field(default_factory=dict)
    header: str = ""


class FaultShape(TypedDict):
    """One thing that is wrong: `where` names the parameter or the place in the document."""

    where: Annotated[str, "The parameter, or the place in the document."]
    what: Annotated[str, "What is wrong there."]
    mend: Annotated[str, "How to fix it; empty where “what” says it."]


class FaultsShape(TypedDict):
    """Every single thing that is wrong."""

    errors: Annotated[list[FaultShape], Keywords(minItems=1)]


class ConflictShape(TypedDict):
    """What was saved meanwhile."""

    revision: Annotated[
        Count, "The newest revision's number: fetch, compare, and base the next draft on it."
    ]


PROBLEMS: dict[str, DescribedProblem] = {
    "unreadable-parameters": DescribedProblem(
        400,
        "ParametersProblem",
        "A parameter is unknown, given twice, does not fit or names what is not published; “errors” names each.",
        "colour: Is no parameter of this address. It takes: kind, tag, changed_since, title, after, limit.",
        FaultsShape,
        {
            "errors": [
                {
                    "where": "colour",
                    "what": "Is no parameter of this address.",
                    "mend": "It takes: kind, tag, changed_since, title, after, limit.",
                }
            ]
        },
    ),
    "not-found": DescribedProblem(
        404,
        "NotFoundProblem",
        "Nothing is published here; or the token’s account sees no such draft.",
        "Nothing is published at “article/nothing”. Look for it with /api/v1/search/?q=…",
    ),
    "withdrawn": DescribedProblem(
        410,
        "WithdrawnProblem",
        "The entry was withdrawn; “reason” says why.",
        "It was withdrawn. The reason given: It rested on a forged source.",
        WithdrawnShape,
        {
            "entry_title": "Withdrawn",
            "reason": "It rested on a forged source.",
            "since": "2026-05-03T12:00:00+00:00",
        },
    ),
    "method-not-allowed": DescribedProblem(
        405,
        "MethodProblem",
        "The header Allow says which methods are answered.",
        "DELETE is not answered here. Use GET or HEAD.",
        header="Allow",
    ),
    "token-wanted": DescribedProblem(
        401,
        "TokenProblem",
        "No token, an unknown or revoked one, or one of a closed account.",
        "Send the header “Authorization: Bearer TOKEN”.",
        header="WWW-Authenticate",
    ),
    "forbidden": DescribedProblem(
        403,
        "ForbiddenProblem",
        "The account may not do this, or the token was not made for it.",
        "The token's account may not write drafts.",
    ),
    "unreadable-body": DescribedProblem(
        400,
        "BodyProblem",
        "The body is empty, no JSON, or not UTF-8.",
        "The body cannot be read. It is not JSON: Expecting value at line 1, column 1.",
    ),
    "too-large": DescribedProblem(
        413,
        "TooLargeProblem",
        "The body has more bytes than it may.",
        "The body may have 12000000 bytes. Send a shorter document.",
    ),
    "not-json": DescribedProblem(
        415,
        "MediaTypeProblem",
        "The body is not declared as JSON in UTF-8.",
        "Send “Content-Type: application/json”, in UTF-8.",
    ),
    "conflict": DescribedProblem(
        409,
        "ConflictProblem",
        "Somebody saved since “based_on”.",
        "Somebody saved revision 3 while you wrote. Nothing of yours is lost: compare the two and save again.",
        ConflictShape,
        {"revision": 3},
    ),
    "not-allowed-now": DescribedProblem(
        409,
        "StateProblem",
        "The manuscript is submitted, approved or scheduled: it has to be returned, or taken back from review, first. "
        "Of a comment: its thread is closed, or its draft was discarded.",
        "“Permanent revolution” is submitted now, so “Save draft” is not possible.",
    ),
    "words-not-there": DescribedProblem(
        409,
        "WordsProblem",
        "What the comment is on does not stand in the newest revision, or stands there several times.",
        "These words stand several times in the text. Choose some more around them.",
    ),
    "unacceptable-comment": DescribedProblem(
        422,
        "CommentProblem",
        "The comment was read but cannot be written; each place says why.",
        "comment: Write what you have to say about these words.",
        FaultsShape,
        {
            "errors": [
                {
                    "where": "comment",
                    "what": "Write what you have to say about these words.",
                    "mend": "",
                }
            ]
        },
    ),
    "unacceptable-document": DescribedProblem(
        422,
        "DocumentProblem",
        "The document was read but cannot be saved: too long, its address taken, or no document; each place says why.",
        "document.slug: Another entry has the address “permanent-revolution”. Choose another address.",
        FaultsShape,
        {
            "errors": [
                {
                    "where": "document.slug",
                    "what": "Another entry has the address “permanent-revolution”. Choose another address.",
                    "mend": "",
                }
            ]
        },
    ),
}
