"""What somebody typed or pasted to name one work: a number, an address, a copied record, or words. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from editorial.references import read_reference
from encyclopedia.bibliography import FORMATS, IdentifierError, guess_format, work_keys
from encyclopedia.bibliography.records import identifiers
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

Form = Literal["bibtex", "ris", "csljson", "doi", "isbn", "arxiv", "pmid", "url", "words"]

MAX_LENGTH: Final = 100_000
# A longer reference in words is a text.
MAX_WORDS: Final = 2_000
MAX_NUMBER: Final = 500
# These stand in the words as they are; everything else is read by the form of the words.
_STATED: Final = frozenset(
    {"DOI", "ISBN", "ISSN", "URL", "arXiv", "PMID", "accessed", "issued", "note", "custom"}
)
# Of a record that nobody looked at; here somebody does.
_MARKS: Final = frozenset({"read", "verbatim"})
COPIED: Final = frozenset({"bibtex", "ris", "csljson"})

_DOI = re.compile(r"(?:https?://)?(?:dx\.|www\.)?(?:doi\.org/|doi:\s*)?10\.\d{4,9}[./]\S+", re.I)
_ARXIV = re.compile(
    r"(?:arxiv:\s*|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/)\S+(?:\s\[[^\]]{1,40}\])?"
    r"|\d{4}\.\d{4,5}(?:v\d+)?",
    re.I,
)
_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/)(\d{1,9})/?",
    re.I,
)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?(?:\d[\s\-‐‑–]?){9,12}[\dx]", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)


@dataclass(frozen=True, slots=True)
class TypedSource:
    """`record` is what it says of the work; of its fields `guessed` are read by the form of the words alone.

    `problems` is what was wrong with it; `count` how many works a copied record names, of which this is the first;
    `words` a reference in words as it was typed.
    """

    form: Form
    record: JSON
    guessed: frozenset[str] = frozenset()
    locator: str = ""
    problems: tuple[Message, ...] = ()
    count: int = 1
    words: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it names the work by itself and says nothing else of it."""
        return self.form in ("doi", "isbn", "arxiv", "pmid", "url")


def read_typed(text: str) -> TypedSource:
    """Any text; of one that is too long, the beginning."""
    typed = text[:MAX_LENGTH].lstrip("\ufeff").strip()
    return _number(typed) or _copied(typed) or _words(typed[:MAX_WORDS])


def _number(typed: str) -> TypedSource | None:
    if len(typed) > MAX_NUMBER:
        return None
    if match := _PMID.fullmatch(typed):
        return TypedSource("pmid", {"type": "article-journal", "PMID": match[1]}, _TYPE)
    if _DOI.fullmatch(typed):
        return _identified("doi", "DOI", identifiers.doi, typed, "article-journal")
    if _ARXIV.fullmatch(typed):
        return _identified("arxiv", "arXiv", identifiers.arxiv, typed, "article")
    if _ISBN.fullmatch(typed):
        return _identified("isbn", "ISBN", identifiers.isbn, typed, "book")
    if _ADDRESS.fullmatch(typed):
        return _identified("url", "URL", identifiers.url, typed, "webpage")
    return None


_TYPE: Final = frozenset({"type"})


def _identified(
    form: Form, field: str, read: Callable[[str], str], typed: str, kind: str
) -> TypedSource:
    try:
        return TypedSource(form, {"type": kind, field: read(typed)}, _TYPE)
    except IdentifierError as error:
        # Kept as typed: a person compares it with the work.
        return TypedSource(form, {"type": kind, field: typed}, _TYPE, problems=(error.message,))


def _copied(typed: str) -> TypedSource | None:
    name = guess_format(typed)
    if name not in FORMATS:
        return None
    contents = FORMATS[name].read(typed)
    problems = tuple(problem.message for problem in contents.problems[:3])
    if not contents.records:
        # Words may begin with a bracket; what looks like an entry is a broken one.
        return None if name == "csljson" else replace(_words(typed[:MAX_WORDS]), problems=problems)
    record = {key: value for key, value in contents.records[0].items() if key != "id"}
    form: Form = "bibtex" if name == "bibtex" else "ris" if name == "ris" else "csljson"
    return TypedSource(form, record, problems=problems, count=len(contents.records))


def _words(typed: str) -> TypedSource:
    reference = read_reference(typed)
    record = reference.described
    if reference.certain or reference.guessed:
        # The wording stays with the source: a person compares the fields with it, and saves them.
        custom = dict(record.pop("custom", {}))
        further = {name: value for name, value in custom.items() if name not in _MARKS}
        record |= {"note": reference.words} | ({"custom": further} if further else {})
    guessed = frozenset(record.keys() - _STATED)
    return TypedSource("words", record, guessed, reference.locator, words=reference.words)


def address_key(address: str) -> str:
    """The part between bars of the key (`work_keys`) that a work at this address has, whatever its type and title."""
    keys = work_keys({"type": "webpage", "title": "x", "URL": address})
    return next(iter(keys), "").removeprefix("url:webpage|").removesuffix("|x")
