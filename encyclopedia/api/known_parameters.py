"""Every parameter that an address of the API takes: how it is read, and how it is described. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from encyclopedia.api import cursors, parameters
from encyclopedia.core import language_tags, limits
from encyclopedia.core.described_types import Day, Keywords, Kind, Moment, Standing
from encyclopedia.core.documents import KINDS


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query, of a path (`place`) or a header; `component` names its description."""

    name: str
    type: Any
    description: str
    example: Any = None
    read: parameters.Reader = str
    required: bool = False
    place: str = "query"
    component: str = ""


_Words = Annotated[str, Keywords(minLength=1, maxLength=parameters.MAX_LENGTH)]
_Address = Annotated[str, Keywords(minLength=1, maxLength=limits.SLUG)]

KIND = Parameter("kind", Kind, "Only entries of this kind.", "article", parameters.kind)
TAG = Parameter(
    "tag",
    _Words,
    "Only entries with this tag, by its slug. In a list they come in the order of their ids.",
    "theory",
    parameters.words,
)
CHANGED_SINCE = Parameter(
    "changed_since",
    Day | Moment,
    "Only what changed at this moment or after it, oldest change first: what changes while you page comes at "
    "the end. A day (its beginning in UTC) or a moment with its offset (a + written as %2B).",
    "2026-05-01T12:00:00Z",
    parameters.since,
)
LANGUAGE = Parameter(
    "language",
    Annotated[str, Keywords(minLength=1, maxLength=language_tags.MAX_TAG)],
    "Only entries in exactly this language (BCP 47), in order of the alphabet.",
    "de",
    parameters.language,
)
TITLE = Parameter(
    "title",
    _Words,
    "Only entries whose title begins with this; upper and lower case are equal.",
    "Perm",
    parameters.words,
)
AFTER = Parameter(
    "after",
    Annotated[str, Keywords(minLength=1, maxLength=cursors.MAX_LENGTH)],
    "Where the list continues: from the “next” of an answer to the same query. It stays valid when entries change.",
    None,
    parameters.cursor,
)
LIMIT = Parameter(
    "limit",
    Annotated[int, Keywords(minimum=1, maximum=parameters.MAX_COUNT, default=parameters.USUAL)],
    "The maximum number of items.",
    10,
    parameters.limit,
)
ENTRY = Parameter(
    "entry",
    Annotated[str, Keywords(pattern=f"^({'|'.join(KINDS)})/[^/]+$")],
    "Only citations in this entry: kind/slug.",
    "article/trotskyism",
    parameters.path,
)
SOURCE = Parameter(
    "source",
    _Words,
    "Only citations of the source with this key.",
    "service-trotsky-2009",
    parameters.words,
)
STANDING = Parameter(
    "standing", Standing, "Only citations with this standing.", "supports", parameters.standing
)
CHECKED_SINCE = Parameter(
    "checked_since",
    Day | Moment,
    "Only citations checked at this moment or after it, oldest check first (within one entry or source by "
    "their place). Written like changed_since.",
    "2026-05-01",
    parameters.since,
)
QUESTION = Parameter(
    "q",
    Annotated[str, Keywords(minLength=1, maxLength=parameters.MAX_QUESTION_LENGTH)],
    "What to look for.",
    "revolution",
    parameters.question,
    required=True,
)

ENTRIES = (KIND, LANGUAGE, TAG, CHANGED_SINCE, TITLE, AFTER, LIMIT)
SOURCES = (CHANGED_SINCE, TITLE, AFTER, LIMIT)
CITATIONS = (ENTRY, SOURCE, STANDING, CHECKED_SINCE, AFTER, LIMIT)
SEARCH = (QUESTION, KIND, TAG, AFTER, LIMIT)


def _in_path(name: str, type_: Any, description: str, example: str, component: str) -> Parameter:
    return Parameter(
        name, type_, description, example, required=True, place="path", component=component
    )


PATH_KIND = _in_path("kind", Kind, "The entry's kind.", "article", "kind_in_path")
PATH_SLUG = _in_path(
    "slug",
    _Address,
    "The entry's address within its kind; a source's key.",
    "trotskyism",
    "slug_in_path",
)
PATH_KEY = _in_path("slug", _Address, "The source's key.", "service-trotsky-2009", "key_in_path")
IF_NONE_MATCH = Parameter(
    "If-None-Match",
    str,
    "The ETag of the answer that you have: 304 when it has not changed.",
    '"cbfa5dc7d79aa5a5c3d4b1f53d863671"',
    place="header",
    component="if_none_match",
)
