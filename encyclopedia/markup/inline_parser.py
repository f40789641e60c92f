"""markdown-it's inline parser, made faster, and able to read our own brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType

# Quotations, lists and brackets within each other: deeper ones are refused (a list takes two levels).
MAX_DEPTH = 20

Rule = Callable[[StateInline, bool], bool]


class State(StateInline):
    """Also knows the places of our own brackets, because a link's words may contain them."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.own: set[int] = set()
        self.last_closing = src.rfind("]")


class InlineParser(ParserInline):
    """markdown-it's inline parser, but a rule is only tried at the characters it begins with.

    All rules look at their first character first, so that the result is the same; a long text is
    read in half the time, and a run of brackets in a quarter.
    """

    def __init__(self, rules: Mapping[str, tuple[Rule, ...]]) -> None:
        """`rules` by the character they begin with; each other character is text."""
        super().__init__()
        self._rules = rules
        self._sign = re.compile(f"[{re.escape(''.join(rules))}]")

    def is_plain(self, content: str) -> bool:
        """Whether the content holds none of the characters that rules begin with."""
        return self._sign.search(content) is None

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        source, end = state.src, state.posMax
        while state.pos < end:
            position = state.pos
            rules = self._rules.get(source[position]) if state.level < MAX_DEPTH else ()
            if rules is None:
                sign = self._sign.search(source, position, end)
                state.pos = sign.start() if sign else end
                state.append_pending(source[position : state.pos])
                continue
            for rule in rules:
                if rule(state, False):
                    break
            else:
                state.append_pending(source[position])
                state.pos = position + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        position = state.pos
        end = state.cache.get(position)
        if end is not None:
            state.pos = end
            return
        if state.level < MAX_DEPTH:
            self._skip(state, position)
        else:
            # Too many brackets in each other: the rest of the block is skipped as a whole.
            state.pos = state.posMax + 1
        state.cache[position] = state.pos

    def _skip(self, state: StateInline, position: int) -> None:
        rules = self._rules.get(state.src[position])
        if rules is None:
            sign = self._sign.search(state.src, position)
            state.pos = sign.start() if sign else state.posMax
            return
        state.level += 1
        if not any(rule(state, True) for rule in rules):
            state.pos = position + 1
        state.level -= 1


def placed(rule: Rule) -> Rule:
    """The rule, noting on the token it makes where its characters begin."""

    def noting(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        position, before = state.pos, len(state.tokens)
        if not rule(state, False):
            return False
        for token in state.tokens[before : before + 2]:
            if token.type != "text":
                token.meta["pos"] = position
                break
        return True

    return noting


def link_if_closed(state: StateInline, silent: bool) -> bool:
    """Links, looked for only where a bracket can still close."""
    return _may_close(state) and link(state, silent)


def image_if_closed(state: StateInline, silent: bool) -> bool:
    """Pictures, likewise."""
    return state.src.startswith("![", state.pos) and _may_close(state) and image(state, silent)


def _may_close(state: StateInline) -> bool:
    """Whether any bracket closes after this place; if none does, there is no need to search."""
    return not isinstance(state, State) or state.pos < state.last_closing


def link_label(state: StateInline, start: int, disableNested: bool = False) -> int:
    """As markdown-it's own, but the label may contain our brackets that are not links."""
    source, end, skips = state.src, state.posMax, state.cache
    own = state.own if isinstance(state, State) else set()
    before = state.pos
    depth = 1
    position = start + 1
    closing = -1
    while position < end:
        sign = source[position]
        if sign == "]":
            depth -= 1
            if depth == 0:
                closing = position
                break
        after = skips.get(position)
        if after is None:
            state.pos = position
            state.md.inline.skipToken(state)
            after = state.pos
        if sign == "[":
            if after == position + 1:
                depth += 1
            elif disableNested and position not in own:
                break
        position = after
    state.pos = before
    return closing
