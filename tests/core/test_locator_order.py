"""Locators are listed as their places follow one another in the work."""

from __future__ import annotations

import pytest

from encyclopedia.core.locator_order import locator_key


@pytest.mark.parametrize(
    "places",
    [
        ["", "preface", "ch. II", "ch. IV", "ch. IX", "ch. X", "app. IV, sec. 4"],
        ["p. 2", "p. 11", "pp. 12–14", "p. 100"],
        ["introduction", "p. 1", "Notes and Explanations"],
        ["f. 495 op. 2 l. 4", "f. 495 op. 10 l. 1"],
        ["Vorwort", "S. 2", "p. 3", "с. 11", "pág. 12", "Anhang"],
        ["Bd. 1, S. 30", "t. 2, p. 5", "т. 2, с. 12", "vol. 10"],
        ["ch. 2, p. 30", "ch. 2, p. 31", "ch. 10"],
    ],
)
def test_places_are_in_the_order_of_the_work(places: list[str]) -> None:
    mixed = [*places[1::2], *places[::2]]
    assert sorted(mixed, key=locator_key) == places


def test_any_words_and_figures_can_be_compared() -> None:
    places = ["12", "xii", "Прим. 3", "", "٣", "²", "9" * 400, "verso"]
    assert len(sorted(places, key=locator_key)) == len(places)
