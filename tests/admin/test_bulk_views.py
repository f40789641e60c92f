"""A move over all that a list found: a look first, portions, and what became of each."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, drafted, published, source
from office import entered

from editorial.actions import bulk_runs
from editorial.admin import bulk_views
from editorial.models import BulkRun, Event, Manuscript, Status

EVERYTHING = "/admin/editorial/manuscript/"


@pytest.fixture(autouse=True)
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_views, "MAX_TOGETHER", 2)
    monkeypatch.setattr(bulk_views, "MAX_SECONDS", -1.0)


@pytest.fixture
def drafts(cast: Cast) -> None:
    """Three drafts that can be submitted, and one that lacks its source."""
    published(source(), cast)
    for title in ("A", "B", "C"):
        drafted(article(title), cast)
    drafted(article("Lacks", text="It was.[@nobody-1900]"), cast)


def planned(cast: Cast, query: str = "?state=draft", **sent: Any) -> Any:
    """The page that is shown before anything is done."""
    client = entered(cast.editor)
    answer = client.post(EVERYTHING + query, {"move": "submit", "everything": "1", **sent})
    assert answer.status_code == 302, answer.context["form"].errors
    return client, answer["Location"]


def test_one_sees_first_what_will_be_done(cast: Cast, drafts: None) -> None:
    client, address = planned(cast)
    page = client.get(address)
    assert [row.title for row in page.context["first"]] == ["A", "B", "C", "Lacks"]
    assert page.context["states"] == [("Draft", 4)]
    assert "1 has something to fix." in page.content.decode()
    assert set(Manuscript.objects.of_kind("article").values_list("status", flat=True)) == {"draft"}
    _client, address = planned(cast, "")
    assert "1 is in a state from which this cannot be done." in client.get(address).content.decode()


def test_all_is_done_in_portions_with_a_report(cast: Cast, drafts: None) -> None:
    client, address = planned(cast)
    client.post(address)
    page = client.get(address)
    assert page.context["goes_on"]
    assert "data-goes-on" in page.content.decode()
    assert [report.title for report in page.context["done"]] == ["A", "B"]
    client.post(address)
    page = client.get(address)
    assert not page.context["goes_on"]
    assert [report.title for report in page.context["done"]] == ["A", "B", "C"]
    assert [report.title for report in page.context["refused"]] == ["Lacks"]
    assert not page.context["unknown"]
    assert Manuscript.objects.filter(status=Status.SUBMITTED).count() == 3
    events = Event.objects.count()
    client.post(address)
    assert Event.objects.count() == events


def test_no_portion_is_given_out_twice(cast: Cast, drafts: None) -> None:
    planned(cast)
    run = BulkRun.objects.get()
    taken = [bulk_runs.take_portion(run=run.pk, most=3, by=cast.editor) for _time in range(3)]
    assert [len(portion) for portion in taken] == [3, 1, 0]
    assert [chosen for portion in taken for chosen in portion] == run.chosen


def test_nobody_opens_or_carries_out_another_s(cast: Cast, drafts: None) -> None:
    _client, address = planned(cast)
    other = entered(cast.superuser)
    assert other.get(address).status_code == other.post(address).status_code == 404
    with pytest.raises(BulkRun.DoesNotExist):
        bulk_runs.take_portion(run=BulkRun.objects.get().pk, most=3, by=cast.superuser)
    assert not Manuscript.objects.filter(status=Status.SUBMITTED).exists()


def test_whoever_lost_the_role_meanwhile_does_no_more(cast: Cast, drafts: None) -> None:
    client, address = planned(cast)
    client.post(address)
    cast.editor.groups.set(cast.moderator.groups.all())
    client.post(address)
    refused = client.get(address).context["refused"]
    assert [report.title for report in refused] == ["C", "Lacks"]
    assert "your role allows" in refused[0].words
    assert Manuscript.objects.filter(status=Status.SUBMITTED).count() == 2


def test_what_changed_since_the_look_is_refused(cast: Cast, drafts: None) -> None:
    client, address = planned(cast)
    from dataclasses import replace

    row = Manuscript.objects.get(title="A")
    document = row.revisions.newest()[0].read()
    drafted(replace(document, summary="Another."), cast)
    client.post(address)
    assert [report.title for report in client.get(address).context["refused"]] == ["A"]


def test_too_many_are_refused_and_nothing_is_lost(
    cast: Cast, drafts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_runs, "MAX_CHOSEN", 3)
    sent = {"move": "submit", "everything": "1", "reason": "<b>kept</b>"}
    answer = entered(cast.editor).post(f"{EVERYTHING}?state=draft", sent)
    assert "too many at once" in answer.content.decode()
    assert "&lt;b&gt;kept" in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_without_a_move_nothing_is_planned(cast: Cast, drafts: None) -> None:
    for move in ("", "approve", "x"):
        answer = entered(cast.editor).post(EVERYTHING, {"move": move, "everything": "1"})
        assert answer.status_code == 200
    assert not BulkRun.objects.exists()
    assert reverse("admin:bulk_run", args=[Manuscript.objects.all()[0].pk])
