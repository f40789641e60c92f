"""The words of one note after another, read as works and remarks. Pure: no Django."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from editorial.html.imported import KnownSource
from editorial.html.read_notes import CitedWork, Decision, How, NoteReading, ReadPart, has_words
from editorial.importers.fields.field_works import FieldCitation
from editorial.importers.notes.note_memory import NoteMemory
from editorial.importers.notes.note_signs import (
    AGAIN,
    ARCHIVE,
    OF_AUTHOR,
    OTHER_NOTE,
    SAID_OF_QUOTATION,
    SAME_AUTHOR,
    SIGNAL,
    is_sentence,
    small_words,
)
from editorial.importers.notes.note_splitting import MAX_KEPT, PLACE, NotePiece, pieces
from editorial.importers.notes.note_trace import NoteAsked
from editorial.importers.notes.note_works import named_parts, parsed, says_where
from editorial.importers.references.note_places import place_of
from editorial.importers.references.resolving import Resolver
from editorial.references.said_beside import quoted_in, remark_behind
from encyclopedia.core.documents import JSON

MAX_REFERENCE = 800
_MAX_TITLE_WORDS = 14
# Where a sentence may turn to a work: "On the strike, see …".
_INNER = re.compile(r"(?<=[\w”»\")])[\s,.:(–—-]*[\s(]")
_SIGNS = " \t\n\u00a0.,;:()[]"


@dataclass(slots=True)
class NoteReader:
    """Reads the notes of one manuscript in their order; `decisions` are a person's, by the notes' ids."""

    resolver: Resolver
    recognise: KnownSource | None = None
    language: str = ""
    decisions: dict[str, Decision] = field(default_factory=dict)
    memory: NoteMemory = field(default_factory=NoteMemory)
    readings: list[NoteReading] = field(default_factory=list)

    def read(
        self,
        mark: str,
        words: str,
        fields: Sequence[FieldCitation] = (),
        *,
        explained: bool = False,
        is_reference: bool = False,
    ) -> NoteReading:
        """`words` has a PLACE for each of `fields`; `explained` where the file says that it is an explanation.

        `is_reference`: it stands in a list of references, which holds works, however little one says.
        """
        name = note_id(len(self.readings) + 1, words)
        decision = self.decisions.get(name, "")
        if decision == "verbatim" and not has_words(words):
            decision = ""
        parts: list[ReadPart] = []
        if decision == "verbatim":
            parts = [self._verbatim(mark, words)]
        elif decision != "note" and not explained:
            waiting = iter(fields)
            works: list[CitedWork] = []
            for piece in pieces(words, self._names_a_work):
                for part in self._parts(mark, piece, works, waiting):
                    parts.append(part)
                    works.extend([part.work] if part.work else [])
            bare = not any(part.work or part.how == "unclear" for part in parts)
            if is_reference and bare and has_words(words) and not is_sentence(words):
                parts = [self._listed(mark, words)]
        shown = _as_shown(words, fields)
        reading = NoteReading(name, mark, words, tuple(_joined(parts)), decision, shown)
        self.memory.finish(mark, reading.works)
        self.readings.append(reading)
        return reading

    def read_asked(self, asked: NoteAsked) -> NoteReading:
        """The same of a note as a page or a manuscript has it."""
        kind = {"explained": asked.explained, "is_reference": asked.is_reference}
        return self.read(asked.mark, asked.words, asked.fields, **kind)

    def _parts(
        self,
        mark: str,
        piece: NotePiece,
        before: list[CitedWork],
        waiting: Iterator[FieldCitation],
    ) -> list[ReadPart]:
        if PLACE in piece.words:
            return self._at_places(mark, piece, waiting)
        part = self._part(mark, piece, before)
        if part.how != "remark":
            return [part]
        for match in _INNER.finditer(piece.words):
            signal = SIGNAL.match(piece.words, match.end())
            if (
                signal
                and signal.group().strip()
                and self._names_a_work(piece.words[signal.end() :])
            ):
                at = piece.start + match.end()
                tail = NotePiece(at, piece.end, piece.words[match.end() :])
                head = piece.words[: match.start()]
                remark = ReadPart("remark", head, piece.start, piece.start + len(head))
                return [remark, self._part(mark, tail, before)]
        return [part]

    def _at_places(
        self, mark: str, piece: NotePiece, waiting: Iterator[FieldCitation]
    ) -> list[ReadPart]:
        parts: list[ReadPart] = []
        prefix, at = "", piece.start
        for number, between in enumerate(piece.words.split(PLACE)):
            if number:
                citation = next(waiting, FieldCitation(()))
                for work in citation.works:
                    cited = self.resolver.field_work(mark, work, citation.words)
                    self.memory.learn(cited.key, work.record or None, citation.words)
                    cited = replace(cited, prefix=cited.prefix or prefix)
                    parts.append(ReadPart("field", citation.words, at, at + 1, cited))
                    prefix = ""
                at += 1
            core = between.strip(_SIGNS)
            signal = SIGNAL.fullmatch(f"{core} x"[: len(core) + 1] + "x") if core else None
            if signal:
                prefix = signal["signal"]
            elif core:
                start = at + between.index(core)
                parts.append(ReadPart("remark", core, start, start + len(core)))
            at += len(between)
        return parts

    def _part(self, mark: str, piece: NotePiece, before: list[CitedWork]) -> ReadPart:
        prefix, suffix, words = "", "", piece.words

        def made(how: How, work: CitedWork | None = None, *, certain: bool = True) -> ReadPart:
            work = replace(work, prefix=prefix, suffix=suffix) if work else None
            return ReadPart(how, piece.words, piece.start, piece.end, work, certain)

        if match := SIGNAL.match(words):
            prefix, words = match["signal"], words[match.end() :]
        quoting, words = quoted_in(words)
        prefix = " ".join(filter(None, (prefix, quoting)))
        if match := _sought(SAID_OF_QUOTATION, words):
            suffix, words = match["words"], words[: match.start()]
        else:
            words, suffix = remark_behind(words)
        if match := SAME_AUTHOR.match(words):
            last = self.memory.again(before)
            rest = words[match.end() :]
            if last is None:
                return made("unclear")
            if not rest.strip(_SIGNS) or place_of(f", {rest}")[1].strip(_SIGNS) == "":
                return made("again", self.memory.at(last, rest))
            words = f"{self.resolver.family_of(last.key)}, {rest}"
            if not self._names_a_work(words):
                return made("unclear")
        if match := AGAIN.match(words):
            return self._again(match, words, before, made)
        if match := _sought(OF_AUTHOR, words):
            key = self.memory.of_author(words[: match.start()]) if match.start() else None
            if key is None:
                return made("unclear")
            return made("again", self.memory.at(CitedWork(key), words[match.end() :]))
        if (match := _sought(OTHER_NOTE, words)) and len(words) < 120:
            return self._other_note(match, words, made)
        return self._work(mark, words, made)

    def _again(
        self,
        match: re.Match[str],
        words: str,
        before: list[CitedWork],
        made: Callable[..., ReadPart],
    ) -> ReadPart:
        rest = words[match.end() :]
        locator, left = place_of(f", {rest.strip(' ,.;:')}")
        if left.strip(_SIGNS):
            return made("remark" if is_sentence(left) else "unclear")
        work = self.memory.again(before)
        if work is None:
            return made("unclear")
        same = locator or work.locator
        return made("again", CitedWork(work.key, same))

    def _other_note(
        self, match: re.Match[str], words: str, made: Callable[..., ReadPart]
    ) -> ReadPart:
        author, rest = words[: match.start()], words[match.end() :]
        works = self.memory.note(match["number"], author)
        keys = {work.key for work in works}
        locator, left = place_of(f", {rest.strip(' ,.;:')}")
        if left.strip(_SIGNS) or is_sentence(author):
            return made("remark")
        if len(keys) != 1:
            return made("unclear")
        alone = not author.strip(_SIGNS)
        kept = works[0].locator if alone else ""
        return made("again", CitedWork(works[0].key, locator or kept))

    def _work(self, mark: str, words: str, made: Callable[..., ReadPart]) -> ReadPart:
        if not words.strip(_SIGNS):
            return made("remark")
        if self.recognise and (key := self.recognise(words)):
            self.resolver.cite_known(mark, words, key)
            self.memory.learn(key, None, words)
            return made("here", CitedWork(key, place_of(words)[0]))
        if len(words) <= MAX_REFERENCE and (key := self.memory.named(words)):
            self.memory.learn(key, None)
            return made("named", CitedWork(key, place_of(words)[0]))
        if not self._is_work(words):
            return made("remark")
        reading = parsed(words, self.language)
        key = self.resolver.record(mark, words, reading.record)
        self.memory.learn(key, reading.record, words)
        locator = reading.locator or place_of(words)[0]
        return made("new", CitedWork(key, locator), certain=reading.certain)

    def _verbatim(self, mark: str, words: str) -> ReadPart:
        folded = " ".join(words.replace(PLACE, " ").split())
        locator, title = place_of(folded)
        if not has_words(title):
            locator, title = "", folded
        record: JSON = {"type": "document", "title": title.strip().rstrip(".,;:")[:1_000]}
        key = self.resolver.record(mark, title, record)
        return ReadPart("new", folded, 0, len(words), CitedWork(key, locator), certain=False)

    def _listed(self, mark: str, words: str) -> ReadPart:
        reading = parsed(words, self.language)
        locator, before = place_of(words)
        key = self.resolver.record(mark, words, reading.record, named=before)
        self.memory.learn(key, reading.record, words)
        work = CitedWork(key, reading.locator or locator, reading.prefix, reading.suffix)
        return ReadPart("new", words, 0, len(words), work, certain=False)

    def _names_a_work(self, words: str) -> bool:
        """Whether words name a work, be it one that was named before."""
        if len(words) > MAX_REFERENCE:
            return False
        if (again := AGAIN.match(words)) is not None:
            return not place_of(f", {words[again.end() :].strip(' ,.;:')}")[1].strip(_SIGNS)
        if _sought(OF_AUTHOR, words) or (self.recognise and self.recognise(words)):
            return True
        return bool(self.memory.named(words)) or self._is_work(words)

    def _is_work(self, words: str) -> bool:
        """Whether words name a work that was not named before."""
        return len(words) <= MAX_REFERENCE and _is_work(words, self.language)


@lru_cache(maxsize=MAX_KEPT)
def _is_work(words: str, language: str) -> bool:
    if ARCHIVE.search(words):
        return True
    guessed = named_parts(words, language)
    small = small_words(words)
    if parsed(words, language).certain and guessed.get("author") and small < 2:
        return True
    if guessed.keys() & {"DOI", "ISBN", "URL"}:
        return len(words.split()) < 60 and small < 4
    authored = bool(guessed.get("author"))
    locator = place_of(words)[0]
    says = [guessed.get("issued"), locator or guessed.get("page"), guessed.get("publisher")]
    says.append(guessed.get("container-title"))
    if authored and any(says):
        return small < 2
    short = len(words.split()) <= _MAX_TITLE_WORDS
    return says_where(words) and short and not is_sentence(words)


@lru_cache(maxsize=MAX_KEPT)
def _sought(sign: re.Pattern[str], words: str) -> re.Match[str] | None:
    return sign.search(words)


def _as_shown(words: str, fields: Sequence[FieldCitation]) -> str:
    first, *others = words.split(PLACE)
    citations = iter([citation.words for citation in fields])
    return first + "".join(next(citations, "…") + between for between in others)


def note_id(number: int, words: str) -> str:
    """A name for a note that survives reading the file again."""
    return f"{number}-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _joined(parts: list[ReadPart]) -> list[ReadPart]:
    """Without remarks that are only punctuation."""
    return [part for part in parts if part.work or has_words(part.words)]
