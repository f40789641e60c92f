"""What a line of flat wikitext may hold besides words: addresses, HTML, magic words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from editorial.importers.mediawiki.context import ATOM, AddressText, Context, Use
from editorial.importers.writing import raised_signs


@dataclass(slots=True)
class PieceLine:
    """A converted line. `before` and `after` are blocks (pictures, code) that do not fit in it."""

    markup: str = ""
    words: str = ""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


_URL_START = r"(?:https?://|ftps?://|mailto:|//)"
PIECE = re.compile(
    rf"{ATOM.pattern}"
    rf"|\[(?P<address>{_URL_START}[^\s\[\]<>\ufdd0-\ufdef]{{1,2000}})(?P<label>[^\]\n]{{0,2000}})\]"
    r"|(?P<bare>https?://[^\s\[\]<>\"'{}|\ufdd0-\ufdef]+)"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]{0,2000})?)/?>"
    r"|(?P<magic>__[^\W\d_a-z]{3,30}__)"
)
_LABELLED = re.compile(
    rf"\[(?P<address>{_URL_START}(?:(?!'')[^\s\[\]<>\ufdd0-\ufdef]){{1,2000}})"
    r"(?P<label>[^\]\n]{0,2000})\]"
)
CODE_TAGS = frozenset({"code", "tt", "kbd", "samp"})
TAGS = frozenset(
    [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "center",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "div",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "p",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "blockquote",
        "section",
        "noinclude",
        "onlyinclude",
        "a",
        "img",
    ]
)
RAISED = re.compile(r"<(su[pb])>\s*([^<\ufdd0]{1,12}?)\s*</\1>", re.IGNORECASE)
TRAIL = re.compile(r"[^\W\d_]+")
ROW = re.compile(r"('{2,})")


def with_address_atoms(text: str, mark: Callable[[AddressText], str]) -> str:
    """The text with an atom for each link whose label holds emphasis, which would cut it in two.

    Emphasis that begins in the label and does not end there is put before the link.
    """

    def atom_of(match: re.Match[str]) -> str:
        address, label, before = match["address"], match["label"], ""
        if "''" not in label:
            return match.group()
        if len(rows := ROW.findall(label)) % 2:
            before, label = rows[0], label.replace(rows[0], "", 1)
        return before + mark(AddressText(address, label))

    return _LABELLED.sub(atom_of, text) if "''" in text else text


def raised(match: re.Match[str]) -> str:
    words = html.unescape(match.group(2))
    if match.group(1).lower() == "sup":
        return raised_signs.raised(words) if raised_signs.is_raisable(words) else match.group(2)
    return raised_signs.lowered(words) if raised_signs.is_lowerable(words) else match.group(2)


_VARIANTS = re.compile(r"-\{(?:(?P<flags>[A-Za-z;\s-]{0,40})\|)?(?P<rules>[^{}]{0,2000})\}-")
_RULE = re.compile(r"\s*(?:[^;=]{1,80}=>\s*)?[a-z]{2,3}(?:-[a-z]{2,8}){0,2}\s*:")
# A title, a rule for the rest of the page, a rule that ends: none prints anything where it stands.
_UNSEEN_FLAGS = frozenset("TH-")


def with_first_variants(text: str, context: Context) -> str:
    """-{zh-hans:a;zh-hant:b}-: the first of the spellings, and the references of all."""
    if "-{" not in text:
        return text

    def first(match: re.Match[str]) -> str:
        rules = match["rules"]
        spelling, others = rules, ""
        if rule := _RULE.match(rules):
            spelling, _, others = rules[rule.end() :].partition(";")
        if _UNSEEN_FLAGS & set((match["flags"] or "").upper()):
            spelling, others = "", rules
        uses = [
            use for atom in ATOM.finditer(spelling) if isinstance(use := context.atom(atom), Use)
        ]
        identities = {use.identity for use in uses}
        for atom in ATOM.finditer(others):
            use = context.atom(atom)
            if isinstance(use, Use) and use.identity not in identities:
                identities.add(use.identity)
                spelling += atom.group()
        return spelling

    return _VARIANTS.sub(first, text)
