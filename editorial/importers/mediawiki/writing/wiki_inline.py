"""A line of flat wikitext into inline markup, or into its plain words."""

from __future__ import annotations

import html
import re

from editorial.importers.mediawiki.citing.listed_works import listing
from editorial.importers.mediawiki.citing.ref_content import bracket
from editorial.importers.mediawiki.context import (
    LINE_MARK,
    AddressText,
    Cite,
    Context,
    Gallery,
    LinkText,
    Literal,
    Use,
    WikiBlock,
    WikiInline,
)  # fmt: skip
from editorial.importers.mediawiki.wikitext.extension_tags import code_span
from editorial.importers.mediawiki.writing import wiki_figures, wiki_links
from editorial.importers.mediawiki.writing.emphasis import (
    BOLD,
    ITALIC,
    QuoteRun,
    escaped,
    markup_of,
    quote_styles,
)
from editorial.importers.mediawiki.writing.inline_pieces import (
    CODE_TAGS,
    PIECE,
    RAISED,
    ROW,
    TAGS,
    TRAIL,
    PieceLine,
    raised,
    with_address_atoms,
    with_first_variants,
)
from encyclopedia.core.citations import Reference


def render(text: str, context: Context, cell: bool = False) -> PieceLine:
    """One line's markup; in a table's cell line breaks become semicolons."""
    line = PieceLine()
    runs = _Runs(context, line, cell).read(text)
    line.markup = markup_of(runs)
    line.words = "".join(run.words for run in runs)
    return line


def words(text: str, context: Context, *, italics: bool = False) -> str:
    """The plain words of flat wikitext, white space folded; markers are left out.

    With `italics` the words in italics stand between the apostrophes of wikitext.
    """
    if not re.search(r"[\ufdd0-\ufdd3<\[&'_]|://|-\{", text):
        return " ".join(text.split())
    silent = _Runs(context, PieceLine(), True, quiet=True)
    lines = (silent.read(line) for line in text.split("\n"))
    read = (
        "".join(
            f"''{run.words}''"
            if italics and run.style & ITALIC and run.words.strip()
            else run.words
            for run in runs
        )
        for runs in lines
    )
    return " ".join(" ".join(read).split())


