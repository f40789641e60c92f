"""Reads a text: one pass over its tokens gives the tree and everything that is found in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from markdown_it.token import Token

from encyclopedia.core.citations import fold
from encyclopedia.core.messages import Message
from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup import syntax
from encyclopedia.markup.block_reading import BlockReader
from encyclopedia.markup.characters import keepable, unfit
from encyclopedia.markup.claims import calls, claims, claims_of
from encyclopedia.markup.collecting import uncollected
from encyclopedia.markup.following import Following
from encyclopedia.markup.ids import HeadingIds
from encyclopedia.markup.inline_parser import MAX_DEPTH
from encyclopedia.markup.marked_words import marked
from encyclopedia.markup.note_definitions import split_definitions
from encyclopedia.markup.parsed import (
    Code,
    Figure,
    Note,
    Parsed,
    Sentence,
    TextHeading,
)
from encyclopedia.markup.remembered_blocks import Addresses
from encyclopedia.markup.runs import (
    CITATION_IN_CODE,
    RunReading,
    alternative,
    citation_in_code,
)
from encyclopedia.markup.surroundings import Surroundings
from encyclopedia.markup.table_rows import CitedRow, TableRows
from encyclopedia.markup.tree import Part, Tree, TreePicture, TreeRun, unmarked

_WANTED = "wanted:"


def parse(
    text: str,
    *,
    entry: str = "",
    title: str = "",
    language: str = "en",
    pictures: Collection[str] = (),
    lines_from: int = 1,
) -> Parsed:
    """Read a text; never raises, whatever its characters.

    `entry` is the entry's id, which enters the digests, and `title` its title, which all of the text is read with;
    `language` is the text's (BCP 47: "de", "pt-BR"), which says where a sentence certainly ends; `pictures` are the
    document's, each name with the file's digest or the names alone; `lines_from` is the number of the text's first
    line.
    """
    with uncollected():
        return _TextReader(entry, title, language, pictures, lines_from).read(text)


class _TextReader(BlockReader):
    def __init__(
        self, entry: str, title: str, language: str, pictures: Collection[str], lines_from: int
    ) -> None:
        super().__init__(lines_from)
        self._entry = entry
        self._title = (Surrounding("entry", title),) if title else ()
        self._language = language
        self._pictures = {syntax.address(name): name for name in pictures}
        self._files = dict(pictures) if isinstance(pictures, Mapping) else {}
        self._headings: list[TextHeading] = []
        self._heading_ids = HeadingIds()
        self._sentences: list[Sentence] = []
        self._figures: list[Figure] = []
        self._code_lines: list[Code] = []
        self._surroundings = Surroundings(self._language)
        # Where each note is called, by its label; and all of that around the note that is being read.
        self._calls: dict[str, set[Surrounding]] = {}
        self._called: tuple[Surrounding, ...] = ()

    def read(self, text: str) -> Parsed:
        for number, character in unfit(text):
            message = Message("character_invisible", character=f"U+{ord(character):04X}")
            self._problem("control-character", message, number + self._first)
        tokens, environment = syntax.block_tokens(keepable(text))
        self._addresses = Addresses.of(environment)
        body, definitions = split_definitions(tokens)
        for definition in definitions:
            if definition.label in self._definitions:
                message = Message("note_defined_twice", label=definition.label)
                self._problem("duplicate-note", message, definition.line + self._first)
            else:
                self._definitions[definition.label] = definition
        tree = Tree(self._parts(body))
        notes = self._read_notes(tree)
        return Parsed(
            citations=tuple(self._numbering.footnotes.citations),
            needed=tuple(self._numbering.needed),
            notes=notes,
            links=tuple(self._links),
            headings=tuple(self._headings),
            sentences=tuple(self._sentences),
            figures=tuple(self._figures),
            code=tuple(self._code_lines),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.line)),
            plain="\n".join(self._plain),
            language=self._language,
            tree=tree,
        )

    def _read_notes(self, tree: Tree) -> tuple[Note, ...]:
        notes: list[Note] = []
        parts: dict[str, list[Part]] = {}
        for label, (letter, uses) in self._numbering.notes.items():
            definition = self._definitions[label]
            notes.append(Note(label, letter, definition.line + self._first, uses))
            self._numbering.note = label
            self._surroundings = Surroundings(self._language)
            # The same calls in another order are the same.
            called = sorted(self._calls[label], key=lambda call: call.digest)
            self._called = (Surrounding("calls", "", tuple(called)),)
            parts[letter] = self._parts(definition.tokens)
        tree.notes = parts
        for label, definition in self._definitions.items():
            line = definition.line + self._first
            if label not in self._numbering.notes:
                self._problem("unused-note", Message("note_not_used", label=label), line)
            elif not definition.tokens:
                self._problem("empty-note", Message("note_empty", label=label), line)
        return tuple(notes)

    def _parts(self, tokens: Sequence[Token]) -> list[Part]:
        parts: list[Part] = []
        self._following = Following(tokens, self._read_again, self._language)
        remaining = iter(tokens)
        table = TableRows(self._entry, ())
        for token in remaining:
            kind = token.type
            if kind == "inline":
                parts.append(self._prose(token))
            elif kind == "paragraph_open":
                self._paragraph(token, remaining, parts)
            elif kind == "heading_open":
                self._heading(token, remaining, parts)
            elif kind == "tr_open":
                parts.append(token)
                self._row(remaining, parts, table)
            elif kind == "table_open":
                around = (*self._surroundings.around_table(), *self._following.behind(token))
                table = TableRows(self._entry, around)
                parts.append(token)
            else:
                if kind in ("code_block", "fence"):
                    self._code(token)
                self._surroundings.enter(token, self._following.behind(token))
                parts.append(token)
            if token.level >= MAX_DEPTH - 1 and kind in ("blockquote_open", "list_item_open"):
                self._problem("too-deep", Message("nested_too_deeply"), self._line(token))
        return parts

    def _prose(self, token: Token) -> Part:
        reading = self._collect(token)
        around: tuple[Surrounding, ...] = ()
        if reading.markers:
            led = self._following.led(token, reading.words.text)
            around = (*self._surroundings.around(), *led)
        run, sentences = self._mark(reading, around, self._line(token))
        self._sentences.extend(sentence.moved(self._line(token)) for sentence in sentences)
        self._surroundings.pass_paragraph(reading)
        return run

    def _mark(
        self,
        reading: RunReading,
        around: tuple[Surrounding, ...],
        line: int,
        row: CitedRow | None = None,
    ) -> tuple[TreeRun, list[Sentence]]:
        """Record a block's claims and calls of notes; the run in its text, and the sentences, whose lines count from 0.

        `around` is what surrounds the block, `line` where it begins, `row` that of a table's cell.
        """
        around = (*self._called, *around)
        titled = (*self._title, *around)
        if row is None:
            made = claims_of(reading, self._entry, self._language)
            claimed = made.within(titled)
        else:
            made = claims(reading, self._entry, self._language, row.passage.within(titled))
            claimed = made.claimed
        for label, call in calls(reading, self._language, around, is_cell=row is not None):
            self._calls.setdefault(label, set()).add(call)
        marks = self._numbering.mark(reading, claimed, line)
        for claim in claimed:
            if not claim.claim:
                message = Message("citation_without_claim")
                self._problem("no-claim", message, line + claim.marker.line)
        return TreeRun(reading.run, made.extents, marks), made.sentences

    def _paragraph(self, token: Token, remaining: Iterator[Token], parts: list[Part]) -> None:
        inline, closing = next(remaining), next(remaining)
        if inline.content.startswith("!["):
            tokens = syntax.inline_tokens(inline.content, self._addresses.environment)
            if len(tokens) == 1 and tokens[0].type == "image":
                parts.append(self._picture(tokens[0], self._line(token)))
                return
        parts.extend((token, self._prose(inline), closing))

    def _heading(self, token: Token, remaining: Iterator[Token], parts: list[Part]) -> None:
        inline = next(remaining)
        reading = self._collect(inline)
        level = int(token.tag[1])
        run = unmarked(reading.run)
        if reading.markers:
            around = self._surroundings.around_heading(level)
            run, _sentences = self._mark(reading, around, self._line(inline))
        words = reading.words.text
        if not words:
            self._problem("empty-heading", Message("heading_empty"), self._line(token))
        elif not self._numbering.note:
            identifier = self._heading_ids.reserve(words)
            token.attrs = {"id": identifier}
            self._headings.append(TextHeading(level, words, identifier, self._line(token)))
        self._surroundings.head(level, reading)
        parts.extend((token, run))

    def _row(self, remaining: Iterator[Token], parts: list[Part], table: TableRows) -> None:
        readings: list[RunReading] = []
        # Of each cell: its place among the parts, and its line.
        places: list[tuple[int, int]] = []
        head = False
        for token in remaining:
            parts.append(token)
            if token.type == "inline":
                reading = self._collect(token)
                readings.append(reading)
                places.append((len(parts) - 1, self._line(token)))
                parts[-1] = unmarked(reading.run)
            elif token.type == "th_open":
                head = True
            elif token.type == "tr_close":
                break
        if row := table.row(readings):
            for column, (reading, (place, line)) in enumerate(zip(readings, places, strict=True)):
                if reading.markers:
                    parts[place], _sentences = self._mark(reading, row.around(column), line, row)
        if head:
            table.head(readings)

    def _picture(self, image: Token, line: int) -> TreePicture:
        source = str(image.attrs["src"])
        name = syntax.name(source)
        wanted = source not in self._pictures
        if name.lower().startswith(_WANTED):
            name = name[len(_WANTED) :]
        elif wanted:
            self._problem("unknown-picture", Message("picture_unknown", name=name[:60]), line)
        else:
            name = self._pictures[source]
        if any(child.type in ("citation", "note_mark") for child in image.children or ()):
            self._problem("citation-in-alt", Message("citation_in_alt"), line)
        alt = alternative(image)
        caption = str(image.attrs.get("title", ""))
        run = None
        file = "" if wanted else self._files.get(name, "")
        described = (Surrounding("file", file), Surrounding("alt", alt))
        shown = Surrounding("picture", name, described)
        if caption:
            reading = self._keep(self._read(caption, self._callable), line)
            around = (*self._surroundings.around_picture(), shown)
            run, _sentences = self._mark(reading, around, line)
            caption = reading.words.text
            shown = Surrounding("picture", name, (*described, marked("caption", reading)))
        self._surroundings.pass_shown(shown)
        self._figures.append(Figure(name, alt, caption, line, wanted))
        return TreePicture(name, alt, run, wanted)

    def _code(self, token: Token) -> None:
        self._plain.append(fold(token.content))
        self._surroundings.pass_shown(Surrounding("code", token.content))
        first = self._line(token) + (token.type == "fence")
        lines = enumerate(token.content.split("\n"), first)
        for is_typed, block in groupby(lines, lambda numbered: bool(numbered[1].strip())):
            if is_typed:
                (line, words), *more = block
                text = fold(" ".join((words, *(other for _number, other in more))))
                self._code_lines.append(Code(text, line))
        if match := CITATION_IN_CODE.search(token.content):
            self._fault(citation_in_code(), first + token.content.count("\n", 0, match.start()))
