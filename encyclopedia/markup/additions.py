"""What we add to CommonMark, as rules for markdown-it-py.

Their tokens: `citation` (meta: bracket), `note_mark` (meta: label), `entry_open` and `entry_close`
(meta: target), `fault` (shown as typed; meta: faults), and the blocks `note_open` (info: label) …
`note_close`. The inline ones have the offset of their characters in the block as `meta["pos"]`.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline

from encyclopedia.core.citations import fold
from encyclopedia.core.messages import Message
from encyclopedia.markup.brackets import BracketFault, looks_like_citation, read_bracket
from encyclopedia.markup.inline_parser import State

_NOTE_MARK = re.compile(r"\[\^([^\s\[\]^]+)\]")
_NOTE_DEFINITION = re.compile(r"\[\^([^\s\[\]^]+)\]:[ \t]*")
_ENTRY = re.compile(r"\[\[((?:[^\[\]|\\]|\\[^|])*)(?:\\?\|\s*+([^\[\]]*+))?\]\]")


def own(state: StateInline, silent: bool) -> bool:
    """What begins with `[` and is ours: citations, marks of notes, links to entries."""
    source, position = state.src, state.pos
    if source[position] != "[":
        return False
    following = source[position + 1 : position + 2]
    if following == "^":
        return _note_mark(state, silent)
    if following == "[":
        return _entry(state, silent)
    if not looks_like_citation(source, position, state.posMax):
        return False
    bracket = read_bracket(source, position, state.posMax)
    if isinstance(bracket, BracketFault):
        return _show(state, silent, position + (2 if following == "@" else 1), bracket)
    if following != "@" and (
        source[bracket.end : bracket.end + 1] == "(" or not (bracket.references or bracket.faults)
    ):
        return False
    _claim_place(state)
    if state.linkLevel and not silent:
        fault = BracketFault("citation-in-link", Message("citation_in_link"))
        return _show(state, silent, bracket.end, fault)
    if not bracket.references and bracket.reason is None:
        return _show(state, silent, bracket.end, *bracket.faults)
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"pos": position, "bracket": bracket}
        token.content = source[position : bracket.end]
    state.pos = bracket.end
    return True


def _show(state: StateInline, silent: bool, end: int, *faults: BracketFault) -> bool:
    """Show the characters up to `end` as typed."""
    if not silent:
        token = state.push("fault", "", 0)
        token.meta = {"pos": state.pos, "faults": faults}
        token.content = state.src[state.pos : end]
    state.pos = end
    return True


def _claim_place(state: StateInline) -> None:
    if isinstance(state, State):
        state.own.add(state.pos)


def _note_mark(state: StateInline, silent: bool) -> bool:
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    _claim_place(state)
    if state.linkLevel and not silent:
        fault = BracketFault("note-in-link", Message("note_in_link"))
        return _show(state, silent, match.end(), fault)
    if not silent:
        token = state.push("note_mark", "", 0)
        token.meta = {"pos": state.pos, "label": match[1]}
        token.content = match[0]
    state.pos = match.end()
    return True


def _entry(state: StateInline, silent: bool) -> bool:
    """`[[target]]` or `[[target|words]]`; the words may have emphasis. In a table `\\|` is typed."""
    match = _ENTRY.match(state.src, state.pos, state.posMax)
    if match is None or state.linkLevel:
        return False
    target = fold(unescapeAll(match[1]))
    words = match[2]
    if not target or (words is not None and not words.strip()):
        fault = BracketFault("empty-link", Message("entry_link_empty", link=fold(match[0])))
        return _show(state, silent, match.end(), fault)
    if not silent:
        limit = state.posMax
        token = state.push("entry_open", "a", 1)
        token.meta = {"pos": state.pos, "target": target}
        if words is None:
            state.append_pending(target)
        else:
            state.pos = match.start(2)
            state.posMax = state.pos + len(words.rstrip())
            state.linkLevel += 1
            state.md.inline.tokenize(state)
            state.linkLevel -= 1
            state.posMax = limit
        state.push("entry_close", "a", -1)
    state.pos = match.end()
    return True


def reference_unless_ours(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Definitions of links, except what begins like a citation or a note."""
    position = state.bMarks[start] + state.tShift[start]
    if state.src.startswith(("[@", "[^"), position):
        return False
    return reference(state, start, end, silent)


def note_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^label]: text`, continued in lines that are indented by four, or that continue its paragraph."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", position) or state.is_code_block(start):
        return False
    match = _NOTE_DEFINITION.match(state.src, position, state.eMarks[start])
    if match is None:
        return False
    if silent:
        return True
    saved: Any = (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
    )
    indent = state.blkIndent
    token = state.push("note_open", "", 1)
    token.info = match[1]
    token.map = [start, start]
    state.parentType = "note"
    state.bMarks[start] = match.end()
    state.tShift[start] = 0
    state.sCount[start] = indent + 4
    state.blkIndent = indent + 4
    state.md.block.tokenize(state, start, end)
    (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
    ) = saved
    token.map[1] = state.line
    state.push("note_close", "", -1)
    return True
