"""The gate at its limits, and what else stops or only warns."""

from __future__ import annotations

from dataclasses import replace

from editorial.gate.demands import Policy
from editorial.gate.judging import GateInput, judge
from encyclopedia.core.citations import DocumentCitation, Reference, cite
from encyclopedia.core.documents import ArticleDocument, SourceDocument

ENTRY = ArticleDocument(
    id="a", slug="permanent-revolution", title="Permanent revolution", summary="S.", text="T."
)


def citation(*, fact: int = -1) -> DocumentCitation:
    return cite("a", "It is a theory.", "It is a theory", Reference("key"), line=3, fact=fact)


def gate_input(*citations: DocumentCitation, **fields: object) -> GateInput:
    supported = GateInput(
        document=ENTRY,
        citations=citations,
        sentences=1,
        cited=1,
        problems=(),
        sources={"key": "published"},
        ambiguous={},
        verdicts={cited.use: "supports" for cited in citations},
        living=False,
    )
    return replace(supported, **fields)  # type: ignore[arg-type]


def codes(inputs: GateInput, stage: str = "publish", policy: Policy | None = None) -> list[str]:
    obstacles = judge(inputs, policy or Policy(), stage)  # type: ignore[arg-type]
    return [obstacle.code for obstacle in obstacles]


def test_the_share_exactly_at_its_limit_is_enough() -> None:
    assert codes(gate_input(sentences=2, cited=1), policy=Policy(cited_share=50)) == []
    assert codes(gate_input(sentences=2, cited=1), policy=Policy(cited_share=51)) == [
        "few_citations"
    ]


def test_no_share_is_asked_of_a_source_or_of_an_entry_without_sentences() -> None:
    record = SourceDocument(id="s", slug="key", title="T", record={"type": "book", "title": "T"})
    assert codes(gate_input(document=record, sentences=9, cited=0)) == []
    assert codes(gate_input(sentences=0, cited=0)) == []


def test_partly_supported_is_enough() -> None:
    partly = citation()
    assert codes(gate_input(partly, verdicts={partly.use: "partly"})) == []


def test_a_doubted_source_is_a_warning_before_it_is_submitted() -> None:
    (warning,) = judge(gate_input(citation(), doubted={"key": "forged"}), Policy(), "submit")
    assert (warning.code, warning.stops) == ("doubted_source", False)


def test_a_merged_source_is_named_with_the_one_to_cite() -> None:
    (obstacle,) = judge(gate_input(citation(fact=0), merged={"key": "kept"}), Policy(), "submit")
    assert (obstacle.code, obstacle.values) == ("merged_source", {"key": "key", "into": "kept"})
    assert (obstacle.field, obstacle.line) == ("facts", 3)


def test_an_address_of_another_entry_stops_every_stage() -> None:
    for stage in ("submit", "approve", "publish"):
        assert codes(gate_input(address_taken=True), stage) == ["address_taken"]
