from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.importers.references.known_records import known_sources
from editorial.importers.references.note_places import place_of

RECORDS = {
    "service-trotsky-2009": {
        "type": "book",
        "title": "Trotsky: A Biography",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2009]]},
        "publisher": "Macmillan",
        "ISBN": "9780330439695",
    },
    "service-lenin-2000": {
        "type": "book",
        "title": "Lenin: A Biography",
        "author": [{"family": "Service", "given": "Robert"}],
        "issued": {"date-parts": [[2000]]},
    },
    "deutscher-armed-1954": {
        "type": "book",
        "title": "The Prophet Armed: Trotsky 1879–1921",
        "author": [{"family": "Deutscher", "given": "Isaac"}],
        "issued": {"date-parts": [[1954]]},
    },
    "deutscher-unarmed-1959": {
        "type": "book",
        "title": "The Prophet Unarmed: Trotsky 1921–1929",
        "author": [{"family": "Deutscher", "given": "Isaac"}],
        "issued": {"date-parts": [[1959]]},
    },
    "trotsky-stalin-1946": {
        "type": "book",
        "title": "Stalin",
        "author": [{"family": "Trotsky", "given": "Leon"}],
        "issued": {"date-parts": [[1946]]},
    },
    "jones-a-2001": {
        "type": "book",
        "title": "One thing",
        "author": [{"family": "Jones", "given": "A."}],
        "issued": {"date-parts": [[2001]]},
    },
    "jones-b-2001": {
        "type": "book",
        "title": "Another thing",
        "author": [{"family": "Jones", "given": "B."}],
        "issued": {"date-parts": [[2001]]},
    },
    "patenaude-2009": {
        "type": "article-journal",
        "title": "Stalin’s Nemésis",
        "author": [{"family": "Pátenaude", "given": "Bertrand"}],
        "DOI": "10.1000/NEM.1",
        "URL": "https://www.example.org/nemesis/",
    },
}
RECOGNISE = known_sources(RECORDS)


@pytest.mark.parametrize(
    ("words", "key", "locator"),
    [
        ("Service, Trotsky, p. 45.", "service-trotsky-2009", "p. 45"),
        (
            "Robert Service, Trotsky: A Biography (London: Pan, 2009), 45–46.",
            "service-trotsky-2009",
            "pp. 45–46",
        ),
        ("Service 2009, p. 45", "service-trotsky-2009", "p. 45"),
        ("(Service 2000: ch. 3)", "service-lenin-2000", "ch. 3"),
        ("Deutscher, The Prophet Armed, vol. 2, p. 14", "deutscher-armed-1954", "vol. 2, p. 14"),
        ("Deutscher, Prophet Unarmed, ch. 3", None, ""),
        ("Deutscher, The Prophet Unarmed, ch. 3.", "deutscher-unarmed-1959", "ch. 3"),
        ("Deutscher 1959", "deutscher-unarmed-1959", ""),
        ("Trotsky, Stalin, 12", "trotsky-stalin-1946", "p. 12"),
        ("PATENAUDE, “Stalin's Nemesis”, p. 3", "patenaude-2009", "p. 3"),
        ("https://example.org/nemesis, accessed 3 May 2020", "patenaude-2009", ""),
        ("doi:10.1000/nem.1", "patenaude-2009", ""),
        ("ISBN 0-330-43969-X, p. 8", None, ""),
        ("ISBN 978-0-330-43969-5, p. 8", "service-trotsky-2009", "p. 8"),
    ],
)
def test_only_a_certain_source_is_recognised(words: str, key: str | None, locator: str) -> None:
    assert RECOGNISE(words) == key
    assert not key or place_of(words.strip("()"))[0] == locator


@pytest.mark.parametrize(
    "words",
    [
        "Service",
        "Service, p. 45",
        "Trotsky, My Life, on Stalin",
        "Trotsky was close to Stalin",
        "Service, Trotsky, p. 45, where he denies it",
        "Service, Trotsky (New York: Other, 2011)",
        "Jones 2001",
        "Smith, Trotsky: A Biography (2009)",
        "He meant the Mensheviks.",
        "Letter to Natalia, quoted in Service, Trotsky, p. 45",
        "Deutscher",
        "",
    ],
)
def test_words_that_say_anything_else_name_no_source(words: str) -> None:
    assert RECOGNISE(words) is None


@given(st.text(max_size=80))
def test_any_words_and_records_are_read(text: str) -> None:
    known_sources({"a": {"title": text, "author": [{"literal": text}]}, "b": {}})(text)
    RECOGNISE(f"Service, {text}")
