"""What the notes before have cited: for "ibid.", "op. cit.", short titles and "see note 3". Pure: no Django."""

from __future__ import annotations

from dataclasses import replace

from editorial.html.read_notes import CitedWork
from editorial.importers.notes.note_works import named_parts
from editorial.importers.references.known_records import KnownRecords
from editorial.importers.references.note_places import place_of
from encyclopedia.core.documents import JSON


class NoteMemory:
    """Grows note by note. Works are recognised by what any note or field said of them."""

    def __init__(self) -> None:
        self._records = KnownRecords({})
        self._notes: dict[str, list[CitedWork]] = {}
        self._order: list[str] = []
        self._last: list[CitedWork] = []

    def learn(self, key: str, record: JSON | None, words: str = "") -> None:
        """Note that a work was cited; with a record that names its author, it can be named shortly from now on."""
        if key in self._order:
            self._order.remove(key)
        self._order.append(key)
        self._records.add(key, {**named_parts(words), **(record or {})} if words else record or {})

    def finish(self, mark: str, works: list[CitedWork]) -> None:
        """The end of a note; `works` is what it cites, empty for a remark."""
        self._notes.setdefault(mark, works)
        self._last = works

    def again(self, within: list[CitedWork]) -> CitedWork | None:
        """The work before: in this note, else the only one of the note before."""
        if within:
            return within[-1]
        return self._last[0] if len({work.key for work in self._last}) == 1 else None

    def named(self, words: str) -> str | None:
        """The one work that these words name, in full or shortly, with a place behind it or without."""
        locator, before = place_of(words)
        return self._of(words) or (self._of(before) if locator else None)

    def _of(self, words: str) -> str | None:
        return self._records.recognise(words) or self._records.short_title(words)

    def of_author(self, words: str, *, latest: bool = False) -> str | None:
        """The only work of the author whose name is in the words; with `latest` the last one cited."""
        keys = self._records.of_author(words)
        if latest and keys:
            return max(keys, key=self._order.index)
        return keys[0] if len(keys) == 1 else None

    def note(self, mark: str, words: str) -> list[CitedWork]:
        """What the note of this mark cites: with an author's name before, their work alone."""
        works = self._notes.get(mark, [])
        named = set(self._records.of_author(words)) if words.strip(" ,.(") else set()
        return [work for work in works if work.key in named] if named else works

    @staticmethod
    def at(work: CitedWork, words: str, *, same_place: bool = False) -> CitedWork:
        """The work at the place that the words end with; with none, at no place, or at the same."""
        locator, _before = place_of(f", {words.strip(' ,.;:')}" if words.strip() else "")
        kept = work.locator if same_place else ""
        return replace(work, locator=locator or kept, prefix="", suffix="")
