"""Reads the brackets of citations: `[see @a, pp. 3–4; @b, ch. 2, "words"]` and `[@? why]`.

Works on the characters alone, linear in their number; `syntax` deals with what surrounds a bracket (code, links).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll

from encyclopedia.core.citations import Reference, fold
from encyclopedia.core.messages import Message
from encyclopedia.markup.locators import LocatorReader

# A longer quotation is not looked for: its opening quote counts as never closed.
MAX_QUOTATION_LENGTH = 5000

_OPENING = re.compile(r"\[(?:[^\[\]@\\]|\\.|(?<=\w)@)*?(?<!\w)@", re.DOTALL)
_STOP = re.compile(r'[\[\]"“„«;,\\]')
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_KEY = re.compile(r"(?<![\w\\])-?@")
_KEY_CHARACTERS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.#$%&+?<>~/-]*")
_REASON = re.compile(r"\[@\?((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_SIMPLE = re.compile(
    r"\[@([A-Za-z0-9](?:[A-Za-z0-9_:-]*[A-Za-z0-9])?)(?:, (pp?\. \d+(?:–\d+)?))?\]"
)


@dataclass(frozen=True, slots=True)
class BracketFault:
    """What is wrong with a bracket: the kind of problem, and the message that says how to fix it."""

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket that is closed; `end` is the offset after it.

    Either it asks for a citation (`reason` is not None), or it cites (`references`), or it only has
    faults, and is shown as typed. One that cites may have faults as well.
    """

    end: int
    references: tuple[Reference, ...] = ()
    reason: str | None = None
    faults: tuple[BracketFault, ...] = ()


# The pieces of one work in a bracket: "," between, quotations by their words.
_Comma = ","
# "p. 1,234" is one page, or may be.
_THOUSANDS = re.compile(r"(?<=\d),\d{3}(?!\d)")
_Piece = tuple[str, str]


def looks_like_citation(source: str, start: int, end: int) -> bool:
    """Whether the `[` at `start` is followed by an `@key`, or by words and a key."""
    match = _OPENING.match(source, start, end)
    if match is None:
        return False
    after = source[match.end() : match.end() + 1]
    return match.end() == start + 2 or (after.isascii() and after.isalnum())


def read_bracket(source: str, start: int, end: int) -> Bracket | BracketFault:
    """The citation bracket at `start`, which `looks_like_citation`; a Fault if it is not closed."""
    if simple := _SIMPLE.match(source, start, end):
        return Bracket(simple.end(), (Reference(simple[1], simple[2] or ""),))
    if source.startswith("[@?", start):
        return _read_needed(source, start, end)
    scanned = _scan(source, start + 1, end, quotes=True) or _scan(
        source, start + 1, end, quotes=False
    )
    if scanned is None:
        return _malformed("citation_not_closed", _excerpt(source, start))
    after, items = scanned
    excerpt = _excerpt(source, start)
    faults: list[BracketFault] = []
    if any(kind == "words" and text in _CLOSING for item in items for kind, text in item):
        faults.append(
            BracketFault("unclosed-quotation", Message("quotation_not_closed", citation=excerpt))
        )
    references: list[Reference] = []
    for item in _whole_items(items):
        reading = _read_item(item, excerpt)
        if isinstance(reading, BracketFault):
            return Bracket(after, faults=(*faults, reading))
        references.append(reading[0])
        faults.extend(reading[1])
    return Bracket(after, tuple(references), None, tuple(faults))


def _whole_items(items: list[list[_Piece]]) -> list[list[_Piece]]:
    """The pieces of each work: several words without a key behind ";" are more of the place before ("; July, p. 3").

    One word alone may be a key whose "@" was forgotten.
    """
    whole: list[list[_Piece]] = []
    for item in items:
        words = "".join(text for kind, text in item if kind == "words").strip()
        if whole and " " in words and not _KEY.search(words):
            whole[-1] += [("words", ";"), *item]
        else:
            whole.append(item)
    return whole


def _read_needed(source: str, start: int, end: int) -> Bracket | BracketFault:
    match = _REASON.match(source, start, end)
    if match is None:
        return _malformed("mark_not_closed", _excerpt(source, start))
    reason = fold(unescapeAll(match[1]))
    if _KEY.search(match[1]):
        fault = _malformed("mark_with_key", _excerpt(source, start))
        return Bracket(match.end(), faults=(fault,))
    return Bracket(match.end(), reason=reason)


