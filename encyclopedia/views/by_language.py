"""Lists narrowed by the language of their entries: nothing of it where all are in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from encyclopedia.core.language_tags import is_well_formed
from encyclopedia.views.narrowing import language_name
from encyclopedia.views.reader_view import words_in


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """The `choices` (tag, name, number of entries) of a list, and which is chosen: "" for all languages."""

    chosen: str
    choices: list[tuple[str, str, int]]


def language_in(request: HttpRequest) -> str:
    """The language that the address asks for; "" for what is no tag of one."""
    typed = words_in(request, "language", 20)
    return typed if is_well_formed(typed) else ""


def by_language(counts: Mapping[str, int], chosen: str) -> ByLanguage:
    """`counts`: the entries of the whole list by their language. Those of one language are not narrowed by it."""
    if len({*counts, chosen} - {""}) < 2:
        return ByLanguage(chosen, [])
    choices = [(tag, language_name(tag), times) for tag, times in counts.items()]
    return ByLanguage(chosen, sorted(choices, key=lambda choice: choice[1].casefold()))
