"""The language of an entry in its form: proposed by name, typed as a tag, and the side on which one writes."""

from __future__ import annotations

import uuid

import elements
import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import override_settings
from django.utils import translation
from office import sent

from editorial.forms.language_field import read_language
from editorial.forms.whole import WholeForm
from encyclopedia.core.documents import ArticleDocument


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("de", "de"),
        ("DE-at", "de-AT"),
        ("zh_hant", "zh-Hant"),
        ("ger", "de"),
        ("Deutsch", "de"),
        ("german", "de"),
        ("  русский ", "ru"),
        ("العربيّة", "ar"),
        ("Latin", "la"),
        ("ייִדיש", "yi"),
        ("the tongue of birds", "the tongue of birds"),
    ],
)
def test_a_language_is_read_by_its_tag_or_by_any_of_its_names(typed: str, tag: str) -> None:
    assert read_language(typed) == tag


def test_its_name_on_screen_is_understood() -> None:
    with translation.override("fr"):
        assert read_language("Allemand") == "de"


def form(base: ArticleDocument | None = None, **typed: str) -> WholeForm:
    data = QueryDict(mutable=True)
    data.update({**sent("article", id=str(uuid.uuid4()), title="A", text="B"), **typed})
    return WholeForm("article", base=base, data=data)


def test_a_new_entry_is_in_the_sites_language_and_an_old_one_keeps_its_own() -> None:
    german = ArticleDocument(id=str(uuid.uuid4()), slug="a", title="A", language="de")
    with override_settings(LANGUAGE_CODE="pt-br"):
        assert WholeForm("article").form["language"].value() == "pt"
        assert WholeForm("article", base=german).form["language"].value() == "de"
        for base, typed, tag in ((None, "", "pt"), (german, "", "de"), (german, "Arabic", "ar")):
            whole = form(base, language=typed)
            assert whole.is_valid()
            assert whole.document().language == tag


def test_one_writes_on_the_side_of_the_entrys_language() -> None:
    hebrew = ArticleDocument(id=str(uuid.uuid4()), slug="a", title="A", language="he")
    whole = WholeForm("article", base=hebrew)
    for name in ("title", "summary", "text", "aliases", "tags"):
        attributes = elements.read(str(whole.form[name])).all(None)[0].attributes
        assert (attributes["lang"], attributes["dir"]) == ("he", "rtl")
    assert "dir" not in elements.read(str(whole.form["language"])).one("input").attributes


def test_languages_are_proposed_under_both_names_those_of_the_site_first() -> None:
    options = elements.read(str(WholeForm("article").form["language"])).all("option")
    words = {option.attributes["value"]: option.text for option in options}
    assert words["de"] == "Deutsch – German"
    assert words["la"] == "Latina – Latin"
    assert next(iter(words)) == settings.LANGUAGE_CODE.partition("-")[0]
