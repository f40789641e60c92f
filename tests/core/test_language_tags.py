"""Language tags: which are well formed, how they are spelled, and from which side their script runs."""

from __future__ import annotations

import pytest

from encyclopedia.core.language_tags import canonical_tag, direction_of, is_well_formed


@pytest.mark.parametrize(
    "tag", ["de", "de-AT", "zh-Hant-TW", "sr-Latn", "es-419", "ota", "ca-valencia"]
)
def test_tags_of_languages_scripts_regions_and_variants_are_well_formed(tag: str) -> None:
    assert is_well_formed(tag)


@pytest.mark.parametrize(
    "tag", ["", "d", "deutsch!", "de_AT", "german", "de-", "de-AT\n", "e" * 30]
)
def test_other_words_are_no_tags(tag: str) -> None:
    assert not is_well_formed(tag)


def test_a_tag_is_spelled_as_is_usual() -> None:
    typed = [" DE_at ", "ZH-hANT-tw", "sR-LATN", "ES-419"]
    assert list(map(canonical_tag, typed)) == ["de-AT", "zh-Hant-TW", "sr-Latn", "es-419"]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("ckb", "rtl"),
        ("ku-Arab", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ar-Latn", "ltr"),
        ("yi", "rtl"),
        ("ku", "ltr"),
        ("de", "ltr"),
    ],
)
def test_a_script_in_the_tag_decides_the_direction_before_the_language(
    tag: str, direction: str
) -> None:
    assert direction_of(tag) == direction
