"""Names that the words of a fact hold already, and words that only look as if they did."""

from __future__ import annotations

import pytest

from encyclopedia.core.names_in_words import named_in

PARTY = "Communist Party of the Soviet Union"


@pytest.mark.parametrize(
    ("words", "name", "shown"),
    [
        ("Fourth International founded", "Fourth International", "[Fourth International] founded"),
        ("Joined Fourth International", "Fourth International", "Joined [Fourth International]"),
        ("Exiled to Alma-Ata", "Alma-Ata", "Exiled to [Alma-Ata]"),
        ("First secretary of the Communist Party", PARTY, f"First secretary of the [{PARTY}]"),
        ("Communist Party", PARTY, f"[{PARTY}]"),
    ],
)
def test_a_name_or_its_beginning_is_found_and_given_whole(
    words: str, name: str, shown: str
) -> None:
    named = named_in(words, name)
    assert named is not None
    assert f"{named.before}[{named.name}]{named.after}" == shown


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "Mexico"),
        ("Exile", ""),
        ("Came to New Mexico", "Mexico"),
        ("Came to Mexico City", "Mexico"),
        ("Exile in Mexicos", "Mexico"),
        ("Joined the German Communist Party", PARTY),
        ("Joined the Communist Party of Germany", PARTY),
        ("Founded the Party", PARTY),
        ("Joined the Anticommunist Party", "communist Party of Spain"),
        ("Attack on Trotsky", "Leon Trotsky"),
    ],
)
def test_what_may_be_another_name_is_left_alone(words: str, name: str) -> None:
    assert named_in(words, name) is None


@pytest.mark.parametrize(
    ("words", "name", "shown"),
    [
        ("Attack on Trotsky", "Leon Trotsky", "Attack on [Leon Trotsky]"),
        ("Trotsky’s murder", "Leon Trotsky", "[Leon Trotsky]’s murder"),
        ("Marriage to Natalia Trotsky", "Leon Trotsky", ""),
        ("The Trotsky Archive", "Leon Trotsky", ""),
        ("King of Spain", "Philip of Spain", ""),
        ("Audience with Pius XII", "Pope Pius XII", ""),
        ("The anti-Trotsky campaign", "Leon Trotsky", ""),
    ],
)
def test_a_surname_stands_for_a_person_where_no_other_name_is_beside_it(
    words: str, name: str, shown: str
) -> None:
    named = named_in(words, name, is_person=True)
    assert (f"{named.before}[{named.name}]{named.after}" if named else "") == shown
