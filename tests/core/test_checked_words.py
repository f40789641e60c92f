"""What a check sees of words: everything but their layout."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.checked_words import checked_place, checked_prefix, checked_words

WORDS = 'Zoë said "no" to Lenin’s plan in 1917.'


@pytest.mark.parametrize(
    "laid_out",
    [
        "Zoë  said\n\u201cno\u201d to Lenin's plan\u00a0in 1917.",
        unicodedata.normalize("NFD", WORDS),
        "Zo\u00adë sa\u200bid «no» to\u2060 Lenin‘s \ufeffplan in\u202f1917.",
        "\u200eZoë said „no“ to Lenin\u02bcs plan in 1917.\u200f",
    ],
)
def test_layout_is_nothing(laid_out: str) -> None:
    assert checked_words(laid_out) == checked_words(WORDS)


@pytest.mark.parametrize(
    "changed",
    [
        "Zoe said “no” to Lenin’s plan in 1917.",
        "Zoë said “no” to Lenins plan in 1917.",
        "Zoë said “no” to Lenin’s plan, in 1917.",
        "zoë said “no” to Lenin’s plan in 1917.",
        "Zoë said “no” to Lenin’s plan in 1917?",
    ],
)
def test_every_letter_and_sign_counts(changed: str) -> None:
    assert checked_words(changed) != checked_words(WORDS)


@pytest.mark.parametrize(
    ("words", "turned"),
    [
        ("في 3/4 مات", "في 3\u200f/\u200f4 مات"),
        ("He died on 3/4.", "He died on \u200f3/\u200f4."),
        ("في 1905-1917", "في 1905\u200e-\u200e1917"),
        ("It was 5 > 3.", "It was \u200f5 > 3\u200f."),
        ("ص ١٢–١٤", "ص ١٢\u061c–\u061c١٤"),
    ],
)
def test_a_mark_of_direction_that_turns_numbers_round_is_no_layout(words: str, turned: str) -> None:
    assert checked_words(words) != checked_words(turned)


def test_a_mark_of_direction_that_changes_the_order_of_two_names_is_no_layout() -> None:
    names, turned = "The Marx-Engels house.", "The Marx\u200f-\u200fEngels house."
    assert checked_words(turned) != checked_words(names)


def test_a_mark_of_direction_among_words_or_at_one_number_is_layout() -> None:
    assert checked_words("قال\u200f لينين في \u200f1917\u200f.") == "قال لينين في 1917."


def test_a_line_ends_anywhere_in_chinese_and_japanese_and_between_words_in_korean() -> None:
    assert checked_words("列宁于一九\n一七年回国。") == "列宁于一九一七年回国。"
    assert checked_words("レーニンは\n帰国した。") == "レーニンは帰国した。"
    assert checked_words("레닌은\n귀국했다") == "레닌은 귀국했다"
    assert checked_words("列宁 Lenin 回国") == "列宁Lenin回国"
    assert checked_words("列宁 Lenin Ilyich 回国") == "列宁Lenin Ilyich回国"


def test_a_space_between_full_width_numbers_or_words_is_no_layout() -> None:
    assert checked_words("１９０５ １２月") != checked_words("１９０５１２月")
    assert checked_words("ＡＢ Ｃ") != checked_words("ＡＢＣ")
    assert checked_words("一九年\n１２月") == checked_words("一九年１２\n月") == "一九年12月"


@given(st.text())
def test_twice_is_the_same_as_once(text: str) -> None:
    assert checked_words(checked_words(text)) == checked_words(text)


@pytest.mark.parametrize(
    "prefix",
    ["see", "See also ", "cf.", "e.g.", "vgl.", "Siehe auch", "voir", "см. также", "见", ""],
)
def test_a_prefix_that_only_points_adds_nothing(prefix: str) -> None:
    assert checked_prefix(prefix) == ""


@pytest.mark.parametrize(
    "prefix", ["contra", "but see", "against", "pace", "anders", "gegen", "see, however,", "not in"]
)
def test_a_prefix_that_says_something_is_part_of_what_is_checked(prefix: str) -> None:
    assert checked_prefix(prefix) != ""


@pytest.mark.parametrize(
    ("place", "same"),
    [
        ("page 12", "p. 12"),
        ("pp. 3-4", "pages 3–4"),
        ("p. 12", "p.12"),
        ("chapter 2, p. 9", "ch. 2, p. 9"),
        ("§ 4", "sec. 4"),
        ("f. 495  op. 2", "f. 495 op. 2"),
    ],
)
def test_labels_of_places_are_layout(place: str, same: str) -> None:
    assert checked_place(place) == checked_place(same)


@pytest.mark.parametrize(
    ("place", "other"),
    [
        ("p. 12", "p. 13"),
        ("p. 12", "ch. 12"),
        ("fol. 12 recto", "fol. 12 verso"),
        ("f. 495 op. 2 d. 3 l. 4", "f. 495 op. 2 d. 3 l. 5"),
        ("Preface", "Epilogue"),
        ("chapter two", "chapter three"),
        ("Bl. 4 Rückseite", "Bl. 4 Vorderseite"),
        ("plate VII", "plate VIII"),
        ("box 3, folder Holt", "box 3, folder Pratt"),
        ("letter of 3 May 1921", "letter of 4 May 1921"),
        ("p. 12", "S. 12"),
        ("V. 4", "v. 4"),
        ("p. 1,234", "p. 1, 234"),
        ("l. 4", "line 4"),
        ("v. 3", "verse 3"),
    ],
)
def test_another_place_is_another_place(place: str, other: str) -> None:
    assert checked_place(place) != checked_place(other)


@pytest.mark.parametrize("place", ["fıg. 5", "FİG. 5", "lıne 3", "ſec. 4"])
def test_a_label_in_letters_that_are_the_same_without_case_is_kept_as_typed(place: str) -> None:
    assert checked_place(place) == place


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("عاش ١٩٠٥ـ١٩١٠ هنا.", "عاش ١٩٠٥١٩١٠ هنا."),
        ("عاش 1905ـ1910 هنا.", "عاش 19051910 هنا."),
        ("١٩٠٥ ـ ١٩١٠", "١٩٠٥ ١٩١٠"),
        ("كان ـ٥ هنا.", "كان ٥ هنا."),
        ("محمد ـ كاذبا ـ جاء.", "محمد كاذبا جاء."),
        ("نامه\u200cای آمد.", "نام\u200cهای آمد."),
        ("نام\u200cهای", "نامهای"),
        # Malayalam, Marathi, Bengali: another letter, or another form of it.
        ("അവന്\u200d വന്നു", "അവന് വന്നു"),
        ("दर्\u200dया", "दर्या"),
        ("র\u200d্যাম", "র্যাম"),
        ("क्\u200cष", "क्\u200dष"),
        # Mongolian: the vowel behind it is set apart.
        ("ᠬᠠᠷ\u180eᠠ", "ᠬᠠᠷᠠ"),
    ],
)
def test_a_dash_of_arabic_and_a_non_joiner_that_shows_are_no_layout(words: str, other: str) -> None:
    assert checked_words(words) != checked_words(other)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("محـــمد جاء", "محمد جاء"),
        ("مُحَـمَّد", "مُحَمَّد"),
        ("He\u200cre is", "Here is"),
        ("He\u200cre محـمد", "Here محمد"),
        ("نامه\u200c\u200cای", "نامه\u200cای"),
        ("نامه\u00ad\u200cای", "نامه\u200cای"),
        ("آمد\u200c و", "آمد و"),
        ("نامه\u200d\u200cای", "نامه\u200cای"),
        ("مح\u200dمد", "محمد"),
        ("He\u200dre is", "Here is"),
        ("क\u200dम", "कम"),
        ("क्\u200d\u200dष", "क्\u200dष"),
        ("a\u180eb", "ab"),
    ],
)
def test_a_tatweel_within_a_word_and_a_non_joiner_that_nobody_sees_are_layout(
    words: str, other: str
) -> None:
    assert checked_words(words) == checked_words(other)


def test_a_low_quotation_mark_between_digits_is_a_decimal_comma() -> None:
    assert checked_words("It cost 3\u201a5 roubles.") == "It cost 3,5 roubles."
