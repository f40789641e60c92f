"""What the office reads of an obstacle."""

from __future__ import annotations

import pytest

from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words


@pytest.mark.parametrize("claim", ["It was founded in 1938.", "It was founded in 1938"])
def test_a_quoted_sentence_has_no_full_stop_beside_that_of_the_sentence_around_it(
    claim: str,
) -> None:
    obstacle = Obstacle("contradicts", values={"number": 1, "key": "a-1901", "claim": claim})
    assert "“It was founded in 1938”. Change the claim." in words(obstacle)


def test_a_long_claim_is_cut_between_words() -> None:
    claim = "Words " * 60 + "end."
    obstacle = Obstacle("contradicts", values={"number": 1, "key": "a-1901", "claim": claim})
    assert "Words…”. Change the claim." in words(obstacle)
