"""Whether a manuscript is at the desk, in memory and in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, approved, article, drafted, published, source, submitted

from editorial import actions
from editorial.models import Manuscript
from editorial.projection.queueing import AT_THE_DESK, is_at_the_desk


@pytest.mark.usefixtures("db")
def test_memory_and_database_agree_in_every_state(cast: Cast) -> None:
    published(source(), cast)
    drafted(article("Drafted"), cast)
    submitted(article("Submitted"), cast)
    approved(article("Approved"), cast)
    published(article("Published"), cast)
    returned = submitted(article("Returned"), cast)
    actions.return_(manuscript=returned.pk, by=cast.moderator, reason="Too short.")
    withdrawn = published(article("Withdrawn"), cast)
    actions.withdraw(manuscript=withdrawn.pk, by=cast.approver, reason="It was wrong.")
    document = article("Worked on")
    published(document, cast)
    drafted(replace(document, text="More."), cast)
    at_the_desk = Manuscript.objects.filter(AT_THE_DESK)
    titles = {"Submitted", "Approved", "Published"}
    assert set(at_the_desk.exclude(kind="source").values_list("title", flat=True)) == titles
    in_memory = {row.pk for row in Manuscript.objects.all() if is_at_the_desk(row)}
    assert in_memory == set(at_the_desk.values_list("pk", flat=True))