def _scan(
    source: str, start: int, end: int, *, quotes: bool
) -> tuple[int, list[list[_Piece]]] | None:
    """The offset after the closing bracket and the pieces of each work; None if it is not closed."""
    items: list[list[_Piece]] = [[]]
    position = start
    while (stop := _STOP.search(source, position, end)) is not None:
        offset, sign = stop.start(), stop[0]
        if offset > position:
            items[-1].append(("words", source[position:offset]))
        position = offset + 1
        if sign == "]":
            return position, items
        if sign == "[":
            return None
        if sign == ";":
            items.append([])
        elif sign == ",":
            kind = "words" if _THOUSANDS.match(source, offset) else _Comma
            items[-1].append((kind, sign))
        elif sign == "\\":
            items[-1].append(("words", source[offset : offset + 2]))
            position = min(offset + 2, end)
        elif quotes and (closed := _closing_quote(source, offset, end)) > 0:
            items[-1].append(("quotation", source[offset:closed]))
            position = closed
        else:
            items[-1].append(("words", sign))
    return None


def _closing_quote(source: str, at: int, end: int) -> int:
    """The offset after the quotation that opens at `at`, or -1."""
    limit = min(end, at + MAX_QUOTATION_LENGTH)
    ends = [
        position
        for closing in _CLOSING[source[at]]
        if (position := _unescaped(source, closing, at + 1, limit)) >= 0
    ]
    return min(ends) + 1 if ends else -1


def _unescaped(source: str, sign: str, start: int, end: int) -> int:
    position = source.find(sign, start, end)
    while position > 0 and source[position - 1] == "\\":
        before = position
        while source[before - 1] == "\\" and before > start:
            before -= 1
        if (position - before) % 2 == 0:
            break
        position = source.find(sign, position + 1, end)
    return position


def _read_item(
    pieces: list[_Piece], excerpt: str
) -> tuple[Reference, list[BracketFault]] | BracketFault:
    before: list[str] = []
    for kind, words in pieces:
        if kind == "words" and (sign := _KEY.search(words)):
            break
        before.append(words)
    else:
        return _malformed("citation_without_key", excerpt)
    key = _KEY_CHARACTERS.match(words, sign.end())
    name = key[0].rstrip(":.#$%&+?<>~/-") if key else ""
    rest = words[sign.end() + len(name) :]
    if not name:
        return BracketFault("empty-key", Message("citation_empty_key", citation=excerpt))
    if rest[:1].isalnum():
        return _malformed("citation_bad_key", excerpt)
    after: list[_Piece] = [("words", rest), *pieces[len(before) + 1 :]]
    if any(kind == "words" and _KEY.search(text) for kind, text in after):
        return _malformed("citation_two_works", excerpt)
    prefix = "".join(before) + words[: sign.start()]
    return _read_rest(name, prefix, after, excerpt)


def _read_rest(
    key: str, prefix: str, pieces: list[_Piece], excerpt: str
) -> tuple[Reference, list[BracketFault]]:
    locator = LocatorReader()
    faults: list[BracketFault] = []
    quotation: str | None = None
    segment = ""
    for kind, text in [*pieces, (_Comma, "")]:
        if kind == "words":
            segment += text
        elif kind == "quotation" and not segment.strip().lower().endswith(("s.v.", "s.vv.")):
            _read_segment(locator, segment)
            segment = ""
            if quotation is not None:
                faults.append(
                    BracketFault("second-quotation", Message("quotation_twice", citation=excerpt))
                )
            quotation = quotation or fold(unescapeAll(text[1:-1]))
            if not quotation:
                faults.append(
                    BracketFault("empty-quotation", Message("quotation_empty", citation=excerpt))
                )
        elif kind == "quotation":
            segment += text
        else:
            _read_segment(locator, segment)
            segment = ""
    if locator.fault:
        message = Message("citation_bad_locator", citation=excerpt, fault=locator.fault)
        faults.append(BracketFault("bad-locator", message))
    suffix = fold(", ".join(locator.suffix))
    reference = Reference(
        key, fold(locator.text), quotation or "", fold(unescapeAll(prefix)), suffix
    )
    return reference, faults


def _read_segment(locator: LocatorReader, segment: str) -> None:
    words = fold(unescapeAll(segment)).lstrip(":. ")
    if words:
        locator.read(words)


def _excerpt(source: str, start: int) -> str:
    """The bracket's beginning, for messages."""
    line = fold(source[start : start + 60].split("]", 1)[0])
    whole = source.startswith("]", start + len(line))
    return f"{line[:40]}{']' if whole and len(line) <= 40 else '…'}"


def _malformed(code: str, excerpt: str) -> BracketFault:
    return BracketFault("malformed-citation", Message(code, citation=excerpt))
