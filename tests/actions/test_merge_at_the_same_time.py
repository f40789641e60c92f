"""Merges at the same time as each other and as other moves: one wins, the other is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, biography, drafted, make_cast, published, source
from same_time import at_once

from editorial import actions
from editorial.models import DraftCitation, Duplicate, Event, Manuscript, Merge
from editorial.record.verification import faults
from editorial.workflow import Refused

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "service-2009", "service-trotsky-2009"


@pytest.fixture
def people() -> Cast:
    return make_cast()


def test_two_merges_of_one_pair_make_one(people: Cast) -> None:
    merged, into = drafted(source(OLD), people), drafted(source(NEW), people)
    citing = drafted(article(text=f"Words.[@{OLD}]"), people)
    answers = at_once(
        *(
            lambda by=by: actions.merge(source=merged.pk, into=into.pk, by=by, reason="One book.")
            for by in (people.editor, people.approver)
        )
    )
    assert sorted(answer.changed for answer in answers) == [False, True]
    citing.refresh_from_db()
    assert citing.revision == 2
    assert Event.objects.filter(action="merge").count() == 2
    assert list(faults()) == []


def test_of_two_merges_into_each_other_one_wins_and_the_other_is_refused(people: Cast) -> None:
    first, second = drafted(source(OLD), people), drafted(source(NEW), people)
    answers = at_once(
        lambda: actions.merge(source=first.pk, into=second.pk, by=people.editor, reason="One."),
        lambda: actions.merge(source=second.pk, into=first.pk, by=people.editor, reason="One."),
    )
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Merge.objects.count() == 1


def test_a_merge_and_a_save_of_a_citing_entry_lose_no_words(people: Cast) -> None:
    merged, into = drafted(source(OLD), people), drafted(source(NEW), people)
    document = article(text=f"Words.[@{OLD}]")
    citing = drafted(document, people)
    answers = at_once(
        lambda: actions.merge(source=merged.pk, into=into.pk, by=people.editor, reason="One."),
        lambda: actions.save(
            document=replace(document, text=f"More words.[@{OLD}]"),
            by=people.other_editor,
            based_on=1,
        ),
    )
    citing.refresh_from_db()
    assert not isinstance(answers[0], Refused)
    # Either the words came first and their citation was changed too, or their writer is told of the newer revision.
    assert citing.revision == (2 if isinstance(answers[1], Refused) else 3)
    assert list(DraftCitation.objects.values_list("source_key", flat=True)) == [NEW]


def test_a_merge_and_a_submission_of_a_citing_entry_do_not_both_happen(people: Cast) -> None:
    merged, into = published(source(OLD), people), published(source(NEW), people)
    citing = drafted(article(text=f"Words.[@{OLD}]"), people)
    answers = at_once(
        lambda: actions.merge(source=merged.pk, into=into.pk, by=people.editor, reason="One."),
        lambda: actions.submit(manuscript=citing.pk, revision=1, by=people.editor),
    )
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    citing.refresh_from_db()
    key = DraftCitation.objects.get(manuscript=citing).source_key
    assert (citing.status, key) in {("draft", NEW), ("submitted", OLD)}


def test_a_merge_and_a_publication_of_its_target_wait_for_each_other(
    people: Cast,
) -> None:
    merged, target = published(source(OLD), people), published(source(NEW), people)
    drafted(article(text=f"Words.[@{OLD}] More.[@{NEW}]"), people)
    draft = drafted(replace(source(NEW), id=str(target.pk), summary="About it."), people)
    actions.submit(manuscript=draft.pk, revision=2, by=people.editor)
    actions.approve(
        manuscript=draft.pk,
        revision=2,
        by=people.approver,
        change="addition",
        another_edition=False,
    )
    answers = at_once(
        lambda: actions.merge(source=merged.pk, into=target.pk, by=people.editor, reason="One."),
        lambda: actions.publish(manuscript=draft.pk, by=people.approver),
    )
    assert not any(isinstance(answer, Refused) for answer in answers)
    assert Manuscript.objects.get(pk=target.pk).live_edition == 2
    assert list(faults()) == []


def test_two_similar_sources_that_are_saved_at_once_are_proposed(people: Cast) -> None:
    at_once(
        lambda: actions.save(document=source(OLD), by=people.editor),
        lambda: actions.save(document=source(NEW), by=people.other_editor),
    )
    assert Duplicate.objects.count() == 1


def test_of_two_persons_merged_into_each_other_one_stays(people: Cast) -> None:
    first, second = drafted(biography("A"), people), drafted(biography("B"), people)
    answers = at_once(
        lambda: actions.merge(
            source=first.pk, into=second.pk, by=people.editor, reason="One.", fill=["aliases"]
        ),
        lambda: actions.merge(
            source=second.pk, into=first.pk, by=people.editor, reason="One.", fill=["aliases"]
        ),
    )
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert Merge.objects.count() == 1
    assert list(faults()) == []


def test_a_merge_and_the_withdrawal_of_the_kept_one_agree_on_where_readers_go(people: Cast) -> None:
    published(source(), people)
    gone, kept = published(biography("A"), people), published(biography("B"), people)
    actions.merge(source=gone.pk, into=kept.pk, by=people.editor, reason="One.")
    answers = at_once(
        lambda: actions.withdraw(manuscript=gone.pk, by=people.approver, reason="One."),
        lambda: actions.withdraw(manuscript=kept.pk, by=people.other_approver, reason="Wrong."),
    )
    assert not any(isinstance(answer, Refused) for answer in answers)
    assert list(faults()) == []