class _Runs:
    def __init__(self, context: Context, line: PieceLine, cell: bool, quiet: bool = False) -> None:
        self.context = context
        self.line = line
        self.cell = cell
        self.quiet = quiet
        self.runs: list[QuoteRun] = []
        self.style = 0
        self.code: list[str] | None = None
        self.trail = False

    def read(self, text: str) -> list[QuoteRun]:
        self.runs, self.style, self.code = [], 0, None
        text = LINE_MARK.sub(" ", text)
        text = with_first_variants(text, self.context)
        text = RAISED.sub(raised, with_address_atoms(text, self.context.mark))
        pieces = ROW.split(text)
        rows = quote_styles(pieces) if len(pieces) > 1 else []
        for number, piece in enumerate(pieces):
            if number % 2:
                apostrophes, toggle = rows[number // 2]
                if apostrophes:
                    self.text(apostrophes)
                self.style ^= toggle
                self.trail = False
            else:
                self.plain(piece)
        if self.code is not None:
            self.end_code()
        return self.runs

    def add(self, markup: str, plain: str) -> None:
        if self.code is not None and plain:
            self.code.append(plain)
            return
        self.runs.append(QuoteRun(markup, plain, self.style))
        self.trail = False

    def text(self, text: str) -> None:
        if not text:
            return
        text = html.unescape(text).replace("\xa0", " ")
        if self.code is not None:
            self.code.append(text)
            return
        if self.trail and self.runs and (match := TRAIL.match(text)) and match.group().islower():
            last = self.runs[-1]
            last.markup = wiki_links.with_trail(last.markup, match.group())
            last.words += match.group()
            text = text[match.end() :]
        self.trail = False
        if text:
            self.runs.append(QuoteRun(escaped(text), text, self.style))

    def plain(self, text: str) -> None:
        position = 0
        for match in PIECE.finditer(text):
            if match.start() > position:
                self.text(text[position : match.start()])
            position = match.end()
            if match.group(1):
                self.atom(match)
            elif address := match.group("address"):
                self.external(address, match.group("label"))
            elif bare := match.group("bare"):
                self.bare(bare)
            elif tag := match.group("tag"):
                self.tag(tag.lower(), bool(match.group("end")), match.group())
        if position < len(text):
            self.text(text[position:])

    def atom(self, match: re.Match[str]) -> None:
        atom = self.context.atom(match)
        if isinstance(atom, LinkText):
            self.link(atom)
        elif isinstance(atom, AddressText):
            self.external(atom.address, atom.label)
        elif isinstance(atom, Literal):
            self.trail = False
            self.code.append(atom.text) if self.code is not None else self.add(
                escaped(" ".join(atom.text.split("\n"))), atom.text
            )
        elif isinstance(atom, WikiInline):
            self.add(atom.markup, atom.words)
        elif isinstance(atom, Cite):
            self.cite(atom)
        elif self.quiet:
            return
        elif isinstance(atom, Use):
            self.add(self.context.resolve(atom), "")
        elif isinstance(atom, WikiBlock):
            self.block(atom.markup)
        else:
            self.gallery(atom)

    def cite(self, atom: Cite) -> None:
        if atom.mark or atom.words:
            if not atom.mark:
                self.text(atom.words)
            if not self.quiet:
                self.add(bracket((Reference(atom.key, atom.locator, atom.quotation),)), "")
            return
        if self.quiet is False and self.context.in_note:
            has_words = bool(self.runs) and any(run.words.strip() for run in self.runs)
            if has_words:
                self.add(bracket((Reference(atom.key, atom.locator, atom.quotation),)), "")
                return
        if self.runs and self.runs[-1].words and self.runs[-1].words[-1:].isalnum():
            self.text(" ")
        for text, style, markup in listing(self.context.sources[atom.key], atom.locator):
            self.runs.append(QuoteRun(markup or escaped(text), text, self.style | style))
        if not self.quiet and self.context.in_note:
            self.add(bracket((Reference(atom.key, atom.locator, atom.quotation),)), "")

    def block(self, markup: str) -> None:
        has_words = bool(self.runs) and any(run.words.strip() for run in self.runs)
        (self.line.after if has_words else self.line.before).append(markup)

    def gallery(self, atom: Gallery) -> None:
        for entry in atom.files:
            figure = wiki_figures.gallery_figure(entry, self.context, render)
            if figure:
                self.block(figure)

    def link(self, atom: LinkText) -> None:
        link = wiki_links.read(atom, self.context)
        if link.kind == "entry":
            self.entry(link)
        elif link.kind == "words":
            inner = _Runs(self.context, self.line, self.cell, self.quiet)
            for run in inner.read(link.label):
                self.runs.append(QuoteRun(run.markup, run.words, run.style | self.style))
            self.trail = False
        elif link.kind == "file":
            if self.quiet:
                return
            figure = wiki_figures.figure(link, self.context, render, self.cell)
            if figure:
                self.block(figure)
        elif link.kind == "address":
            self.external(link.target, link.label)

    def entry(self, link: wiki_links.WikiTarget) -> None:
        inner = _Runs(self.context, self.line, self.cell, self.quiet)
        runs = inner.read(link.label)
        label = "".join(run.words for run in runs)
        marks = [run for run in runs if not run.words and run.markup.startswith("[")]
        label_runs = [run for run in runs if run.words]
        style = (
            label_runs[0].style
            if label_runs and all(r.style == label_runs[0].style for r in label_runs)
            else 0
        )
        if style:
            for run in label_runs:
                run.style = 0
        if self.code is not None:
            self.code.append(label)
        elif label.strip():
            self.runs.append(
                QuoteRun(wiki_links.entry(link.target, label_runs), label, self.style | style)
            )
        self.runs += [QuoteRun(run.markup, "", 0) for run in marks]
        self.trail = not marks and bool(label.strip())

    def external(self, address: str, label: str) -> None:
        if self.code is not None:
            self.code.append(label or address)
            return
        address = html.unescape(address)
        address = f"https:{address}" if address.startswith("//") else address
        inner = _Runs(self.context, self.line, self.cell, self.quiet)
        runs = inner.read(label.strip())
        plain = "".join(run.words for run in runs).strip()
        if plain and address.startswith("ftp"):
            self.runs += runs
            self.text(f" ({address})")
            return
        if not plain:
            self.bare(address)
            runs = [run for run in runs if run.markup.startswith("[")]
        else:
            self.add(wiki_links.external(address, markup_of([r for r in runs if r.words])), plain)
            runs = [run for run in runs if not run.words]
        self.runs += runs

    def bare(self, address: str) -> None:
        if address.startswith("ftp"):
            self.text(address)
            return
        trimmed = address.rstrip(".,;:!?)\\" if "(" not in address else ".,;:!?\\")
        if self.code is not None:
            self.code.append(address)
            return
        self.add(wiki_links.bare(trimmed), trimmed)
        self.text(address[len(trimmed) :])

    def tag(self, tag: str, end: bool, raw: str) -> None:
        if tag not in TAGS:
            self.text(raw)
        elif tag == "br":
            self.add("; " if self.cell else "\\\n", " ")
        elif tag in {"b", "strong"}:
            self.style = self.style & ~BOLD if end else self.style | BOLD
        elif tag in {"i", "em", "var", "dfn"}:
            self.style = self.style & ~ITALIC if end else self.style | ITALIC
        elif tag == "q":
            self.text("”" if end else "“")
        elif tag in CODE_TAGS:
            if end:
                self.end_code()
            elif self.code is None:
                self.code = []
        elif tag in {"p", "div", "li", "td", "hr"}:
            self.text(" ")

    def end_code(self) -> None:
        source = "".join(self.code or [])
        self.code = None
        if source.strip():
            self.add(code_span(source), source)
