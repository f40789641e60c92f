"""Theses, and what else stands behind a title: places behind an extent, seasons, leaves of archives."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.references.reading import read_reference


@pytest.mark.parametrize(
    ("words", "fields", "locator"),
    [
        (
            "Susan Weissman, “Victor Serge” (PhD diss., University of Glasgow, 1991), 44.",
            {"title": "Victor Serge", "genre": "PhD diss.", "publisher": "University of Glasgow"},
            "p. 44",
        ),
        (
            "Gary Tennant, Dissident Cuban Communism, PhD thesis, University of Bradford, 1999.",
            {"title": "Dissident Cuban Communism", "publisher": "University of Bradford"},
            "",
        ),
        (
            "Siegfried Bahne, „Der Trotzkismus in Deutschland“, Diss. phil., Heidelberg 1958, S. 27.",
            {"genre": "Diss. phil.", "publisher-place": "Heidelberg"},
            "p. 27",
        ),
        (
            "Bahne, Siegfried: Der Trotzkismus in Deutschland, Diss. Heidelberg 1958.",
            {"title": "Der Trotzkismus in Deutschland", "publisher-place": "Heidelberg"},
            "",
        ),
        (
            "Jean Lanuque, La Quatrième Internationale, thèse de doctorat, Université de Bourgogne, 1999, p. 55.",
            {"genre": "thèse de doctorat", "publisher": "Université de Bourgogne"},
            "p. 55",
        ),
        (
            "García, Luis. El trotskismo en Cuba. Tesis doctoral, Universidad de Bradford, 1999.",
            {"title": "El trotskismo en Cuba", "publisher": "Universidad de Bradford"},
            "",
        ),
        (
            "M. Rossi, «Il trotskismo a Torino», tesi di laurea, Università di Torino, 1978, p. 12.",
            {"genre": "tesi di laurea", "publisher": "Università di Torino"},
            "p. 12",
        ),
        (
            "Петрова А. А. Левая оппозиция: дис. ... канд. ист. наук. М., 1993. С. 15.",
            {"title": "Левая оппозиция", "publisher-place": "М."},
            "p. 15",
        ),
    ],
)
def test_a_thesis_keeps_its_degree_and_its_university(
    words: str, fields: dict[str, Any], locator: str
) -> None:
    parsed = read_reference(words)
    assert parsed.certain
    assert parsed.record["type"] == "thesis"
    assert {name: parsed.record.get(name) for name in fields} == fields
    assert parsed.locator == locator


def test_a_title_with_the_word_is_no_thesis() -> None:
    assert read_reference("Ann Berg, The Dissertation, London 1950.").record["type"] != "thesis"
    assert not read_reference("The Dissertation of 1905, London 1950.").certain


@pytest.mark.parametrize(
    ("words", "pages", "locator"),
    [
        ("Ann Berg, “Ink,” Baltic Review 12, no. 3 (1990): 101–30, at 110.", "101–30", "p. 110"),
        ("Ann Berg, “Ink,” Slavic Review 20 (1961): 1–20 at 5–6.", "1–20", "pp. 5–6"),
        ("A. Berg, “Ink,” Past & Present, no. 38 (1967): 56–97, here 61.", "56–97", "p. 61"),
        ("P. Casciola, «Appunti», Studi e ricerche, 4 (1987), pp. 1-48: 12.", "1–48", "p. 12"),
        ("P. Broué, « Notes », Cahiers, 6 (1980), p. 35-65, ici 42.", "35–65", "p. 42"),
        (
            "H. Weber: Ziele, in: Vierteljahresschrift 9 (1968), S. 519–544, hier 530 f.",
            "519–544",
            "pp. 530 f.",
        ),
    ],
)
def test_the_place_behind_an_extent_is_what_is_cited(words: str, pages: str, locator: str) -> None:
    parsed = read_reference(words)
    assert (parsed.certain, parsed.record["page"], parsed.locator) == (True, pages, locator)


@pytest.mark.parametrize(
    ("words", "container", "issued"),
    [
        (
            "J. Cannon, “Degeneration,” Fourth International, Fall 1954, 121.",
            "Fourth International",
            {"date-parts": [[1954]], "season": 3},
        ),
        (
            "M. Rubel, « Marx et les ouvriers », Études, mars 1970, p. 12.",
            "Études",
            {"date-parts": [[1970, 3]]},
        ),
    ],
)
def test_a_season_or_month_shows_a_periodical(
    words: str, container: str, issued: dict[str, Any]
) -> None:
    parsed = read_reference(words)
    assert parsed.certain
    assert (parsed.record["container-title"], parsed.record["issued"]) == (container, issued)


def test_a_fond_is_read_in_latin_letters_too() -> None:
    parsed = read_reference("RGASPI, f. 17, op. 2, d. 246, ll. 12–13.")
    assert (parsed.record["archive"], parsed.record["archive_location"], parsed.locator) == (
        "RGASPI",
        "f. 17, op. 2, d. 246",
        "ll. 12–13",
    )
