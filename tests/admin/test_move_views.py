"""The moves made from a manuscript's page and in bulk: the same actions, every refusal in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    biography,
    checked,
    drafted,
    published,
    source,
    submitted,
)
from office import entered

from editorial import actions
from editorial.models import DraftCitation, Manuscript, Notice, Revision, Status, Waiver
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.models import Entry


def post(user: Any, manuscript: Manuscript, name: str, **fields: Any) -> Any:
    data = {f"{name}-{field}": value for field, value in fields.items() if field != "then"}
    if "then" in fields:
        data["then"] = fields["then"]
    return entered(user).post(reverse(f"admin:move_{name}", args=[manuscript.pk]), data)


def state(manuscript: Manuscript) -> str:
    manuscript.refresh_from_db()
    return str(manuscript.status)


@pytest.fixture
def cited(cast: Cast) -> Manuscript:
    return published(source(), cast)


def test_buttons_take_an_entry_from_draft_to_publication(cast: Cast, cited: Manuscript) -> None:
    manuscript = drafted(article(), cast)
    assert post(cast.editor, manuscript, "submit", revision=1).status_code == 302
    assert state(manuscript) == Status.SUBMITTED
    assert post(cast.moderator, manuscript, "return", reason="Cite the year.").status_code == 302
    assert state(manuscript) == Status.RETURNED
    page = entered(cast.editor).get(reverse("admin:index")).content.decode()
    assert "Cite the year." in page
    assert post(cast.editor, manuscript, "submit", revision=1).status_code == 302
    from factories import check_all

    check_all(manuscript, cast)
    answer = post(cast.approver, manuscript, "approve", revision=1, then="publish")
    assert answer.status_code == 302
    assert state(manuscript) == Status.PUBLISHED
    assert Entry.objects.filter(pk=manuscript.pk).exists()
    assert post(cast.approver, manuscript, "withdraw", reason="It was wrong.").status_code == 302
    assert state(manuscript) == Status.WITHDRAWN


def test_a_refusal_shows_the_page_with_what_was_typed(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    answer = post(cast.approver, manuscript, "approve", revision=1, summary="First of all.")
    assert answer.status_code == 409
    assert "is not yet checked" in answer.content.decode()
    assert "First of all." in answer.content.decode()
    assert state(manuscript) == Status.SUBMITTED


def test_the_move_that_leads_on_comes_first_and_alone_stands_out(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = checked(article(), cast)
    address = reverse("admin:manuscript", args=[manuscript.pk])
    answer = entered(cast.approver).get(address)
    assert [offer.move.name for offer in answer.context["offered"]][:2] == ["approve", "return"]
    page = answer.content.decode()
    assert 'class="button default">Approve</button>' in page
    assert 'class="button">Return to the author</button>' in page


def test_returning_needs_a_reason(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    answer = post(cast.moderator, manuscript, "return", reason="  ")
    assert answer.status_code == 422
    assert "the author needs to know" in answer.content.decode()


def test_nobody_approves_what_they_wrote_by_any_button(cast: Cast, cited: Manuscript) -> None:
    document = article()
    actions.save(document=document, by=cast.superuser)
    manuscript = Manuscript.objects.get(pk=document.id)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.superuser)
    from factories import check_all

    check_all(manuscript, cast)
    page = entered(cast.superuser).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert "You helped to write this text" in page.content.decode()
    assert post(cast.superuser, manuscript, "approve", revision=1).status_code == 409
    chosen = {"move": "approve", "chosen": f"{manuscript.pk}:1"}
    lists = entered(cast.superuser).post(
        reverse("admin:editorial_articlemanuscript_changelist"), chosen
    )
    assert "Nobody approves a text that they helped to write" in lists.content.decode()
    assert state(manuscript) == Status.SUBMITTED


def test_a_revision_that_is_no_longer_the_newest_is_not_approved(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = checked(article(), cast)
    assert post(cast.approver, manuscript, "approve", revision=0).status_code == 409
    assert state(manuscript) == Status.SUBMITTED


def test_a_time_to_come_is_asked_for_scheduling(cast: Cast, cited: Manuscript) -> None:
    manuscript = approved(article(), cast)
    when = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    for wrong in ("yesterday", "0001-01-01T00:00", "9999-12-31T23:59", ""):
        assert post(cast.approver, manuscript, "schedule", publish_at=wrong).status_code in {
            409,
            422,
        }
    assert post(cast.approver, manuscript, "schedule", publish_at=when).status_code == 302
    assert state(manuscript) == Status.SCHEDULED
    assert post(cast.editor, manuscript, "recall", reason="Later.").status_code == 302
    assert state(manuscript) == Status.DRAFT


def test_an_obstacle_is_waived_with_reason_and_end(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    page = entered(cast.approver).get(reverse("admin:manuscript", args=[manuscript.pk]))
    waive = next(offer for offer in page.context["folded"] if offer.move.name == "waive")
    key = waive.form.fields["keys"].choices[0][0]
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    given = {"keys": key, "reason": "The archive is closed.", "expires_at": until}
    assert post(cast.approver, manuscript, "waive", **{**given, "keys": "x"}).status_code == 422
    page = entered(cast.approver).post(
        reverse("admin:move_waive", args=[manuscript.pk]),
        {f"waive-{name}": value for name, value in given.items()},
        follow=True,
    )
    assert f"The obstacles you chose in “{manuscript.title}” are waived" in page.content.decode()
    assert "is now: submitted" not in page.content.decode()
    assert Waiver.objects.get().obstacles == [key]


def test_after_a_rename_the_state_is_not_said_to_have_changed(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    given = {"title": "Uninterrupted revolution", "slug": "uninterrupted", "based_on": 1}
    page = entered(cast.editor).post(
        reverse("admin:move_rename", args=[manuscript.pk]),
        {f"rename-{name}": value for name, value in given.items()},
        follow=True,
    )
    assert "“Uninterrupted revolution” is renamed." in page.content.decode()


def test_an_entry_is_renamed_and_gone_back_to(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    given = {"title": "The permanent revolution", "slug": "the-permanent-revolution", "based_on": 1}
    assert post(cast.editor, manuscript, "rename", **given).status_code == 302
    manuscript.refresh_from_db()
    assert (manuscript.title, manuscript.revision) == ("The permanent revolution", 2)
    assert (
        post(
            cast.editor,
            manuscript,
            "rename",
            **given,
        ).status_code
        == 302
    )
    assert post(cast.editor, manuscript, "revert", number=99).status_code == 422
    assert post(cast.editor, manuscript, "revert", number=1).status_code == 302
    assert Revision.objects.filter(manuscript=manuscript).count() == 3


def test_a_source_is_marked(cast: Cast, cited: Manuscript) -> None:
    given = {"reliability": "retracted", "reason": "The publisher withdrew it."}
    assert post(cast.approver, cited, "mark", **given).status_code == 302
    page = entered(cast.editor).get(reverse("admin:manuscript", args=[cited.pk]))
    assert "The publisher withdrew it." in page.content.decode()


def test_bulk_moves_report_each_refusal_and_do_the_rest(cast: Cast, cited: Manuscript) -> None:
    good = drafted(article("Good"), cast)
    bad = drafted(article("Bad", text="It was.[@nobody]"), cast)
    chosen = [f"{draft.pk}:1" for draft in (good, bad)]
    answer = entered(cast.editor).post(
        reverse("admin:editorial_articlemanuscript_changelist"),
        {"move": "submit", "chosen": chosen},
    )
    reports = {report.title: report for report in answer.context["reports"]}
    assert reports["Good"].done
    assert "No source has the key" in reports["Bad"].words
    assert (state(good), state(bad)) == (Status.SUBMITTED, Status.DRAFT)


def test_a_bulk_move_goes_on_after_one_entry_at_which_the_site_fails(
    cast: Cast, cited: Manuscript, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = drafted(article("Bad"), cast), drafted(article("Good"), cast)
    submit = actions.submit

    def fails_once(**given: Any) -> Any:
        if given["manuscript"] == bad.pk:
            raise LookupError("a fault of ours")
        return submit(**given)

    monkeypatch.setattr(actions, "submit", fails_once)
    answer = entered(cast.editor).post(
        reverse("admin:editorial_articlemanuscript_changelist"),
        {"move": "submit", "chosen": [f"{draft.pk}:1" for draft in (bad, good)]},
    )
    reports = {report.title: report for report in answer.context["reports"]}
    assert reports["Good"].done
    assert "The site failed here" in reports["Bad"].words
    assert (state(good), state(bad)) == (Status.SUBMITTED, Status.DRAFT)
    assert "LookupError: a fault of ours" in caplog.text


def test_bulk_publishing_takes_sources_first(cast: Cast) -> None:
    book = submitted(source(), cast)
    manuscript = checked(article("A first title"), cast)
    for draft in (book, manuscript):
        actions.approve(manuscript=draft.pk, revision=1, by=cast.approver)
    chosen = [f"{draft.pk}:1" for draft in (manuscript, book)]
    answer = entered(cast.approver).post(
        reverse("admin:editorial_manuscript_changelist"), {"move": "publish", "chosen": chosen}
    )
    assert [report.done for report in answer.context["reports"]] == [True, True]
    assert (state(book), state(manuscript)) == (Status.PUBLISHED, Status.PUBLISHED)


def test_a_bulk_move_beyond_the_role_is_not_offered_and_not_made(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = checked(article(), cast)
    for user in (cast.editor, cast.moderator):
        answer = entered(user).post(
            reverse("admin:editorial_articlemanuscript_changelist"),
            {"move": "approve", "chosen": f"{manuscript.pk}:1"},
        )
        assert "Choose an action that your role allows" in answer.content.decode()
    assert state(manuscript) == Status.SUBMITTED


def test_only_their_owner_reads_notices(cast: Cast, cited: Manuscript) -> None:
    notice = Notice.objects.filter(user=cast.editor).earliest("pk")
    address = reverse("admin:notices_read")
    entered(cast.moderator).post(address, {"notice": str(notice.pk)})
    notice.refresh_from_db()
    assert notice.read_at is None
    entered(cast.editor).post(address, {"notice": str(notice.pk)})
    notice.refresh_from_db()
    assert notice.read_at is not None
    entered(cast.editor).post(address)
    assert not Notice.objects.filter(user=cast.editor, read_at=None).exists()


def test_before_a_rename_the_page_says_which_checks_a_new_title_costs(
    cast: Cast, cited: Manuscript
) -> None:
    citing = Reference("service-trotsky-2009", locator="p. 5")
    facts = (
        documents.DocumentFact("born", date="1879-11-07", place="Yanovka", citations=(citing,)),
        documents.DocumentFact(
            "died", date="1940-08-21", citations=(citing, replace(citing, locator="p. 9"))
        ),
        documents.DocumentFact("event", value="Uncited", date="1905"),
    )
    manuscript = published(biography(facts=facts), cast)
    page = entered(cast.editor).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert (
        "Under a new title 2 checked facts will have to be checked again" in page.content.decode()
    )
    moved = {"based_on": 1, "title": manuscript.title, "slug": "lev-trotsky"}
    assert post(cast.editor, manuscript, "rename", **moved).status_code == 302
    assert DraftCitation.objects.checked_facts(manuscript.pk) == 2
    renamed = {"based_on": 2, "title": "Lev Trotsky", "slug": "lev-trotsky"}
    assert post(cast.editor, manuscript, "rename", **renamed).status_code == 302
    assert DraftCitation.objects.checked_facts(manuscript.pk) == 0
    assert DraftCitation.objects.unchecked().filter(fact__isnull=False).count() == 3


def test_an_entry_without_checked_facts_is_renamed_without_a_warning(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = published(article(), cast)
    page = entered(cast.editor).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert "Under a new title" not in page.content.decode()
