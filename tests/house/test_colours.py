"""Whatever colour a house has, readers can read it; the check names one that had to be changed."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st
from source_files import ROOT

from encyclopedia import house
from encyclopedia.apps import look_of_the_house

TOKENS = (ROOT / "static" / "css" / "design-tokens.css").read_text(encoding="utf-8")
THEMES = dict(zip((house.LIGHT, house.DARK), TOKENS.split("@media"), strict=True))
TEXT = ("ink", "quiet", "link", "visited", "pencil", "good", "doubt")


def token(theme: str, name: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", theme)
    assert found, name
    return found[1]


def test_contrast_is_that_of_wcag() -> None:
    assert house.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert house.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert house.contrast("#1b4d86", "#1b4d86") == 1


@pytest.mark.parametrize("grounds", [house.LIGHT, house.DARK])
def test_all_text_of_both_themes_has_enough_contrast(grounds: tuple[str, str]) -> None:
    theme = THEMES[grounds]
    assert (token(theme, "paper"), token(theme, "raised")) == grounds
    for name in TEXT:
        assert house.least(token(theme, name), grounds) >= house.MIN_CONTRAST, name
        assert house.contrast(token(theme, name), token(theme, "mark")) >= 4.5, name


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_has_a_shade_that_can_be_read_on_both(number: int) -> None:
    colour = f"#{number:06x}"
    for grounds in (house.LIGHT, house.DARK):
        assert house.least(house.legible(colour, grounds), grounds) >= house.MIN_CONTRAST


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert house.legible("#1b4d86", house.LIGHT) == "#1b4d86"
    assert house.legible("#ffcc00", house.LIGHT) != "#ffcc00"
    assert house.legible("#ffcc00", house.DARK) == "#ffcc00"


def test_a_pale_colour_is_named_with_the_shade_that_is_used(settings: LazySettings) -> None:
    settings.SITE_COLOUR = "#ffcc00"
    (found,) = look_of_the_house()
    assert "#ffcc00 is too pale" in found.msg
    assert house.legible("#ffcc00", house.LIGHT) in found.msg
    settings.SITE_COLOUR = "#1b4d86"
    assert look_of_the_house() == []
