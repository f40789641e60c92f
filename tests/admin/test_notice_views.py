"""The pages of notices: new and read ones, opening one, and the choice of letters."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, published, source, submitted
from office import entered

from editorial import actions
from editorial.admin import notice_views
from editorial.models import Event, Manuscript, Notice, NoticePace
from editorial.notices.letters import paces_of

PAGE = "/admin/notices/"
SETTINGS = "/admin/notices/settings/"
READ = "/admin/notices/read/"


@pytest.fixture
def returned(cast: Cast) -> Manuscript:
    published(source(), cast)
    Notice.objects.all().delete()
    manuscript = submitted(article(), cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which <b>edition</b>?")
    return manuscript


@pytest.fixture
def edna(cast: Cast) -> Client:
    return entered(cast.editor)


def mine(cast: Cast) -> Notice:
    return Notice.objects.get(user=cast.editor)


def test_a_notice_names_the_step_who_did_what_and_why(edna: Client, returned: Manuscript) -> None:
    page = edna.get(PAGE).content.decode()
    assert "<strong>Mend what was returned</strong>" in page
    assert "mona returned it to the author" in page
    assert "Which &lt;b&gt;edition&lt;/b&gt;?" in page
    assert "1 new notice<" in page


def test_opening_an_entry_from_its_notice_marks_it_as_read(
    cast: Cast, edna: Client, returned: Manuscript
) -> None:
    answer = edna.post(READ, {"notice": mine(cast).pk, "open": "1"})
    assert answer["Location"] == reverse("admin:manuscript", args=[returned.pk])
    assert mine(cast).read_at is not None
    page = edna.get(PAGE).content.decode()
    assert f'<a href="/admin/manuscript/{returned.pk}/">Permanent revolution</a>' in page
    assert "Mark as read" not in page


@pytest.mark.parametrize("number", ["0", "x", "-1", "٣", "9" * 30, "1; DROP TABLE"])
def test_nothing_opens_by_a_number_that_is_none(
    cast: Cast, edna: Client, returned: Manuscript, number: str
) -> None:
    assert edna.post(READ, {"notice": number, "open": "1"})["Location"] == PAGE
    assert mine(cast).read_at is None


def test_nobody_opens_or_reads_another_persons_notice(cast: Cast, returned: Manuscript) -> None:
    answer = entered(cast.other_editor).post(READ, {"notice": mine(cast).pk, "open": "1"})
    assert answer["Location"] == PAGE
    assert mine(cast).read_at is None


def test_notices_are_paged(
    cast: Cast, edna: Client, returned: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_views, "MAX_ON_PAGE", 2)
    events = Event.objects.filter(action="submit")[:2]
    for event in events:
        Notice.objects.create(user=cast.editor, event=event, read_at=timezone.now())
    first = edna.get(PAGE)
    assert [len(rows) for _heading, rows in first.context["lists"]] == [1, 1]
    assert 'href="?page=2"' in first.content.decode()
    second = edna.get(f"{PAGE}?page=2")
    assert [len(rows) for _heading, rows in second.context["lists"]] == [0, 1]
    assert 'href="?page=1"' in second.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "9" * 40, "1%00", "٢"])
def test_any_page_that_is_asked_for_is_answered(edna: Client, cast: Cast, page: str) -> None:
    assert edna.get(f"{PAGE}?page={page}").status_code == 200


def test_a_page_of_many_notices_asks_no_more_than_one_of_one(
    cast: Cast, edna: Client, returned: Manuscript, django_assert_max_num_queries: Any
) -> None:
    for event in Event.objects.exclude(notice_of(cast.editor))[:10]:
        Notice.objects.create(user=cast.editor, event=event)
    with django_assert_max_num_queries(10):
        edna.get(PAGE)


def notice_of(user: User) -> Any:
    return Q(pk__in=Notice.objects.filter(user=user).values("event"))


def test_the_office_without_a_role_shows_no_notice(
    cast: Cast, edna: Client, returned: Manuscript
) -> None:
    assert "1 new notice<" in edna.get("/admin/").content.decode()
    cast.editor.groups.clear()
    home = edna.get("/admin/")
    assert "new notice" not in home.content.decode()
    assert home.context["notices"] == []
    assert edna.get(PAGE).status_code == edna.get(SETTINGS).status_code == 404
    cast.editor.groups.set(Group.objects.filter(name="Editors"))
    assert edna.get(PAGE).status_code == 200


def test_each_chooses_for_themselves_by_kind(cast: Cast, edna: Client) -> None:
    page = edna.get(SETTINGS).content.decode()
    assert "edna@example.org" in page
    chosen = {"work": "at_once", "outcome": "weekly", "reminder": "none", "sources": "daily"}
    chosen |= {"talk": "daily"}
    assert edna.post(SETTINGS, chosen)["Location"] == SETTINGS
    assert paces_of(cast.editor.pk) == chosen
    assert edna.post(SETTINGS, chosen | {"work": "none"}).status_code == 302
    assert paces_of(cast.editor.pk) == chosen | {"work": "none"}
    assert set(paces_of(cast.moderator.pk).values()) == {"daily"}
    assert NoticePace.objects.count() == 5


@pytest.mark.parametrize("pace", ["", "hourly", "<script>", "\x00", "at_once" * 1000])
def test_what_is_no_choice_changes_nothing(cast: Cast, edna: Client, pace: str) -> None:
    sent = {"work": pace, "outcome": "weekly", "reminder": "none", "sources": "daily"}
    answer = edna.post(SETTINGS, {**sent, "user": str(cast.moderator.pk)})
    assert answer.status_code == 422
    # What else was chosen is still chosen.
    assert '<option value="weekly" selected>' in answer.content.decode()
    assert not NoticePace.objects.exists()


def test_an_account_without_an_address_is_told_so(cast: Cast, edna: Client) -> None:
    User.objects.filter(pk=cast.editor.pk).update(email="")
    assert "no e-mails are sent" in edna.get(SETTINGS).content.decode()
