"""Citations of facts as they are typed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encyclopedia.core.citations import Reference, fold
from encyclopedia.markup.fact_citations import CitationError, read, spell

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,12}[a-z0-9]", fullmatch=True)
LOCATORS = st.sampled_from(["", "p. 12", "pp. 3–4", "ch. 2", "vol. 2, p. 3"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20).map(fold)


@given(st.lists(st.builds(Reference, KEYS, LOCATORS, WORDS), max_size=4, unique=True))
def test_what_is_spelled_is_read_again(references: list[Reference]) -> None:
    assert read(spell(references)) == tuple(references)


def test_a_prefix_and_a_suffix_are_kept() -> None:
    (reference,) = read("[see @a, p. 3, though he doubts it]")
    assert read(spell([reference])) == (reference,)
    assert reference.prefix == "see"


def test_several_may_stand_in_one_bracket_or_in_their_own() -> None:
    two = (Reference("a", "p. 1"), Reference("b"))
    assert read("[@a, p. 1; @b]") == read(" [@a, p. 1], [@b] ") == two


@pytest.mark.parametrize("typed", ["a, p. 1", "[@a", "[@a] and [@b]", "[@?]", "[@]", "[a]", "]["])
def test_what_is_no_citation_is_refused_with_the_remedy(typed: str) -> None:
    with pytest.raises(CitationError):
        read(typed)


@given(st.text(max_size=300))
def test_nothing_typed_breaks_the_reader(typed: str) -> None:
    with suppress(CitationError):
        assert isinstance(read(typed), tuple)
