"""What is drafted of a commission: joined when it is begun, or by hand, and what it takes over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from commissioned import OUTSIDE, TOPIC, fresh, in_days, late, promised, reserved, wanted
from factories import Cast, article, drafted, published, source, submitted

from editorial import actions
from editorial.models import Commission, Event, Manuscript, Notice
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused


def test_a_draft_under_its_title_is_joined_and_takes_over_day_and_person(cast: Cast) -> None:
    row = promised(cast, due_on=in_days(30))
    manuscript = drafted(article(TOPIC.upper()), cast)
    manuscript.refresh_from_db()
    row = fresh(row)
    assert row.manuscript == manuscript
    assert (manuscript.due_on, manuscript.responsible) == (in_days(30), cast.editor)
    assert Event.objects.latest("seq").action == "join_commission"
    assert Notice.objects.get(event__action="join_commission").user == cast.approver
    assert not list(faults())


def test_its_day_is_the_drafts_from_then_on(cast: Cast) -> None:
    row = late(promised(cast))
    manuscript = drafted(article(), cast)
    assert fresh(row).stage == "overdue"
    actions.assign(manuscript=manuscript.pk, by=cast.approver, due_on=in_days(60))
    assert fresh(row).stage == "agreed"


def test_received_and_published_are_read_from_the_draft(cast: Cast) -> None:
    published(source(), cast)
    row = promised(cast, due_on=in_days(3))
    document = article()
    drafted(document, cast)
    assert fresh(row).stage == "due"
    submitted(replace(document, summary="Another summary."), cast)
    assert fresh(row).stage == "received"
    actions.return_(manuscript=document.id, by=cast.moderator, reason="Shorter.")
    assert fresh(row).stage == "received"
    published(replace(document, summary="A third summary."), cast)
    assert fresh(row).stage == "published"
    # Its next edition is another commission.
    again = promised(cast)
    actions.join_commission(commission=again.pk, manuscript=document.id, by=cast.approver)
    assert fresh(again).stage == "agreed"


def test_what_is_with_another_person_is_not_joined(cast: Cast) -> None:
    row = reserved(cast, who=cast.other_editor)
    manuscript = drafted(article(), cast)
    assert fresh(row).manuscript is None
    assert manuscript.responsible == cast.editor


def test_what_nobody_is_asked_for_is_of_whoever_begins_it(cast: Cast) -> None:
    row = wanted(cast)
    drafted(article(), cast)
    row = fresh(row)
    assert (row.state, row.person) == ("agreed", cast.editor)


def test_the_office_drafts_for_somebody_without_an_account(cast: Cast) -> None:
    row = promised(cast, who=OUTSIDE)
    manuscript = drafted(article(), cast)
    row = fresh(row)
    assert (row.manuscript, row.person, row.who) == (manuscript, None, "Olga Outside")
    assert manuscript.responsible == cast.editor


def test_a_source_of_that_title_is_another_thing(cast: Cast) -> None:
    row = wanted(cast, "Trotsky: A Biography")
    drafted(source(), cast)
    assert fresh(row).manuscript is None


def test_a_draft_of_another_title_is_joined_by_hand(cast: Cast) -> None:
    row = promised(cast, due_on=in_days(5))
    manuscript = actions.save(document=article("Another"), by=cast.other_editor).manuscript
    for person in (cast.editor, cast.other_editor, cast.moderator):
        with pytest.raises(Forbidden):
            actions.join_commission(commission=row.pk, manuscript=manuscript.pk, by=person)
    assert actions.join_commission(commission=row.pk, manuscript=manuscript.pk, by=cast.approver)
    manuscript.refresh_from_db()
    assert (manuscript.responsible, manuscript.due_on) == (cast.editor, in_days(5))
    assert not actions.join_commission(
        commission=row.pk, manuscript=manuscript.pk, by=cast.approver
    )
    actions.part_commission(commission=row.pk, by=cast.approver)
    assert (fresh(row).manuscript, fresh(row).state) == (None, "agreed")
    assert actions.part_commission(commission=row.pk, by=cast.approver) is None


def test_whoever_is_asked_joins_their_own_draft(cast: Cast) -> None:
    row = promised(cast)
    manuscript = drafted(article("Another"), cast)
    assert actions.join_commission(commission=row.pk, manuscript=manuscript.pk, by=cast.editor)


def test_neither_a_source_nor_what_is_joined_already_is_joined(cast: Cast) -> None:
    row = promised(cast, "One")
    other = promised(cast, "Other")
    manuscript = drafted(article("One"), cast)
    assert fresh(row).manuscript == manuscript
    with pytest.raises(NotAllowed, match="another commission"):
        actions.join_commission(commission=other.pk, manuscript=manuscript.pk, by=cast.approver)
    with pytest.raises(Refused, match="Choose an article"):
        actions.join_commission(
            commission=other.pk, manuscript=drafted(source(), cast).pk, by=cast.approver
        )


@pytest.mark.parametrize("name", ["reserve", "agree", "decline", "release", "drop"])
def test_what_is_being_written_is_not_given_to_others(cast: Cast, name: str) -> None:
    row = promised(cast)
    drafted(article(), cast)
    said = OUTSIDE if name == "reserve" else {}
    if name == "agree":
        assert actions.agree_commission(commission=row.pk, by=cast.approver) is None
        return
    with pytest.raises(NotAllowed, match="being written"):
        getattr(actions, f"{name}_commission")(commission=row.pk, by=cast.approver, **said)
    assert Commission.objects.get().state == "agreed"


def test_parting_needs_the_topic_to_be_free(cast: Cast) -> None:
    row = promised(cast)
    drafted(article(), cast)
    wanted(cast)
    with pytest.raises(NotAllowed, match="once more"):
        actions.part_commission(commission=row.pk, by=cast.approver)
    assert Manuscript.objects.count() == 1
