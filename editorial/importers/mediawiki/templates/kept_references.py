"""The references in a template's arguments that its text leaves out: none of them is lost."""

from __future__ import annotations

import re

from editorial.importers.mediawiki.context import ATOM, Cite, Context, LinkText, Use
from editorial.importers.mediawiki.templates.known_templates import holds_atoms
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.writing.wiki_inline import words

_MAX_DEPTH = 40


def unplaced_references(
    arguments: Arguments, text: str, context: Context, *, is_infobox: bool
) -> str:
    """What is put after the template's text for the references that are in its arguments only."""
    if is_infobox or not any(holds_atoms(value) for value in arguments.values.values()):
        return ""
    placed = set(ATOM.findall(text))
    missing: list[str] = []
    for name, value in arguments.values.items():
        marks = [
            mark
            for match in ATOM.finditer(value)
            if match.group(1) not in placed
            for mark in _references_in(match, context)
        ]
        if marks and not text.strip():
            # nothing else of the template remains: keep the words that the references support
            passage = value.strip() if words(value, context) else f"{name}: {''.join(marks)}"
            missing.append(f" {passage}")
        else:
            missing += marks
    return "".join(missing)


def _references_in(match: re.Match[str], context: Context, depth: int = 0) -> list[str]:
    atom = context.atom(match)
    if isinstance(atom, Use) or (isinstance(atom, Cite) and atom.mark):
        return [match.group()]
    if isinstance(atom, LinkText) and depth < _MAX_DEPTH:
        return [
            mark
            for inner in ATOM.finditer(atom.inner)
            for mark in _references_in(inner, context, depth + 1)
        ]
    return []
