"""The table that is kept at every save, and the one that is made again from the revisions, over random histories."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from factories import article, person
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial import actions
from editorial.contributions.keeping import contributions_of
from editorial.models import Contribution, DraftCitation, Manuscript
from editorial.workflow import Forbidden

KEYS = ("one-1901", "two-1902")
NOUNS = ("harbour", "bridge", "market", "mill", "学校", "Ярмарка")

sentences = st.builds(
    lambda noun, year, marks: f"The {noun} of {year} stood{''.join(marks)} there.",
    st.sampled_from(NOUNS),
    st.integers(1900, 1902),
    st.lists(
        st.builds(
            lambda key, page: f"[@{key}, p. {page}]", st.sampled_from(KEYS), st.integers(1, 2)
        ),
        max_size=2,
    ),
)
blocks = st.one_of(
    st.lists(sentences, min_size=1, max_size=3).map(" ".join),
    sentences.map(lambda words: f"- {words}\n- It is."),
    sentences.map(lambda words: f"| a | b |\n| --- | --- |\n| {words} | no |"),
    sentences.map(lambda words: f"Some.[^n]\n\n[^n]: {words}"),
)
texts = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
steps = st.one_of(
    st.tuples(st.just("save"), st.integers(0, 2), texts),
    st.tuples(st.just("check"), st.integers(0, 2), st.sampled_from(["supports", "contradicts"])),
    st.tuples(st.just("revert"), st.integers(0, 2), st.integers(1, 4)),
)


def make(manuscript: Manuscript, by: User, step: tuple[str, int, object]) -> None:
    name, _who, value = step
    if name == "check":
        for row in DraftCitation.objects.filter(manuscript=manuscript).in_order()[:2]:
            barred = Contribution.objects.of(manuscript.pk, [row.digest]).by(by.pk).exists()
            try:
                actions.check(
                    manuscript=manuscript.pk,
                    digest=row.digest,
                    verdict=str(value),
                    means="shelf",
                    note="Seen.",
                    by=by,
                )
            except Forbidden:
                continue
            # Once it is overturned, more people may count for it than did.
            assert not barred
    elif name == "revert" and isinstance(value, int) and value <= manuscript.revision:
        actions.revert(manuscript=manuscript.pk, number=value, by=by)


@pytest.mark.django_db
# Each example is an office at work: a third of what is tried elsewhere takes as long as most modules.
@settings(
    max_examples=settings.default.max_examples // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=texts, history=st.lists(steps, min_size=1, max_size=8))
def test_what_is_kept_is_what_the_revisions_say(
    first: str, history: list[tuple[str, int, object]]
) -> None:
    people = [
        User.objects.filter(username=f"person{number}").first()
        or person(f"person{number}", "Editors", "Moderators")
        for number in range(3)
    ]
    document = article(f"Town {Manuscript.objects.count()}", text=first)
    actions.save(document=document, by=people[0])
    for step in history:
        manuscript = Manuscript.objects.get(pk=document.id)
        if step[0] == "save":
            document = replace(document, text=str(step[2]))
            actions.save(document=document, by=people[step[1]], based_on=manuscript.revision)
        else:
            make(manuscript, people[step[1]], step)
    manuscript = Manuscript.objects.get(pk=document.id)
    made = {(row.digest, row.person, row.revision) for row in contributions_of(manuscript)}
    rows = Contribution.objects.filter(manuscript=manuscript)
    assert set(rows.values_list("digest", "person", "revision")) == made
    brought = set(rows.values_list("digest", flat=True))
    current = DraftCitation.objects.filter(manuscript=manuscript)
    assert brought.issuperset(current.values_list("digest", flat=True))
