"""The gate: what stops a revision from being published. Pure: no Django.

`judge` takes a `GateInput` (everything that is known about the revision) and a `Policy`, and returns obstacles as
data. Form, desk, approval page, command and JSON show the same obstacles in the words of
`editorial.gate.obstacle_wording`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from editorial.gate.demands import Policy, always_checked, needs_check, needs_second
from editorial.gate.machine_reading import how_read
from editorial.gate.seen import what_was_seen
from editorial.gate.shares import FEW, share_detail, waived_share
from encyclopedia.core.citations import DocumentCitation, Use
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.core.messages import Message, Value
from encyclopedia.core.standing import DISPUTED, STALE, Standings

Stage = Literal["submit", "approve", "publish"]
SourceState = Literal["published", "approved", "submitted", "draft"]

GOOD = frozenset({"supports", "partly"})
AGREEMENT, LANGUAGE_TAKEN = "agreement_missing", "translation_language_taken"


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way. `subject` distinguishes obstacles with the same code and stays the same from save to save;
    `detail` says what exactly was looked at where that can change without it: the share of cited sentences, or a digest
    of what stands behind a citation.

    `field` is the form's field where it can be fixed, `line` the line in its text (0 for none), `place` the exact value
    in the document ("facts.0.date"), if it is one; `stops` is False for a
    warning; `waived` is the reason of the waiver that lets it through.
    """

    code: str
    subject: str = ""
    detail: str = ""
    field: str = ""
    line: int = 0
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    stops: bool = True
    waivable: bool = False
    waived: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """What a waiver names."""
        return ":".join(filter(None, (self.code, self.subject, self.detail)))


@dataclass(frozen=True)
class GateProblem:
    """A problem that another module reported: its field, line and message, which may be a finished sentence."""

    field: str
    message: Message | str
    line: int = 0
    place: str = ""


@dataclass(frozen=True)
class GateInput:
    """Everything that the gate looks at; it reads nothing else.

    `sources`: state of every cited key that is known; `ambiguous`: link as typed → how many entries have the name;
    `verdicts`: use → the current verdict, "stale" or "context_changed"; absent when never checked; `doubted`: cited
    key → reliability other than sound; `merged`: cited key → key of the source that it was merged into;
    `approver_wrote`: whether the approver wrote any part of it, False before someone approves; `approver_checked`:
    whether they checked one of its citations; `seconds`: citation digest → whether two moderators "agree",
    "disagree", or the second is "missing"; `works`: cited key → the work that it means, with its mark, in any words
    that change when these do; `standings`: how each use stands, as readers are told; `checks`: use → the checks that
    its verdict rests on, in words that change when these do; `not_borne_out`: use →
    the words that a check which is stale by now did not find borne out; `waivers`: obstacle key → reason; `alike`:
    cited key → key and note of another cited source whose note is the same, letter for letter; `citing`: titles of
    the published entries that cite a renamed source by its published key, `published_key`; `unagreed`: the name of the
    author whose agreement is asked for and is not in force; `going_with`: cited keys
    of drafts submitted with it; `translated`: code → values of what is said of its translations.
    """

    document: Document
    citations: tuple[DocumentCitation, ...]
    sentences: int
    cited: int
    problems: tuple[GateProblem, ...]
    sources: Mapping[str, SourceState]
    ambiguous: Mapping[str, int]
    verdicts: Mapping[Use, str]
    living: bool
    approver_wrote: bool = False
    approver_checked: bool = False
    seconds: Mapping[str, str] = dataclasses.field(default_factory=dict)
    works: Mapping[str, str] = dataclasses.field(default_factory=dict)
    standings: Standings = dataclasses.field(default_factory=dict)
    checks: Mapping[Use, str] = dataclasses.field(default_factory=dict)
    not_borne_out: Mapping[Use, str] = dataclasses.field(default_factory=dict)
    address_taken: bool = False
    doubted: Mapping[str, str] = dataclasses.field(default_factory=dict)
    waivers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    merged: Mapping[str, str] = dataclasses.field(default_factory=dict)
    alike: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    published_key: str = ""
    citing: tuple[str, ...] = ()
    unagreed: str = ""
    going_with: frozenset[str] = frozenset()
    translated: Mapping[str, Mapping[str, Value]] = dataclasses.field(default_factory=dict)


