"""Locators: where in a source (`p. 12`, `vol. 2, ch. 3`, `§ 4`), as they are typed in a citation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from encyclopedia.core.locator_terms import LOCATOR_TERMS
from encyclopedia.core.messages import Message

# What is typed, and the term it means; case doesn't matter.
TERMS: dict[str, str] = {
    typed: name for name, term in LOCATOR_TERMS.items() for typed in term.typed
}

# Between two commas; a longer piece isn't read as a locator.
MAX_LENGTH = 300

_NUMBER = r"(?:[^\W\d_]-|[^\W\d_]{0,3}\.?)\d(?:[\w./:*†]*[\w*†])?"
_ROMAN = r"[ivxlcdm]{2,}(?!\w)"
# A single letter is a value only where no word can follow: "note A", but not "note a mistake".
_LETTER = r"[a-z](?!\w)(?=\s*(?:$|[-–—&(]|and\b|[^\W\d_]*\.?\s?\d))"
_ATOM = rf"(?>{_NUMBER}|{_ROMAN}|{_LETTER})"
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—])\s*"
_RANGE = rf"{_ATOM}(?:{_DASH}{_ATOM})?(?:\s?ff?\b\.?|\s?n\.\s?\d+|\s?et seq\.)?"
_VALUES = rf"{_RANGE}(?:\s*(?:&|\band\b)\s*{_RANGE})*"
_NAMES = "|".join(
    re.escape(name) if not name[-1].isalpha() else rf"{name}(?!\w)"
    for name in sorted(TERMS, key=len, reverse=True)
)
_UNDOTTED = "|".join(sorted((name[:-1] for name in TERMS if name[-1] == "."), reverse=True))
_TERM = re.compile(rf"({_NAMES}|(?:{_UNDOTTED})(?=\s*\d))\s*", re.IGNORECASE)
_VALUE = re.compile(_VALUES, re.IGNORECASE)
_STRICT_ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
# A label of no known term, "plate 7", "Bl. 4", "May 1921": kept as it is typed.
_OTHER_LABEL = re.compile(rf"[^\W\d_]+\.?\s+{_NUMBER}(?:{_DASH}{_NUMBER})?", re.IGNORECASE)
_DASHES = re.compile(_DASH)
_ATOMS = re.compile(rf"({_ATOM}){_DASH}({_ATOM})", re.IGNORECASE)
_FULL_RANGE = re.compile(r"(\d+)–(\d+)")


@dataclass(slots=True)
class LocatorReader:
    """What was read: the locator's text so far, words that are not part of it, and what is wrong if anything."""

    parts: list[str] = field(default_factory=list)
    suffix: list[str] = field(default_factory=list)
    fault: Message | None = None
    _bare: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The locator with white space folded, ranges with an en dash, and bare numbers as pages."""
        return ", ".join(self._pages() + self.parts)

    def _pages(self) -> list[str]:
        if not self._bare:
            return []
        numbers = ", ".join(self._bare)
        if ":" in numbers:
            return [numbers]
        several = len(self._bare) > 1 or re.search(r"–|\df?f\b|\sff?\b|&|\band\b", numbers)
        return [f"{'pp.' if several else 'p.'} {numbers}"]

    def read(self, segment: str) -> None:
        """Read one piece between commas."""
        if len(segment) > MAX_LENGTH:
            self.fault = Message("locator_too_long", locator=segment[:30])
            self.suffix.append(segment)
        elif term := _TERM.match(segment):
            self._labelled(segment, term)
        elif not self.suffix and _is_bare(bare := segment.rstrip(".")):
            (self.parts if self.parts else self._bare).append(_tidy(bare))
            self._look_at_ranges(segment)
        elif not self.suffix and (segment[:1].isdigit() or _OTHER_LABEL.fullmatch(segment)):
            if _DASHES.search(segment[-1:]):
                self.fault = Message("locator_without_end", locator=segment)
            self.parts.append(_tidy(segment))
        else:
            self.suffix.append(segment)

    def _labelled(self, segment: str, term: re.Match[str]) -> None:
        name, rest = term[1], segment[term.end() :]
        if TERMS.get(name.lower()) == "sub-verbo":
            self._require(name, rest)
            self.parts.append(f"{name} {rest}".strip())
            return
        value = _VALUE.match(rest)
        if value is None:
            if not any(character.isalnum() for character in rest) or _DASHES.match(rest):
                self._require(name, "")
            if name[-1].isalpha() and not self.fault:
                self.suffix.append(segment)
            else:
                self.parts.append(segment)
            return
        self._look_at_ranges(value[0])
        after = rest[value.end() :]
        if _DASHES.match(after):
            self.fault = Message("locator_without_end", locator=segment)
        words = after.strip(" .,:;")
        if _TERM.match(words):
            self.parts.append(f"{name} {_tidy(value[0])}")
            self.read(words)
        elif any(character.isdigit() for character in words):
            # Only half understood, but its numbers matter to a check: all of it stays in the locator.
            self.parts.append(f"{name} {_tidy(value[0])}{after}")
        else:
            self.parts.append(f"{name} {_tidy(value[0])}")
            if words:
                self.suffix.append(words)

    def _require(self, name: str, value: str) -> None:
        if not value:
            self.fault = Message("locator_without_number", locator=name)

    def _look_at_ranges(self, value: str) -> None:
        for first, last in _FULL_RANGE.findall(_tidy(value)):
            if len(first) == len(last) and int(last) < int(first):
                self.fault = Message("locator_backwards", locator=f"{first}–{last}")


def _is_bare(segment: str) -> bool:
    if any(character.isdigit() for character in segment):
        return _VALUE.fullmatch(segment) is not None
    return all(
        _STRICT_ROMAN.fullmatch(number) and number.lower() not in "cdlm"
        for number in _DASHES.split(segment)
    )


def _tidy(value: str) -> str:
    return _ATOMS.sub(r"\1–\2", value)
