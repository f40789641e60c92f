"""The words of a draft are the same in every process, so that `rebuild` finds no difference where there is none."""

from __future__ import annotations

import pytest
from factories import source

from editorial.projection.draft_texts import folded_words
from encyclopedia.analysis import analyse
from encyclopedia.search import works


def test_the_numbers_of_a_source_stand_in_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    document = source("a-key")
    names = [":a-key", ":10.1000/182", ":example.org/work"]
    written = []
    for order in (names, names[::-1]):
        monkeypatch.setattr(works, "numbers", lambda *_, order=order: order)
        written.append(folded_words(document, analyse(document)))
    assert written[0] == written[1]