def judge(gate_input: GateInput, policy: Policy, stage: Stage) -> list[Obstacle]:
    """Every obstacle and warning at `stage`, waived ones marked; empty when nothing is in the way."""
    obstacles = [*_content(gate_input), *_sources(gate_input, stage)]
    for code, values in gate_input.translated.items():
        obstacles.append(Obstacle(code, values=values, stops=code == LANGUAGE_TAKEN))
    if stage == "submit":
        obstacles += _answers(gate_input, policy)
    else:
        obstacles += [*_eyes(gate_input, policy), *_checks(gate_input, policy)]
    obstacles += [*_agreement(gate_input, stage), *_share(gate_input, policy)]
    return [_waived(obstacle, gate_input.waivers) for obstacle in obstacles]


def stopping(obstacles: list[Obstacle]) -> list[Obstacle]:
    """Those that stop the move: neither warnings nor waived."""
    return [obstacle for obstacle in obstacles if obstacle.stops and not obstacle.waived]


def _waived(obstacle: Obstacle, waivers: Mapping[str, str]) -> Obstacle:
    reason = waivers.get(obstacle.key, "")
    if obstacle.code == FEW and not reason:
        reason = waived_share(obstacle.detail, waivers)
    if not (reason and obstacle.waivable):
        return obstacle
    return dataclasses.replace(obstacle, waived=reason)


def _content(gate_input: GateInput) -> Iterator[Obstacle]:
    document = gate_input.document
    if gate_input.address_taken:
        yield Obstacle("address_taken", field="slug", values={"slug": document.slug})
    if gate_input.citing:
        yield Obstacle(
            "cited_by_old_key",
            field="slug",
            values={"key": gate_input.published_key, "titles": ", ".join(gate_input.citing)},
        )
    if document.kind != "source" and not document.text.strip():
        yield Obstacle("text_missing", field="text")
    if document.kind != "source" and not document.summary.strip():
        yield Obstacle("summary_missing", field="summary")
    for problem in gate_input.problems:
        yield Obstacle(
            "problem",
            field=problem.field,
            line=problem.line,
            values={"message": problem.message},
            place=problem.place,
        )
    if isinstance(document, SourceDocument) and (told := how_read(document.record)):
        yield Obstacle(told[0], field="record", values=told[1], stops=False)
    for name, count in sorted(gate_input.ambiguous.items()):
        yield Obstacle("ambiguous_link", name, field="text", values={"name": name, "count": count})


def _sources(gate_input: GateInput, stage: Stage) -> Iterator[Obstacle]:
    seen: set[str] = set()
    for citation in gate_input.citations:
        key = citation.key
        if key in seen:
            continue
        seen.add(key)
        state = gate_input.sources.get(key)
        place = {"field": "text" if citation.fact < 0 else "facts", "line": citation.line}
        if key in gate_input.alike:
            other, note = gate_input.alike[key]
            yield Obstacle(
                "same_notes",
                key,
                values={"key": key, "other": other, "note": note},
                stops=False,
                **place,  # type: ignore[arg-type]
            )
        if into := gate_input.merged.get(key):
            yield Obstacle("merged_source", key, values={"key": key, "into": into}, **place)  # type: ignore[arg-type]
        elif state is None:
            yield Obstacle("unknown_source", key, values={"key": key}, **place)  # type: ignore[arg-type]
        elif stage == "submit" and key in gate_input.going_with:
            continue
        elif state == "draft" or (stage == "publish" and state != "published"):
            yield dataclasses.replace(waiting_source(key, state), **place)  # type: ignore[arg-type]


def waiting_source(key: str, state: SourceState) -> Obstacle:
    """A cited source that is not as far as the entry has to find it."""
    return Obstacle("source_not_published", key, values={"key": key, "state": state})


def _eyes(gate_input: GateInput, policy: Policy) -> Iterator[Obstacle]:
    if gate_input.approver_wrote:
        yield Obstacle("four_eyes")
    if gate_input.approver_checked and not policy.checker_may_approve:
        yield Obstacle("checker_approves")


