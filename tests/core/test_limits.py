"""What is too long in a document is named by its place and by what it is called."""

from __future__ import annotations

from factories import biography

from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact
from encyclopedia.core.limits import LOCATOR, SLUG, WORDS, excesses


def test_each_part_of_a_fact_s_citation_is_named() -> None:
    long = Reference("k" * (SLUG + 1), locator="l" * (LOCATOR + 1), quotation="q" * (WORDS + 1))
    fact = DocumentFact("event", value="A", citations=(long,))
    named = [(one.place, one.name) for one in excesses(biography(facts=(fact,)))]
    assert named == [("facts.0.citations", name) for name in ("source key", "locator", "quotation")]
