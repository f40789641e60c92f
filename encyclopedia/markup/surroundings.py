"""What stands around a block and gives its words their meaning: headings, lists, quotations, lead-ins, shown.

None of it is part of a claim; a check remembers it by one digest, and stands as "context changed" where that differs.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from encyclopedia.core.surroundings import Surrounding
from encyclopedia.markup.marked_words import marked
from encyclopedia.markup.runs import RunReading
from encyclopedia.markup.sentences import ends
from encyclopedia.markup.tree import MARKER, TreeElement

# A short paragraph that is all bold, all italic, in capitals, or a plain line without an end, heads what follows it:
# below every heading, and until the next of its own kind.
BOLD, ITALIC, CAPITALS, LINE = 7, 8, 9, 10

_COLONS = (":", "：", "︰", "﹕")
_STOPS = tuple(".!。！।॥۔")
# A question's sign, also "?!" and "?..", the Ethiopian and the Armenian one, and the particle that ends a Japanese one.
_QUESTION = re.compile("[?？؟;፧][!！.…?？]*\\Z|՞[^։]*։?\\Z|か。\\Z")
_CLOSING_SIGNS = " \"'”’»)]」』）"
_MAX_HEADING = 200
# A plain line that is longer heads nothing.
_MAX_LINE = 60
# So few words say too little to be read alone, with any numbers: "Moscow, 14 March 1921.", "Not so.".
_MAX_SHORT_WORDS = 2
_MAX_SHORT = 40
# As many where words have no spaces.
_MAX_SHORT_UNSPACED = 6
# A paragraph of so many characters that stands directly before a list leads it in with all of its sentences.
_MAX_LEAD = 200


@dataclass(slots=True)
class _Lead:
    """A paragraph that may lead in what follows, and its words that do so, read when they are asked for."""

    reading: RunReading
    # The one before, where this one only says something of it.
    earlier: _Lead | None = None
    words: Surrounding | None = None

    def in_words(self, language: str) -> Surrounding:
        if self.words is None:
            text = self.reading.words.text
            offsets = [0, *ends(text, language)] if len(text) > _MAX_LEAD else [0, 0]
            self.words = marked("lead", self.reading, offsets[-2])
        return self.words


@dataclass(slots=True)
class _Inside:
    """The inside of a list, an item or a quotation, or the text itself.

    `outer` is all that surrounds it, itself included. `first` is the paragraph that an item begins with, `before` the
    one that was read last, which may have led in something since; `opener` the one with a colon that leads in all
    that follows, up to a heading; `items` counts those of a list; `shown` are pictures and code directly before the
    next block.
    """

    kind: str = ""
    outer: tuple[Surrounding, ...] = ()
    headings: list[tuple[int, Surrounding]] = field(default_factory=list)
    number: int | None = None
    first: RunReading | None = None
    first_words: Surrounding | None = None
    before: _Lead | None = None
    opener: _Lead | None = None
    has_led: bool = False
    items: int = 0
    shown: list[Surrounding] = field(default_factory=list)

    def here(self) -> tuple[Surrounding, ...]:
        """What surrounds any of its blocks."""
        headings = [heading for _level, heading in self.headings]
        if self.first is None:
            return (*self.outer, *headings)
        if self.first_words is None:
            self.first_words = marked("first", self.first)
        return (*self.outer, self.first_words, *headings)

    def directly_above(self) -> tuple[Surrounding, ...]:
        if len(self.shown) < 2:
            return tuple(self.shown)
        return (Surrounding("pictures", "", tuple(self.shown)),)

    def led(self, *leads: _Lead | None, language: str) -> tuple[Surrounding, ...]:
        """The words that lead in, each paragraph once; not what the item begins with, which surrounds all of it."""
        earlier = (lead.earlier for lead in leads if lead)
        others = {
            id(lead): lead for lead in (*earlier, *leads) if lead and lead.reading is not self.first
        }
        return tuple(lead.in_words(language) for lead in others.values())


class Surroundings:
    """What surrounds the block that is being read."""

    def __init__(self, language: str) -> None:
        self._language = language
        # The text, and the open lists, items and quotations in it, outermost first.
        self._open = [_Inside()]

    def around(self) -> tuple[Surrounding, ...]:
        """Everything around a paragraph here, from the outside in."""
        return (*self.around_picture(), *self._open[-1].directly_above())

    def around_picture(self) -> tuple[Surrounding, ...]:
        """Everything around a picture here: others before it say nothing of its caption."""
        inside = self._open[-1]
        before = inside.before
        if before is not None and (inside.has_led or not goes_on(before.reading.words.text)):
            before = None
        return (*inside.here(), *inside.led(inside.opener, before, language=self._language))

    def around_table(self) -> tuple[Surrounding, ...]:
        """Everything around the rows of a table here."""
        return (*self._led_in(), Surrounding("table"))

    def around_heading(self, level: int) -> tuple[Surrounding, ...]:
        """Everything around a heading here; `level` from 1. It ends the parts of its level and below."""
        inside = self._open[-1]
        levels = [heading[0] for heading in inside.headings]
        if level < BOLD:
            inside.headings = [heading for heading in inside.headings if heading[0] < level]
        elif level in levels:
            # One of another kind may stand above it, or below.
            del inside.headings[levels.index(level) :]
        return inside.here()

    def head(self, level: int, reading: RunReading) -> None:
        """Enter the part of the text under this heading; `level` from 1."""
        self.around_heading(level)
        inside = self._open[-1]
        inside.headings.append((level, marked("heading", reading)))
        inside.before = inside.opener = None
        inside.shown = []

    def pass_shown(self, shown: Surrounding) -> None:
        """Remember a picture or code: what follows directly below may be about it."""
        self._open[-1].shown.append(shown)

    def pass_paragraph(self, reading: RunReading) -> None:
        """Remember a paragraph: its end leads in a list, a table or a quotation that follows, with a colon all."""
        inside = self._open[-1]
        inside.shown = []
        starts_item = inside.kind == "item" and inside.first is None
        level = heading_level(reading)
        if level and not (starts_item and level == LINE):
            self.head(level, reading)
            return
        earlier = inside.before if belongs_above(reading.words.text) else None
        inside.before, inside.has_led = _Lead(reading, earlier), False
        if ends_with_colon(reading.words.text):
            inside.opener = inside.before
        if starts_item:
            inside.first = reading

    def enter(self, token: Token, behind: tuple[Surrounding, ...] = ()) -> None:
        """Go into, or out of, what this token opens or closes; `behind` is what is said of it behind it."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            first = int(token.attrs.get("start", 1)) if kind == "ordered_list_open" else None
            listed = (*self._led_in(), Surrounding("list"), *behind)
            self._open.append(_Inside("list", listed, number=first))
        elif kind == "list_item_open":
            items = self._open[-1]
            number = items.number
            item = Surrounding("item", "" if number is None else str(number))
            self._open.append(_Inside("item", (*items.outer, item), before=items.before))
            if number is not None:
                items.number = number + 1
        elif kind == "blockquote_open":
            self._open.append(
                _Inside("quotation", (*self._led_in(), Surrounding("quotation"), *behind))
            )
        elif kind in (
            "bullet_list_close",
            "ordered_list_close",
            "list_item_close",
            "blockquote_close",
        ):
            closed, around = self._open.pop(), self._open[-1]
            around.shown = []
            if kind == "list_item_close":
                around.items += 1
                around.first = (
                    closed.first
                    if closed.before and closed.before.reading is closed.first
                    else None
                )
            elif closed.items == 1 and closed.first and heading_level(closed.first):
                # "1. Refuted claims", typed as a heading.
                self.head(heading_level(closed.first), closed.first)
            if closed.before and asks(closed.before.reading.words.text):
                # Its last question may be answered behind it.
                around.before, around.has_led = closed.before, False
        elif kind == "table_close":
            self._open[-1].shown = []
        elif kind == "hr":
            self._open[-1].opener = None

    def _led_in(self) -> tuple[Surrounding, ...]:
        """Around a list, a table or a quotation: what a colon directly before it leads in, ends with these."""
        inside = self._open[-1]
        inside.has_led = True
        led = inside.led(inside.opener, inside.before, language=self._language)
        if inside.opener is inside.before:
            inside.opener = None
        return (*inside.here(), *led, *inside.directly_above())


