"""Several moderators at once: no two get the same citation. Run on both databases."""

from __future__ import annotations

import pytest
from factories import Cast, article, check_all, make_cast, person, published, source, submitted
from same_time import at_once

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.desk.holding import take
from editorial.desk.queue import DeskQueue, next_for
from editorial.models import Check, DraftCitation, Event, Hold, Manuscript, Notice
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.record.verification import faults
from editorial.workflow import NotAllowed, Refused
from encyclopedia.models import Source

pytestmark = pytest.mark.django_db(transaction=True)

MANY = " ".join(f"Event {n} came to pass.[@service-trotsky-2009, p. {n}]" for n in range(12))


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


def test_four_moderators_get_four_citations(people: Cast) -> None:
    published(source(), people)
    submitted(article(text=MANY), people)
    moderators = [person(f"m{n}", "Moderators") for n in range(4)]
    citations = at_once(*(lambda m=m: next_for(m, DeskQueue()) for m in moderators))
    assert all(isinstance(citation, DraftCitation) for citation in citations), citations
    assert len({citation.digest for citation in citations}) == 4  # type: ignore[attr-defined]
    assert Hold.objects.count() == 4


def test_of_two_who_want_one_citation_one_holds_it(people: Cast) -> None:
    published(source(), people)
    manuscript = submitted(article(), people)
    use = DraftCitation.objects.get(manuscript=manuscript).use
    two = [people.moderator, person("mira", "Moderators")]
    outcomes = at_once(*(lambda m=m: take(use=use, manuscript=manuscript.pk, by=m) for m in two))
    assert sorted(map(str, outcomes)) == ["False", "True"]


def test_checks_while_their_source_is_marked_leave_no_deadlock_and_nothing_trusted(
    people: Cast,
) -> None:
    cited = source()
    published(cited, people)
    manuscripts = [submitted(article(f"Event {n}", MANY), people) for n in range(3)]
    marking = lambda: actions.mark(  # noqa: E731
        manuscript=Manuscript.objects.get(kind="source").pk,
        reliability="forged",
        reason="It is.",
        by=people.approver,
    )
    checking = [lambda m=m: check_all(m, people) for m in manuscripts]
    outcomes = at_once(marking, *checking)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    marked_at = Source.objects.get().marked_at
    rows = DraftCitation.objects.filter(manuscript__in=[m.pk for m in manuscripts])
    assert rows.count() == 36
    for row in rows:
        checked_at = Check.objects.get(digest=row.digest).at
        assert row.checked == (row.waits_since is None) == (checked_at >= marked_at)
    assert list(faults()) == []


def _asked(people: Cast) -> tuple[Manuscript, str]:
    published(source(), people)
    manuscript = submitted(article(text=MANY), people)
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    _ask(manuscript, digest, people)
    return manuscript, digest


def _ask(manuscript: Manuscript, digest: str, people: Cast) -> None:
    actions.check(
        manuscript=manuscript.pk,
        digest=digest,
        verdict="could_not_access",
        note="Not in the library.",
        asks=True,
        by=people.moderator,
    )


def test_of_two_answers_at_once_one_counts(people: Cast) -> None:
    manuscript, digest = _asked(people)
    outcomes = at_once(
        *(
            lambda by=by: actions.answer_request(
                manuscript=manuscript.pk, digest=digest, answer=f"From {by}.", by=by
            )
            for by in (people.editor, people.other_editor)
        )
    )
    assert sorted(isinstance(outcome, NotAllowed) for outcome in outcomes) == [False, True]
    event = Event.objects.get(action="answer_request")
    assert Notice.objects.filter(event=event, user=people.moderator).count() == 1


def test_evidence_while_its_author_is_asked_leaves_no_deadlock_and_nothing_lost(
    people: Cast,
) -> None:
    manuscript, digest = _asked(people)
    digests = DraftCitation.objects.filter(manuscript=manuscript).in_order()[1:4]
    asking = [lambda d=row.digest: _ask(manuscript, d, people) for row in digests]
    outcomes = at_once(
        lambda: attach_passage(
            source=Manuscript.objects.get(kind="source").pk,
            text="Event 0 came to pass.",
            page="0",
            origin="The author's copy",
            by=people.editor,
        ),
        *asking,
    )
    assert not any(isinstance(outcome, Refused) for outcome in outcomes), outcomes
    assert not DraftCitation.objects.asked_of_author().filter(digest=digest).exists()
    assert not any(wrong for _path, wrong in rebuild_drafts())
    assert list(faults()) == []
