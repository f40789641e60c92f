"""What checks say beside their verdict: the words that are stored, in databases, bundles and the API."""

from __future__ import annotations

from encyclopedia.core import telling


def test_the_stored_words_are_those_of_every_release() -> None:
    assert telling.FOUND == ("word_for_word", "with_changes", "differs", "not_found")
    assert {"with_changes", "differs", "not_found"} == telling.AGAINST
    assert telling.MEANS == ("copy", "shelf", "elsewhere", "record")
