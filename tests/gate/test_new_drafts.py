"""For drafts that were never saved before, the gate is given the same at once as for each by itself."""

from __future__ import annotations

from dataclasses import replace

from factories import Cast, article, biography, drafted, published, source

from editorial import actions
from editorial.gate.gate_input import gate_input
from editorial.gate.judging import judge
from editorial.gate.new_drafts import inputs_of_new
from editorial.gate.policy import policy_for
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import DocumentFact
from encyclopedia.models import Reliability


def test_it_is_what_the_gate_collects_for_each_but_for_which_words_a_waiver_would_belong_to(
    cast: Cast,
) -> None:
    doubted = published(source("doubted"), cast)
    actions.mark(
        manuscript=doubted.pk, by=cast.approver, reliability=Reliability.FORGED, reason="It is."
    )
    published(source("sound"), cast)
    merged, into = drafted(source("merged"), cast), drafted(source("into"), cast)
    actions.merge(source=merged.pk, into=into.pk, reason="One work.", by=cast.approver)
    for slug in ("first", "second"):
        published(article("Twice", text="So it is.[@sound]", slug=slug), cast)
    documents = [
        article(text="One.[@doubted] Two.[@sound, p. 1] Three.[@merged] Four.[@unknown] [[Twice]]"),
        article("Other", text="One.[@into] See [[twice]]."),
        biography(facts=(DocumentFact("member_of", target="Twice"),)),
        source(tags=("Exile",)),
    ]
    drafts = [(drafted(document, cast), document, analyse(document)) for document in documents]
    one_by_one = [gate_input(manuscript, document) for manuscript, document, _analysis in drafts]
    together = inputs_of_new(drafts)
    assert together == [replace(judged, works={}) for judged in one_by_one]
    for judged, expected in zip(together, one_by_one, strict=True):
        obstacles = judge(judged, policy_for(judged.document), "submit")
        assert len(obstacles) == len(judge(expected, policy_for(judged.document), "submit"))
    first = together[0]
    assert set(first.sources) == {"doubted", "sound", "merged"}
    assert first.doubted == {"doubted": "forged"}
    assert first.merged == {"merged": "into"}
    assert [judged.ambiguous for judged in together] == [
        {"Twice": 2},
        {"twice": 2},
        {"Twice": 2},
        {},
    ]
