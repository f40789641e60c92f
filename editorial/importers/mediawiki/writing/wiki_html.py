"""HTML that wikitext may hold for lists, tables and blocks, into wikitext of one line each."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>ul|ol|dl|li|dt|dd|table|tr|td|th|caption|tbody|thead|tfoot|blockquote|div|p|"
    r"center|section|h[1-6]|hr)(?P<attributes>(?:\s[^<>]{0,2000})?)/?>",
    re.IGNORECASE,
)
_MARKS = {"ul": "*", "ol": "#", "dl": ":"}
_CELLS = {"td": "|", "th": "!"}


def wikitext_of(text: str) -> str:
    """`text` with HTML lists, tables and headings written as wikitext; other block tags on their own lines."""
    if "<" not in text:
        return text
    out: list[str] = []
    lists: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        before = text[position : match.start()]
        if lists:
            before = re.sub(r"\n+", " ", before)
        out.append(before)
        position = match.end()
        out.append(_wikitext_of_tag(match, lists, "".join(out[-2:])))
    out.append(text[position:])
    return "".join(out)


def _wikitext_of_tag(match: re.Match[str], lists: list[str], before: str) -> str:
    name, end = match.group("name").lower(), bool(match.group("end"))
    attributes = " ".join(match.group("attributes").split()).replace("|", " ")
    if name in _MARKS:
        if end:
            if lists:
                lists.pop()
            return "" if lists else "\n"
        if len(lists) < 6:
            lists.append(_MARKS[name])
        return "" if len(lists) > 1 else "\n"
    if name in {"li", "dd", "dt"}:
        if end or not lists:
            return "" if lists else "\n"
        return "\n" + "".join(lists[:-1]) + (";" if name == "dt" else lists[-1]) + " "
    if name == "table":
        return "\n|}\n" if end else f"\n{{| {attributes}\n"
    if name == "tr":
        return "" if end else "\n|-\n"
    if name in _CELLS:
        return "\n" if end else f"\n{_CELLS[name]} {attributes} | "
    if name == "caption":
        return "\n" if end else "\n|+ "
    if name in {"tbody", "thead", "tfoot"}:
        return "\n"
    if name == "blockquote":
        return "\n</blockquote>\n" if end else "\n<blockquote>\n"
    if name.startswith("h") and name != "hr":
        return ("=" * int(name[1]) + "\n") if end else ("\n" + "=" * int(name[1]))
    if name == "hr":
        return "\n----\n"
    line = before.rpartition("\n")[2].lstrip()
    if line.startswith(("*", "#", ":", ";", "|", "!", "{|")) or re.match(
        "\ufdd2\\d*\ufdd3[*#:;|!]", line
    ):
        return " "
    return "\n\n" if name == "p" else "\n"
