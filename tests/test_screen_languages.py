"""Which languages are offered, and which of them an entry or a site is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings

from encyclopedia.apps import language_of_the_site
from encyclopedia.screen_languages import best_of, compiled, offered, site_language


@pytest.mark.parametrize(
    ("asked", "codes", "best"),
    [
        ("de", ["en-gb", "de"], "de"),
        ("de-AT", ["en-gb", "de"], "de"),
        ("de_AT", ["de-at", "de"], "de-at"),
        ("zh-Hant-TW", ["zh-hans", "zh-hant"], "zh-hant"),
        ("en", ["de", "en-gb"], "en-gb"),
        ("pt", ["en-gb", "pt-br"], "pt-br"),
        ("tlh", ["en-gb", "de"], None),
        ("", ["en-gb"], None),
        ("d", ["de"], None),
    ],
)
def test_the_nearest_language_is_taken_or_none(
    asked: str, codes: list[str], best: str | None
) -> None:
    assert best_of(asked, codes) == best


def test_the_site_s_language_is_first_and_english_always_offered() -> None:
    assert offered("en-gb", ["ar", "de"]) == [
        ("en-gb", "British English"),
        ("ar", "العربيّة"),
        ("de", "Deutsch"),
    ]
    assert [code for code, _name in offered("de-at", ["de", "fr"])] == ["de-at", "en-gb", "fr"]
    assert [code for code, _name in offered("en-us", [])] == ["en-us"]


def test_a_language_without_words_is_said_and_english_is_shown() -> None:
    assert site_language("pt", ["de"]) == "en-gb"
    assert site_language("de-AT", ["de"]) == "de-at"
    assert site_language("en-us", []) == "en-us"
    with override_settings(ASKED_LANGUAGE="pt", LANGUAGE_CODE="en-gb"):
        (warning,) = language_of_the_site()
    assert "LANGUAGE_CODE is pt" in warning.msg
    with override_settings(ASKED_LANGUAGE="de-AT", LANGUAGE_CODE="de-at"):
        assert language_of_the_site() == []


def test_folders_are_named_as_gettext_has_them_and_count_once_compiled(tmp_path: Path) -> None:
    for name, file in (("pt_BR", "django.mo"), ("de", "django.mo"), ("fr", "django.po")):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / name / "LC_MESSAGES" / file).touch()
    assert compiled(tmp_path) == ["de", "pt-br"]
