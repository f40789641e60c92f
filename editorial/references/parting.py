"""Several works in one reference: "Roe, The End (1930), p. 5; Smith, The Strike (1920), p. 30". Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from editorial.references.parsed_reference import ParsedReference
from editorial.references.places_in_works import take_places
from editorial.references.reading import MAX_LENGTH, read_reference
from editorial.references.spans import spanned, without_private
from editorial.references.stated_dates import YEAR
from encyclopedia.core.citations import fold

_PART: Final = re.compile(r"(?:S|С|P|Pp|Bd|Vol|T|Т|Ф|Оп|Д|Л|Bl|Nr|No|Box|Folder)\.?\s?\d")
MAX_WORKS: Final = 30
_JOINTS: Final = re.compile(
    r";\s+(?:(?:and|und|et|y|e|и|sowie|also)\s+)?|(?<=\d),?\s+(?:and|und|et|y|e|и|sowie)\s+(?:(?:see|siehe|voir"
    r"|cf\.|vgl\.)\s+)?(?:also\s+|auch\s+|aussi\s+)?(?=[^\W\d_a-zà-ÿа-я])"
    r"|(?<=\d),\s+(?:and\s+)?(?=see\s+also\s)|(?<=\d)\.\s+(?=(?:[Ss]ee also|[Vv]gl\. auch|[Vv]oir aussi"
    r"|[Сс]м\. также)\s)"
)
# After "and" a work, not a sentence about two of them.
_ENDED: Final = re.compile(r"(?:\d[\w–-]*|ff?)\)?[\s.]*\Z")
_WORK: Final = re.compile(
    rf"\b{YEAR}\b|\b(?:pp?|S|С|с|p[aá]gs?)\.\s?\d|https?://|\b10\.\d{{4}}|\bISBN|,\s(?:ch|vol|n)\.\s?\d"
    rf"|[“«„\ue000-\ue0ff]|,\s\d{{1,4}}(?:[-–]\d+)?\.?\Z"
)


def read_references(words: str, language: str = "") -> list[ParsedReference]:
    """The works that `words` name, in their order; never none, and no word of them is lost."""
    read: list[ParsedReference] = []
    for part in part_references(words):
        same = _SAME.match(part)
        reference = read_reference(part[same.end() :] if same else part, language)
        if same:
            reference = _by_the_same(part, reference, read)
        read.append(reference)
    return read


# "Он же. Моя жизнь", "Ders.: Werke", "idem, Capital": by the author of the work before.
_SAME: Final = re.compile(
    r"(?:Он же|Она же|Ders|Dies|Id|Idem|Eadem|idem|eadem|id|Le même|El mismo"
    r"|Lo stesso)\.?\s?[:,.]?\s+(?=[^\W\d_a-zа-я]|[“\"«„‘*])"
)


def _by_the_same(
    words: str, reference: ParsedReference, before: list[ParsedReference]
) -> ParsedReference:
    author = before[-1].record.get("author") if before else None
    if not reference.certain or not author or "author" in reference.record:
        title = words[: len(words) - len(reference.words)] + str(reference.record["title"])
        record = reference.record if reference.certain else {**reference.record, "title": title}
        return replace(reference, words=words, record=record)
    return replace(reference, words=words, record={"author": author, **reference.record})


def part_references(words: str) -> list[str]:
    """The words of each work. What does not name a work by itself stays with the work before it."""
    whole = fold(words)
    if len(whole) > MAX_LENGTH * 5:
        return [whole]
    spans = spanned(without_private(whole))
    text, parts, start = spans.text, list[str](), 0
    for joint in _JOINTS.finditer(text):
        depth = text.count("(", start, joint.start()) - text.count(")", start, joint.start())
        piece, behind = text[start : joint.start()], text[joint.end() :]
        following = _JOINTS.split(behind, maxsplit=1)[0]
        if not joint.group().startswith(";") and not _ENDED.search(following):
            continue
        if depth > 0 or len(parts) + 1 >= MAX_WORKS:
            continue
        if _is_work(piece) and _is_work(following) and _begins_work(following):
            parts.append(piece)
            start = joint.end() - _kept_signal(joint.group())
    if not parts:
        return [whole]
    parts.append(text[start:])
    return [spans.as_typed(part).strip() for part in parts]


def _kept_signal(joint: str) -> int:
    """ "and see also" stays in front of the work that it introduces."""
    signal = re.search(r"(?:see|siehe|voir|cf\.|vgl\.)\s.*\Z", joint)
    return len(joint) - signal.start() if signal else 0


def _is_work(piece: str) -> bool:
    return bool(_WORK.search(piece)) and bool(re.search(r"[^\W\d_]{3}", take_places(piece).text))


def _begins_work(piece: str) -> bool:
    """Whether it begins as a work does: with a capital, a quotation, an address; not with pages or a bare number."""
    start = re.match(
        r"(?:(?:see|siehe|voir|cf\.|vgl\.|см\.)\s+(?:also\s+|auch\s+|aussi\s+|также\s+)?)?(.)",
        piece.strip(),
        re.IGNORECASE,
    )
    if start is None:
        return False
    rest = piece.strip()[start.start(1) :]
    if re.match(r"(?:https?://|www\.|[\ue000-\ue0ff])", rest):
        return True
    return rest[0].isupper() and not _PART.match(rest)
