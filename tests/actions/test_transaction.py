"""What every move shares: the state and its times, the event, and the answer to a move made twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted

from editorial import actions
from editorial.actions.transaction import GateClosed, is_deadlock
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import DraftCitation, Event, Manuscript, Publication
from editorial.workflow import Forbidden
from encyclopedia.models import Edition


def test_a_move_to_another_state_says_since_when_it_is_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = source()
    drafted(document, cast)
    first, second = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    monkeypatch.setattr(timezone, "now", lambda: first)
    drafted(replace(document, summary="More."), cast)
    manuscript = Manuscript.objects.get()
    # A draft that is saved again stays a draft: it has changed, and is one for as long as before.
    assert manuscript.changed_at == first
    assert manuscript.since < first
    monkeypatch.setattr(timezone, "now", lambda: second)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    manuscript.refresh_from_db()
    assert (manuscript.since, manuscript.changed_at) == (second, second)


def test_a_move_puts_its_citations_into_the_queue_and_takes_them_out(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    waiting = DraftCitation.objects.waiting().filter(manuscript=manuscript)
    assert waiting.exists()
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    assert not waiting.exists()


def test_an_event_names_the_revision_and_none_where_there_is_no_manuscript(cast: Cast) -> None:
    document = source()
    drafted(document, cast)
    drafted(replace(document, summary="More."), cast)
    actions.make_token(name="A program", by=cast.editor)
    assert list(Event.objects.order_by("seq").values_list("revision", flat=True)) == [1, 2, 0]


def test_a_publication_its_edition_and_its_event_are_of_one_time(cast: Cast) -> None:
    manuscript = published(source(), cast)
    event = Event.objects.get(action="publish")
    assert event.at == Publication.objects.get().at
    assert event.at == Edition.objects.get(entry_id=manuscript.pk).published_at


def test_what_was_done_already_is_said_only_to_who_may_do_it(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    with pytest.raises(Forbidden):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.moderator)
    assert not actions.submit(manuscript=manuscript.pk, revision=1, by=cast.other_editor).changed


def test_a_closed_gate_names_what_stops_the_move_and_no_warning(cast: Cast) -> None:
    published(source(), cast)
    text = "One is cited.[@service-trotsky-2009] Two is not. Three is not."
    manuscript = submitted(article(text=text), cast)
    with pytest.raises(actions.GateClosed) as refusal:
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    assert [obstacle.code for obstacle in refusal.value.obstacles] == ["unchecked"]


@pytest.mark.parametrize(("sqlstate", "deadlock"), [("40P01", True), ("40001", False)])
def test_a_deadlock_is_known_by_its_code(sqlstate: str, deadlock: bool) -> None:
    cause = Exception("the server says why")
    cause.sqlstate = sqlstate  # type: ignore[attr-defined]
    error = OperationalError()
    error.__cause__ = cause
    assert is_deadlock(error) == deadlock


def test_an_error_without_a_cause_is_no_deadlock() -> None:
    assert not is_deadlock(OperationalError())


def test_each_obstacle_of_a_closed_gate_has_its_line() -> None:
    missing = [Obstacle("text_missing"), Obstacle("summary_missing")]
    assert str(GateClosed(missing)).splitlines() == [words(obstacle) for obstacle in missing]