def stays_open(words: str) -> bool:
    """Whether no sentence certainly ends with these words, so that a list may go on with it."""
    return not words.rstrip(_CLOSING_SIGNS).endswith(_STOPS)


def goes_on(words: str) -> bool:
    """Whether another paragraph may go on with these words: no sentence ends with them, or a question does."""
    return words.rstrip(_CLOSING_SIGNS) != "" and (stays_open(words) or asks(words))


def asks(words: str) -> bool:
    """Whether these words end with a question, so that what follows answers it."""
    return _QUESTION.search(words.rstrip(_CLOSING_SIGNS)) is not None


def leads_in(words: str) -> bool:
    """Whether a paragraph with these words leads in a list directly below: none that is long and over."""
    return len(words) <= _MAX_LEAD or stays_open(words)


def is_line(words: str) -> bool:
    """Whether these words are a line that nothing ends, as a heading's: no sign behind them, no small letter first."""
    return words.rstrip(_CLOSING_SIGNS)[-1:].isalnum() and not belongs_above(words)


def is_short(words: str) -> bool:
    """Whether these words say too little to be read without the sentence beside them."""
    if not 0 < len(words) <= _MAX_SHORT:
        return False
    if " " in words or words.isascii():
        return sum(not word[:1].isdigit() for word in words.split()) <= _MAX_SHORT_WORDS
    return sum(map(str.isalpha, words)) <= _MAX_SHORT_UNSPACED


def belongs_above(words: str) -> bool:
    """Whether a paragraph with these words goes on with the block above, or says something of it."""
    return words[:1].islower() or words[:1] in ("(", "（", "[")


def ends_with_colon(words: str) -> bool:
    """Whether these words lead in what follows."""
    return words.rstrip(_CLOSING_SIGNS).endswith(_COLONS)


def heading_level(reading: RunReading) -> int:
    """Which heading the paragraph is, if it is one short line that is all bold, italic or in capitals; 0 for none."""
    text, run = reading.words.text, reading.run
    if not 0 < len(text) <= _MAX_HEADING or ends_with_colon(text):
        return 0
    for _offset, what, element in itertools.takewhile(lambda event: not event[0], run.events):
        if (
            what == "open"
            and isinstance(element, TreeElement)
            and element.tag in ("strong", "em")
            and not run.raw[element.end :].replace(MARKER, "").strip()
        ):
            return BOLD if element.tag == "strong" else ITALIC
    if text.isupper() and sum(map(str.isalpha, text)) > 1:
        return CAPITALS
    return LINE * (len(text) <= _MAX_LINE and not reading.markers and is_line(text))
