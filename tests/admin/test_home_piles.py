"""One's first page names each manuscript once, where its next step is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, checked, drafted, source, submitted
from office import entered

from editorial.models import Manuscript

YESTERDAY = timezone.localdate() - timedelta(days=1)


def piles(user: User) -> dict[str, list[str]]:
    page = entered(user).get(reverse("admin:index"))
    rows = {queue.name: queue.rows for queue in page.context["queues"]}
    return {name: sorted(row.manuscript.title for row in pile) for name, pile in rows.items()}


def named(manuscript: Manuscript, **columns: Any) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(**columns)


@pytest.fixture
def in_hand(cast: Cast) -> None:
    """Work at every step, some of it late, some of it nobody's."""
    submitted(source(), cast)
    named(drafted(article("Nobody's"), cast), responsible=None)
    named(drafted(article("Nobody's and late"), cast), responsible=None, due_on=YESTERDAY)
    drafted(article("In hand"), cast)
    named(drafted(article("Late"), cast), due_on=YESTERDAY)
    submitted(article("In review"), cast)
    named(submitted(article("In review and late"), cast), due_on=YESTERDAY)
    named(submitted(article("Own in review"), cast), responsible=cast.approver)
    named(drafted(article("Own and late"), cast), responsible=cast.approver, due_on=YESTERDAY)
    checked(article("Checked"), cast)


OF_CHIEF = {
    "drafts": ["Own and late"],
    "waiting": ["Own in review"],
    "approve": ["Checked", "Trotsky: A Biography"],
    "overdue": ["In review and late", "Late", "Nobody's and late"],
    "unassigned": ["Nobody's"],
    "waits-checks": ["In review"],
}


@pytest.mark.usefixtures("in_hand")
def test_whoever_gives_out_work_finds_each_once(cast: Cast) -> None:
    assert piles(cast.approver) == OF_CHIEF


@pytest.mark.usefixtures("in_hand")
def test_what_one_may_do_oneself_is_not_with_others(cast: Cast) -> None:
    cast.approver.groups.add(Group.objects.get(name="Moderators"))
    own = {"check": ["In review", "In review and late", "Own in review"]}
    late = {"overdue": ["Late", "Nobody's and late"]}
    rest = {name: OF_CHIEF[name] for name in ("drafts", "approve", "unassigned")}
    assert piles(cast.approver) == own | late | rest
