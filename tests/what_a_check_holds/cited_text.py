"""A cited sentence taken apart: its prose, its marker, and the places where a change can be put."""

import re
from dataclasses import dataclass
from random import Random

MARKER = re.compile(r"\[(?P<prefix>[^\[\]@]*)@(?P<key>[\w:.#$%&+?<>~/-]*\w)(?P<rest>[^\]]*)\]")
PROTECTED = re.compile(
    r"\[[^\[\]@]*@[^\]]*\]"  # a citation
    r"|\[\[[^\]]*\]\]"  # a link to an entry
    r"|\[\^[^\]]*\]:?"  # a note's mark
    r"|!?\[[^\]]*\]\([^)]*\)"  # a link or a picture of Markdown
    r"|`[^`]*`|&[#\w]+;|\\.|<[^<>]*>|https?://\S+"
)
LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652])*"
WORD = re.compile(LETTERS)
IDEOGRAPH = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
QUOTED = re.compile(r'["“„«»”「『](?P<words>[^"“”„«»「」『』]+)["“”«»」』]')
UNSPACED = {"zh", "ja"}
STOPS = ".\u3002\uff0e"
BLOCK_SIGN = re.compile(r"[ \t]*(?:[-+*#>=~|:`_<]|\d+[.)]|\[\^|!\[|\[\w*\]:)")


@dataclass(frozen=True)
class Cited:
    """The first citation of a text: what stands before, inside and behind its marker."""

    before: str
    prefix: str
    key: str
    rest: str
    after: str

    @classmethod
    def read(cls, text: str) -> "Cited | None":
        match = MARKER.search(text)
        if match is None:
            return None
        return cls(
            text[: match.start()], match["prefix"], match["key"], match["rest"], text[match.end() :]
        )

    @property
    def quotation(self) -> re.Match[str] | None:
        return QUOTED.search(self.rest)

    @property
    def locator(self) -> str:
        """What stands between the key and the quotation, with its leading comma."""
        quotation = self.quotation
        return (
            self.rest
            if quotation is None
            else re.sub(r"[,\s]+$", "", self.rest[: quotation.start()])
        )

    def marker(
        self, *, prefix: str | None = None, key: str | None = None, rest: str | None = None
    ) -> str:
        prefix = self.prefix if prefix is None else prefix
        key = self.key if key is None else key
        rest = self.rest if rest is None else rest
        return f"[{prefix}@{key}{rest}]"

    def text(
        self, *, prefix: str | None = None, key: str | None = None, rest: str | None = None
    ) -> str:
        return self.before + self.marker(prefix=prefix, key=key, rest=rest) + self.after

    def with_locator(self, locator: str) -> str:
        return self.text(rest=locator + self.rest[len(self.locator) :])

    def with_quotation(self, words: str) -> str:
        quotation = self.quotation
        assert quotation is not None
        start, end = quotation.span("words")
        return self.text(rest=self.rest[:start] + words + self.rest[end:])


def free(text: str, pattern: re.Pattern[str] | str) -> list[re.Match[str]]:
    """Where the pattern stands in the prose: outside of markers, links, notes, entities, escapes."""
    taken = [match.span() for match in PROTECTED.finditer(text)]
    return [
        m
        for m in re.finditer(pattern, text)
        if m.end() > m.start() and all(m.end() <= start or m.start() >= end for start, end in taken)
    ]


def put(text: str, match: re.Match[str], words: str, group: int | str = 0) -> str:
    return text[: match.start(group)] + words + text[match.end(group) :]


def some(chance: Random, matches: list[re.Match[str]], number: int) -> list[re.Match[str]]:
    return sorted(
        chance.sample(matches, min(number, len(matches))), key=lambda match: match.start()
    )


def whole_word(word: str, language: str) -> str:
    """A pattern that finds the word: with its limits where words have spaces."""
    return re.escape(word) if language in UNSPACED else rf"(?<!\w){re.escape(word)}(?!\w)"


def words_of(text: str, language: str) -> list[re.Match[str]]:
    return free(text, IDEOGRAPH if language in UNSPACED else WORD)
