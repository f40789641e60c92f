"""What the steps of converting one page share: the atoms, the report, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editorial.importers.mediawiki.citing.imported_sources import Sources
from editorial.importers.mediawiki.templates.mappings import TemplateMapping
from editorial.importers.mediawiki.wikitext.dump import DumpPage
from editorial.importers.mediawiki.wikitext.namespaces import Namespaces
from editorial.importers.mediawiki.wikitext.nodes import (
    ATOM_CLOSE,
    ATOM_OPEN,
    LINE_CLOSE,
    LINE_OPEN,
    Lines,
)
from encyclopedia.core.messages import Message

Identity = tuple[str, str, int]

ATOM = re.compile(f"{ATOM_OPEN}(\\d+){ATOM_CLOSE}")
LINE_MARK = re.compile(f"{LINE_OPEN}(\\d*){LINE_CLOSE}")
_MAX_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class WikiReportLine:
    """One thing that was not converted unchanged: at which line of the wikitext, and what."""

    line: int
    construct: str
    message: Message
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class UnknownTemplate:
    """One call of a template that nothing is known of: its name (lower case), parameters, and how it is written."""

    name: str
    line: int
    parameters: tuple[str, ...] = ()
    example: str = ""


@dataclass(slots=True)
class Use:
    """One place where a reference is used; `locator` is what a template after it adds ({{rp}}).

    `identity` is the reference's group, name and (nameless) place.
    """

    identity: Identity
    line: int
    locator: str = ""


@dataclass(slots=True)
class Cite:
    """A citation template or a short citation ({{harvnb}}, with its `words`) in the text.

    `mark` says that it is itself a footnote ({{sfn}}), not words of the text.
    """

    key: str
    locator: str = ""
    quotation: str = ""
    words: str = ""
    mark: bool = False


@dataclass(slots=True)
class LinkText:
    """The inside of `[[…]]`, its templates expanded."""

    inner: str
    line: int


@dataclass(slots=True)
class AddressText:
    """The address and the label of `[https://… label]`, whose label holds apostrophes for emphasis."""

    address: str
    label: str


@dataclass(slots=True)
class Literal:
    """Words that are not wikitext (`<nowiki>`)."""

    text: str


@dataclass(slots=True)
class WikiInline:
    """Finished inline markup; `words` are its plain words."""

    markup: str
    words: str = ""


@dataclass(slots=True)
class WikiBlock:
    """Finished markup that forms a block of its own."""

    markup: str


@dataclass(slots=True)
class Gallery:
    """The inside of `<gallery>`: a file with its caption on each line."""

    files: list[str]
    line: int


Atom = Use | Cite | LinkText | AddressText | Literal | WikiInline | WikiBlock | Gallery


@dataclass(slots=True)
class Context:
    """One page being converted."""

    page: DumpPage
    namespaces: Namespaces
    sources: Sources
    lines: Lines
    language: str = "en"
    mappings: Mapping[str, TemplateMapping] = field(default_factory=dict)
    unknown: list[UnknownTemplate] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    report: list[WikiReportLine] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    summary: str = ""
    sort_key: str = ""
    in_note: bool = False
    in_reference: bool = False
    line: int = 1
    resolve: Callable[[Use], str] = lambda use: ""

    def mark(self, atom: Atom) -> str:
        """Keep the atom; returns its placeholder for the text."""
        self.atoms.append(atom)
        return f"{ATOM_OPEN}{len(self.atoms) - 1}{ATOM_CLOSE}"

    def atom(self, match: re.Match[str]) -> Atom:
        return self.atoms[int(match.group(1))]

    def tell(self, construct: str, message: Message, excerpt: str = "", line: int = 0) -> None:
        """Put a line in the report."""
        words = excerpt_of(excerpt)
        report_line = WikiReportLine(line or self.line, construct, message, words)
        if not self.report or self.report[-1] != report_line:
            self.report.append(report_line)


def excerpt_of(text: str) -> str:
    """The beginning of a text on one line, as the report shows it."""
    words = LINE_MARK.sub("", ATOM.sub("…", text))
    words = " ".join(words[: 4 * _MAX_EXCERPT].split())
    return words if len(words) <= _MAX_EXCERPT else words[: _MAX_EXCERPT - 1] + "…"
