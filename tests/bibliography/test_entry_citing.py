"""Lines for citing an entry, by the styles' own rules for articles of encyclopedias on the web."""

from __future__ import annotations

import re
from typing import Any

import pytest

from encyclopedia.bibliography.entry_citing import citing_lines

URL = "https://stet.example/person/leon-trotsky/@3/"
ANN = {"family": "Author", "given": "Ann Bea"}
VINCENT = {"family": "van Gogh", "given": "Jean-Paul"}
EDITORS = {"literal": "The Editors"}


def lines(
    *authors: dict[str, str], title: str = "Leon Trotsky", date: Any = (2026, 9, 3)
) -> list[str]:
    record = {
        "type": "entry-encyclopedia",
        "title": title,
        "author": list(authors),
        "container-title": "Stet & Co",
        "edition": "3",
        "issued": {"date-parts": [list(date)]},
        "URL": URL,
    }
    assert [style for style, _line in citing_lines(record)] == ["Chicago", "APA", "MLA"]
    return [line for _style, line in citing_lines(record)]


IN = "In <em>Stet &amp; Co</em>."


@pytest.mark.parametrize(
    ("authors", "chicago", "apa", "mla"),
    [
        ((), "", "", ""),
        ((ANN,), "Author, Ann Bea. ", "Author, A. B. ", "Author, Ann Bea. "),
        (
            (ANN, VINCENT),
            "Author, Ann Bea, and Jean-Paul van Gogh. ",
            "Author, A. B., & van Gogh, J.-P. ",
            "Author, Ann Bea, and Jean-Paul van Gogh. ",
        ),
        (
            (ANN, VINCENT, EDITORS),
            "Author, Ann Bea, Jean-Paul van Gogh, and The Editors. ",
            "Author, A. B., van Gogh, J.-P., & The Editors. ",
            "Author, Ann Bea, et al. ",
        ),
        ((EDITORS,), "The Editors. ", "The Editors. ", "The Editors. "),
    ],
)
def test_an_entry_is_cited_by_its_authors(
    authors: tuple[dict[str, str], ...], chicago: str, apa: str, mla: str
) -> None:
    apa = apa.replace("&", "&amp;")
    dated, title = "(2026, September 3)", "Leon Trotsky (Edition 3)"
    assert lines(*authors) == [
        f"{chicago}“Leon Trotsky.” {IN} Edition 3, published September 3, 2026. {URL}.",
        f"{apa}{dated}. {title}. {IN} {URL}" if apa else f"{title}. {dated}. {IN} {URL}",
        f"{mla}“Leon Trotsky.” <em>Stet &amp; Co</em>, edition 3, 3 Sept. 2026, {URL}.",
    ]


def test_a_title_with_its_own_marks_keeps_them() -> None:
    chicago, apa, mla = lines(title="Who was <b>“Parvus”</b>?")
    assert "“Who was" in chicago
    assert "?.”" not in chicago + mla
    assert "<b>" not in chicago + apa + mla


def test_of_more_than_twenty_authors_apa_names_the_first_nineteen_and_the_last() -> None:
    many = [{"family": f"Author{number}", "given": "A"} for number in range(21)]
    apa = lines(*many)[1]
    assert "Author18, A., . . . Author20, A." in apa
    assert "Author19" not in apa


@pytest.mark.parametrize(
    ("month", "short"), [(5, "May"), (6, "June"), (7, "July"), (9, "Sept."), (12, "Dec.")]
)
def test_mla_shortens_long_months(month: int, short: str) -> None:
    assert re.search(rf", 3 {re.escape(short)} 2026,", lines(date=(2026, month, 3))[2])


@pytest.mark.parametrize(
    ("language", "chicago", "apa"),
    [
        (
            "de-AT",
            "Author, Ann Bea. „Trotzki“. In <em>Stet</em>. Ausgabe 3, veröffentlicht am 1. Mai 2026. ",
            "Author, A. B. (1. Mai 2026). Trotzki (Ausgabe 3). In <em>Stet</em>. ",
        ),
        (
            "fr",
            "Author, Ann Bea. «\u202fTrotzki\u202f». In <em>Stet</em>. Édition 3, publié le 1er mai 2026. ",
            "Author, A. B. (1er mai 2026). Trotzki (Édition 3). In <em>Stet</em>. ",
        ),
        (
            "es",
            "Author, Ann Bea. «Trotzki». En <em>Stet</em>. Edición 3, publicado el 1 de mayo de 2026. ",
            "Author, A. B. (1 de mayo de 2026). Trotzki (Edición 3). En <em>Stet</em>. ",
        ),
        (
            "ru",
            "Author, Ann Bea. «Trotzki». В <em>Stet</em>. Издание 3, опубликовано 1 мая 2026. ",
            "Author, A. B. (1 мая 2026). Trotzki (Издание 3). В <em>Stet</em>. ",
        ),
        (
            "ar",
            "Author, Ann Bea. “Trotzki.” In <em>Stet</em>. Edition 3, published May 1, 2026. ",
            "Author, A. B. (2026, May 1). Trotzki (Edition 3). In <em>Stet</em>. ",
        ),
    ],
)
def test_the_styles_words_are_in_the_entry_s_language(
    language: str, chicago: str, apa: str
) -> None:
    record = {
        "type": "entry-encyclopedia",
        "title": "Trotzki",
        "author": [ANN],
        "container-title": "Stet",
        "edition": "3",
        "issued": {"date-parts": [[2026, 5, 1]]},
        "URL": URL,
        "language": language,
    }
    by_style = dict(citing_lines(record))
    address = f"<bdi>{URL}</bdi>" if language == "ar" else URL
    assert by_style["Chicago"] == f"{chicago}{address}."
    assert by_style["APA"] == f"{apa}{address}"


def test_an_arabic_entry_is_cited_in_arabic_words() -> None:
    record = {
        "type": "entry-encyclopedia",
        "title": "الثورة الدائمة",
        "container-title": "Stet",
        "edition": "3",
        "issued": {"date-parts": [[2026, 5, 1]]},
        "URL": URL,
        "language": "ar",
    }
    chicago = dict(citing_lines(record))["Chicago"]
    words = "«الثورة الدائمة». في <em>Stet</em>. الطبعة 3, نُشرت في 1 مايو 2026."
    assert chicago == f"{words} <bdi>{URL}</bdi>."
