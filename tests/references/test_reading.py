"""References in the words of six languages are read field by field; what is not certain is kept as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reference_fields import count_right

from editorial.references import read_reference, read_references
from editorial.references.places_in_works import place_in


def test_of_the_references_it_was_made_with_nearly_every_field_is_right() -> None:
    right, wanted, read = count_right("tuned.jsonl")
    assert right >= 0.97 * wanted
    assert right >= 0.97 * read


def test_of_references_it_was_not_made_with_most_fields_are_right() -> None:
    """Measured when it was made: 797 of 886; without looking at them again, later 820 (docs/importing.md)."""
    right, wanted, read = count_right("unseen.jsonl")
    assert right >= 0.91 * wanted
    assert right >= 0.94 * read


@pytest.mark.parametrize(
    "words",
    [
        "He meant the Mensheviks, as Smith says of 1905.",
        "Smith (1990), p. 5",
        "Letter to the editor, undated",
        "Jane Roe, The End (Press, 1930), p. 5 – the figure of 1931 is from elsewhere entirely",
    ],
)
def test_what_is_not_certain_is_kept_word_for_word(words: str) -> None:
    reference = read_reference(words)
    assert not reference.certain
    assert reference.words == words
    assert reference.record["type"] == "document"
    assert reference.record["custom"] == {"verbatim": "title"}
    assert words.startswith(reference.record["title"])
    assert reference.locator or reference.record["title"] == words


@pytest.mark.parametrize(
    ("words", "works"),
    [
        (
            "Jane Roe, The End (Press, 1930), p. 5; John Smith, The Strike (Press, 1920), p. 30.",
            [("The End", "p. 5"), ("The Strike", "p. 30")],
        ),
        ("Smith, p. 3; Roe, p. 5.", [("Smith", "p. 3"), ("Roe", "p. 5")]),
        ("Smith (1990), 45; Jones 1991, 5.", [("Smith (1990)", "p. 45"), ("Jones 1991", "p. 5")]),
        (
            "See Roe (1930), p. 5, and Smith (1920), p. 30",
            [("Roe (1930)", "p. 5"), ("Smith (1920)", "p. 30")],
        ),
        (
            "Doe, Jane; Roe, Rick (2001). Tides. London: Verso, pp. 3; 5–7",
            [("Tides", "pp. 3; 5–7")],
        ),
        (
            "Roe, Jane, “Bread; Peace; Land,” Past & Present 3 (1960): 1–30",
            [("Bread; Peace; Land", "")],
        ),
        (
            "Lee, Ann: Tides (with Smith, Seas, p. 3; Lee, Bays, p. 4)",
            [("Lee, Ann: Tides (with Smith, Seas, p. 3; Lee, Bays, p. 4)", "")],
        ),
        (
            "РГАСПИ. Ф. 17. Оп. 3. Д. 1. Л. 5; Ф. 588. Оп. 2. Д. 3. Л. 1.",
            [("РГАСПИ, Ф. 17. Оп. 3. Д. 1. Л. 5; Ф. 588. Оп. 2. Д. 3", "л. 1")],
        ),
    ],
)
def test_several_works_are_parted_where_each_is_one(
    words: str, works: list[tuple[str, str]]
) -> None:
    read = [(work.record["title"], work.locator) for work in read_references(words)]
    assert read == works


def test_what_leads_to_a_work_is_no_part_of_it() -> None:
    reference = read_reference(
        "vgl. auch Weber, Max: Wirtschaft und Gesellschaft, Tübingen: Mohr 1922, S. 5"
    )
    assert (reference.prefix, reference.certain) == ("vgl. auch", True)
    assert reference.record["author"] == [{"family": "Weber", "given": "Max"}]


@given(
    st.text(max_size=300)
    | st.text(alphabet="AZaz19.,:;()“”«»*'’/–- In//SpФ\n\ue000\ue100", max_size=120)
)
def test_any_words_are_read_and_none_are_lost(words: str) -> None:
    reference = read_reference(words)
    assert reference.words == " ".join(reference.words.split())
    parted = read_references(words)
    joined = "".join(part.words for part in parted)
    assert parted
    if len(parted) == 1:
        assert parted[0] == reference
    assert len(joined) <= len(reference.words)


@pytest.mark.parametrize(
    ("words", "families", "title"),
    [
        (
            "Robert Service, Leon Trotsky: A Biography (London: Macmillan, 2009), p. 12.",
            ["Service"],
            "Leon Trotsky: A Biography",
        ),
        (
            "Deutscher, Isaac, Joseph Stalin: A Political Biography (London, 1949)",
            ["Deutscher"],
            "Joseph Stalin: A Political Biography",
        ),
        (
            "Müller, Hans, Schmidt, Karl: Der Krieg. Berlin 1920.",
            ["Müller", "Schmidt"],
            "Der Krieg",
        ),
        (
            "Karl Kautsky und Bruno Schönlank: Grundsätze und Forderungen. Berlin 1892.",
            ["Kautsky", "Schönlank"],
            "Grundsätze und Forderungen",
        ),
    ],
)
def test_a_title_before_a_colon_is_nobody_who_wrote_it(
    words: str, families: list[str], title: str
) -> None:
    record = read_reference(words).record
    assert [name["family"] for name in record["author"]] == families
    assert record["title"] == title


@pytest.mark.parametrize(
    ("words", "author", "place"),
    [
        ("Müller, Hans, Geschichte der Drucker, Berlin 1957, S. 12", "Müller", "Berlin"),
        ("Müller, Hans: Die Drucker von Riga, Berlin 1957, S. 12", "Müller", "Berlin"),
        ("Weber, Anna: Arbeit in Wien, Leipzig 1921, S. 44 f.", "Weber", "Leipzig"),
        ("Dupont, Jean, Histoire des villes, Paris 1936, p. 12", "Dupont", "Paris"),
        ("Rossi, Carlo, Storia di Torino, Milano 1976, p. 44", "Rossi", "Milano"),
    ],
)
def test_a_place_and_a_year_behind_commas_are_the_imprint(
    words: str, author: str, place: str
) -> None:
    reference = read_reference(words)
    assert reference.certain
    assert [name["family"] for name in reference.record["author"]] == [author]
    assert reference.record["publisher-place"] == place
    assert reference.locator


_SEEN = "Isaac Deutscher, The Prophet Armed (London: Oxford University Press, 1954), p. 12"


@pytest.mark.parametrize(
    "lead",
    [
        "Lenin to Gorky, quoted in",
        "Lenin to Gorky, as cited in",
        "Lenin an Gorki, zit. nach",
        "Lenin an Gorki, zitiert bei",
        "Lénine à Gorki, cité dans",
        "Lénine à Gorki, cité d’après",
        "Ленин — Горькому. Цит. по:",
        "Lenin a Gorki, citado en",
        "Lenin a Gorki, citato in",
        "Quoted in",
    ],
)
def test_the_work_that_was_seen_is_cited_and_the_quoted_one_named_before_it(lead: str) -> None:
    reference = read_reference(f"{lead} {_SEEN}")
    assert reference.prefix == lead
    assert reference.certain
    assert (reference.record["title"], reference.locator) == ("The Prophet Armed", "p. 12")


@pytest.mark.parametrize(
    "remark",
    [
        "who denies it",
        "where the figures differ",
        "and the table there",
        "der es bestreitet",
        "mit anderen Zahlen",
        "qui le nie",
        "que lo niega",
        "che lo nega",
        "который это отрицает",
    ],
)
def test_a_remark_behind_the_page_is_no_part_of_the_work(remark: str) -> None:
    reference = read_reference(f"{_SEEN}, {remark}.")
    assert reference.suffix == remark
    assert (reference.record["title"], reference.locator) == ("The Prophet Armed", "p. 12")
    short = read_reference(f"Trotsky, History, p. 12, {remark}")
    assert (short.record["title"], short.suffix) == ("Trotsky, History", remark)


def test_words_behind_a_page_that_belong_to_the_work_stay() -> None:
    words = "Ann Roe, “Tides,” in Seas (London: Verso, 1990), p. 12, and Bo Lee, Bays"
    assert read_reference(words).suffix == ""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Service, Trotsky (2009), pp. 45-46.", ("pp. 45–46", "Service, Trotsky (2009).")),
        ("Service, Trotsky (2009), p.45", ("p. 45", "Service, Trotsky (2009)")),
        (
            "Service, Trotsky. 2009. p. 12. ISBN 978-0-330-43969-5.",
            ("p. 12", "Service, Trotsky. 2009, ISBN 978-0-330-43969-5"),
        ),
        ("Service, Trotsky (p. 12)", ("p. 12", "Service, Trotsky")),
        ("Service, Trotsky, pp. 3, 4–5, 9", ("pp. 3, 4–5, 9", "Service, Trotsky")),
        ("Service, Trotsky, p. 45f.", ("pp. 45 f.", "Service, Trotsky.")),
        ("Service, Trotsky, p. xii", ("p. xii", "Service, Trotsky")),
        ("Троцкий Л. Моя жизнь. М., 1991. С. 12.", ("p. 12", "Троцкий Л. Моя жизнь. М., 1991.")),
        ("https://example.org/p.12", ("", "https://example.org/p.12")),
        ("https://example.org/a, p. 12", ("p. 12", "https://example.org/a")),
        ("The group p. worked", ("", "The group p. worked")),
        ("Service, Trotsky", ("", "Service, Trotsky")),
        ("Lenin, “On Unity”, Pravda: pp. 123–45.", ("", "Lenin, “On Unity”, Pravda: pp. 123–45.")),
    ],
)
def test_places_are_parted_from_the_words_wherever_they_stand(
    words: str, place: tuple[str, str]
) -> None:
    assert place_in(words) == place


def test_a_given_name_ends_with_its_full_stop() -> None:
    read = read_reference("Smith, Ann. Tides. Pan, 1999.")
    assert read.certain
    assert read.record["author"] == [{"family": "Smith", "given": "Ann"}]
    assert (read.record["title"], read.record["publisher"]) == ("Tides", "Pan")
