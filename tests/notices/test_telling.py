"""Who is told of what: whoever has the next step, whoever wrote what was refuted, and nobody who may not see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    check_all,
    checked,
    drafted,
    people,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Manuscript, Notice
from editorial.notices.telling import in_bulk, seen_by
from editorial.projection.steps import judge_steps

Told = set[tuple[str, str]]


def yours(manuscript: Manuscript) -> Told:
    """Who was told that a step is theirs."""
    notices = Notice.objects.filter(event__manuscript=manuscript).exclude(step="")
    return set(notices.values_list("user__username", "step"))


def refuted(manuscript: Manuscript) -> list[str]:
    notices = Notice.objects.filter(event__manuscript=manuscript, event__action="check", step="")
    return sorted(notices.values_list("user__username", flat=True))


def grouped(user: User, *names: str) -> User:
    """The same person with these roles, as the next request knows them."""
    user.groups.set(Group.objects.filter(name__in=names))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def book(cast: Cast) -> Manuscript:
    return published(source(), cast)


def test_moderators_are_told_of_a_submission_once(cast: Cast, book: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    assert yours(manuscript) == set()
    judge_steps()
    assert yours(manuscript) == {("mona", "check"), ("root", "check")}
    # Another event, and judged again: the step is the same.
    actions.assign(manuscript=manuscript.pk, by=cast.approver, priority=1)
    Manuscript.objects.filter(pk=manuscript.pk).update(step=None)
    judge_steps()
    assert Notice.objects.filter(event__manuscript=manuscript, step="check").count() == 2


def test_only_the_person_named_for_it_is_told(cast: Cast, book: Manuscript) -> None:
    (max_,) = people({"max": (("Moderators",), {})})
    manuscript = submitted(article(), cast)
    actions.take(manuscript=manuscript.pk, by=max_)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, priority=1)
    judge_steps()
    assert yours(manuscript) == {("max", "check")}


def test_a_named_person_whose_account_is_closed_is_none(cast: Cast, book: Manuscript) -> None:
    (max_,) = people({"max": (("Moderators",), {})})
    manuscript = submitted(article(), cast)
    actions.take(manuscript=manuscript.pk, by=max_)
    User.objects.filter(pk=max_.pk).update(is_active=False)
    judge_steps()
    assert yours(manuscript) == {("mona", "check"), ("root", "check")}


def test_the_last_check_tells_the_approvers_who_did_not_write(cast: Cast, book: Manuscript) -> None:
    document = article()
    actions.save(document=document, by=cast.other_approver)
    manuscript = Manuscript.objects.get(pk=document.id)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.other_approver)
    judge_steps()
    check_all(manuscript, cast)
    judge_steps()
    told = {name for name, step in yours(manuscript) if step == "approve"}
    assert told == {"abel", "root"}


def test_a_moderator_who_wrote_is_not_told_to_check_while_another_can(
    cast: Cast, book: Manuscript
) -> None:
    grouped(cast.editor, "Editors", "Moderators")
    manuscript = submitted(article(), cast)
    judge_steps()
    assert yours(manuscript) == {("mona", "check"), ("root", "check")}
    User.objects.filter(pk__in=[cast.moderator.pk, cast.superuser.pk]).update(is_active=False)
    other = submitted(article("Another"), cast)
    judge_steps()
    # Who submitted it knows of it: the event is theirs.
    assert yours(other) == set()
    actions.assign(manuscript=other.pk, by=cast.approver, priority=1)
    Manuscript.objects.filter(pk=other.pk).update(step=None)
    judge_steps()
    assert yours(other) == {("edna", "check")}


def test_a_return_is_the_responsible_persons_and_an_approval_the_approvers(
    cast: Cast, book: Manuscript
) -> None:
    manuscript = submitted(article(), cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    assert yours(manuscript) == {("edna", "mend")}
    other = approved(article("Another"), cast)
    told = {name for name, step in yours(other) if step == "publish"}
    assert told == {"anna", "root"}


def test_what_many_moves_make_together_is_told_of_once(cast: Cast, book: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    with in_bulk(told=()):
        actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    assert yours(manuscript) == set()


def test_whoever_wrote_it_is_told_once_a_round_that_a_source_does_not_bear_it_out(
    cast: Cast, book: Manuscript
) -> None:
    text = "One.[@service-trotsky-2009, p. 1] Two.[@service-trotsky-2009, p. 2]"
    document = article(text=text)
    manuscript = checked(document, cast, "contradicts", "It says the opposite.")
    assert refuted(manuscript) == ["edna"]
    notice = Notice.objects.get(user=cast.editor, event__action="check", step="")
    assert notice.mail_after is not None
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="To mend it.")
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    check_all(manuscript, cast, "does_not_support", "Nothing of it there.")
    assert refuted(manuscript) == ["edna", "edna"]


def test_the_responsible_person_is_told_of_it_too(cast: Cast, book: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, responsible=cast.other_editor)
    check_all(manuscript, cast, "does_not_support", "Nothing of it there.")
    assert refuted(manuscript) == ["edna", "otto"]


@pytest.mark.parametrize("verdict", ["supports", "partly", "could_not_access"])
def test_no_other_verdict_is_told_at_once(cast: Cast, book: Manuscript, verdict: str) -> None:
    assert refuted(checked(article(), cast, verdict, "A note.")) == []


def test_whoever_may_not_see_manuscripts_is_told_nothing(cast: Cast, book: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    grouped(cast.editor)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    assert not Notice.objects.filter(user=cast.editor, event__action="return").exists()


def test_a_scheduled_entry_taken_back_tells_whoever_scheduled_it(
    cast: Cast, book: Manuscript
) -> None:
    manuscript = approved(article(), cast)
    actions.schedule(
        manuscript=manuscript.pk,
        by=cast.other_approver,
        publish_at=timezone.now() + timedelta(days=1),
    )
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A date is wrong.")
    notice = Notice.objects.get(user=cast.other_approver, event__action="recall")
    assert notice.event.reason == "A date is wrong."
    assert notice.mail_after is not None


def test_work_that_is_done_or_taken_or_of_a_lost_role_is_seen_no_more(
    cast: Cast, book: Manuscript
) -> None:
    (max_,) = people({"max": (("Moderators",), {})})
    manuscript = submitted(article(), cast)
    judge_steps()

    def steps(user: User) -> list[str]:
        return list(seen_by(user).exclude(step="").values_list("step", flat=True))

    assert steps(max_) == steps(cast.moderator) == ["check"]
    actions.take(manuscript=manuscript.pk, by=cast.moderator)
    assert (steps(max_), steps(cast.moderator)) == ([], ["check"])
    assert steps(grouped(cast.moderator, "Editors")) == []
    assert steps(grouped(cast.moderator, "Moderators")) == ["check"]
    check_all(manuscript, cast)
    judge_steps()
    assert steps(cast.moderator) == []
    assert steps(cast.approver) == ["approve"]


def test_without_a_role_or_with_a_closed_account_nothing_is_seen(
    cast: Cast, book: Manuscript
) -> None:
    manuscript = submitted(article(), cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    assert seen_by(cast.editor).exists()
    assert not seen_by(grouped(cast.editor)).exists()
    back = grouped(cast.editor, "Editors")
    back.is_active = False
    assert not seen_by(back).exists()


def test_a_draft_is_nobodys_news(cast: Cast) -> None:
    drafted(article(), cast)
    assert not Notice.objects.exists()
