"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.markup.sentences import ends


def split(words: str) -> list[str]:
    sentences, start = [], 0
    for end in ends(words):
        sentences.append(words[start:end].strip(" "))
        start = end
    return sentences


@pytest.mark.parametrize(
    "words",
    [
        "It was founded in 1911. It was sold in 1924.",
        "Was it sold? It was not!",
        "She left… Then she came back.",
        "She left... Then she came back.",
        "“It is done.” She left.",
        '"It is done." She left.',
        "She said: “It is done. We leave.” Then she left.",
        "(It was sold. Nobody knew.) Then it closed.",
        "It was the end of World War I. He came home.",
        "It moved to the U.S. The war began.",
        "Founded by Marchetti et al. The paper grew.",
        "They had paper, ink, etc. The press was old.",
        "He took vitamin C. It helped.",
        "He was an expert in art. Marchetti hired him.",
        "It closed at 5 p.m. They went home.",
        "No. She never did.",
        "It was sold for £3.5. 20 people left.",
        "He was born in 1911. 1924 was his last year.",
        "Это было в 1917 году. Потом всё изменилось.",
        "报纸创刊于1911年。1924年出售。",
        "それは本当か？ 誰も知らない。",
        "وُلد عام ١٩١١. ثم رحل.",
        "क्या यह सच है। कोई नहीं जानता।",
        "¿Se vendió? ¡Nadie lo sabe!",
        "Is this so?! Nobody knows.",
        "She left (in 1911). He stayed (until 1924).",
    ],
)
def test_two_sentences_are_separated(words: str) -> None:
    assert len(split(words)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Dr. Marchetti met Mrs. Olsen and Prof. Ito in St. Gallen.",
        "Sen. Olsen, Rep. Ito and Col. Prado met.",
        "V. I. Lenin and J.-P. Sartre never met J. A. Hobson.",
        "John F. Kennedy spoke.",
        "A. Marchetti spoke.",
        "It moved to the U.S. Army base, i.e. to a barrack, e.g. a wooden one.",
        "See No. 5, vol. 3, p. 12, ch. 2, fig. 4 and art. 7 cf. Olsen.",
        "On 26 Oct. 1917 and 3 Sept. 1918 it rained.",
        "In Oct. Petrograd was calm.",
        "She was born c. 1880 (fl. 1911) in Gent.",
        "It cost 3.5 million, i.e. 4.25 each.",
        "He wrote “…and so on” in 1911.",
        "He wrote … Marchetti … and nobody else.",
        "“Is it done?” she asked.",
        "Marchetti Bros. Ltd. Olsen & Co. were rivals.",
        "Was it Olsen (?) Marchetti asks.",
        "1. The first of three.",
        "The Ph.D. Marchetti wrote.",
        "The site example.org was sold.",
        "Lenin wrote: “Olsen said so. Olsen knew it. There is no better man.”",
        "He said (this is certain. Nobody doubts it) that it was sold.",
    ],
)
def test_one_sentence_stays_whole(words: str) -> None:
    assert split(words) == [words]


def test_closing_signs_belong_to_the_sentence_before() -> None:
    assert split("He said “yes.” (She did not.) Then “no.”") == [
        "He said “yes.”",
        "(She did not.)",
        "Then “no.”",
    ]


def test_a_quotation_that_never_closes_holds_nothing_together() -> None:
    assert split("He said “yes. She left. It rained.") == [
        "He said “yes.",
        "She left.",
        "It rained.",
    ]


@given(st.text(alphabet="aB1 .!?…。\"“”()'No", max_size=120))
def test_ends_ascend_and_the_last_is_the_length(words: str) -> None:
    offsets = ends(words)
    assert offsets == sorted(set(offsets))
    assert offsets[-1:] == ([len(words)] if words else [])