def _agreement(gate_input: GateInput, stage: Stage) -> Iterator[Obstacle]:
    """It is asked for at publication, and named before: who reads and checks need not wait for a signature."""
    if gate_input.unagreed:
        yield Obstacle(AGREEMENT, values={"name": gate_input.unagreed}, stops=stage == "publish")


def _checks(gate_input: GateInput, policy: Policy) -> Iterator[Obstacle]:
    inaccessible: list[DocumentCitation] = []
    for citation in gate_input.citations:
        verdict = gate_input.verdicts.get(citation.use, "unchecked")
        needed = needs_check(citation, policy.checks, living=gate_input.living)
        # One obstacle says both: what was found against the claim, and what is known against the source.
        says_both = verdict in DISPUTED or (needed and citation.use in gate_input.not_borne_out)
        if verdict in DISPUTED:
            yield _citation_obstacle(gate_input, verdict, citation)
        elif verdict == "could_not_access":
            if always_checked(citation, living=gate_input.living):
                yield _citation_obstacle(gate_input, "not_looked_at", citation)
            else:
                inaccessible.append(citation)
        elif verdict == "context_changed":
            changed = _citation_obstacle(gate_input, "context_changed", citation)
            # What somebody must always have seen is seen where it stands.
            stops = policy.context_changed == "stop" or always_checked(
                citation, living=gate_input.living
            )
            yield dataclasses.replace(changed, stops=stops)
        elif verdict not in GOOD and needed:
            yield _citation_obstacle(gate_input, verdict, citation)
        stands = verdict in GOOD or verdict == "context_changed"
        if stands and needs_second(citation, policy, living=gate_input.living):
            state = gate_input.seconds.get(citation.digest, "missing")
            if state != "agree":
                code = "second_check_missing" if state == "missing" else "checks_disagree"
                yield _citation_obstacle(gate_input, code, citation)
        if citation.key in gate_input.doubted and not says_both:
            yield _citation_obstacle(gate_input, "doubted_source", citation)
    for citation in inaccessible[policy.could_not_access :]:
        yield _citation_obstacle(
            gate_input, "could_not_access", citation, most=policy.could_not_access
        )


def _answers(gate_input: GateInput, policy: Policy) -> Iterator[Obstacle]:
    """Verdicts against the text, as warnings: the author may disagree and ask the moderators to look again."""
    for obstacle in _checks(gate_input, policy):
        if obstacle.code in DISPUTED or "doubt" in obstacle.values:
            yield dataclasses.replace(obstacle, stops=False)


def _citation_obstacle(
    gate_input: GateInput, code: str, citation: DocumentCitation, **values: str | int
) -> Obstacle:
    # A doubt is of the source, whatever was found in it.
    check = "" if code == "doubted_source" else gate_input.checks.get(citation.use, "")
    if code == STALE and (words := gate_input.not_borne_out.get(citation.use)):
        values["not_borne_out"] = words
    doubt = gate_input.doubted.get(citation.key)
    if doubt and (code in {"doubted_source", *DISPUTED} or "not_borne_out" in values):
        values["doubt"] = doubt
    return Obstacle(
        code,
        citation.digest,
        what_was_seen(citation.context, gate_input.works.get(citation.key, ""), check),
        field="text" if citation.fact < 0 else "facts",
        line=citation.line,
        values={
            "number": citation.number,
            "key": citation.key,
            "claim": citation.claim,
            "context": citation.context,
            **values,
        },
        waivable=True,
    )


def _share(gate_input: GateInput, policy: Policy) -> Iterator[Obstacle]:
    if not gate_input.sentences or gate_input.document.kind == "source":
        return
    share = gate_input.cited * 100 // gate_input.sentences
    if share < policy.cited_share:
        yield Obstacle(
            FEW,
            detail=share_detail(gate_input.cited, gate_input.sentences),
            field="text",
            values={"share": share, "wanted": policy.cited_share},
            stops=policy.cited_share_stops,
            waivable=True,
        )
