"""Scripts get every plural form, each under the categories that `Intl.PluralRules` gives."""

from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from encyclopedia.wording import script_forms


def test_english_has_a_form_for_one_and_one_for_all_others() -> None:
    with override("en"):
        forms = json.loads(script_forms.word_forms())
    assert forms["one"] == "{count} word"
    assert forms["other"] == forms["zero"] == "{count} words"


def test_each_category_gets_the_form_of_a_number_that_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    russian = {0: "слов", 1: "слово", 2: "слова", 3: "слова", 11: "слов", 100: "слов"}
    monkeypatch.setattr(
        script_forms, "ngettext", lambda one, many, count: f"{{count}} {russian[count]}"
    )
    forms = json.loads(script_forms.word_forms())
    assert (forms["one"], forms["few"], forms["many"]) == (
        "{count} слово",
        "{count} слова",
        "{count} слов",
    )
