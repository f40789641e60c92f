"""Reference marks in running text: `[1]`, `[2][3]`, `[1, 2]`, `[1–3]`, `¹`, `[a]`, `[note 1]`.

What only looks like a mark is left alone: years and insertions in brackets, array indices, powers,
square metres. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from encyclopedia.dates import MONTHS

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUP = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
_CANDIDATE = re.compile(
    rf"(?P<code>`[^`\n]+`)|\[(?P<inside>[^\[\]\n]{{1,40}})\]"
    rf"|(?P<sup>{_SUP}+(?:\s?[,;]\s?{_SUP}+|[⁻–-]{_SUP}+)*)"
)
_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*")
_NOTE = re.compile(r"\s*(note|nb|n|fn|footnote|anm\.?|a|lower-alpha)\s(\d{1,3})\s*", re.IGNORECASE)
_NEEDED = re.compile(
    r"(?:citation|better source|non-primary source|page|quotation|verification|source|year) needed"
    r"|who|when|which|where|why|how|by whom|according to whom|vague|clarification needed|dubious"
    r"|original research|failed verification|unreliable source|attribution needed",
    re.IGNORECASE,
)
_LOCATOR = re.compile(r":[\u00a0\u2009\u200a\u202f]?(\d{1,4}(?:[-–]\d{1,4})?)(?![\w:])")
_GROWN_ON = re.compile(r"[a-z0-9_]")
_DATE_AFTER = re.compile(r"\s+(?:" + "|".join(MONTHS) + r")\b")
_INTERVAL_BEFORE = re.compile(
    r"(?:[∈=<>(×+]|\b(?:interval|range|domain|vector|array|tuple|list)) \Z"
)
_CODE_AFTER = re.compile(r"\.[a-z_]|->|\(\)|\+\+|--|\s*(?:[-+*/%]?=|\?=)")
_CODE_WORD = re.compile(r"\w*[_$]\w*\Z|(?<![\w'’])[b-z]\Z|\b[a-z]+[A-Z]\w*\Z|[)\]]\Z")
_CODE_LINE = re.compile(r"[;{}](?=\s*\Z)|\w\(\)|[^=<>!\s]?\s=\s|==|:=|->|=>|\b(?:for|if|while) ?\(")
_UNITS = frozenset(
    ["m", "mm", "cm", "dm", "km", "nm", "µm", "μm", "ft", "in", "mi", "yd", "mc", "sq"]
)
_SUM_BEFORE = re.compile(r"(?:[=+−×·*/^]\s?\w{1,3}|\([^()]{0,40}[-+=−×·*/^][^()]{0,40}\))\Z")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
MAX_RANGE = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `text[start:end]`, pointing to `labels` in this order (`"1"`, `"a"`, `"note 1"`).

    `locator` is the page typed behind it (`[1]:12`). A mark that itself asks for a source
    (`[citation needed]`) has no labels and the reason in `needed`.
    """

    start: int
    end: int
    labels: tuple[str, ...]
    locator: str = ""
    needed: str | None = None
    ambiguous: bool = False


def label_of(mark: str) -> str:
    """One label for all ways of writing it: `[1]`, `1.` and `¹` are `1`, `[Note 2]` is `note 2`."""
    bare = mark.strip().strip("[]().:").translate(_SUPERSCRIPTS).strip()
    return " ".join(bare.casefold().split()).lstrip("0") or bare


