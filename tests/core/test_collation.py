"""Titles in the order of the alphabet, and under which letter they stand."""

from __future__ import annotations

import pytest

from encyclopedia.core.collation import initial, sort_key


@pytest.mark.parametrize(
    ("alphabet", "titles"),
    [
        ("en", "Ägypten Éclair Eden Zürich"),
        ("es", "nube nylon Ñandú ñu oasis"),
        ("es-MX", "Nzinga ñame obra"),
        ("sv", "Zorn Åland Ängel Öland"),
        ("da", "Zeuthen Ære Ørsted Århus"),
        ("ru", "Иваново Июль Йод Йошкар Казань"),
        ("uk", "Грушевський Ґонта Дніпро Енгельс Європа Жук Изюм Івано Їжак Йосип Київ"),
        ("pl", "Adam Ął Baran Cukier Ćma Dom Lodz Łódź Mazur Zorza Źródło Żuk"),
        ("cs", "Cyril Čapek Dvořák Rum Řím Smetana Šverma Zola Žižka"),
        ("tr", "Cuma Çelik Deniz Hasan Isparta İzmir Oktay Özal Su Şam Urfa Ünal"),
    ],
)
def test_letters_of_an_alphabet_stand_where_it_has_them(alphabet: str, titles: str) -> None:
    in_order = titles.split()
    keys = [sort_key(title, "", alphabet) for title in in_order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("title", "alphabet", "letter"),
    [
        ("Ñandú", "es", "Ñ"),
        ("Ñandú", "en", "N"),
        ("Н̃", "ru", "Н"),
        ("Йод", "ru", "Й"),
        ("Йод", "en", "И"),
        ("Ёлка", "ru", "Е"),
        ("Øst", "da-DK", "Ø"),
        ("1917", "ru", "#"),
        ("“Quoted”", "en", "Q"),
        ("¿?", "es", "#"),
        ("", "es", "#"),
    ],
)
def test_a_title_stands_under_the_letter_of_the_list_s_alphabet(
    title: str, alphabet: str, letter: str
) -> None:
    assert initial(sort_key(title, "", alphabet), alphabet) == letter


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("The Prophet Armed", "en", "prophet armed"),
        ("“The Prophet”", "en-US", "prophet"),
        ("Der Spiegel", "de", "spiegel"),
        ("Die Hard", "en", "die hard"),
        ("Der Spiegel", "en", "der spiegel"),
        ("L’Humanité", "fr", "humanite"),
        ("Les Temps modernes", "fr", "temps modernes"),
        ("El Socialista", "es", "socialista"),
        ("The", "en", "the"),
        ("A", "pt", "a"),
        ("Le Pen, Marine", "", "le pen marine"),
    ],
)
def test_articles_of_the_title_s_own_language_do_not_count(
    title: str, language: str, key: str
) -> None:
    assert sort_key(title, language) == key


def test_a_key_has_the_width_of_its_column_at_most() -> None:
    assert len(sort_key("ñ" * 300, "es", "es")) == 300
