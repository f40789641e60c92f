"""Markdown whose notes name works in words, as the page that other programs would make of it. Pure: no Django.

So its notes are read as those of word processors are.
"""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

_DEFINITION = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]{1,60})\]:[ \t]*(?P<words>.*)")
_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]{1,60})\](?!:)")
_STAND_IN = re.compile("\x05(\\d+)\x05")
# Citations, requests for one and links to entries: the text is in our markup already.
_OWN = re.compile(r"(?<!\\)\[[^\[\]\n]{0,200}(?<![\w\\])-?@[\w?{]|(?<!\\)\[\[[^\[\]\n]+\]\]")


def has_notes_in_words(text: str) -> bool:
    """Whether it has notes, and cites nothing in our markup."""
    defined = any(map(_DEFINITION.match, text.split("\n")))
    return defined and _MARK.search(text) is not None and _OWN.search(text) is None


def page_of(text: str) -> str:
    """The text as HTML, with links to its notes at the end."""
    body, notes = _parted(text)
    numbers = {label: number for number, label in enumerate(notes, 1)}

    def stand_in(match: re.Match[str]) -> str:
        number = numbers.get(match[1])
        return match[0] if number is None else f"\x05{number}\x05"

    labels = list(notes)

    def mark(match: re.Match[str]) -> str:
        number = int(match[1])
        label = escape(labels[number - 1])
        return f'<sup><a role="doc-noteref" href="#fn-{number}">{label}</a></sup>'

    def html(words: str) -> str:
        rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(words)
        return _STAND_IN.sub(mark, rendered)

    items = "".join(
        f'<li id="fn-{numbers[label]}">{html(_MARK.sub(stand_in, words))}</li>'
        for label, words in notes.items()
    )
    return (
        f'{html(_MARK.sub(stand_in, body))}<section role="doc-endnotes"><ol>{items}</ol></section>'
    )


def _parted(text: str) -> tuple[str, dict[str, str]]:
    """The text without the definitions of notes, and these by their labels; the first of two of one label counts."""
    body: list[str] = []
    notes: dict[str, list[str]] = {}
    note: list[str] | None = None
    for line in text.split("\n"):
        if begun := _DEFINITION.match(line):
            note = [begun["words"]]
            notes.setdefault(begun["label"], note)
        elif note is not None and (not line.strip() or line.startswith(("    ", "\t"))):
            note.append(line.removeprefix("\t") if line.startswith("\t") else line[4:])
        elif note is not None and note[-1].strip():
            # A line that goes on without being indented.
            note.append(line)
        else:
            note = None
            body.append(line)
    return "\n".join(body), {label: "\n".join(lines).strip() for label, lines in notes.items()}