class Marks:
    """Finds the marks of one text, paragraph by paragraph in reading order.

    `known_labels` are those that have a reference: they decide where a mark could be read in two
    ways.
    """

    def __init__(self, known_labels: Collection[str] = ()) -> None:
        self._known_labels = frozenset(known_labels)
        self._highest = 0
        self._letter = "a"

    def find(self, text: str) -> list[Mark]:
        marks: list[Mark] = []
        code = len(text) < 200 and len(_CODE_LINE.findall(text)) > 1
        for match in _CANDIDATE.finditer(text):
            if match["code"]:
                continue
            adjacent = bool(marks) and marks[-1].end == match.start()
            mark = self._bracket(text, match, adjacent, code) if match["inside"] else None
            if match["sup"]:
                mark = self._superscript(text, match, adjacent)
            if mark:
                marks.append(mark)
                numbers = [int(label) for label in mark.labels if label.isdigit()]
                self._highest = max([self._highest, *numbers])
        return marks

    def _bracket(self, text: str, match: re.Match[str], adjacent: bool, code: bool) -> Mark | None:
        inside, start, end = match["inside"], match.start(), match.end()
        request = inside.strip(" ?\u00a0")
        if _NEEDED.fullmatch(request.split("–")[0].strip()) and start:
            reason = "" if request.casefold() == "citation needed" else request
            return Mark(start, end, (), needed=reason)
        if _GROWN_ON.match(text, end):
            return None
        if note := _NOTE.fullmatch(inside):
            label = f"{note[1].casefold()} {int(note[2])}"
            return Mark(start, end, (label,)) if start or label in self._known_labels else None
        if len(inside) == 1 and inside.isascii() and inside.islower():
            return self._lettered(text, inside, start, end, adjacent)
        if not _NUMBERS.fullmatch(inside) or not start:
            return None
        labels = _expanded(inside)
        if not labels or code or not (adjacent or self._is_cited(text, start, end)):
            return None
        locator = _LOCATOR.match(text, end)
        if locator:
            several = "-" in locator[1] or "–" in locator[1]
            pages = f"{'pp.' if several else 'p.'} {locator[1].replace('-', '–')}"
            return Mark(start, locator.end(), labels, pages)
        return Mark(start, end, labels)

    def _lettered(
        self, text: str, letter: str, start: int, end: int, adjacent: bool
    ) -> Mark | None:
        attached = adjacent or (start > 0 and not text[start - 1].isspace())
        if not attached or (letter not in self._known_labels and letter > self._letter):
            return None
        if (
            letter not in self._known_labels
            and text[start - 1].isalpha()
            and letter != self._letter
        ):
            return None
        self._letter = max(self._letter, chr(ord(letter) + 1))
        return Mark(start, end, (letter,))

    @staticmethod
    def _is_cited(text: str, start: int, end: int) -> bool:
        """Whether numbers in brackets stand where a mark would: not an index, an interval, a
        date.
        """
        before = text[max(0, start - 40) : start]
        if _CODE_AFTER.match(text, end) or (_DATE_AFTER.match(text, end) and before[-1:].isspace()):
            return False
        if before[-1:].isspace():
            return not _INTERVAL_BEFORE.search(before)
        return not _CODE_WORD.search(before) or before[-1] == ")"

    def _superscript(self, text: str, match: re.Match[str], adjacent: bool) -> Mark | None:
        run, start, end = match["sup"], match.start(), match.end()
        before = text[max(0, start - 90) : start]
        after = text[end : end + 1]
        if not adjacent:
            word = _WORD_BEFORE.search(before)
            if not before or before[-1].isspace() or before[-1].isdigit() or before[-1] in "⁺⁻⁼⁽":
                return None
            if word and (len(word.group()) == 1 or word.group() in _UNITS):
                return None
            if _SUM_BEFORE.search(before):
                return None
        if after and (
            after in "⁺⁻⁼⁾ⁿⁱ" or (after.isalnum() and (before[-1:].isalnum() or after.islower()))
        ):
            return None
        digits = run.translate(_SUPERSCRIPTS).replace("⁻", "–")
        if not digits.isdigit():
            labels = _expanded(digits)
            return Mark(start, end, labels) if labels else None
        labels, ambiguous = self._one_or_several(digits)
        return Mark(start, end, labels, ambiguous=ambiguous) if "0" not in labels else None

    def _one_or_several(self, digits: str) -> tuple[tuple[str, ...], bool]:
        """`²³` is 23, or 2 and 3: the known labels decide, else the label expected next."""
        whole, several = (digits.lstrip("0") or "0",), tuple(digits)
        if len(digits) == 1:
            return whole, False
        known_labels = self._known_labels
        if known_labels:
            if whole[0] in known_labels and not known_labels.issuperset(several):
                return whole, False
            if known_labels.issuperset(several):
                return (whole, True) if whole[0] in known_labels else (several, False)
        rising = all(int(b) == int(a) + 1 for a, b in pairwise(digits))
        if int(whole[0]) <= self._highest + 3 or not rising or int(digits[0]) > self._highest + 3:
            return whole, False
        return several, True


def _expanded(numbers: str) -> tuple[str, ...]:
    """`1, 3–5` as `1 3 4 5`; nothing when a range runs backwards or is too long to be one."""
    labels: list[str] = []
    for part in re.split(r"\s*[,;]\s*", numbers.strip()):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) > 2 or not ends or 0 in ends:
            return ()
        if len(ends) == 2 and not 0 < ends[1] - ends[0] <= MAX_RANGE:
            return ()
        labels.extend(str(number) for number in range(ends[0], ends[-1] + 1))
    return tuple(labels)
