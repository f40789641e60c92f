"""Formats of manuscripts that are not read here, by how they begin: named, so that none is taken for another.

Pure: no Django.
"""

from __future__ import annotations

import json
import re
from typing import Final

_HEAD: Final = 20_000
_MIN_COMMANDS: Final = 3
_COMMAND: Final = re.compile(
    r"\\(?:section|subsection|chapter|footnote|cite[pt]?|textcite|parencite|textit|emph)\*?"
    r"(?:\[[^\]\n]{0,80}\])*\{"
)
_FORMATS: Final = (
    ("LaTeX", r"^\s*\\(?:documentclass|documentstyle|begin\{document\}|usepackage)"),
    ("JATS", r"<!DOCTYPE\s+article\s+PUBLIC\s+\"-//(?:NLM|TaxPub)"),
    ("JATS", r"<article-meta[\s>]|<article\b[^<>]{0,500}\bdtd-version"),
    ("TEI", r"<(?:teiHeader|TEI(?:\.2)?|teiCorpus)[\s>]"),
    ("DocBook", r"<(?:book|article|chapter)\b[^<>]{0,300}docbook"),
    ("DocBook", r"<!DOCTYPE\s+(?:book|article|chapter)\s+PUBLIC\s+\"-//OASIS"),
    ("Org", r"^\#\+(?:TITLE|AUTHOR|OPTIONS|STARTUP|BIBLIOGRAPHY|BEGIN_\w+|title|author):?\s"),
    ("Org", r"\[fn:\w[^\]\n]{0,40}\]|\[cite(?:/\w+)?:@"),
    ("reStructuredText", r"^\.\. (?:\[[\#\w]+\]\s|footnote::|_[\w-]+:|toctree::|contents::)"),
    ("reStructuredText", r"\w[ \t]?\[(?:\#\w*|\d{1,3}|\*)\]_(?!\w)"),
    ("Textile", r"^(?:h[1-6]|bq|fn\d{1,3})(?:\([^)\n]{1,80}\))?\.\.? \S"),
    ("wikitext", r"<ref(?:\s[^<>]{0,300})?>[^<]|<ref\s[^<>]{1,300}/>"),
    ("roff", r"\A(?:[.\x27]\\\"|\.TH )|^\.(?:SH|Sh) \S[^\n]*\n\.(?:PP|LP|P|IP|Pp)\b"),
    ("AsciiDoc", r"^= \S[^\n]*\n(?:[^\n]+\n){0,3}:[\w-]+:|\bfootnote:\["),
    ("MHTML", r"\A(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){0,20}Content-Type: multipart/"),
    (
        "e-mail",
        r"\A(?:(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version): [^\n]*\n){3}",
    ),
    (
        "WordprocessingML",
        r"\A\s*<\?xml[^>]*\?>\s*(?:<\?mso[^>]*\?>\s*)?<(?:w:wordDocument|pkg:package)[\s>]",
    ),
    ("FODT", r"\A\s*<\?xml[^>]*\?>\s*<office:document[\s>]"),
    ("Typst", r"^\#(?:set|show|import|let) \S"),
)
_WIKI_HEADING: Final = re.compile(r"^==+[^=\n]{1,200}==+[ \t]*$", re.MULTILINE)
_WIKI_MARK: Final = re.compile(r"\[\[|\{\{|'{3}")
_PATTERNS: Final = tuple((name, re.compile(words, re.MULTILINE)) for name, words in _FORMATS)


def foreign_format(text: str) -> str:
    """The name of the format that a text is in, "" where it may be one that is read here."""
    head = text[:_HEAD]
    if len(_COMMAND.findall(head)) >= _MIN_COMMANDS:
        return "LaTeX"
    if _WIKI_HEADING.search(head) and _WIKI_MARK.search(head):
        return "wikitext"
    if head.lstrip()[:1] in {"{", "["} and _is_json(text):
        return "JSON"
    return next((name for name, pattern in _PATTERNS if pattern.search(head)), "")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
