"""What a query may hold: each parameter read as what it must be, every fault named at once. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from encyclopedia.api.problems import Fault, Problem
from encyclopedia.core.documents import KINDS
from encyclopedia.core.language_tags import canonical_tag, is_well_formed
from encyclopedia.core.messages import Message, MessageError
from encyclopedia.core.standing import WORST_FIRST
from encyclopedia.wording.filled_in import quoted

MAX_COUNT, USUAL = 100, 50
MAX_LENGTH = 300
MAX_QUESTION_LENGTH = 200

Reader = Callable[[str], Any]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.I
)


class Unfit(MessageError):
    """A value that does not fit; the message says what it must be."""


def read(query: Mapping[str, list[str]], readers: Mapping[str, Reader]) -> dict[str, Any]:
    """The parameters of a query, read. Raises Problem (400) that names every one that is wrong."""
    faults: list[Fault] = []
    values_read: dict[str, Any] = {}
    for name, values in query.items():
        if name not in readers:
            known = Message("parameters_none")
            if readers:
                known = Message("parameters_known", names=", ".join(readers))
            faults.append(Fault(name, Message("parameter_unknown"), known))
        elif len(values) > 1:
            repeated = Message("parameter_repeated", count=len(values))
            faults.append(Fault(name, repeated, Message("parameter_once")))
        else:
            try:
                values_read[name] = readers[name](_clean(values[0]))
            except Unfit as error:
                value = Message("parameter_unfit", value=_short(values[0]))
                faults.append(Fault(name, value, error.message))
    if faults:
        raise unfit(*faults)
    return values_read


def unfit(*faults: Fault) -> Problem:
    """The answer to parameters that are wrong."""
    return Problem(400, "unreadable-parameters", faults=faults)


def kind(typed: str) -> str:
    if typed not in KINDS:
        raise Unfit("give_one_of", choices=", ".join(KINDS))
    return typed


def standing(typed: str) -> str:
    if typed not in WORST_FIRST:
        raise Unfit("give_one_of", choices=", ".join(sorted(WORST_FIRST)))
    return typed


def language(typed: str) -> str:
    if not is_well_formed(typed):
        raise Unfit("give_language")
    return canonical_tag(typed)


def words(typed: str) -> str:
    if not typed.strip() or len(typed) > MAX_LENGTH:
        raise Unfit("give_characters", count=MAX_LENGTH)
    return typed


def question(typed: str) -> str:
    if not typed.strip() or len(typed) > MAX_QUESTION_LENGTH:
        raise Unfit("give_question", count=MAX_QUESTION_LENGTH)
    return typed.strip()


def cursor(typed: str) -> str:
    if not typed:
        raise Unfit("give_cursor")
    return typed


def path(typed: str) -> tuple[str, str]:
    """`kind/slug` as the two."""
    kind_given, _, slug = typed.partition("/")
    if kind_given not in KINDS or not slug or "/" in slug or len(slug) > MAX_LENGTH:
        raise Unfit("give_path")
    return kind_given, slug


def limit(typed: str) -> int:
    if not (
        typed.isascii() and typed.isdigit() and len(typed) <= 3 and 1 <= int(typed) <= MAX_COUNT
    ):
        raise Unfit("give_limit", most=MAX_COUNT)
    return int(typed)


def since(typed: str) -> datetime:
    """A day (its beginning in UTC) or a moment with its offset."""
    try:
        if _DAY.fullmatch(typed):
            return datetime.combine(date.fromisoformat(typed), time(), UTC)
        if _MOMENT.fullmatch(typed):
            return datetime.fromisoformat(typed.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Unfit("give_moment")


def _clean(typed: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in typed):
        raise Unfit("give_printable")
    return typed


def _short(typed: str) -> str:
    shown = typed if len(typed) <= 40 else typed[:39] + "…"
    return ascii(shown) if not shown.isprintable() else quoted(shown)
