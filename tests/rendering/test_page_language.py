"""Which language a page is in, and how an element among words of another language says its own."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils import translation

from encyclopedia.rendering.page_language import language_attributes, page_language


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("DE-at", "de"),
        ("en", "en-gb"),
        ("en-US", "en-gb"),
        ("pt", "pt-br"),
        ("pt-PT", "pt-br"),
        ("ar-Latn", "ar"),
        ("fa", "en-gb"),
        ("", "en-gb"),
        ("no language", "en-gb"),
    ],
)
def test_a_page_speaks_the_nearest_language_that_has_a_catalogue(tag: str, spoken: str) -> None:
    offered = [(code, code) for code in ("en-gb", "ar", "de", "pt-br")]
    with override_settings(LANGUAGE_CODE="en-gb", LANGUAGES=offered):
        assert page_language(tag) == spoken


def test_only_another_language_is_named_and_only_another_direction() -> None:
    with translation.override("de"):
        named = [language_attributes(tag) for tag in ("de-AT", "fr", "he", '"><b>')]
    assert named == ["", ' lang="fr"', ' lang="he" dir="rtl"', ""]
