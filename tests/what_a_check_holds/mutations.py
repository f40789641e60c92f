"""Edits of a cited sentence: those that change what is claimed, and those that change only its layout.

    for name, changed in meaning_changes(text, "de"): ...   # a check of the citation must fall
    for name, changed in layout_changes(text, "de"): ...    # a check of the citation must stand

Both are deterministic: the places are chosen by `random.Random(text)`. Standard library only.
"""

from collections.abc import Iterator
from random import Random

from what_a_check_holds.cited_text import Cited
from what_a_check_holds.layout_in_citations import marker_and_stop, marker_layout
from what_a_check_holds.layout_in_words import (
    invisible_characters,
    markdown_signs,
    typography,
    white_space,
)
from what_a_check_holds.meaning_in_citations import (
    citation_turned,
    locator_changed,
    quotation_changed,
    reach_changed,
)
from what_a_check_holds.meaning_in_words import numbers_changed, order_changed, words_changed


def meaning_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each (name, text) claims something else, or of something else: a check of `text` must not stand for it."""
    seen = {text}
    for name, changed in _meaning_changes(text, language):
        if changed not in seen:
            seen.add(changed)
            yield name, changed


def _meaning_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    chance = Random(text)
    yield from words_changed(text, language, chance)
    yield from numbers_changed(text)
    yield from order_changed(text, language, chance)
    cited = Cited.read(text)
    if cited is not None:
        yield from locator_changed(cited, language, chance)
        yield from quotation_changed(cited, language, chance)
        yield from citation_turned(cited, language)
        yield from reach_changed(cited, language)


def layout_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each (name, text) is read as `text` is, word for word: a check of `text` must stand."""
    seen = {text}
    for name, changed in _layout_changes(text, language):
        if changed not in seen:
            seen.add(changed)
            yield name, changed


def _layout_changes(text: str, language: str) -> Iterator[tuple[str, str]]:
    chance = Random(text)
    yield from invisible_characters(text, chance)
    yield from white_space(text, language, chance)
    yield from typography(text)
    yield from markdown_signs(text, language, chance)
    cited = Cited.read(text)
    if cited is not None:
        yield from marker_layout(cited, language, chance)
        yield from marker_and_stop(cited)
