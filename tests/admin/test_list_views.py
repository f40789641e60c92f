"""A whole list as a table, and lists kept under a name."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.urls import reverse
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial import permissions
from editorial.actions import saved_views
from editorial.actions.saved_views import drop_view, save_view
from editorial.models import SavedView
from editorial.projection.steps import judge_steps
from editorial.workflow import Forbidden, Refused

EVERYTHING = "/admin/editorial/manuscript/"


def table(client: Any, query: str = "") -> list[list[str]]:
    answer = client.get(reverse("admin:entries_file") + query)
    lines = b"".join(answer.streaming_content).decode().splitlines()
    return list(csv.reader(lines))


def test_the_table_holds_all_that_the_filter_finds(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article("In review"), cast)
    drafted(article("Draft"), cast)
    judge_steps()
    head, row = table(entered(cast.editor), "?state=submitted")
    assert dict(zip(head, row, strict=True)) == {
        "address": "article/in-review",
        "title": "In review",
        "kind": "article",
        "state": "submitted",
        "step": "check",
        "who": "any moderator",
        "due": "",
        "since": manuscript.since.isoformat(),
        "to check": str(manuscript.unchecked),
        "changed": manuscript.changed_at.isoformat(),
    }


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_title_is_a_formula(cast: Cast, title: str) -> None:
    drafted(article(title, slug="formula"), cast)
    assert table(entered(cast.editor))[1][1] == f"'{title}"


def test_a_view_is_kept_seen_above_the_list_and_dropped(cast: Cast) -> None:
    client = entered(cast.editor)
    name = "Late <b>\x00 & “mine”"
    sent = {"name": name, "filters": "work=overdue&kind=article&order=-due&evil=<script>"}
    answer = client.post(reverse("admin:keep_view"), sent)
    assert answer["Location"] == f"{EVERYTHING}?kind=article&work=overdue&order=-due"
    page = client.get(EVERYTHING)
    (view,) = page.context["views"]
    assert view["address"] == answer["Location"]
    assert "Late &lt;b&gt; &amp; “mine”</a>" in page.content.decode()
    assert not entered(cast.moderator).get(EVERYTHING).context["views"]
    drop = reverse("admin:drop_view", args=[view["number"]])
    entered(cast.moderator).post(drop)
    assert SavedView.objects.count() == 1
    client.post(drop)
    client.post(drop)
    assert not SavedView.objects.exists()


def test_a_view_of_the_same_name_is_replaced(cast: Cast) -> None:
    for filters in ("state=draft", "state=draft", "state=published"):
        save_view(name=" Mine ", filters=filters, by=cast.editor)
    assert SavedView.objects.get().filters == "state=published"


def test_views_are_named_and_not_without_number(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "MAX_VIEWS", 1)
    with pytest.raises(Refused):
        save_view(name=" \x00 ", filters="", by=cast.editor)
    save_view(name="One", filters="", by=cast.editor)
    with pytest.raises(Refused):
        save_view(name="Two", filters="", by=cast.editor)
    assert save_view(name="One", filters="q=x", by=cast.editor).filters == "q=x"


def test_who_sees_no_entries_keeps_no_view(cast: Cast) -> None:
    assert not cast.disabled.has_perm(permissions.VIEW_MANUSCRIPT)
    with pytest.raises(Forbidden):
        save_view(name="One", filters="", by=cast.disabled)
    assert not drop_view(view=0, by=cast.disabled)


def test_a_list_that_finds_nothing_now_can_be_kept_as_a_view(cast: Cast) -> None:
    page = entered(cast.approver).get(EVERYTHING, {"work": "overdue"}).content.decode()
    assert "Nothing here." in page
    assert 'value="work=overdue"' in page
