"""The words of a book with their places, as quotations are compared with it. Pure: no Django."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from editorial.evidence.furniture import BookPage, running_texts
from editorial.evidence.words import WORD, as_typed, breaks_off, key, stands_alone

__all__ = ["Book", "BookPage"]

# The number of a note as copying leaves it: behind a word, the sign behind it, or in round brackets there.
_NOTE_IN_WORD = re.compile(r"(?<=[^\W\d_]{3})\d{1,3}\Z")
_SIGNS = '.,;:!?”’"»)'
_NOTE = re.compile(
    rf"(?<=[^\W\d_][{_SIGNS}])(?P<number>\d{{1,3}})(?![\w.,])"
    rf"|(?<=[^\W\d_])\s?[{_SIGNS}]?\((?P<bracketed>\d{{1,3}})\)"
)
_NOTE_BEHIND = re.compile(r"\(?\d{1,3}\)?")
_DROP_CAP = re.compile(r"[^\S\n]*\n[^\S\n]*")


class Book:
    """All words of some pages in order, without page numbers and running heads unless `whole`.

    `keys[n]` stands at `starts[n]:ends[n]` of page `pages[n]`; a word broken across pages ends on
    page `last_pages[n]`. `line` is all keys with a space on both sides, to be searched; `offsets`
    says where in it each begins. `texts[page]` is where its text runs. A reading that is not `strict` passes over what
    is not certainly text: `lines` that look like heads; numbers that look like those of `notes`, and with them it joins
    a large first letter to its word.
    """

    def __init__(
        self,
        source: Sequence[BookPage],
        *,
        whole: bool = False,
        notes: bool = False,
        lines: bool = False,
    ) -> None:
        self.source = source
        self.strict = not (notes or lines)
        self._passes_notes = notes
        self.keys: list[str] = []
        self.starts = array("I")
        self.ends = array("I")
        self.pages = array("I")
        self.last_pages = array("I")
        self._broken: dict[int, int] = {}
        keys_by_word: dict[str, str] = {}
        self.texts = running_texts(source, whole=whole, lenient=lines)
        self._furniture = running_texts(source) if whole else []
        for number in range(len(source)):
            self._read(number, keys_by_word)
        self.line = f" {' '.join(self.keys)} "
        self.offsets = array("I", [0])
        for word_key in self.keys:
            self.offsets.append(self.offsets[-1] + len(word_key) + 1)
        self.offsets.pop()

    def _read(self, number: int, keys_by_word: dict[str, str]) -> None:
        text, running = self.source[number].text, self.texts[number]
        notes = self._notes(number)
        breaks = bool(self.keys) and self.last_pages[-1] == number - 1
        passes, large = self._passes_notes, False
        for match in WORD.finditer(text, running.first, running.last):
            word, end = match.group(), match.end()
            if match.start() in notes:
                continue
            if passes and word[-1].isdigit() and (note := _NOTE_IN_WORD.search(word)):
                word, end = word[: note.start()], end - len(note.group())
            if breaks and self._goes_on(number, word):
                self._broken[len(self.keys) - 1] = match.start()
            elif not (large and passes and self._begins_large(number, match.start(), word)):
                if word not in keys_by_word:
                    keys_by_word[word] = key(word)
                self.keys.append(keys_by_word[word])
                self.starts.append(match.start())
                self.ends.append(end)
                self.pages.append(number)
                self.last_pages.append(number)
                breaks, large = False, len(word) == 1
                continue
            self.ends[-1], self.last_pages[-1], breaks, large = end, number, False, False
            self.keys[-1] = key(self.word(len(self.keys) - 1))

    def _notes(self, number: int) -> set[int]:
        """Where the numbers of notes begin that stand apart from the words of a page."""
        if not self._passes_notes:
            return set()
        notes = _NOTE.finditer(self.source[number].text)
        return {max(note.start("number"), note.start("bracketed")) for note in notes}

    def _goes_on(self, number: int, word: str) -> bool:
        """Whether the page before breaks off in the middle of a word that goes on with this one."""
        rest = self.source[number - 1].text[self.ends[-1] : self.texts[number - 1].last]
        last = self.source[number - 1].text[self.ends[-1] - 1]
        return breaks_off(rest, between_digits=last.isdigit() and word[0].isdigit())

    def _begins_large(self, number: int, start: int, word: str) -> bool:
        """Whether the word before is a capital by itself on its line, and this one goes on in small letters."""
        text, first = self.source[number].text, self.starts[-1]
        if not (text[first].isupper() and word[0].islower()):
            return False
        at_line_start = first == 0 or text[first - 1] == "\n"
        return at_line_start and bool(_DROP_CAP.fullmatch(text[first + 1 : start]))

    def word(self, number: int) -> str:
        """The word as it is printed."""
        text = self.source[self.pages[number]].text
        if number not in self._broken:
            return text[self.starts[number] : self.ends[number]]
        page, last_page = self.pages[number], self.last_pages[number]
        first = text[self.starts[number] : self.texts[page].last].rstrip()
        following = self.source[last_page].text[self._broken[number] : self.ends[number]]
        return f"{first}\n{following}"

    def between(self, number: int) -> str:
        """What stands between a word and the next, also where a page ends there; without notes passed over."""
        gap = self._gap(number)
        return _NOTE_BEHIND.sub("", gap) if self._passes_notes else gap

    def notes(self, number: int) -> list[str]:
        """The numbers of notes behind a word that are passed over."""
        return _NOTE_BEHIND.findall(self._gap(number)) if self._passes_notes else []

    def _gap(self, number: int) -> str:
        page, next_page = self.last_pages[number], self.pages[number + 1]
        end, start = self.ends[number], self.starts[number + 1]
        if page == next_page:
            return self.source[page].text[end:start]
        parts = [self.source[page].text[end : self.texts[page].last]]
        for n in range(page + 1, next_page):
            parts.append(self.source[n].text[self.texts[n].first : self.texts[n].last])
        parts.append(self.source[next_page].text[self.texts[next_page].first : start])
        return "\n".join(parts)

    def before(self, number: int, length: int) -> str:
        """The last characters before a word, also of the page before where the word begins its page."""
        page, start = self.pages[number], self.starts[number]
        text = self.source[page].text[max(self.texts[page].outer_first, start - length) : start]
        if text.strip() or not page:
            return text
        above = self.texts[page - 1]
        first = max(above.outer_first, above.outer_last - length)
        return f"{self.source[page - 1].text[first : above.outer_last]}\n{text}"

    def after(self, number: int, length: int) -> str:
        """The first characters behind a word, also of the next page where the word ends its page."""
        page, end = self.last_pages[number], self.ends[number]
        text = self.source[page].text[end : min(self.texts[page].outer_last, end + length)]
        if text.strip() or page + 1 == len(self.source):
            return text
        below = self.texts[page + 1]
        last = min(below.outer_last, below.outer_first + length)
        return f"{text}\n{self.source[page + 1].text[below.outer_first : last]}"

    def taken_in(self, first_page: int, last_page: int) -> list[str]:
        """What certainly is no text between two pages and is read as text by a reading of the whole."""
        taken: list[str] = []
        for page in range(first_page, last_page + 1) if self._furniture else ():
            text, edges = self.source[page].text, self._furniture[page]
            if page > first_page:
                taken.append(" ".join(text[: edges.outer_first].split()))
            if page < last_page:
                taken.append(" ".join(text[edges.outer_last :].split()))
        return [line for line in taken if line]

    def passed_over(self, first_page: int, last_page: int) -> list[str]:
        """The lines between two pages that look like numbers or heads and are not certainly."""
        lines: list[str] = []
        for page in range(first_page, last_page + 1):
            if page > first_page:
                lines.extend(self.texts[page].above)
            if page < last_page:
                lines.extend(self.texts[page].below)
        return lines

    def words(self, first: int, last: int) -> str:
        """The words from `first` up to but not including `last` as they are printed, on one
        line.
        """
        parts: list[str] = []
        for number in range(first, last):
            parts.append(as_typed(self.word(number)))
            if number + 1 < last:
                parts.append(self._gap_in_one_line(number))
        return "".join(parts)

    def _gap_in_one_line(self, number: int) -> str:
        """What stands between a word and the next; a line's end counts as a space where the script has one."""
        gap = self.between(number)
        spaced = " ".join(f"x{gap}x".split())[1:-1]
        if "\n" in gap and stands_alone(self.word(number)) and stands_alone(self.word(number + 1)):
            return spaced.strip()
        return spaced

    def __len__(self) -> int:
        return len(self.keys)
