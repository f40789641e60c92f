"""The gate: a pure function of what is known about a revision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editorial.gate.demands import Need, Policy
from editorial.gate.judging import GateInput, GateProblem, judge, stopping
from editorial.gate.obstacle_wording import words
from encyclopedia.core.citations import DocumentCitation, Reference, cite
from encyclopedia.core.documents import ArticleDocument, SourceDocument

ENTRY = ArticleDocument(
    id="a", slug="permanent-revolution", title="Permanent revolution", summary="S.", text="T."
)


def citation(
    claim: str = "It is a theory", *, quotation: str = "", fact: int = -1
) -> DocumentCitation:
    return cite("a", f"{claim}.", claim, Reference("key", "p. 1", quotation), line=3, fact=fact)


def gate_input(*citations: DocumentCitation, **fields: object) -> GateInput:
    quiet = GateInput(
        document=ENTRY,
        citations=citations,
        sentences=max(1, len(citations)),
        cited=max(1, len(citations)),
        problems=(),
        sources={"key": "published"},
        ambiguous={},
        verdicts={cited.use: "supports" for cited in citations},
        living=False,
    )
    return replace(quiet, **fields)  # type: ignore[arg-type]


def codes(inputs: GateInput, stage: str = "publish", policy: Policy | None = None) -> list[str]:
    return [obstacle.code for obstacle in judge(inputs, policy or Policy(), stage)]  # type: ignore[arg-type]


def test_a_checked_and_sourced_entry_passes_every_stage() -> None:
    inputs = gate_input(citation())
    for stage in ("submit", "approve", "publish"):
        assert codes(inputs, stage) == []


def test_nobody_approves_what_they_wrote() -> None:
    assert codes(gate_input(approver_wrote=True), "approve") == ["four_eyes"]
    assert codes(gate_input(approver_wrote=True), "publish") == ["four_eyes"]


def test_four_eyes_cannot_be_waived() -> None:
    inputs = gate_input(approver_wrote=True, waivers={"four_eyes": "we are few"})
    assert [obstacle.code for obstacle in stopping(judge(inputs, Policy(), "approve"))] == [
        "four_eyes"
    ]


def test_an_unknown_source_stops_submission() -> None:
    obstacles = judge(gate_input(citation(), sources={}), Policy(), "submit")
    assert [(obstacle.code, obstacle.subject, obstacle.line) for obstacle in obstacles] == [
        ("unknown_source", "key", 3)
    ]


@pytest.mark.parametrize("stage", ["submit", "approve", "publish"])
def test_a_source_that_published_entries_cite_keeps_its_key(stage: str) -> None:
    renamed = gate_input(published_key="old-key", citing=("One", "Two"))
    (obstacle,) = stopping(judge(renamed, Policy(), stage))  # type: ignore[arg-type]
    assert (obstacle.code, obstacle.field, obstacle.waivable) == ("cited_by_old_key", "slug", False)
    assert words(obstacle) == (
        "Published entries cite this source by the key “old-key”: One, Two. Rename it back to “old-key”."
    )


def test_a_source_is_named_once_however_often_it_is_cited() -> None:
    inputs = gate_input(citation("One"), citation("Two"), sources={})
    assert codes(inputs, "submit") == ["unknown_source"]


@pytest.mark.parametrize(
    ("state", "stage", "expected"),
    [
        ("draft", "submit", ["source_not_published"]),
        ("submitted", "submit", []),
        ("submitted", "approve", []),
        ("approved", "approve", []),
        ("submitted", "publish", ["source_not_published"]),
        ("approved", "publish", ["source_not_published"]),
        ("published", "publish", []),
    ],
)
def test_a_source_may_be_submitted_together_but_is_published_first(
    state: str, stage: str, expected: list[str]
) -> None:
    assert codes(gate_input(citation(), sources={"key": state}), stage) == expected


def test_problems_of_markup_facts_and_record_stop_submission() -> None:
    inputs = gate_input(problems=(GateProblem("text", "Line 4: close the bracket.", 4),))
    (obstacle,) = judge(inputs, Policy(), "submit")
    assert (obstacle.code, obstacle.field, obstacle.line) == ("problem", "text", 4)


def test_an_ambiguous_link_is_named() -> None:
    (obstacle,) = judge(gate_input(ambiguous={"Smith": 2}), Policy(), "submit")
    assert obstacle.values == {"name": "Smith", "count": 2}


def test_missing_text_and_summary_stop_submission_but_not_for_a_source() -> None:
    empty = replace(ENTRY, text=" ", summary="")
    assert codes(gate_input(document=empty), "submit") == ["text_missing", "summary_missing"]
    record = SourceDocument(id="s", slug="key", title="T", record={"type": "book", "title": "T"})
    assert codes(gate_input(document=record), "submit") == []


def test_unchecked_citations_stop_approval_and_publication_but_not_submission() -> None:
    inputs = gate_input(citation(), verdicts={})
    assert codes(inputs, "submit") == []
    assert codes(inputs, "approve") == codes(inputs, "publish") == ["unchecked"]


@pytest.mark.parametrize("verdict", ["stale", "contradicts", "does_not_support"])
def test_a_verdict_against_the_claim_stops_publication(verdict: str) -> None:
    cited = citation()
    assert codes(gate_input(cited, verdicts={cited.use: verdict})) == [verdict]


def test_only_a_few_sources_may_be_inaccessible() -> None:
    cited = [citation(f"Claim {number}") for number in range(4)]
    inputs = gate_input(*cited, verdicts={claim.use: "could_not_access" for claim in cited})
    assert codes(inputs, policy=Policy(could_not_access=3)) == ["could_not_access"]
    assert codes(inputs, policy=Policy(could_not_access=4)) == []


@pytest.mark.parametrize("checks", ["all", "quotations", "none"])
def test_what_nobody_could_access_never_lets_a_quotation_through(checks: Need) -> None:
    plain, quoted = citation("Plain"), citation("Quoted", quotation="the words")
    verdicts = {cited.use: "could_not_access" for cited in (plain, quoted)}
    inputs = gate_input(plain, quoted, verdicts=verdicts)
    (obstacle,) = judge(inputs, Policy(checks=checks, could_not_access=9), "publish")
    assert (obstacle.code, obstacle.subject) == ("not_looked_at", quoted.digest)
    assert obstacle.waivable
    assert "nobody could access the source key" in words(obstacle)
    assert codes(inputs, policy=Policy(could_not_access=0)) == ["not_looked_at", "could_not_access"]


def test_nor_a_claim_about_a_living_person() -> None:
    cited = citation("She was convicted of theft in 2019")
    inputs = gate_input(cited, verdicts={cited.use: "could_not_access"}, living=True)
    assert codes(inputs, policy=Policy(could_not_access=9)) == ["not_looked_at"]


@pytest.mark.parametrize("verdict", ["contradicts", "does_not_support"])
def test_a_verdict_against_a_claim_is_a_warning_before_it_is_submitted_again(
    verdict: str,
) -> None:
    cited = citation()
    (warning,) = judge(gate_input(cited, verdicts={cited.use: verdict}), Policy(), "submit")
    assert (warning.code, warning.stops) == (verdict, False)


@pytest.mark.parametrize(
    ("checks", "unchecked"),
    [("all", ["Plain", "Quoted"]), ("quotations", ["Quoted"]), ("none", ["Quoted"])],
)
def test_the_policy_says_which_citations_need_a_check(checks: Need, unchecked: list[str]) -> None:
    plain, quoted = citation("Plain"), citation("Quoted", quotation="the words")
    inputs = gate_input(plain, quoted, verdicts={})
    obstacles = judge(inputs, Policy(checks=checks), "publish")
    assert [(obstacle.code, obstacle.values["claim"]) for obstacle in obstacles] == [
        ("unchecked", claim) for claim in unchecked
    ]


@pytest.mark.parametrize("checks", ["all", "quotations", "none"])
def test_every_claim_about_a_living_person_needs_a_check_under_every_policy(checks: Need) -> None:
    plain, quoted = citation("Plain"), citation("Quoted", quotation="the words")
    inputs = gate_input(plain, quoted, verdicts={}, living=True)
    assert codes(inputs, policy=Policy(checks=checks)) == ["unchecked", "unchecked"]


def test_contradicted_claims_stop_under_every_policy() -> None:
    cited = citation()
    inputs = gate_input(cited, verdicts={cited.use: "contradicts"})
    assert codes(inputs, policy=Policy(checks="none")) == ["contradicts"]


def test_a_doubted_source_stops_until_it_is_waived() -> None:
    cited = citation()
    inputs = gate_input(cited, doubted={"key": "forged"})
    (obstacle,) = judge(inputs, Policy(), "publish")
    assert obstacle.code == "doubted_source"
    waived = replace(inputs, waivers={obstacle.key: "cited as the forgery it is"})
    assert stopping(judge(waived, Policy(), "publish")) == []


@pytest.mark.parametrize("verdict", ["does_not_support", "contradicts"])
def test_a_fault_in_a_doubted_source_is_one_obstacle_that_says_both(verdict: str) -> None:
    cited = citation()
    inputs = gate_input(cited, verdicts={cited.use: verdict}, doubted={"key": "forged"})
    (obstacle,) = judge(inputs, Policy(), "publish")
    assert obstacle.code == verdict
    assert words(obstacle).endswith("The source is marked as forged.")
    assert [found.stops for found in judge(inputs, Policy(), "submit")] == [False]
    waived = replace(inputs, waivers={obstacle.key: "quoted to be refuted"})
    assert stopping(judge(waived, Policy(), "publish")) == []


def test_words_not_borne_out_are_told_although_the_check_is_stale_by_now() -> None:
    cited = citation()
    inputs = gate_input(
        cited,
        verdicts={cited.use: "stale"},
        not_borne_out={cited.use: "a theory"},
        doubted={"key": "forged"},
    )
    (obstacle,) = judge(inputs, Policy(), "publish")
    assert words(obstacle).endswith(
        "did not find borne out: “a theory”. The source is marked as forged."
    )
    assert codes(inputs, "submit") == ["stale"]
    assert codes(inputs, policy=Policy(checks="none")) == ["doubted_source"]
    assert codes(replace(inputs, not_borne_out={})) == ["stale", "doubted_source"]


def test_a_waiver_lets_only_the_named_obstacle_through() -> None:
    first, second = citation("One"), citation("Two")
    inputs = gate_input(first, second, verdicts={})
    waived = judge(inputs, Policy(), "publish")[0].key
    obstacles = judge(replace(inputs, waivers={waived: "urgent"}), Policy(), "publish")
    assert [obstacle.waived for obstacle in obstacles] == ["urgent", ""]
    assert [obstacle.subject for obstacle in stopping(obstacles)] == [second.digest]


def test_few_citations_warn_and_stop_only_when_the_policy_says_so() -> None:
    inputs = gate_input(sentences=10, cited=2)
    (warning,) = judge(inputs, Policy(), "publish")
    assert (warning.code, warning.stops) == ("few_citations", False)
    (obstacle,) = judge(inputs, Policy(cited_share_stops=True), "publish")
    assert obstacle.stops


def test_a_facts_citation_points_to_the_facts() -> None:
    cited = citation(fact=0)
    (obstacle,) = judge(gate_input(cited, verdicts={}), Policy(), "publish")
    assert obstacle.field == "facts"


def test_who_checked_may_approve_unless_the_policy_says_otherwise() -> None:
    inputs = gate_input(approver_checked=True, waivers={"checker_approves": "we are few"})
    strict = Policy(checker_may_approve=False)
    assert codes(inputs, "approve") == codes(inputs, "submit", strict) == []
    (obstacle,) = stopping(judge(inputs, strict, "approve"))
    assert (obstacle.code, obstacle.waivable) == ("checker_approves", False)
    assert codes(gate_input(), "approve", strict) == []


@pytest.mark.parametrize(
    ("custom", "warnings"),
    [
        ({"verbatim": "title"}, ["kept_word_for_word"]),
        ({"read": "Smith, Tides (Bath, 1990)"}, ["read_by_machine"]),
        ({"others": "author"}, []),
    ],
)
def test_a_record_that_a_program_read_says_so_and_stops_nothing(
    custom: dict[str, str], warnings: list[str]
) -> None:
    record = {"type": "book", "title": "Tides", "custom": custom}
    source = SourceDocument(id="s", slug="tides", title="Tides", record=record)
    obstacles = judge(gate_input(document=source), Policy(), "submit")
    assert [obstacle.code for obstacle in obstacles] == warnings
    assert stopping(obstacles) == []
    assert all("Smith, Tides" in words(told) for told in obstacles if custom.get("read"))
