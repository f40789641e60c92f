"""The gate, as a pure judge of situations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editorial.gate.judging import Policy, Problem, Situation, judge, stopping
from editorial.gate.obstacle_wording import words
from encyclopedia.core.citations import Citation, Reference, cite
from encyclopedia.core.documents import Article, Source

ENTRY = Article(
    id="a", slug="permanent-revolution", title="Permanent revolution", summary="S.", text="T."
)


def citation(claim: str = "It is a theory", *, quotation: str = "", fact: int = -1) -> Citation:
    return cite("a", f"{claim}.", claim, Reference("key", "p. 1", quotation), line=3, fact=fact)


def situation(*citations: Citation, **given: object) -> Situation:
    quiet = Situation(
        document=ENTRY,
        citations=citations,
        sentences=max(1, len(citations)),
        cited=max(1, len(citations)),
        problems=(),
        sources={"key": "published"},
        ambiguous={},
        verdicts={c.digest: "supports" for c in citations},
        living=False,
        authors=frozenset({1}),
        approver=2,
    )
    return replace(quiet, **given)  # type: ignore[arg-type]


def codes(found: Situation, stage: str = "publish", policy: Policy | None = None) -> list[str]:
    return [o.code for o in judge(found, policy or Policy(), stage)]  # type: ignore[arg-type]


def test_a_checked_and_sourced_entry_passes_every_stage() -> None:
    found = situation(citation())
    for stage in ("submit", "approve", "publish"):
        assert codes(found, stage) == []


def test_nobody_approves_what_they_wrote() -> None:
    assert codes(situation(approver=1), "approve") == ["four_eyes"]
    assert codes(situation(approver=1), "publish") == ["four_eyes"]


def test_four_eyes_cannot_be_waived() -> None:
    found = situation(approver=1, waivers={"four_eyes": "we are few"})
    assert [o.code for o in stopping(judge(found, Policy(), "approve"))] == ["four_eyes"]


def test_an_unknown_source_stops_submission() -> None:
    obstacles = judge(situation(citation(), sources={}), Policy(), "submit")
    assert [(o.code, o.subject, o.line) for o in obstacles] == [("unknown_source", "key", 3)]


@pytest.mark.parametrize("stage", ["submit", "approve", "publish"])
def test_a_source_that_readers_see_cited_by_its_key_does_not_lose_it(stage: str) -> None:
    found = situation(published_key="old-key", citing=("One", "Two"))
    (obstacle,) = stopping(judge(found, Policy(), stage))  # type: ignore[arg-type]
    assert (obstacle.code, obstacle.field, obstacle.waivable) == ("cited_by_old_key", "slug", False)
    assert words(obstacle) == (
        "Published entries cite this source by the key “old-key”: One, Two. Rename it back to “old-key”."
    )


def test_a_source_is_named_once_however_often_it_is_cited() -> None:
    found = situation(citation("One"), citation("Two"), sources={})
    assert codes(found, "submit") == ["unknown_source"]


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
    assert codes(situation(citation(), sources={"key": state}), stage) == expected


def test_problems_of_markup_facts_and_record_stop_submission() -> None:
    found = situation(problems=(Problem("text", "Line 4: close the bracket.", 4),))
    (obstacle,) = judge(found, Policy(), "submit")
    assert (obstacle.code, obstacle.field, obstacle.line) == ("problem", "text", 4)


def test_an_ambiguous_link_is_named() -> None:
    (obstacle,) = judge(situation(ambiguous={"Smith": 2}), Policy(), "submit")
    assert obstacle.values == {"name": "Smith", "count": 2}


def test_missing_text_and_summary_stop_submission_but_not_for_a_source() -> None:
    empty = replace(ENTRY, text=" ", summary="")
    assert codes(situation(document=empty), "submit") == ["text_missing", "summary_missing"]
    record = Source(id="s", slug="key", title="T", record={"type": "book", "title": "T"})
    assert codes(situation(document=record), "submit") == []


def test_unchecked_citations_do_not_stop_submission_but_everything_after() -> None:
    found = situation(citation(), verdicts={})
    assert codes(found, "submit") == []
    assert codes(found, "approve") == codes(found, "publish") == ["unchecked"]


@pytest.mark.parametrize("verdict", ["stale", "contradicts", "does_not_support"])
def test_a_verdict_that_does_not_hold_the_claim_stops_publication(verdict: str) -> None:
    one = citation()
    assert codes(situation(one, verdicts={one.digest: verdict})) == [verdict]


def test_a_few_sources_may_be_out_of_reach_and_no_more() -> None:
    cited = [citation(f"Claim {n}") for n in range(4)]
    found = situation(*cited, verdicts={c.digest: "could_not_access" for c in cited})
    assert codes(found, policy=Policy(could_not_access=3)) == ["could_not_access"]
    assert codes(found, policy=Policy(could_not_access=4)) == []


@pytest.mark.parametrize("verdict", ["contradicts", "does_not_support"])
def test_what_a_moderator_found_against_it_is_told_before_it_is_submitted_again(
    verdict: str,
) -> None:
    one = citation()
    (warning,) = judge(situation(one, verdicts={one.digest: verdict}), Policy(), "submit")
    assert (warning.code, warning.stops) == (verdict, False)


def test_a_lenient_policy_still_asks_for_checks_of_quotations_and_living_persons() -> None:
    plain, quoted = citation("Plain"), citation("Quoted", quotation="the words")
    lenient = Policy(checks="none")
    found = situation(plain, quoted, verdicts={})
    assert [o.subject for o in judge(found, lenient, "publish")] == [quoted.digest]
    living = replace(found, living=True)
    assert len(judge(living, lenient, "publish")) == 2


def test_contradicted_claims_stop_under_every_policy() -> None:
    one = citation()
    found = situation(one, verdicts={one.digest: "contradicts"})
    assert codes(found, policy=Policy(checks="none")) == ["contradicts"]


def test_a_doubted_source_stops_until_it_is_waived() -> None:
    one = citation()
    found = situation(one, doubted={"key": "forged"})
    (obstacle,) = judge(found, Policy(), "publish")
    assert obstacle.code == "doubted_source"
    waived = replace(found, waivers={obstacle.key: "cited as the forgery it is"})
    assert stopping(judge(waived, Policy(), "publish")) == []


def test_a_waiver_lets_only_the_named_obstacle_through() -> None:
    one, two = citation("One"), citation("Two")
    found = situation(one, two, verdicts={}, waivers={f"unchecked:{one.digest}": "urgent"})
    obstacles = judge(found, Policy(), "publish")
    assert [o.waived for o in obstacles] == ["urgent", ""]
    assert [o.subject for o in stopping(obstacles)] == [two.digest]


def test_few_citations_warn_and_stop_only_when_the_policy_says_so() -> None:
    found = situation(sentences=10, cited=2)
    (warning,) = judge(found, Policy(), "publish")
    assert (warning.code, warning.stops) == ("few_citations", False)
    (obstacle,) = judge(found, Policy(cited_share_stops=True), "publish")
    assert obstacle.stops


def test_a_facts_citation_points_to_the_facts() -> None:
    one = citation(fact=0)
    (obstacle,) = judge(situation(one, verdicts={}), Policy(), "publish")
    assert obstacle.field == "facts"
