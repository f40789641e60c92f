"""What may have been meant though something was found: named where the words nearly are a name, and nowhere else."""

from __future__ import annotations

import pytest
from published import publish

from encyclopedia import search


def proposed(typed: str) -> list[str]:
    result = search.find(typed)
    first = result.hits[0].entry if result.hits else None
    return [entry.title for entry in search.proposed(typed, first, result.total)]


def test_an_entry_is_proposed_where_only_a_source_has_the_words() -> None:
    publish("Bolsheviks", kind="organisation")
    publish("The Practice and Theory of Bolshevism", kind="source")
    assert proposed("bolshevism") == ["Bolsheviks"]


def test_a_person_is_proposed_whose_name_is_spelt_in_another_language() -> None:
    publish("Friedrich Engels", kind="person")
    publish("Trotskyism", text="Federico and other names of Engels.")
    assert proposed("Federico Engels") == ["Friedrich Engels"]


@pytest.mark.parametrize(
    "typed",
    [
        "Bolsheviks",
        "Bolschewiki",
        "bolshevik",
        '"Bolshevism"',
        "9780804429573",
        "ISBN 0-8044-2957-X",
        "practice of bolshevism",
    ],
)
def test_nothing_is_proposed_beside_what_was_meant(typed: str) -> None:
    publish("Bolsheviks", kind="organisation")
    publish("Iosif Ibsn", kind="person")
    publish("The Practice and Theory of Bolshevism", kind="source", record={"ISBN": "080442957X"})
    assert search.find(typed).hits
    assert proposed(typed) == []


def test_words_of_a_text_are_taken_for_no_name() -> None:
    publish("October Revolution")
    publish("Comintern", text="It waited for a world revolution.")
    publish("Joseph Stalin", kind="person", text="The great purge.")
    assert proposed("world revolution") == []
    assert proposed("great purge") == []
    assert proposed("nothing has these words") == []
    assert proposed("") == []
