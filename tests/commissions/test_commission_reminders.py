"""What was promised and is not begun: among what people owe, and in the reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from commissioned import OUTSIDE, fresh, in_days, late, promised
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted
from office import entered

from editorial import actions
from editorial.done_words import done_words
from editorial.models import Commission, Event, Notice
from editorial.workflow import NotAllowed


def reminded() -> list[tuple[str, list[str]]]:
    events = Event.objects.filter(action="remind").order_by("seq")
    return [
        (
            event.private["why"],
            sorted(Notice.objects.filter(event=event).values_list("user__username", flat=True)),
        )
        for event in events
    ]


def run() -> None:
    call_command("publish_due")


def pass_days(row: Commission, days: int) -> None:
    """The last reminder and the day were so many days earlier."""
    row = fresh(row)
    Commission.objects.filter(pk=row.pk).update(
        reminded_at=row.reminded_at and row.reminded_at - timedelta(days=days),
        due_on=row.due_on and row.due_on - timedelta(days=days),
    )


def test_reminders_by_rule_go_out_before_the_day_when_overdue_and_weekly_each_once(
    cast: Cast,
) -> None:
    row = promised(cast, due_on=in_days(4))
    run()
    assert reminded() == []
    pass_days(row, 1)
    for _time in range(2):
        run()
    assert reminded() == [("before", ["edna"])]
    pass_days(row, 4)
    for _time in range(2):
        run()
    assert reminded()[1:] == [("overdue", ["edna"])]
    pass_days(row, 6)
    run()
    assert len(reminded()) == 2
    pass_days(row, 1)
    run()
    assert reminded()[2:] == [("overdue", ["edna"])]


def test_another_day_is_reminded_of_anew(cast: Cast) -> None:
    row = promised(cast, due_on=in_days(3))
    run()
    pass_days(row, 2)
    Commission.objects.filter(pk=row.pk).update(due_on=in_days(30))
    run()
    assert len(reminded()) == 1
    pass_days(row, 27)
    run()
    assert [why for why, _people in reminded()] == ["before", "before"]


def test_of_somebody_without_an_account_everybody_is_reminded_who_gives_out_work(
    cast: Cast,
) -> None:
    late(promised(cast, who=OUTSIDE))
    run()
    assert reminded() == [("overdue", ["abel", "anna", "root"])]
    event = Event.objects.latest("seq")
    assert "Olga Outside, who has no account" in done_words("remind", event.private)


def test_what_is_begun_is_reminded_of_as_a_manuscript_only(cast: Cast) -> None:
    late(promised(cast))
    drafted(article(), cast)
    run()
    events = Event.objects.filter(action="remind")
    assert [event.manuscript is None for event in events] == [False]


def test_one_click_reminds_once_a_day(cast: Cast) -> None:
    row = late(promised(cast))
    assert actions.remind_commission(commission=row.pk, by=cast.approver)
    assert actions.remind_commission(commission=row.pk, by=cast.approver) is None
    assert reminded() == [("asked", ["edna"])]
    outside = promised(cast, "Other", who=OUTSIDE)
    with pytest.raises(NotAllowed, match="no account"):
        actions.remind_commission(commission=outside.pk, by=cast.approver)


def test_who_owes_what_has_what_was_promised_and_its_numbers_lead_to_it(cast: Cast) -> None:
    late(promised(cast, "One"))
    promised(cast, "Two", due_on=in_days(90))
    late(promised(cast, "Three", who=OUTSIDE))
    drafted(article("A draft"), cast)
    client = entered(cast.approver)
    page = client.get(reverse("admin:work"))
    owed = {one.name: one for one in page.context["owed"]}
    assert {name: (one.promises, one.late) for name, one in owed.items()} == {
        "Edna Editor": (2, 1),
        "Olga Outside": (1, 1),
    }
    for one in owed.values():
        assert client.get(one.promises_address).context["count"] == one.promises
        for address, count in one.overdue_links:
            assert client.get(address).context["count"] == count
    client.post(reverse("admin:work"), {"person": str(cast.editor.pk)})
    assert reminded() == [("asked", ["edna"])]


def test_whoever_is_asked_finds_it_on_their_first_page_and_in_their_notices(cast: Cast) -> None:
    row = promised(cast, due_on=timezone.localdate())
    client = entered(cast.editor)
    assert client.get(reverse("admin:index")).context["commissions"] == [row]
    body: Any = client.get(reverse("admin:notices")).content.decode()
    assert "Permanent revolution" in body
    assert entered(cast.other_editor).get(reverse("admin:index")).context["commissions"] == []
