"""Counts that scripts fill in: every plural form of the active language, by its category in CLDR's plural rules.

A script chooses with `Intl.PluralRules`, which knows the same categories.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from django import template
from django.utils.translation import ngettext

register = template.Library()

# Category → a number that is in it, in every language that has the category for whole numbers below a million.
_SAMPLES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def _forms(phrase: Callable[[int], str]) -> str:
    return json.dumps(
        {category: phrase(count) for category, count in _SAMPLES.items()}, ensure_ascii=False
    )


@register.simple_tag
def word_forms() -> str:
    return _forms(lambda count: ngettext("{count} word", "{count} words", count))


@register.simple_tag
def citation_forms() -> str:
    return _forms(lambda count: ngettext("{count} citation", "{count} citations", count))


@register.simple_tag
def picture_forms() -> str:
    return _forms(lambda count: ngettext("{count} picture", "{count} pictures", count))


@register.simple_tag
def entry_forms() -> str:
    return _forms(lambda count: ngettext("{count} entry", "{count} entries", count))
