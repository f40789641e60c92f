"""Two moves at the same time, in two threads with their own connections: one wins, the other is refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    checked,
    drafted,
    make_cast,
    published,
    source,
    submitted,
)
from same_time import at_once

from editorial import actions
from editorial.models import (
    Approval,
    Check,
    DraftCitation,
    Event,
    Manuscript,
    Publication,
    Revision,
)
from editorial.record.verification import faults
from editorial.workflow import Conflict, Refused
from encyclopedia.models import Citation, Edition, Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


def test_of_two_saves_one_wins_and_the_other_is_a_conflict(people: Cast) -> None:
    document = article()
    drafted(document, people)
    answers = at_once(
        lambda: actions.save(document=replace(document, text="A."), by=people.editor, based_on=1),
        lambda: actions.save(
            document=replace(document, text="B."), by=people.other_editor, based_on=1
        ),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "Outcome"]
    assert Revision.objects.count() == 2
    assert any(isinstance(answer, Conflict) and answer.current == 2 for answer in answers)


def test_two_first_saves_at_one_address_make_one_manuscript(people: Cast) -> None:
    answers = at_once(
        lambda: actions.save(document=article("One", slug="same"), by=people.editor),
        lambda: actions.save(document=article("Two", slug="same"), by=people.other_editor),
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["AddressTaken", "Outcome"]
    assert Manuscript.objects.count() == 1


def test_two_approvals_make_one_signature(people: Cast) -> None:
    manuscript = checked(source(), people)
    answers = at_once(
        *(
            lambda by=by: actions.approve(manuscript=manuscript.pk, revision=1, by=by)
            for by in (people.approver, people.other_approver)
        )
    )
    assert sorted(answer.changed for answer in answers) == [False, True]
    assert Approval.objects.count() == 1


def test_approval_and_return_do_not_both_happen(people: Cast) -> None:
    manuscript = checked(source(), people)
    answers = at_once(
        lambda: actions.approve(manuscript=manuscript.pk, revision=1, by=people.approver),
        lambda: actions.return_(manuscript=manuscript.pk, by=people.moderator, reason="Wait."),
    )
    manuscript.refresh_from_db()
    outcomes = [answer for answer in answers if not isinstance(answer, Refused)]
    # A return may follow an approval and remove it; an approval never follows a return.
    assert manuscript.status == ("returned" if not isinstance(answers[1], Refused) else "approved")
    assert outcomes
    assert (manuscript.approval_id is None) == (manuscript.status == "returned")


def test_unscheduling_and_publishing_do_not_both_happen(people: Cast) -> None:
    manuscript = approved(source(), people)
    actions.schedule(
        manuscript=manuscript.pk,
        by=people.approver,
        publish_at=timezone.now() + timedelta(milliseconds=200),
    )
    time.sleep(0.3)
    off, out = at_once(
        lambda: actions.unschedule(manuscript=manuscript.pk, by=people.approver),
        lambda: actions.publish(manuscript=manuscript.pk, by=people.approver, only_due=True),
    )
    manuscript.refresh_from_db()
    assert isinstance(off, Refused) == (manuscript.status == "published")
    assert out.changed == (manuscript.status == "published")
    assert Publication.objects.count() == out.changed


def test_two_publications_make_one_edition(people: Cast) -> None:
    manuscript = approved(source(), people)
    answers = at_once(
        *(
            lambda by=by: actions.publish(manuscript=manuscript.pk, by=by)
            for by in (people.approver, people.other_approver)
        )
    )
    assert sorted(answer.changed for answer in answers) == [False, True]
    assert Publication.objects.count() == Edition.objects.count() == Entry.objects.count() == 1


def test_publishing_and_taking_back_from_review_leave_one_state(people: Cast) -> None:
    manuscript = approved(source(), people)
    at_once(
        lambda: actions.publish(manuscript=manuscript.pk, by=people.approver),
        lambda: actions.recall(
            manuscript=manuscript.pk, by=people.editor, reason="A page is wrong."
        ),
    )
    manuscript.refresh_from_db()
    assert (manuscript.status == "published") == Entry.objects.filter(pk=manuscript.pk).exists()


def test_the_checks_of_two_moderators_on_one_citation_are_both_stored(people: Cast) -> None:
    published(source(), people)
    manuscript = submitted(article(), people)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    second = type(people.moderator).objects.create_user("milo", password="x", is_staff=True)
    second.groups.set(people.moderator.groups.all())
    at_once(
        lambda: actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict="supports",
            means="shelf",
            by=people.moderator,
        ),
        lambda: actions.check(
            manuscript=manuscript.pk, digest=digest, verdict="contradicts", note="No.", by=second
        ),
    )
    assert Check.objects.filter(digest=digest).count() == 2
    assert list(faults()) == []


def test_a_check_while_its_sentence_is_edited_is_never_a_check_of_the_new_words(
    people: Cast,
) -> None:
    published(source(), people)
    document = article(text="It began in 1905.[@service-trotsky-2009, p. 12]")
    manuscript = drafted(document, people)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    changed = replace(document, text="It began in 1907.[@service-trotsky-2009, p. 12]")
    at_once(
        lambda: actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict="supports",
            means="shelf",
            by=people.moderator,
        ),
        lambda: actions.save(document=changed, by=people.editor, based_on=1),
    )
    citation = DraftCitation.objects.get(manuscript=manuscript)
    assert citation.digest != digest
    assert not citation.checked
    assert Manuscript.objects.get(pk=manuscript.pk).unchecked == 1


def test_an_approval_while_a_check_arrives_publishes_nothing_that_the_gate_refuses(
    people: Cast,
) -> None:
    published(source(), people)
    manuscript = checked(article(), people)
    digest = DraftCitation.objects.get(manuscript=manuscript).digest

    def approve_and_publish() -> object:
        actions.approve(manuscript=manuscript.pk, revision=1, by=people.approver)
        return actions.publish(manuscript=manuscript.pk, by=people.approver)

    at_once(
        approve_and_publish,
        lambda: actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict="contradicts",
            note="It says the opposite.",
            by=people.moderator,
        ),
    )
    # Either the check came first and stopped it, or it came later and readers see it.
    standings = Citation.objects.filter(entry=manuscript.pk).values_list("standing", flat=True)
    assert list(standings) in ([], ["contradicts"])


def test_the_audit_log_stays_valid_when_many_write_at_once(people: Cast) -> None:
    documents = [source(f"source-{number}") for number in range(4)]
    at_once(*(lambda d=d: actions.save(document=d, by=people.editor) for d in documents))
    assert Event.objects.count() == 4
    assert list(faults()) == []
