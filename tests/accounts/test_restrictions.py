"""What managers let people see: their own manuscripts, or subjects; who is told and named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from factories import Cast, article, check_all, drafted, person, source, submitted
from office import entered, sent
from restricted_people import again, in_days

from editorial import actions, workflow
from editorial.accounts import restricting
from editorial.accounts.event_words import event_words
from editorial.models import (
    AccountEvent,
    Manuscript,
    Notice,
    Restriction,
    Shown,
)
from editorial.notices.telling import seen_by
from editorial.projection.steps import judge_steps
from editorial.workflow import Forbidden, Hidden, NotAllowed, Refused

PEOPLE = "/admin/people/"


def test_an_outside_author_writes_her_own_and_sees_no_other(cast: Cast, olga: User) -> None:
    foreign = drafted(article(), cast)
    mine = actions.save(document=article("Her own"), by=olga).manuscript
    assert list(Manuscript.objects.seen_by(olga)) == [mine]
    assert workflow.open_to(olga, foreign) == []
    for act in (
        lambda: actions.submit(manuscript=foreign.pk, revision=1, by=olga),
        lambda: actions.save(document=replace(article(), id=str(foreign.pk)), by=olga, based_on=1),
        lambda: actions.take(manuscript=foreign.pk, by=olga),
    ):
        with pytest.raises(Hidden):
            act()
    page = entered(olga).get("/admin/editorial/manuscript/").content.decode()
    assert "Her own" in page
    assert "Permanent revolution" not in page


def test_whoever_is_named_for_a_manuscript_sees_it_until_they_are_not(
    cast: Cast, olga: User, waiting: Manuscript
) -> None:
    address = reverse("admin:manuscript", args=[waiting.pk])
    assert entered(olga).get(address).status_code == 404
    actions.assign(manuscript=waiting.pk, responsible=olga, by=cast.approver)
    assert entered(olga).get(address).status_code == 200
    assert [notice.event.action for notice in seen_by(again(olga))] == ["assign"]
    actions.assign(manuscript=waiting.pk, responsible=cast.editor, by=cast.approver)
    assert entered(olga).get(address).status_code == 404
    assert not seen_by(again(olga)).exists()


def test_a_person_of_some_subjects_sees_what_is_about_them_now(cast: Cast, manager: User) -> None:
    account = person("sara", "Editors")
    restricting.restrict(
        account=account, shown=Shown.SUBJECTS, subjects=["  Theory ", "theory", ""], by=manager
    )
    sara = again(account)
    theory = drafted(article(tags=("theory",)), cast)
    drafted(article("Another", tags=("strikes",)), cast)
    assert list(Manuscript.objects.seen_by(sara)) == [theory]
    changed = replace(article(tags=("strikes",)), id=str(theory.pk), slug=theory.slug)
    drafted(changed, cast)
    assert not Manuscript.objects.seen_by(sara).exists()
    assert Restriction.objects.get().subjects == ["theory"]


def test_who_checks_brings_evidence_to_what_is_cited_and_does_nothing_else_there(
    cast: Cast, manager: User, waiting: Manuscript
) -> None:
    account = person("mira", "Moderators")
    restricting.restrict(account=account, shown=Shown.OWN, by=manager)
    actions.assign(manuscript=waiting.pk, checker=account, by=cast.approver)
    mira, cited = again(account), Manuscript.objects.of_kind("source").get()
    assert not workflow.sees(mira, cited)
    workflow.refuse_hidden(mira, cited, "attach")
    with pytest.raises(Hidden):
        workflow.refuse_hidden(mira, cited, "start_thread")
    workflow.refuse_hidden(mira, waiting, "start_thread")


def test_no_edit_takes_an_entry_out_of_ones_subjects(cast: Cast, manager: User) -> None:
    account = person("sara", "Editors")
    restricting.restrict(account=account, shown=Shown.SUBJECTS, subjects=["theory"], by=manager)
    theory = drafted(article(tags=("theory",)), cast)
    Manuscript.objects.filter(pk=theory.pk).update(responsible=cast.editor)
    away = replace(article(tags=("strikes",)), id=str(theory.pk), slug=theory.slug)
    with pytest.raises(Hidden):
        actions.save(document=away, by=again(account), based_on=1)
    theory.refresh_from_db()
    assert theory.revision == 1


def test_nobody_with_a_restriction_is_told_of_a_foreign_manuscript(
    cast: Cast, manager: User, waiting: Manuscript
) -> None:
    moderator = person("mira", "Moderators", "Editors", "Approvers")
    restricting.restrict(account=moderator, shown=Shown.OWN, by=manager)
    other = submitted(article("Another"), cast)
    check_all(other, cast)
    actions.return_(manuscript=other.pk, by=cast.moderator, reason="Shorter, please.")
    assert Notice.objects.exists()
    assert not Notice.objects.filter(user=moderator).exists()


def test_notices_from_before_a_restriction_are_not_shown_any_more(
    cast: Cast, manager: User, waiting: Manuscript
) -> None:
    judge_steps()
    assert seen_by(again(cast.moderator)).exists()
    restricting.restrict(account=cast.moderator, shown=Shown.OWN, by=manager)
    assert not seen_by(again(cast.moderator)).exists()


def test_a_draft_of_others_is_neither_proposed_nor_previewed_nor_taken_as_a_base(
    cast: Cast, olga: User
) -> None:
    drafted(source("secret-1999", title="The secret book"), cast)
    hidden = drafted(article("Hidden draft", text="A secret sentence."), cast)
    client = entered(olga)
    for words in ("secret", "hidden", "Hidden draft"):
        for which in ("entries", "sources"):
            answer = client.get(f"/admin/lookup/{which}/", {"q": words})
            assert answer.json()["results"] == []
    assert client.get("/admin/lookup/people/", {"q": "edna"}).json()["results"] == []
    assert len(client.get("/admin/lookup/people/", {"q": "olga"}).json()["results"]) == 1
    typed = sent("article", article("Mine", text="Mine.[@secret-1999, p. 1]"))
    preview = client.post("/admin/live/article/", typed).content.decode()
    assert "The secret book" not in preview
    taken = client.get("/admin/live/address/", {"kind": "article", "slug": hidden.slug}).json()
    assert (taken["free"], "Hidden" in taken["message"]) == (False, False)
    foreign = sent("article", article("Mine"), based_on=0) | {"id": str(hidden.pk)}
    answer = client.post("/admin/editorial/articlemanuscript/add/", foreign)
    assert answer.status_code == 409
    assert "secret sentence" not in answer.content.decode()
    hidden.refresh_from_db()
    assert hidden.revision == 1


def test_only_managers_restrict_and_never_a_manager_a_superuser_or_themselves(
    cast: Cast, manager: User
) -> None:
    with pytest.raises(Forbidden):
        restricting.restrict(account=cast.editor, shown=Shown.OWN, by=cast.approver)
    with pytest.raises(Forbidden):
        restricting.restrict(account=manager, shown=Shown.OWN, by=manager)
    with pytest.raises(NotAllowed):
        restricting.restrict(account=person("mia", "Office managers"), shown=Shown.OWN, by=manager)
    with pytest.raises(Refused):
        restricting.restrict(account=cast.superuser, shown=Shown.OWN, by=cast.superuser)
    with pytest.raises(Refused):
        restricting.restrict(account=cast.editor, shown=Shown.SUBJECTS, subjects=[" "], by=manager)
    with pytest.raises(NotAllowed):
        restricting.set_end(account=cast.editor, ends_on=in_days(1), by=manager)
    assert not Restriction.objects.exists()


def test_a_restriction_is_lifted_and_each_change_is_in_the_log(
    cast: Cast, manager: User, waiting: Manuscript
) -> None:
    for shown, changes in (("own", True), ("own", False), ("", True), ("", False)):
        assert restricting.restrict(account=cast.editor, shown=shown, by=manager) is changes
    assert Manuscript.objects.seen_by(again(cast.other_editor)).count() == 2
    events = AccountEvent.objects.of_kind("restricted").order_by("pk")
    assert [event_words(event).partition(": ")[2] for event in events] == [
        "their own manuscripts",
        "everything that their roles allow",
    ]


def test_an_outside_author_is_told_of_a_topic_asked_of_her_and_of_no_other(
    cast: Cast, olga: User
) -> None:
    hidden = drafted(article("The same title"), cast)
    asked = actions.make_commission(by=cast.approver, title="Asked of her")
    other = actions.make_commission(by=cast.approver, title="Asked of him")
    actions.reserve_commission(commission=asked.pk, by=cast.approver, person=olga)
    actions.reserve_commission(commission=other.pk, by=cast.approver, person=cast.other_editor)
    assert [notice.event.private["topic"] for notice in seen_by(again(olga))] == ["Asked of her"]
    client = entered(olga)
    assert client.get(reverse("admin:commission", args=[other.pk])).status_code == 404
    assert client.get(reverse("admin:commission", args=[asked.pk])).status_code == 200
    assert client.get(reverse("admin:commissions")).status_code == 404
    joining = {"join-manuscript": hidden.title}
    address = reverse("admin:commission_join", args=[asked.pk])
    answer = client.post(address, joining)
    assert "has this title" in answer.content.decode()
    assert str(hidden.pk) not in answer.content.decode()
    actions.agree_commission(commission=asked.pk, by=again(olga))
    hers = actions.save(document=article("Asked of her"), by=again(olga)).manuscript
    assert hers.responsible == olga
