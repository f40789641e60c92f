"""The digest of what surrounds a claim: layout leaves it, and no two different surroundings share one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.surroundings import Surrounding, context_digest, lines_read_with

KINDS = st.sampled_from(["heading", "list", "link"])
WORDS = st.sampled_from(["", "a", "a b", "list", "a list"])
TREES = st.recursive(
    st.builds(Surrounding, KINDS, WORDS),
    lambda inner: st.builds(Surrounding, KINDS, WORDS, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


def shape(tree: Surrounding) -> object:
    return (tree.kind, tree.words, tuple(map(shape, tree.inner)))


@given(st.lists(TREES, max_size=3), st.lists(TREES, max_size=3))
def test_two_contexts_share_a_digest_only_when_they_are_the_same(
    first: list[Surrounding], second: list[Surrounding]
) -> None:
    same = list(map(shape, first)) == list(map(shape, second))
    assert (context_digest(first) == context_digest(second)) is same
    assert (first == second) is same


def test_layout_leaves_it() -> None:
    plain = Surrounding("heading", 'The "one"', (Surrounding("link", "a b"),))
    laid_out = Surrounding("heading", "The\u00a0“o\u00adne”", (Surrounding("link", "a  b"),))
    assert plain == laid_out
    assert context_digest([plain]) == context_digest([laid_out]) != context_digest([])


def test_nothing_around_is_no_digest() -> None:
    assert context_digest([]) == ""


def test_what_is_seen_anyway_is_not_named_beside_the_words() -> None:
    seen = ["entry", "column", "filled", "cell", "label", "place", "depth", "call", "words"]
    around = [Surrounding(kind, "a") for kind in [*seen, "struck", "code", "heading"]]
    assert lines_read_with(around) == {"heading": ("a",)}
