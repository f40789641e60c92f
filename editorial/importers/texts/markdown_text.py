"""Markdown, as pandoc and others write it, into our own markup: citations in the text, inline notes, front matter.

Pure: no Django. Code stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from editorial.html import messages
from editorial.html.imported import (
    FoundReference,
    ImportedText,
    ImportProblem,
    KnownSource,
    ReportLine,
)
from editorial.html.markup_text import clean
from editorial.importers.references.cited_records import CitedRecords, reference_of
from editorial.importers.references.source_keys import SourceKeys
from editorial.importers.texts.front_matter import FrontMatter, read_front_matter
from editorial.importers.texts.markdown_page import has_notes_in_words, page_of
from editorial.importers.texts.numbered_text import MAX_CHARACTERS
from editorial.importers.texts.pandoc_markdown import in_our_markup
from editorial.importers.texts.pasted import MAX_TITLE_LENGTH, read_html
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.text_language import said

_FIRST_HEADING = re.compile(r"\s*# +([^\n]+?)[ \t#]*(?:\n+|\Z)")
_FENCE = re.compile(r"^ {0,3}(?P<sign>`{3,}|~{3,})", re.MULTILINE)
_CODE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_KEY = r"(?:\{[^{}\s]{1,100}\}|[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w/])?)"
# No inline note (`^[…]`), whose words may name works as the text does.
_BRACKETED = r"(?<![\\^])\[(?P<inside>[^\[\]]*?(?<![\w\\])-?@[^\[\]]*)\](?!\()"
# "@key says", "@key [p. 3]", "@key, p. 3": the author is named in the sentence.
_NARRATIVE = (
    rf"(?<![\w\\\[@/.-])-?@(?P<key>{_KEY})"
    r"(?:\s+\[(?P<place>[^\[\]@^]{1,200})\]|,\s+(?P<page>(?:pp?|ch|chap|vol|S)\.\s?\d[\d–-]*))?"
)
_CITING = re.compile(f"{_BRACKETED}|{_NARRATIVE}")
_CITED = re.compile(rf"(?<![\w\\])-?@(?P<key>{_KEY})")
MAX_BRACKETS = 20
_INLINE = re.compile(r"(?<!\\)\^\[")
_LABELS = re.compile(r"\[\^([^\]\s]{1,60})\]")
_SUPPRESSED = re.compile(r"(?<![\w\\])-(?=@)")


def read_markdown(
    text: str,
    title: str,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
    known: KnownSource | None = None,
) -> ImportedText:
    """Markdown, or our own markup. The first heading, or the front matter, gives the title.

    Works of the front matter are sources; where it says nothing of a key, the key is taken for one of the office's
    (`taken`), and reported where it is none of those either. A text that cites nothing so, and has notes, is read as a
    page with notes: these may cite in words.
    Raises ImportProblem when the text is longer than MAX_CHARACTERS.
    """
    matter, words = _opened(text)
    remarks = [
        *(ReportLine(0, messages.BIBLIOGRAPHY_BESIDE, name) for name in matter.files),
        *(ReportLine(0, messages.FRONT_MATTER_LEFT_OUT, name) for name in matter.unread),
    ]
    words, formulas = in_our_markup(words)
    remarks += formulas
    words = with_inline_notes(words)
    if not matter.references and has_notes_in_words(words):
        imported = read_html(
            page_of(words), title=title or matter.title, known=known, taken=taken, aids=aids
        )
        imported.report = [*remarks, *imported.report]
        return replace(imported, language=said(matter.language))
    first = _FIRST_HEADING.match(words)
    title = title or matter.title
    if first and len(first[1]) <= MAX_TITLE_LENGTH:
        heading = re.sub(r"\\([!-/:-@\[-`{-~])|[*`]", r"\1", first[1])
        if not matter.title or heading.strip() == matter.title.strip():
            words = words[first.end() :]
        title = title or heading
    aids = aids or ReadingAids()
    citing = _Citing(matter, CitedRecords(SourceKeys(taken), aids.known_work, aids.joined), taken)
    imported = ImportedText(title.strip(), citing.written(words))
    imported.language = said(matter.language)
    imported.references, imported.works = citing.references, citing.records.works
    imported.report = [*remarks, *citing.unknown_in(imported.text)]
    return imported


def has_notes(text: str) -> bool:
    """Whether it is read as a page with notes. Raises ImportProblem as `read_markdown`."""
    matter, words = _opened(text)
    return not matter.references and has_notes_in_words(with_inline_notes(in_our_markup(words)[0]))


def _opened(text: str) -> tuple[FrontMatter, str]:
    if len(text) > MAX_CHARACTERS:
        raise ImportProblem(messages.TOO_LONG)
    matter, words = read_front_matter(clean(text))
    return matter or FrontMatter(), words.strip("\n")


class _Citing:
    """Writes the citations of one text; keys of the front matter get the keys that its works have here."""

    def __init__(self, matter: FrontMatter, records: CitedRecords, taken: Collection[str]) -> None:
        self._matter = matter
        self._taken = frozenset(taken)
        self._unknown: set[str] = set()
        self._keys: dict[str, str] = {}
        self.records = records
        self.references: list[FoundReference] = []

    def written(self, text: str) -> str:
        return _outside_code(text, self._cited)

    def unknown_in(self, written: str) -> Iterator[ReportLine]:
        """A line for each key that names no source, where it first stands in the text as written."""
        left = set(self._unknown)
        line, position = 1, 0
        for match in _CITED.finditer(written):
            key = match["key"].strip("{}")
            if key in left:
                left.remove(key)
                line += written.count("\n", position, match.start())
                position = match.start()
                yield ReportLine(line, messages.KEY_UNKNOWN, key)

    def _cited(self, text: str) -> str:
        return _CITING.sub(self._citation, text)

    def _citation(self, match: re.Match[str]) -> str:
        return self._narrative(match) if match["inside"] is None else self._bracket(match)

    def _bracket(self, match: re.Match[str]) -> str:
        inside = _SUPPRESSED.sub("", match["inside"])
        cited = _CITED.sub(lambda key: "@" + self._key(key["key"]), inside)
        return f"[{cited}]"

    def _narrative(self, match: re.Match[str]) -> str:
        """`@key says` names the author and cites the work: "Larkin[@larkin-1931] says"."""
        key = match["key"].strip("{}")
        record = self._matter.references.get(key)
        if record is None:
            # Without a place it may as well be somebody's name on another site.
            if match["place"] or match["page"]:
                self._key(key)
            return match.group()
        typed = match["place"] or match["page"]
        place = f", {typed}" if typed else ""
        name = "" if match.group().startswith("-") else _author(record)
        return f"{name}[@{self._key(key)}{place}]"

    def _key(self, typed: str) -> str:
        own = typed.strip("{}")
        if own not in self._keys:
            record = self._matter.references.get(own)
            if record is None:
                if own not in self._taken:
                    self._unknown.add(own)
                return own
            work, _is_new = self.records.cite("", record, identities=(f"key {own}",), own_key=own)
            self.references.append(reference_of(own, own, work))
            self._keys[own] = work.key
        return self._keys[own]


def _author(record: dict[str, object]) -> str:
    people = record.get("author") or record.get("editor")
    names = [
        str(person.get("family") or person.get("literal") or "")
        for person in (people if isinstance(people, list) else [])
        if isinstance(person, dict)
    ]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _outside_code(text: str, write: Callable[[str], str]) -> str:
    """`write` applied to what stands outside of fenced and inline code."""
    pieces: list[str] = []
    position = 0
    while position < len(text):
        fence = _FENCE.search(text, position)
        end = fence.start() if fence else len(text)
        start = position
        for code in _CODE.finditer(text, position, end):
            pieces += [write(text[start : code.start()]), code.group()]
            start = code.end()
        pieces.append(write(text[start:end]))
        if fence is None:
            break
        closing = re.compile(
            rf"^ {{0,3}}{fence['sign'][0]}{{{len(fence['sign'])},}}[ \t]*$", re.MULTILINE
        )
        closed = closing.search(text, fence.end())
        position = closed.end() if closed else len(text)
        pieces.append(text[end:position])
    return "".join(pieces)


def with_inline_notes(text: str) -> str:
    """`^[words]` as `[^note-1]` with its definition at the end."""
    used = set(_LABELS.findall(text))
    notes: list[str] = []
    number = 0

    def lifted(part: str) -> str:
        nonlocal number
        pieces: list[str] = []
        position = 0
        for opening in _INLINE.finditer(part):
            if opening.start() < position:
                continue
            end = _closing(part, opening.end())
            if end < 0:
                continue
            number += 1
            while f"note-{number}" in used:
                number += 1
            label = f"note-{number}"
            notes.append(f"[^{label}]: {' '.join(part[opening.end() : end].split())}")
            pieces += [part[position : opening.start()], f"[^{label}]"]
            position = end + 1
        return "".join([*pieces, part[position:]])

    text = _outside_code(text, lifted)
    return "\n\n".join([text.rstrip("\n"), *notes]) if notes else text


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that was opened before `start`; -1 where it does not, or only behind many others."""
    depth = 1
    for position in range(start, min(len(text), start + 20_000)):
        sign = text[position]
        if sign == "\n" and text[position : position + 2] == "\n\n":
            return -1
        if text[position - 1] == "\\":
            continue
        depth += (sign == "[") - (sign == "]")
        if depth > MAX_BRACKETS:
            return -1
        if not depth:
            return position
    return -1
