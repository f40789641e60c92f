"""What a reader types, read as words: nothing in it is an operator. Pure: no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from encyclopedia.search.folding import words

MAX_LENGTH = 200
MAX_WORDS = 12
# What stands between quotation marks of any custom is meant as it stands. Apostrophes are not among them.
PHRASE: Final = re.compile('["“”„‟«»「『＂]([^"“”„‟«»「」『』＂]+)["“”„‟«»」』＂]')
# By so much a longer word is shortened, as far as so many letters stay.
MAX_ENDING = 3
MIN_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand next to each other: a phrase, or what is written without spaces.

    `prefix`: the last of them may be the beginning of a longer word.
    """

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of the terms are looked for; `text` is the folded whole, compared with titles and aliases.

    `typed` is all of it and `spelt` each word, as typed; `joined`: no gap is before it; `has_phrase`: some words must
    stand as they are.
    """

    terms: tuple[Term, ...]
    text: str
    typed: str = ""
    spelt: tuple[str, ...] = ()
    joined: tuple[bool, ...] = ()
    has_phrase: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    def finished(self) -> Query:
        """The same with every term read as whole words."""
        return replace(self, terms=tuple(replace(term, prefix=False) for term in self.terms))

    def without_last(self) -> Query:
        """The same without the word that is being typed."""
        return replace(self, spelt=self.spelt[:-1], joined=self.joined[:-1])

    def widened(self) -> Query:
        """The same with every term read as a beginning, for use when nothing was found."""
        return replace(self, terms=tuple(replace(term, prefix=True) for term in self.terms))

    def shortened(self) -> Query:
        """The same with long words read as beginnings without their last letters: "hungary" finds "Hungarian"."""
        return replace(self, terms=tuple(map(_shortened, self.terms)))

    @property
    def is_widened(self) -> bool:
        return len(self.terms) > 1 and all(term.prefix for term in self.terms)

    @property
    def in_a_row(self) -> Term | None:
        """All that was typed as one term; None for a single word."""
        words = tuple(word for term in self.terms for word in term.words)
        return Term(words, prefix=self.terms[-1].prefix) if len(words) > 1 else None


def read_query(typed: str) -> Query:
    """The query in a reader's words: its first words, the last read as a beginning; phrases in quotation marks."""
    # No database takes a null character or half of a surrogate pair.
    typed = typed[:MAX_LENGTH].replace("\x00", " ").encode(errors="ignore").decode()
    phrases = [match.span() for match in PHRASE.finditer(typed)]
    first_words = [word for _, word in zip(range(MAX_WORDS), words(typed), strict=False)]
    groups: list[list[str]] = []
    open_phrase: tuple[int, int] | None = None
    for word in first_words:
        phrase = next((span for span in phrases if span[0] < word.start < span[1]), None)
        if groups and (word.joined or (phrase and phrase == open_phrase)):
            groups[-1].append(word.folded)
        else:
            groups.append([word.folded])
        open_phrase = phrase
    terms = [Term(tuple(group)) for group in groups]
    if terms and not open_phrase:
        terms[-1] = replace(terms[-1], prefix=True)
    return Query(
        tuple(terms),
        " ".join(word.folded for word in first_words),
        typed.strip(),
        tuple(typed[word.start : word.end] for word in first_words),
        tuple(word.joined for word in first_words),
        bool(phrases),
    )


def _shortened(term: Term) -> Term:
    if len(term.words) > 1:
        return term
    word = term.words[0]
    return Term(
        (word[: max(MIN_BEGINNING, len(word) - MAX_ENDING)],), prefix=len(word) > MIN_BEGINNING
    )
