"""What a reader types, read as words: nothing in it is an operator. Pure: no Django."""

from __future__ import annotations

from dataclasses import dataclass, replace

from encyclopedia.search.folding import words

MAX_LENGTH = 200
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand next to each other (more than one only in scripts without spaces).

    `prefix`: the last of them may be the beginning of a longer word.
    """

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of the terms are looked for; `text` is the folded whole, compared with titles and aliases."""

    terms: tuple[Term, ...]
    text: str

    def __bool__(self) -> bool:
        return bool(self.terms)

    def finished(self) -> Query:
        """The same with every term read as whole words."""
        return replace(self, terms=tuple(replace(term, prefix=False) for term in self.terms))

    def widened(self) -> Query:
        """The same with every term read as a beginning, for use when nothing was found."""
        return replace(self, terms=tuple(replace(term, prefix=True) for term in self.terms))

    @property
    def is_widened(self) -> bool:
        return len(self.terms) > 1 and all(term.prefix for term in self.terms)

    @property
    def in_a_row(self) -> Term | None:
        """All that was typed as one term; None for a single word."""
        words = tuple(word for term in self.terms for word in term.words)
        return Term(words, prefix=self.terms[-1].prefix) if len(words) > 1 else None

    def matches(self, folded: str) -> bool:
        """Whether one folded word is among those looked for."""
        return any(
            folded in term.words or (term.prefix and folded.startswith(term.words[-1]))
            for term in self.terms
        )


def read_query(typed: str) -> Query:
    """The query in a reader's words: its first words, the last of them read as a beginning."""
    first_words = [
        word for _, word in zip(range(MAX_WORDS), words(typed[:MAX_LENGTH]), strict=False)
    ]
    groups: list[list[str]] = []
    for word in first_words:
        if word.joined and groups:
            groups[-1].append(word.folded)
        else:
            groups.append([word.folded])
    terms = [Term(tuple(group)) for group in groups]
    if terms:
        terms[-1] = replace(terms[-1], prefix=True)
    return Query(tuple(terms), " ".join(word.folded for word in first_words))
