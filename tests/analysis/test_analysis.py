"""A document is read once."""

from __future__ import annotations

from factories import article, source

from encyclopedia.analysis import analyse
from encyclopedia.analysis.analysis import _read
from encyclopedia.core.documents import DocumentFact


def test_one_without_text_and_facts_is_what_any_other_without_them_is() -> None:
    for document in (source(), source("other", title="Another"), article(text=" ")):
        assert analyse(document) == _read(document)
    fact = DocumentFact("instance_of", value="book")
    assert analyse(source(facts=(fact,))) == _read(source(facts=(fact,)))
