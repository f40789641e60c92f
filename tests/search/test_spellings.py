"""One name in the spellings of many languages, without a database."""

from __future__ import annotations

from itertools import pairwise

import pytest

from encyclopedia.search import keys
from encyclopedia.search.folding import fold, folded
from encyclopedia.search.likeness import Asked
from encyclopedia.search.query import read_query
from encyclopedia.search.sounds import MAX_READINGS, romanised, skeletons, spoken
from encyclopedia.search.stems import number, stem, stems, without_stop_words
from encyclopedia.search.works import described, numbers, typed_numbers

SPELLINGS = [
    "Хрущёв Khrushchev Krushchev Chruschtschow Chruščëv Jruschov Kruşçev Khrouchtchev Chruszczow Chroesjtsjov",
    "Крупская Krupskaya Krupskaia Kroupskaïa Krupskaja Крупська",
    "Троцкий Trotsky Trotzki Trotski Trocki Troçki Троцкій",
    "Чайковский Tchaikovsky Tschaikowski Czajkowski Čajkovskij Tchaïkovski",
    "Джугашвили Dzhugashvili Dschugaschwili Djugashvili",
    "Зиновьев Zinovyev Sinowjew Zinoviev Zinov'ev Zinowjew",
    "Щербаков Shcherbakov Schtscherbakow Chtcherbakov Ščerbakov Szczerbakow",
    "Горбачёв Gorbachev Gorbatschow Gorbatchev Gorbačëv Gorbaczow",
    "Жданов Zhdanov Schdanow Jdanov Ždanov Żdanow",
    "Σωκράτης Sokratis ΣΩΚΡΑΤΗΣ",
    "Müller Mueller Muller MÜLLER",
    "Luxemburg Luxembourg Люксембург Luksemburg",
]  # fmt: skip


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings.split()[1])
def test_the_transliterations_of_a_name_share_its_sound(spellings: str) -> None:
    every = [skeletons(word) for word in spellings.split()]
    assert set.intersection(*every)


@pytest.mark.parametrize("pair", ["Lenin Stalin", "Marx Mann", "Bauer Brauer", "Austria Australia"])
def test_other_names_do_not(pair: str) -> None:
    one, other = map(skeletons, pair.split())
    assert not one & other


@pytest.mark.parametrize("word", ["chchchchchch" * 9, "j" * 500, "", "ъ", "ﷺ", "🙂", "\u0301", "ʾ"])
def test_a_word_of_any_letters_has_few_readings(word: str) -> None:
    assert len(spoken(word)) <= MAX_READINGS
    assert all(sound.isascii() for sound in skeletons(word))
    assert romanised(word).isascii()


def test_signs_and_what_is_not_seen_are_no_part_of_a_word() -> None:
    assert (
        folded("Ilʹich Qurʾān revo\u00adlution ʿAbd no\u200bvel")
        == "ilich quran revolution abd novel"
    )
    assert fold("LENİN") == "lenin"


def test_a_number_is_one_in_figures_letters_and_words() -> None:
    assert [number(word) for word in ("4", "4th", "fourth", "four", "iv")] == [4] * 5
    assert [number(word) for word in ("viii", "xiv", "liv", "", "iiii", "forth", "vierte")] == [
        8, 14, None, None, None, None, 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "party parties"), ("en-GB", "industrialisation industrialization"), ("en", "labour labor"),
        ("de", "Bauernaufstand Bauernaufstände"), ("fr", "journal journaux"), ("es", "elección elecciones"),
        ("", "троцкий троцкого троцкому"), ("en", "революция революции"),
    ],
)  # fmt: skip
def test_the_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    own = [stem(word, language) for word in forms.split()]
    assert own[0]
    assert all(one == other for one, other in pairwise(own))
    assert all(own[0] in stems(word) for word in forms.split())


def test_a_language_without_rules_has_no_stems() -> None:
    assert stem("words", "xx") == stem("words", "") == ""


def test_stop_words_stay_where_nothing_else_is_asked_for_and_among_single_letters() -> None:
    assert without_stop_words(["the", "Times"]) == [1]
    assert without_stop_words(["to", "the"]) == [0, 1]
    assert without_stop_words(["N", "K", "V", "D"]) == [0, 1, 2, 3]


def test_words_that_differ_by_one_letter_share_a_key() -> None:
    for typed in ("Trotski", "rotsky", "Tortsky", "Trptsky", "Trottsky", "Trotskyy"):
        own = keys.of_entry(["Trotsky"], [], language="en", is_source=False).split()
        (asked,) = keys.of_names(read_query(typed), one_off=True)
        assert asked & set(own), typed


def test_keys_are_of_ascii_whatever_the_name_is() -> None:
    names = ["毛泽东", "أحمد بن حنبل", "C++", "' OR 1=1 --", "a\u0000b", "🙂", ""]
    every = keys.of_entry(names, names, language="zh", is_source=True).split(" ")
    assert all(key.isascii() and key.isalnum() for key in every)
    for name in names:
        for alternatives in keys.of_names(read_query(name), with_text=True, one_off=True):
            assert all(key.isascii() and key.isalnum() for key in alternatives)


def test_a_work_is_looked_up_by_its_numbers_in_any_form() -> None:
    record = {
        "ISBN": "0-674-03615-8",
        "DOI": "10.4324/9781315642871-6",
        "URL": "https://www.ex.org/A/",
    }
    own = numbers("roe-1930", record)
    for typed in (
        "978-0-674-03615-4", "ISBN 0674036158", "ISBN-13: 978–0–674–03615–4", "doi:10.4324/9781315642871-6",
        "https://doi.org/10.4324%2F9781315642871-6", "http://ex.org/a", "roe-1930", "@roe-1930",
    ):  # fmt: skip
        assert own & set(typed_numbers(typed)), typed
    assert not own & set(typed_numbers("978-0-674-03615-5"))
    assert numbers("roe-1930", {"ISBN": 5, "DOI": None, "URL": []}) == {":roe-1930"}


def test_a_work_is_described_by_makers_years_and_titles() -> None:
    record = {
        "title": "Life", "author": [{"family": "Frölich", "given": "Paul"}, "odd", {"literal": "A Body"}],
        "issued": {"date-parts": [[1939, 5]]}, "container-title": "Series", "editor": "odd",
    }  # fmt: skip
    assert described(record) == "Frölich Paul A Body 1939 Life Series"
    assert described({"issued": {"date-parts": [5]}, "author": {}}) == ""


def test_the_same_name_is_likest_and_marks_decide_between_two() -> None:
    asked = Asked.of(read_query("Hans Müller"))
    scores = [
        asked.compared([name]).score for name in ("Hans Müller", "Hans Muller", "Hans Miller")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_phrases_stand_between_the_quotation_marks_of_any_custom() -> None:
    for typed in ('"steel for iron"', "“steel for iron”", "«steel for iron»", "„steel for iron“"):
        query = read_query(f"x {typed} y")
        assert [term.words for term in query.terms] == [("x",), ("steel", "for", "iron"), ("y",)]
        assert query.has_phrase
    assert not read_query("people's \"party").has_phrase
