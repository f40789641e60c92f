"""What a harvester asks, read by the rules of OAI-PMH 2.0; whatever else is sent is an `OaiError`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from encyclopedia.api import cursors

_LISTS = ({"metadataPrefix"}, {"from", "until", "set"})
# Of each verb: the arguments that it needs, and those that it may have.
VERBS: Mapping[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), set()),
    "ListIdentifiers": _LISTS,
    "ListRecords": _LISTS,
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
}
RESUMED = {"ListSets", "ListIdentifiers", "ListRecords"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_READERS = (cursors.text,) * 5 + (cursors.moment, cursors.identifier, cursors.position)


class OaiError(Exception):
    """One of the protocol's errors: its code, and words for whoever reads the answer."""

    def __init__(self, code: str, words: str) -> None:
        self.code = code
        self.words = words
        super().__init__(code, words)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list goes on: after what was changed then and has this id; `seen` items stand before."""

    moment: datetime
    id: UUID
    seen: int


@dataclass(frozen=True, slots=True)
class Asked:
    """`arguments` are those that were sent; where a list goes on, the others are those with which it began."""

    verb: str
    arguments: Mapping[str, str]
    prefix: str = ""
    identifier: str = ""
    subset: str = ""
    since: str = ""
    until: str = ""
    after: Place | None = None

    @property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """From which moment on, and before which one."""
        return (_moment(self.since) if self.since else None, _end(self.until))


def read_request(sent: QueryDict) -> Asked:
    """The request; raises OaiError."""
    verbs = sent.getlist("verb")
    verb = verbs[0] if len(verbs) == 1 else ""
    if verb not in VERBS:
        raise OaiError("badVerb", _("Give one verb: %(verbs)s.") % {"verbs": ", ".join(VERBS)})
    arguments = {name: str(sent[name]) for name in sent if name != "verb"}
    repeated = [name for name in arguments if len(sent.getlist(name)) > 1]
    if "resumptionToken" in arguments and verb in RESUMED:
        _only(arguments, {"resumptionToken"}, set(), repeated)
        return _resumed(verb, arguments)
    required, optional = VERBS[verb]
    _only(arguments, required, optional, repeated)
    asked = Asked(
        verb,
        arguments,
        prefix=arguments.get("metadataPrefix", ""),
        identifier=arguments.get("identifier", ""),
        subset=arguments.get("set", ""),
        since=arguments.get("from", ""),
        until=arguments.get("until", ""),
    )
    _check_span(asked)
    return asked


def token(asked: Asked, after: Place) -> str:
    """Where the list goes on, with everything that was asked: nothing is kept for it here."""
    values = (asked.verb, asked.prefix, asked.subset, asked.since, asked.until)
    return cursors.write("oai", (*values, after.moment, after.id, after.seen))


def _resumed(verb: str, arguments: Mapping[str, str]) -> Asked:
    try:
        began, prefix, subset, since, until, moment, last, seen = cursors.read(
            "oai", arguments["resumptionToken"], _READERS
        )
        place = Place(moment, last, seen)
        asked = Asked(
            verb, arguments, prefix=prefix, subset=subset, since=since, until=until, after=place
        )
        _check_span(asked)
    except (cursors.CursorError, OaiError) as error:
        raise bad_token() from error
    if began != verb:
        raise bad_token()
    return asked


def bad_token() -> OaiError:
    return OaiError("badResumptionToken", _("This list gave no such token."))


def _only(
    arguments: Iterable[str], required: set[str], optional: set[str], repeated: list[str]
) -> None:
    unknown = sorted(set(arguments) - required - optional)
    missing = sorted(required - set(arguments))
    for names, words in (
        (unknown, _("Not an argument of this verb: %(names)s.")),
        (missing, _("Missing: %(names)s.")),
        (repeated, _("Given twice: %(names)s.")),
    ):
        if names:
            raise OaiError("badArgument", words % {"names": ", ".join(names)[:200]})


def _check_span(asked: Asked) -> None:
    given = [
        (asked.arguments.get("from"), asked.since),
        (asked.arguments.get("until"), asked.until),
    ]
    if any(sent == "" for sent, _read in given):
        raise OaiError("badArgument", _("A date is empty."))
    since, before = asked.span
    if asked.since and asked.until and len(asked.since) != len(asked.until):
        raise OaiError("badArgument", _("“from” and “until” differ in granularity."))
    if since and before and since >= before:
        raise OaiError("badArgument", _("“from” is later than “until”."))


def _moment(typed: str) -> datetime:
    """A day or a second as the protocol writes it."""
    form = "%Y-%m-%d" if _DAY.fullmatch(typed) else "%Y-%m-%dT%H:%M:%SZ"
    if not (_DAY.fullmatch(typed) or _SECOND.fullmatch(typed)):
        raise _no_date(typed)
    try:
        return datetime.strptime(typed, form).replace(tzinfo=UTC)
    except ValueError as error:
        raise _no_date(typed) from error


def _no_date(typed: str) -> OaiError:
    words = _("“%(typed)s” is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ.")
    return OaiError("badArgument", words % {"typed": typed[:40]})


def _end(typed: str) -> datetime | None:
    """The first moment that is no longer within the day or second; None where there is no end."""
    if not typed:
        return None
    unit = timedelta(days=1) if _DAY.fullmatch(typed) else timedelta(seconds=1)
    try:
        return _moment(typed) + unit
    except OverflowError:
        return None
