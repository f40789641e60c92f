"""LaTeX's spellings in BibTeX values: read into plain characters, and characters written so that LaTeX and we agree."""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from typing import Final

from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]
from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]

MAX_LENGTH: Final = (
    100_000  # longer values, and those nested deeper than this, lose only their braces
)
MAX_DEPTH: Final = 25

_SPECIAL = re.compile(r"[\\{}$~%`]|--|''")
_BRACED: Final = r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
_MARKS: Final = {
    "emph": "i",
    "textit": "i",
    "mkbibemph": "i",
    "textbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
_MARKED = re.compile(rf"\\({'|'.join(_MARKS)}){_BRACED}")
_QUOTED = re.compile(rf"\\(?:enquote|mkbibquote)\*?{_BRACED}")
_BOXED = re.compile(rf"\\(?:mbox|hbox|text|textrm|textnormal|url|nolinkurl|path|textup){_BRACED}")
_LINKED = re.compile(rf"\\href{_BRACED}{_BRACED}")
_CITED = re.compile(r"\\(?:[a-z]*cite[a-z]*)\*?(?:\[[^\]]*\])*" + _BRACED)
_SORTED = re.compile(r"\\(?:noopsort|SortNoop)" + _BRACED)
# Names of programs that are set in type of their own.
_LOGO = re.compile(
    r"\\((?:Bib|La|Xe|XeLa|Lua|LuaLa|pdf|pdfLa|Con|p|up|Plain)?TeX|METAFONT|METAPOST|AmS|BibLaTeX"
    r"|biblatex|LyX)(?:\s*\{\}|(?![A-Za-z]))"
)
_CIRCUMFLEX = re.compile(r"\\(?:textasciicircum(?:\s*\{\}|\b)|\^\s*\{\})")
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|lsquo|rsquo|ldquo|rdquo|[a-zA-Z]{1,2}(?:uml|acute"
    r"|grave|circ|tilde|cedil|slash|ring|lig)|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});"
)
_TILDE = re.compile(r"\\~\s?(?:\{\\?([A-Za-z])\}|([A-Za-z]))")
_PERCENT = re.compile(r"(?<!\\)%")
_DOLLAR = re.compile(r"(?<!\\)\$")
_ESCAPED: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "$&%#_"},
}
_UNREADABLE = re.compile(r"\\(?:[A-Za-z]+\s*|(.))|[{}]")
_TO_ESCAPE = re.compile("[" + re.escape("".join(_ESCAPED)) + "]")
_LIGATURES: Final = ("--", "``", "''", "?`", "!`", ",,", "<<", ">>")
_TAGS: Final = {"i": "emph", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript"}
_TAGGED = re.compile(r"<(i|b|sup|sub)>([^<>]*)</\1>")

logging.getLogger("pylatexenc").setLevel(logging.ERROR)  # what it can't read is read without it
_reader = LatexNodes2Text(math_mode="text", keep_comments=True)


def decode(value: str) -> str:
    """A BibTeX value as plain characters, with CSL's marks for italics and the like; braces are dropped."""
    value = entities(value)
    if not _SPECIAL.search(value):
        return _folded(value)
    if len(value) > MAX_LENGTH or _depth(value) > MAX_DEPTH:
        return _folded(_UNREADABLE.sub(lambda match: match[1] or "", value))
    value = _LOGO.sub(r"\1{}", value)
    value = _CIRCUMFLEX.sub("^", _SORTED.sub("", value))
    value = _LINKED.sub(r"\2", _BOXED.sub(r"\1", _CITED.sub(r"\1", value)))
    value = _QUOTED.sub(r"“\1”", value)
    value = _MARKED.sub(lambda match: f"<{_MARKS[match[1]]}>{match[2]}</{_MARKS[match[1]]}>", value)
    value = _PERCENT.sub(r"\\%", value)
    if len(_DOLLAR.findall(value)) % 2:
        value = _DOLLAR.sub(r"\\$", value)
    try:
        text = _reader.latex_to_text(value)
    except (LatexWalkerError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        text = _UNREADABLE.sub(lambda match: match[1] or "", value)
    except RecursionError:
        text = _UNREADABLE.sub("", value)
    return _folded(text)


def entities(value: str) -> str:
    """With the signs that web pages spell out: "&amp;", "&#39;", "&quot;" as & ' and "."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), value) if "&" in value else value


def accents(value: str) -> str:
    """With "\\~{a}" and the like as letters, where a bare ~ is still to be taken for a tie."""
    return _TILDE.sub(
        lambda match: unicodedata.normalize("NFC", f"{match[1] or match[2]}\u0303"), value
    )


def sorted_out(value: str) -> str:
    """The value without what is only there to be sorted by."""
    return _SORTED.sub("", value)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _depth(value: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", value):
        depth = depth + 1 if sign == "{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def encode(text: str) -> str:
    """Plain characters as a BibTeX value that `decode` reads back; accented letters stay as they are (UTF-8)."""
    text = _folded(text)
    value = _TO_ESCAPE.sub(lambda match: _ESCAPED[match.group()], text)
    for ligature in _LIGATURES:
        while ligature in value:
            value = value.replace(ligature, f"{ligature[0]}{{}}{ligature[1]}")
    return _TAGGED.sub(lambda match: f"\\{_TAGS[match[1]]}{{{match[2]}}}", value)


def verbatim(value: str) -> str:
    """A value that isn't LaTeX (an address, a DOI), without the escapes that some programs put in all the same."""
    value = re.sub(r"^\\(?:url|path|href)\s*\{(.*)\}$", r"\1", value.strip())
    value = (
        value.replace(r"\textasciitilde{}", "~")
        .replace(r"\textasciitilde", "~")
        .replace(r"\~{}", "~")
    )
    value = re.sub(r"\\([_%&#$~{}])", r"\1", value)
    # An address is one word: a line may end in it, but a space within it is part of it.
    value = re.sub(r"\s*\n\s*", "", value)
    value = re.sub(r"[{}]", "", value).strip()
    return re.sub(r"\s+", "%20" if "://" in value else "", value)
