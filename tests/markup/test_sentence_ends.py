"""Ordinary prose and traps in many languages: no wrong cut, and few true ends of sentences missed.

`data/sentence_ends/` has a file for each language: prose, one sentence a line, then a line with `~`, then traps, of
which no stop before the last ends a sentence. `data/abbreviations.txt` has a language's code and abbreviations in
each line. `data/held_out/` has more of both in paragraphs, in several sets; its README says which figures were
measured before anyone had read them.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from encyclopedia.markup.languages import language_of
from encyclopedia.markup.languages.language import vocabulary
from encyclopedia.markup.sentences import ends

FILES = sorted((Path(__file__).parent / "data" / "sentence_ends").glob("*.txt"))
ABBREVIATIONS = (Path(__file__).parent / "data" / "abbreviations.txt").read_text(encoding="utf-8")
HELD_OUT = Path(__file__).parent / "data" / "held_out"
HELD_OUT_LANGUAGES = sorted({file.name.partition(".")[0] for file in HELD_OUT.rglob("*.prose.txt")})
# A footnote's marker is no word of the sentence.
MARKER = re.compile(r" ?\[@[^\]]*\]")
LAYOUT = "\u00ad\u200b\u2060\ufeff\u200c\u200d\u200e\u200f"
# At most so many per cent of the true ends may be missed.
MOST_MISSED = 10


def read(file: Path) -> tuple[list[str], list[str]]:
    prose, traps = file.read_text(encoding="utf-8").split("\n~\n")
    return prose.splitlines(), traps.splitlines()


CASES = {file.stem: read(file) for file in FILES}
TRAPS = [(language, trap) for language, (_prose, traps) in CASES.items() for trap in traps]
WORDS = sorted(
    {word for prose, traps in CASES.values() for line in prose + traps for word in line.split()}
)


def offsets(sentences: list[str], joint: str) -> list[int]:
    return [len(joint.join(sentences[: place + 1])) for place in range(len(sentences))]


@pytest.mark.parametrize("language", CASES)
def test_nothing_in_the_traps_is_cut(language: str) -> None:
    traps = CASES[language][1]
    assert [trap for trap in traps if ends(trap, language) != [len(trap)]] == []


@pytest.mark.portion(4)
@pytest.mark.parametrize("line", ABBREVIATIONS.splitlines(), ids=lambda line: line[:2])
def test_an_abbreviation_never_ends_a_sentence_whatever_word_follows(line: str) -> None:
    code, *abbreviations = line.split()
    known = language_of(code)
    behind = known.starters | known.articles | known.pronouns | known.weak_starters
    sentences = [
        f"Olsen {abbreviation}. {opening}{word} novo"
        for abbreviation in abbreviations
        for word in sorted(behind | known.determiners)
        for opening in ("", "«")
    ]
    assert [words for words in sentences if ends(words, code) != [len(words)]] == []


@pytest.mark.parametrize("language", CASES)
def test_few_ends_of_ordinary_prose_are_missed(language: str) -> None:
    prose = CASES[language][0]
    shuffles = [prose, *(random.Random(seed).sample(prose, len(prose)) for seed in range(3))]
    true = missed = 0
    joint = "" if language in ("ja", "zh") else " "
    for sentences in shuffles:
        expected = offsets(sentences, joint)
        found = set(ends(joint.join(sentences), language))
        assert found <= set(expected)
        true += len(expected)
        missed += len(set(expected) - found)
    assert missed * 100 <= MOST_MISSED * true


@pytest.mark.parametrize("language", CASES)
def test_in_a_language_that_is_not_known_nothing_in_the_traps_is_cut(language: str) -> None:
    traps = CASES[language][1]
    assert [trap for trap in traps if ends(trap, "xx") != [len(trap)]] == []


def test_the_held_out_corpus_is_there() -> None:
    assert len(HELD_OUT_LANGUAGES) == 20
    assert len(list(HELD_OUT.rglob("*.traps.txt"))) == 14 + 3 * 16 + 12 + 14 + 2 * 14


@pytest.mark.parametrize("line", ABBREVIATIONS.splitlines(), ids=lambda line: line[:2])
def test_a_vocabulary_has_no_abbreviation_and_no_very_short_word(line: str) -> None:
    code, *abbreviations = line.split()
    common = vocabulary(language_of(code).vocabulary)
    assert not common & {abbreviation.lower() for abbreviation in abbreviations}
    assert all(len(word) > 3 for word in common)


def test_what_only_ends_like_a_whole_word_ends_no_sentence_before_a_name() -> None:
    for language, behind in (
        ("en", "Army"),
        ("de", "Kommission"),
        ("fr", "Leclerc"),
        ("ru", "Потёмкин"),
    ):
        cut = {"en": "Confed", "de": "Histor", "fr": "divis", "ru": "броненос"}[language]
        assert len(ends(f"Olsen {cut}. {behind} Olsen", language)) == 1
    assert ends("It was never opened. Armies came.", "en") == [20, 33]
    # Whole in the vocabulary, and whole by its looks before a word that begins sentences.
    assert ends("She had no harbour. Olsen came.", "en") == [19, 31]
    assert ends("She joined the Confed. They came.", "en") == [22, 33]


@pytest.mark.parametrize(
    "words",
    [
        "彼女はモーニング娘。出身の歌手である。",
        "彼女はモーニング娘。から卒業した。",
        "川谷はゲスの極み乙女。結成の前に解散した。",
        "それはモーニング娘。という名の集団だった。",
        "ずっと真夜中でいいのに。出身の歌手である。",
    ],
)
def test_a_japanese_name_may_end_with_the_sign_of_a_full_stop(words: str) -> None:
    assert ends(words, "ja") == [len(words)]


def test_a_predicate_ends_a_japanese_sentence() -> None:
    assert ends("大会は東京で開かれた。出席者は百人である。", "ja") == [11, 21]


@pytest.mark.parametrize("quotes", ["„{}“", "“{}”", "«{}»", '"{}"', "({})", "[{}]"])
def test_a_quotation_or_bracket_is_one_however_long(quotes: str) -> None:
    long = quotes.format("He went home. " * 200 + "It rained")
    assert ends(f"Olsen {long} ended.", "en") == [len(long) + 13]


@pytest.mark.parametrize("language", HELD_OUT_LANGUAGES)
def test_nothing_is_cut_in_the_held_out_traps(language: str) -> None:
    traps = [
        trap
        for file in sorted(HELD_OUT.rglob(f"{language}.traps.txt"))
        for trap in file.read_text(encoding="utf-8").splitlines()
    ]
    assert [
        trap for trap in traps for code in (language, "xx") if ends(trap, code) != [len(trap)]
    ] == []


@pytest.mark.parametrize("language", HELD_OUT_LANGUAGES)
def test_few_ends_are_missed_in_the_held_out_prose_and_none_is_wrong(language: str) -> None:
    joint = "" if language in ("ja", "zh") else " "
    true = missed = 0
    for file in sorted(HELD_OUT.rglob(f"{language}.prose.txt")):
        for paragraph in MARKER.sub("", file.read_text(encoding="utf-8").strip()).split("\n\n"):
            sentences = paragraph.splitlines()
            expected = set(offsets(sentences, joint))
            found = set(ends(joint.join(sentences), language))
            assert found <= expected
            # The end of the paragraph is no find.
            true += len(expected) - 1
            missed += len(expected - found)
    assert missed * 100 <= MOST_MISSED * true


running_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
languages = st.sampled_from([*CASES, "xx"])


@given(running_words, languages)
def test_the_sentences_together_are_the_text_and_none_ends_inside_a_word(
    words: str, language: str
) -> None:
    found = ends(words, language)
    assert found == sorted(set(found))
    assert found[-1] == len(words)
    for end in found[:-1]:
        assert words[end] == " " or words[end - 1] in "。।"


@given(running_words, languages, st.data())
def test_layout_characters_change_nothing(words: str, language: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words)))
    sign = data.draw(st.sampled_from(LAYOUT))
    laid_out = words[:at] + sign + words[at:]
    visible = [end - laid_out.count(sign, 0, end) for end in ends(laid_out, language)]
    assert visible == ends(words, language)


@given(running_words, languages, st.sampled_from(["„{}“", "“{}”", "«{}»", '"{}"', "({})", "[{}]"]))
def test_nothing_is_cut_inside_a_quotation_or_bracket(
    words: str, language: str, quotes: str
) -> None:
    inside = "".join(sign for sign in words if sign not in "„“”«»\"'‘’()[]")
    quoted = f"Olsen {quotes.format(inside)} Olsen"
    assert all(end > quoted.rindex(" ") - 1 for end in ends(quoted, language))


@given(running_words, languages)
def test_what_stands_far_away_decides_nothing(words: str, language: str) -> None:
    # A figure leaves it open whether the sentence before it is over.
    assume(not words[0].isdigit())
    far = "Nothing else was known of those years, as many have written since the council was founded. "
    alone = ends(words, language)
    behind = ends(far + words, language)
    assert [end - len(far) for end in behind if end > len(far)] == alone


def test_many_sentences_are_read_in_linear_time() -> None:
    for hostile in ('"a. ', "(a. ", "„A. ", "A. ", "? ", "‘s. ", "«A. "):
        assert ends(hostile * 20_000, "de")[-1] == len(hostile) * 20_000
