"""What reading a text gives, as plain data. Pure: no Django.

Lines count from 1 in the text as given. Words are plain text with white space folded, without
emphasis, addresses and markers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from encyclopedia.core.citations import DocumentCitation
from encyclopedia.core.messages import Message
from encyclopedia.markup.tree import Tree


@dataclass(frozen=True, slots=True)
class TextProblem:
    """What prevents submitting the text: what it is, where, and how to fix it.

    `code` is stable and names the kind of problem; the sentence of `message` ends with the remedy.
    """

    code: str
    message: Message
    line: int


@dataclass(frozen=True, slots=True)
class Needed:
    """One `[@? reason]`: a claim that asks for a citation. `note` labels the note it stands in."""

    reason: str
    claim: str
    sentence: str
    line: int
    note: str
    claim_digest: str


@dataclass(frozen=True, slots=True)
class Note:
    """One explanatory note that the text uses, and how often.

    `label` is as typed, `letter` a … z, aa …, `line` where its definition starts.
    """

    label: str
    letter: str
    line: int
    uses: int


@dataclass(frozen=True, slots=True)
class EntryLink:
    """One `[[target|words]]`; `target` is a title, an alias or `kind/slug`, as typed."""

    target: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class TextHeading:
    """One heading: `level` 1 to 6 as typed, `id` its stable and unique address on the page."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose; `cited` when markers (citations, or marks that one is needed) cover all its words.

    `uncited` are the words behind its last marker, without the signs that close the sentence: nothing
    covers them. Of a sentence without a marker it is the whole text, of a cited one it is empty.
    """

    text: str
    line: int
    uncited: str = ""
    uncited_line: int = 0

    @property
    def cited(self) -> bool:
        return not self.uncited

    def moved(self, lines: int) -> Sentence:
        """The same so many lines below."""
        uncited_line = self.uncited_line + lines if self.uncited else 0
        return Sentence(self.text, self.line + lines, self.uncited, uncited_line)


@dataclass(frozen=True, slots=True)
class UncitedWords:
    """Words that no marker covers: a whole sentence, or what stands behind its last marker; `line` is theirs."""

    text: str
    line: int
    sentence: str

    @property
    def partly(self) -> bool:
        """Whether the sentence before these words is cited."""
        return self.text != self.sentence


@dataclass(frozen=True, slots=True)
class Code:
    """Words set as a block of code: the lines from one empty line to the next."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture that stands alone in its paragraph.

    `wanted` when there is no such picture yet, on purpose (`wanted:NAME`) or not (a problem, then).
    """

    name: str
    alt: str
    caption: str
    line: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything that one reading of a text finds; `render` turns it into HTML.

    `citations` are numbered: those of the text in order of their markers, then those in the notes.
    `sentences` are those of paragraphs, list items, quotations and notes; headings, captions and
    tables do not count.
    `plain` holds the running words, a line for each block, the notes last. `language` is the text's.
    """

    citations: tuple[DocumentCitation, ...] = ()
    needed: tuple[Needed, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[EntryLink, ...] = ()
    headings: tuple[TextHeading, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    code: tuple[Code, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    plain: str = ""
    language: str = "en"
    tree: Tree = field(default_factory=Tree, repr=False, compare=False)

    @property
    def uncited(self) -> tuple[UncitedWords, ...]:
        """The words that neither a citation nor a mark that one is needed covers, by sentences."""
        return tuple(
            UncitedWords(sentence.uncited, sentence.uncited_line, sentence.text)
            for sentence in self.sentences
            if not sentence.cited
        )

    @property
    def claims(self) -> int:
        """How many sentences could be cited: the total of which the cited ones are a share."""
        return len(self.sentences)

    @property
    def cited_claims(self) -> int:
        """How many sentences are cited in all their words."""
        return sum(1 for sentence in self.sentences if sentence.cited)


@dataclass(frozen=True, slots=True)
class RenderedPicture:
    """A stored picture as a page shows it; `width` and `height` in pixels.

    `caption` and `alt` are used where the text gives none of its own. `renditions` are WebP files of the same picture,
    each with its width in pixels. `focus` ("30 40", per cent) is what no crop cuts off.
    """

    url: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""
    licence: str = ""
    alt: str = ""
    renditions: tuple[tuple[str, int], ...] = ()
    focus: str = ""


@dataclass(frozen=True, slots=True)
class MarkerWords:
    """The few words that rendering adds, for translation; `{}` takes number, letter or name."""

    footnote: str = "Footnote {}"
    note: str = "Note {}"
    citation_needed: str = "citation needed"
    no_entry: str = "no entry yet"
    picture_wanted: str = "Picture wanted: {}"
    table: str = "Table {}"
    withdrawn: str = "withdrawn"
    needed: str = "Citation needed {}"
    section: str = "Link to “{}”"


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that passes the sanitiser unchanged: the body block by block, and each note's content by its letter."""

    blocks: tuple[str, ...]
    notes: Mapping[str, str]

    @property
    def body(self) -> str:
        return "".join(self.blocks)
