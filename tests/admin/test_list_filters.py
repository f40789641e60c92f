"""What the filters of lists find, and that the counts of other pages lead to what they count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Manuscript

EVERYTHING = "/admin/editorial/manuscript/"


def titles_listed(user: User, **filters: Any) -> set[str]:
    page = entered(user).get(EVERYTHING, filters).context["page"]
    return {row.title for row in page.rows}


@pytest.fixture
def in_hand(cast: Cast) -> None:
    """A source; a draft that lacks it, one without a fault, two in review of which one is overdue and given out."""
    published(source(), cast)
    drafted(article("Lacks a source", text="It was.[@nobody-1900]", tags=("Theory",)), cast)
    drafted(article("Ready"), cast)
    submitted(article("Nobody's"), cast)
    late = submitted(article("Late"), cast)
    actions.take(manuscript=late.pk, by=cast.moderator)
    Manuscript.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))


def test_each_filter_finds_its_own(cast: Cast, in_hand: None) -> None:
    editor, moderator = cast.editor, cast.moderator
    for filters, expected in (
        ({"work": "blocked"}, {"Lacks a source"}),
        ({"work": "ready"}, {"Ready", "Nobody's", "Late"}),
        ({"work": "unassigned"}, {"Nobody's"}),
        ({"work": "overdue"}, {"Late"}),
        ({"step": "check"}, {"Nobody's", "Late"}),
        ({"step": "check", "work": "overdue"}, {"Late"}),
        ({"has": moderator.pk}, {"Late"}),
        ({"has": "checker"}, {"Nobody's"}),
        ({"has": editor.pk}, {"Lacks a source", "Ready"}),
        ({"named": moderator.pk}, {"Late"}),
        ({"source": "nobody-1900"}, {"Lacks a source"}),
        ({"source": "@nobody-1900"}, {"Lacks a source"}),
        ({"tag": "theory"}, {"Lacks a source"}),
        ({"language": "en", "kind": "source"}, {"Trotsky: A Biography"}),
        ({"language": "de"}, set()),
        ({"q": "nobody's", "state": "submitted"}, {"Nobody's"}),
        ({"q": "nobody's", "state": "draft"}, set()),
        ({"state": "published"}, {"Trotsky: A Biography"}),
    ):
        assert titles_listed(editor, **filters) == expected, filters


def test_what_is_mine_depends_on_my_roles(cast: Cast, in_hand: None) -> None:
    assert titles_listed(cast.editor, work="mine") == {"Lacks a source", "Ready"}
    assert titles_listed(cast.editor, work="waiting") == {"Nobody's", "Late"}
    assert titles_listed(cast.moderator, work="mine") == {"Nobody's", "Late"}
    assert titles_listed(cast.approver, work="mine") == set()
    assert titles_listed(cast.editor, work="mine", step="check") == set()


def test_unknown_values_are_no_filters(cast: Cast, in_hand: None) -> None:
    everything = titles_listed(cast.editor)
    assert len(everything) == 5
    unknown = dict.fromkeys(("kind", "state", "work", "step", "has", "named", "order"), "x'\"<b>")
    assert titles_listed(cast.editor, **unknown) == everything


@pytest.mark.parametrize("role", ["editor", "moderator", "approver"])
def test_the_piles_lead_to_exactly_what_they_count(role: str, cast: Cast, in_hand: None) -> None:
    client = entered(getattr(cast, role))
    queues = client.get(reverse("admin:index")).context["queues"]
    assert queues
    for queue in queues:
        page = client.get(queue.pile.address)
        assert page.context["count"] == queue.count, queue.name
        assert {row.pk for row in page.context["page"].rows} == {
            row.manuscript.pk for row in queue.rows
        }, queue.name


def test_who_owes_what_leads_to_exactly_what_it_counts(cast: Cast, in_hand: None) -> None:
    client = entered(cast.approver)
    page = client.get(reverse("admin:work"))
    for one in page.context["owed"]:
        for address, count in [
            *(cell[1:] for cell in one.cells if cell[2]), *one.links, *one.overdue_links,
        ]:  # fmt: skip
            assert client.get(address).context["count"] == count, (one.name, address)
    for _step, address, count in page.context["totals"]:
        assert client.get(address).context["count"] == count
        assert not count or address.replace("&", "&amp;") in page.content.decode()


def test_choices_stay_ticked_after_a_refusal(cast: Cast, in_hand: None) -> None:
    row = Manuscript.objects.get(title="Ready")
    answer = entered(cast.moderator).post(
        EVERYTHING, {"move": "", "chosen": [row.as_chosen, "<script>"]}
    )
    ticked = answer.content.decode().split(f'value="{row.as_chosen}"')[1][:120]
    assert "checked" in ticked
    assert "<script>&" not in answer.content.decode()


def test_a_list_says_by_which_column_it_is_sorted_and_turns_it_round(cast: Cast) -> None:
    drafted(article("A"), cast)
    client = entered(cast.editor)
    heads = {head.label: head for head in client.get(EVERYTHING).context["heads"]}
    assert heads["Changed"].sorted == "descending"
    assert heads["Title"].sorted == ""
    page = client.get(EVERYTHING + heads["Title"].address)
    assert 'aria-sort="ascending"' in page.content.decode()
    heads = {head.label: head for head in page.context["heads"]}
    assert "order=-title" in heads["Title"].address
