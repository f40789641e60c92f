"""The list of references at the end of a text with numbered marks. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from editorial.importers.references.reference_marks import label_of

# Headings of such lists, in the languages that pasted pages come in most often.
_NAMES = (
    "references|notes|footnotes|endnotes|citations|sources|works cited|bibliography|literature cited"
    "|notes and references|references and notes|notes and citations|citations and notes"
    "|einzelnachweise|anmerkungen|fußnoten|quellen|quellenangaben|belege|literatur"
    "|références|notes et références|notes|sources et références|bibliographie"
    "|referencias|notas|notas y referencias|bibliografía|fuentes|referências|notas e referências"
    "|note|bibliografia|fonti|przypisy|referenties|noten|voetnoten|bronnen|källor|noter|referenser"
    "|kilder|viitteet|lähteet|примечания|сноски|источники|литература|примітки|джерела"
    "|参考文献|脚注|注释|注釋|出典|参考资料|각주|출처|참고 문헌|المراجع|مراجع|הערות שוליים|kaynakça|dipnotlar"
)
_HEADING = re.compile(
    rf"\s*(?:\#{{1,6}}\s*|=+\s*)?(?:\d+[.)]?\s+)?(?:{_NAMES})\s*(?:\[[^\]]*\])?\s*:?\s*=*\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"""\s*(?: \[(?P<bracket>\d{1,3}|[a-z]|(?:note|nb|n|fn|footnote|a|anm\.?)\ \d{1,3})\]:?
      | (?P<number>\d{1,3})[.):](?=\s)
      | (?P<tab>\d{1,3})\t
      | (?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})
      | (?P<letter>[a-z])[.)](?=\s)
      | (?P<arrow>(?=[\^↑]))
    )\s*(?P<text>\S.*)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_ITEM = re.compile(r"\s*(?P<number>\d{1,3})\s+(?P<text>\S.*)")
_BACK = re.compile(r"[\^↑]\s*(?:Jump up(?: to)?:?\s*)?")
_BACK_LETTERS = re.compile(r"(?:a\s+b(?:\s+[a-z]{1,2}(?=\s))*|\d+[.,]\d+(?:\s+\d+[.,]\d+)*)\s+")


@dataclass(slots=True)
class ListedReference:
    label: str
    text: str


@dataclass(slots=True)
class SplitText:
    """What the lists said; the numbers of the lines outside them; lists that were left as text."""

    kept: list[int] = field(default_factory=list)
    references: list[ListedReference] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def is_heading(line: str) -> bool:
    """Whether a line is the heading of a list of references."""
    return len(line) < 80 and bool(_HEADING.fullmatch(line))


def given_references(text: str) -> dict[str, str]:
    """Mark → words, of a list that was typed separately; lines without a mark continue the numbering."""
    references: dict[str, str] = {}
    expected = 1
    for line in filter(str.strip, text.split("\n")):
        if is_heading(line):
            continue
        item = _item(line, expected) or ListedReference(str(expected), line.strip())
        references.setdefault(item.label, item.text)
        expected = int(item.label) + 1 if item.label.isdigit() else expected
    return references


def split_references(lines: list[str], used: Collection[str]) -> SplitText:
    """Take the lists of references out of `lines`; `used` are the labels that marks point to.

    A list without a heading is one only at the very end and when at least half of it is pointed to.
    """
    result = SplitText()
    position = 0
    while position < len(lines):
        if is_heading(lines[position]):
            listed, end = _listed(lines, position + 1, used)
            if any(reference.label in used for reference in listed):
                result.references.extend(listed)
                position = end
                continue
            if listed:
                result.unused.append(lines[position].strip())
        result.kept.append(position)
        position += 1
    if not result.references:
        _take_trailing(lines, result, used)
    return result


def _listed(
    lines: list[str], start: int, used: Collection[str]
) -> tuple[list[ListedReference], int]:
    """The items from `start` on, and the line after them."""
    items: list[ListedReference] = []
    position, end, gap = start, start, True
    while position < len(lines):
        line = lines[position]
        if not line.strip():
            gap = True
        elif is_heading(line):
            break
        elif item := _item(line, len(items) + 1):
            items.append(item)
            gap = False
            end = position + 1
        elif items and not gap:
            items[-1].text += " " + line.strip()
            end = position + 1
        else:
            break
        position += 1
    return (items, end) if items else _unlabelled(lines, start, used)


def _item(line: str, expected: int) -> ListedReference | None:
    match = _ITEM.match(line)
    if match and match["letter"] and not match["letter"].islower():
        match = None
    if not match:
        plain = _PLAIN_ITEM.match(line)
        if plain and int(plain["number"]) == expected:
            return ListedReference(plain["number"], _without_way_back(plain["text"]))
        return None
    named = match["bracket"] or match["number"] or match["tab"] or match["sup"] or match["letter"]
    label = label_of(named) if named else str(expected)
    return ListedReference(label, _without_way_back(match["text"]))


def _without_way_back(text: str) -> str:
    """The words without the arrow and letters that lead back to the marks."""
    if back := _BACK.match(text):
        text = text[back.end() :]
        if letters := _BACK_LETTERS.match(text):
            text = text[letters.end() :]
    return text.strip()


def _unlabelled(
    lines: list[str], start: int, used: Collection[str]
) -> tuple[list[ListedReference], int]:
    """A list that lost its numbers in copying: accepted when it has exactly as many lines as
    marks.
    """
    highest = max((int(label) for label in used if label.isdigit()), default=0)
    items: list[ListedReference] = []
    position = start
    while position < len(lines) and not is_heading(lines[position]):
        if text := lines[position].strip():
            items.append(ListedReference(str(len(items) + 1), text))
        position += 1
        if len(items) > highest:
            return [], start
    return (items, position) if highest and len(items) == highest else ([], start)


def _take_trailing(lines: list[str], result: SplitText, used: Collection[str]) -> None:
    """Take a list without a heading off the end."""
    first = _trailing_start(lines)
    listed, after = _listed(lines, first, ())
    labels = {reference.label for reference in listed}
    if not listed or len(labels) < len(listed) or any(line.strip() for line in lines[after:]):
        return
    if 2 * len(labels.intersection(used)) >= len(labels):
        result.references.extend(listed)
        del result.kept[first:]


def _trailing_start(lines: list[str]) -> int:
    """Where the paragraphs at the end begin that consist of items and their further lines."""
    first = end = len(lines)
    while end:
        while end and not lines[end - 1].strip():
            end -= 1
        start = end
        while start and lines[start - 1].strip():
            start -= 1
        items = (position for position in range(start, end) if _ITEM.match(lines[position]))
        item = next(items, None)
        if item is None:
            break
        first = item
        if item > start:
            break
        end = start
    return first
