"""Runs of words that stand in two texts: the longest ones, outside quotation marks, and nothing that is no run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.search.folding import folded
from encyclopedia.search.shared_runs import MIN_RUN, Said, Unquoted

SOURCE = (
    "The Communist Party is a small body, about six hundred thousand members in a population of a hundred and twenty"
    " millions. All real power is in its hands, and it knows no opposition that could take it away."
)


def _runs(*sentences: str, other: str = SOURCE) -> list[tuple[int, str]]:
    text = Unquoted(Said(line, sentence) for line, sentence in enumerate(sentences, start=1))
    return [(run.line, run.words) for run in text.runs_in(folded(other).split())]


@pytest.mark.parametrize(
    ("sentence", "shared"),
    [
        (
            "He said that all real power is in its hands, and it knows no opposition.",
            "all real power is in its hands, and it knows no opposition",
        ),
        # As one types it, not as it is printed.
        (
            "ALL real power is “in” its—hands and it *knows* no opposition that",
            "",
        ),
        ("All Real Power Is In Its Hands And It Has None", ""),
        (
            "“All real power is in its hands, and it knows no opposition that could take it”, he said.",
            "",
        ),
        ("«All real power is in its hands, and it knows no opposition that could take it»", ""),
        (
            "All real power “is in its hands, and it knows no opposition that could” take it away",
            "",
        ),
        (
            "Àll réal power is in its hands; and it knows no opposition!",
            "Àll réal power is in its hands; and it knows no opposition",
        ),
    ],
)
def test_words_are_shared_where_enough_of_them_stand_in_a_row_unquoted(
    sentence: str, shared: str
) -> None:
    assert [words for _line, words in _runs(sentence)] == ([shared] if shared else [])


def test_a_run_goes_on_from_one_sentence_to_the_next() -> None:
    first = "A population of a hundred and twenty millions."
    second = "All real power is elsewhere."

    assert _runs("Nothing here.", first, second) == [
        (2, "A population of a hundred and twenty millions. All real power is")
    ]


def test_characters_of_scripts_without_spaces_count_half() -> None:
    said = "共产党员人数约六十万而全国人口为一亿二千万一切权力在其手中"

    assert not _runs(said[:15], other=said)
    assert _runs(said[:24], other=said) == [(1, said[:24])]


def test_what_is_written_twice_is_told_twice_and_what_repeats_itself_ends() -> None:
    words = "all real power is in its hands and it knows no opposition"

    assert _runs(words, "Other.", words) == [(1, words), (3, words)]
    assert len(_runs(" ".join(["one"] * 500), other=" ".join(["one"] * 700))) == 1


_WORDS = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=MIN_RUN, max_size=40
)


@given(_WORDS, _WORDS, _WORDS)
def test_every_run_that_counts_has_a_window_that_is_looked_up(
    before: list[str], run: list[str], after: list[str]
) -> None:
    """So that the index, which is asked for windows alone, misses no run."""
    text = Unquoted([Said(1, " ".join(["x", *before, "y", *run, "z", *after]))])

    assert any(
        tuple(run[start : start + len(window)]) == window
        for window in text.windows()
        for start in range(len(run))
    )
    assert text.runs_in(run)
