"""What pandoc's Markdown has and our markup has not, in our markup (https://pandoc.org/MANUAL.html). Pure: no Django.

Attributes, spans and divs lose their names and keep their words. Code, addresses and keys stay as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from editorial.html import messages
from editorial.html.imported import ReportLine, excerpt
from editorial.importers.texts.pandoc_tables import with_pipe_tables
from editorial.importers.writing.raised_signs import is_lowerable, is_raisable, lowered, raised

_KEPT = re.compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?:.*?\n)?? {0,3}(?P=fence)[`~]*[ \t]*(?=\n|\Z)"
    r"|(?<!`)(?P<ticks>`++)[^`](?:(?!\n\n).){0,5000}?(?<!`)(?P=ticks)(?!`)"
    r"|\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,2000})?(?=[\s)])"
    r"|\bhttps?://[^\s<>]{1,2000}|(?<![\w\\])@[\w{][\w:.#$%&+?<>~/{}-]*",
    re.MULTILINE | re.DOTALL,
)
_STAND_IN = re.compile("\x02(\\d+)\x03\x04*")
_BREAK = re.compile(r"<br */?>[ \t]*\n?", re.IGNORECASE)
_SUB = re.compile(r"<sub>([^<>\n]{1,60})</sub>", re.IGNORECASE)
_SUP = re.compile(r"<sup>([^<>\n]{1,60})</sup>", re.IGNORECASE)
_TILDES = re.compile(r"(?<![~\\])~((?:[^~\s\\]|\\ ){1,40})~(?!~)")
_CARETS = re.compile(r"(?<![\^\\\[])\^((?:[^\^\s\[\]\\]|\\ ){1,40})\^(?!\[)")
_ATTRIBUTES = r"\{(?:[#.=-]|[\w-]{1,40}=)[^{}\n]{0,500}\}"
_HEADING = re.compile(
    rf"^( {{0,3}}#{{1,6}} [^\n]*?)[ \t]*(?:#+[ \t]*)?(?:{_ATTRIBUTES}|\{{-\}})[ \t]*$", re.MULTILINE
)
_SPAN = re.compile(rf"(?<![!\\\]])\[([^\[\]\n]{{1,2000}})\]{_ATTRIBUTES}")
_AFTER = re.compile(rf"(?<=[)\x03\x04]){_ATTRIBUTES}")
_DIV = re.compile(
    rf"^ {{0,3}}:{{3,}}[ \t]*(?:{_ATTRIBUTES}|[\w-]+)?[ \t]*:*[ \t]*$\n?", re.MULTILINE
)
_DISPLAYED = re.compile(r"(?<![\\$])\$\$([^$]{1,5000})\$\$(?!\$)")
_FORMULA = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$`\n]{1,500})(?<=[^\s\\])\$(?![\d$])")
_MATHEMATICAL = re.compile(r"[\\^_={}+<>]|\A[A-Za-z]\Z")
_LONG_DASH = re.compile(r"(?<=[\w.,”\")\]])---(?=[\w“\"(\[])|(?<= )---(?= )")
_DASH = re.compile(r"(?<=[\w.)\]])--(?=[\w(\[])|(?<= )--(?= )")
_PROSE = re.compile(r"^(?![ \t|:+=-]*$)[^\n]+", re.MULTILINE)
_TERM = re.compile(r"(?![-+*>|#:]|\d+[.)] )\S[^\n]{0,500}")
_DEFINITION = re.compile(r" {0,3}[:~][ \t]+(?=\S)")
_LINE_OF_BLOCK = re.compile(r"\|(?: ([^|\n]*))?")


def in_our_markup(text: str) -> tuple[str, list[ReportLine]]:
    """The text, with a line for each formula, which becomes code."""
    kept: list[str] = []
    formulas: list[ReportLine] = []

    def keep(words: str) -> str:
        kept.append(words)
        # As long as the words, so that the columns of tables stay where they are.
        return f"\x02{len(kept) - 1}\x03".ljust(len(words), "\x04")

    def formula(match: re.Match[str]) -> str:
        words = " ".join(match[1].split())
        # With code or an address in it, it is none.
        if "`" in words or "\x02" in words or not _MATHEMATICAL.search(words):
            return match[0]
        formulas.append(ReportLine(0, messages.FORMULA_AS_CODE, excerpt(words)))
        return keep(f"`{words}`")

    text = _without_comments(_KEPT.sub(lambda match: keep(match[0]), text))
    text = _FORMULA.sub(formula, _DISPLAYED.sub(formula, text))
    for pattern, written in _REPLACED:
        text = pattern.sub(written, text)
    text = _with_lists_of_terms(with_pipe_tables(text))
    text = _PROSE.sub(lambda line: _DASH.sub("–", _LONG_DASH.sub("—", line[0])), text)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return _STAND_IN.sub(lambda match: kept[int(match[1])], text), formulas


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while (begin := text.find("<!--", position)) >= 0:
        end = text.find("-->", begin)
        if end < 0:
            break
        pieces.append(text[position:begin])
        position = end + 3
    return "".join([*pieces, text[position:]])


def _low(match: re.Match[str]) -> str:
    words = match[1].replace("\\ ", " ")
    return lowered(words) if is_lowerable(words) else words


def _high(match: re.Match[str]) -> str:
    words = match[1].replace("\\ ", " ")
    return raised(words) if is_raisable(words) else words


_REPLACED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_BREAK, "\\\\\n"),
    (_DIV, ""),
    (_HEADING, r"\1"),
    (_AFTER, ""),
    (_SPAN, r"\1"),
    (_SUB, _low),
    (_SUP, _high),
    (_TILDES, _low),
    (_CARETS, _high),
)


def _with_lists_of_terms(text: str) -> str:
    """Terms in bold above their definitions, which are items of a list; lines of verse with their breaks."""
    written: list[str] = []
    lines = text.split("\n")
    is_defining = False
    for number, line in enumerate(lines):
        begun = _DEFINITION.match(line)
        if begun and (is_defining or _names_term(written)):
            if not is_defining:
                while not written[-1].strip():
                    written.pop()
                written[-1] = f"**{written[-1].strip()}**"
            if not is_defining or written[-1].strip():
                written.append("")
            written.append(f"- {line[begun.end() :]}")
            is_defining = True
        elif is_defining and line.startswith(("  ", "\t")):
            written.append(f"  {line.strip()}")
        else:
            is_defining = is_defining and not line.strip()
            is_verse = _LINE_OF_BLOCK.fullmatch(line.rstrip())
            goes_on = number + 1 < len(lines) and _LINE_OF_BLOCK.fullmatch(
                lines[number + 1].rstrip()
            )
            written.append(f"{line[2:]}{chr(92) if goes_on else ''}" if is_verse else line)
    return "\n".join(written)


def _names_term(written: list[str]) -> bool:
    """Whether the last line is a paragraph of one line."""
    last = written[-3:]
    while last and not last[-1].strip():
        last.pop()
    if not last or len(written[-3:]) - len(last) > 1 or not _TERM.fullmatch(last[-1].strip()):
        return False
    return len(last) < 2 or not last[-2].strip()
