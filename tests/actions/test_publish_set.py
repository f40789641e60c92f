"""An entry and the sources that it waits for: submitted together, approved and published together, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, check_all, drafted, source, submitted

from editorial import actions
from editorial.actions.publish_set import SetRefused
from editorial.gate.gate_input import obstacles
from editorial.models import Event, Manuscript, Status
from editorial.record.verification import faults
from editorial.workflow import Conflict, Forbidden, NotAllowed, Refused

TWO = "It is.[@service-trotsky-2009, p. 1] It was.[@cohen-bukharin-1980, p. 2]"


def other_source() -> object:
    return source("cohen-bukharin-1980", title="Bukharin")


def entry_with_two(cast: Cast) -> Manuscript:
    """A submitted and checked entry with two submitted sources."""
    drafted(source(), cast)
    drafted(other_source(), cast)
    manuscript = submitted(article(text=TWO), cast)
    check_all(manuscript, cast)
    manuscript.refresh_from_db()
    return manuscript


def shown(*, but: str = "") -> dict[object, int]:
    return {
        row.pk: row.revision for row in Manuscript.objects.filter(kind="source").exclude(slug=but)
    }


def states() -> dict[str, str]:
    return dict(Manuscript.objects.values_list("slug", "status"))


def publish(manuscript: Manuscript, by: object, sources: dict[object, int]) -> actions.Outcome:
    return actions.publish_set(
        manuscript=manuscript.pk, revision=manuscript.revision, sources=sources, by=by
    )


def test_submitting_an_entry_submits_the_sources_that_were_drafted_with_it(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = drafted(article(), cast)
    assert obstacles(manuscript, article(), "submit") == []
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.other_editor)
    assert set(states().values()) == {Status.SUBMITTED}
    assert [event.action for event in Event.objects.order_by("-seq")[:2]] == ["submit", "submit"]
    assert list(faults()) == []


def test_a_source_of_somebody_else_or_with_a_fault_is_not_submitted_with_it(cast: Cast) -> None:
    actions.save(document=source(), by=cast.other_editor)
    manuscript = drafted(article(), cast)
    with pytest.raises(actions.GateClosed, match="service-trotsky-2009"):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    broken = source("cohen-bukharin-1980", record={"id": "x", "type": "book"})
    drafted(broken, cast)
    assert Manuscript.objects.get(slug="cohen-bukharin-1980").obstacles
    other = drafted(article("Other", text="It was.[@cohen-bukharin-1980, p. 2]"), cast)
    with pytest.raises(actions.GateClosed, match="cohen-bukharin-1980"):
        actions.submit(manuscript=other.pk, revision=1, by=cast.editor)
    assert set(states().values()) == {Status.DRAFT}


def test_submitting_again_submits_nothing_more(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = submitted(article(), cast)
    count = Event.objects.count()
    assert not actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor).changed
    assert Event.objects.count() == count


def test_all_are_approved_and_published_each_with_its_own_events(cast: Cast) -> None:
    manuscript = entry_with_two(cast)
    assert publish(manuscript, cast.approver, shown()).changed
    assert set(states().values()) == {Status.PUBLISHED}
    lines = Event.objects.filter(action__in=["approve", "publish"]).order_by("seq")
    assert [(line.action, line.manuscript.slug) for line in lines] == [
        ("approve", "cohen-bukharin-1980"),
        ("publish", "cohen-bukharin-1980"),
        ("approve", "service-trotsky-2009"),
        ("publish", "service-trotsky-2009"),
        ("approve", "permanent-revolution"),
        ("publish", "permanent-revolution"),
    ]
    assert list(faults()) == []
    assert not publish(manuscript, cast.approver, shown()).changed


def test_if_one_of_them_cannot_be_published_nothing_happens(cast: Cast) -> None:
    drafted(other_source(), cast)
    actions.save(document=source(), by=cast.approver)
    service = Manuscript.objects.get(slug="service-trotsky-2009")
    actions.submit(manuscript=service.pk, revision=1, by=cast.approver)
    manuscript = submitted(article(text=TWO), cast)
    check_all(manuscript, cast)
    before = states()
    with pytest.raises(SetRefused, match=r"Trotsky: A Biography.*Nobody approves a text"):
        publish(manuscript, cast.approver, shown())
    assert states() == before
    assert not Event.objects.filter(action="approve").exists()
    assert publish(manuscript, cast.other_approver, shown()).changed


def test_what_stops_the_entry_keeps_its_sources_unpublished_too(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = submitted(article(), cast)
    with pytest.raises(actions.GateClosed, match="not yet checked"):
        publish(manuscript, cast.approver, shown())
    assert set(states().values()) == {Status.SUBMITTED}


def test_nothing_is_published_that_was_not_shown(cast: Cast) -> None:
    manuscript = entry_with_two(cast)
    with pytest.raises(Conflict, match="Bukharin"):
        publish(manuscript, cast.approver, shown(but="cohen-bukharin-1980"))
    seen = shown()
    row = Manuscript.objects.get(slug="cohen-bukharin-1980")
    actions.recall(manuscript=row.pk, by=cast.editor, reason="A slip.")
    document = replace(row.revisions.get().read(), summary="Another.")
    actions.save(document=document, by=cast.editor, based_on=1)
    actions.submit(manuscript=row.pk, revision=2, by=cast.editor)
    with pytest.raises(Conflict, match="Bukharin"):
        publish(manuscript, cast.approver, seen)
    with pytest.raises(Conflict):
        actions.publish_set(manuscript=manuscript.pk, revision=7, sources=shown(), by=cast.approver)


def test_a_source_published_meanwhile_is_left_alone(cast: Cast) -> None:
    manuscript = entry_with_two(cast)
    seen = shown()
    row = Manuscript.objects.get(slug="cohen-bukharin-1980")
    actions.approve(manuscript=row.pk, revision=1, by=cast.other_approver)
    actions.publish(manuscript=row.pk, by=cast.other_approver)
    assert publish(manuscript, cast.approver, seen).changed
    assert set(states().values()) == {Status.PUBLISHED}


def test_what_is_approved_already_is_only_published(cast: Cast) -> None:
    manuscript = entry_with_two(cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.other_approver)
    assert publish(manuscript, cast.approver, shown()).changed
    assert Event.objects.filter(action="approve", manuscript=manuscript).count() == 1


def test_only_approvers_publish_and_only_what_is_submitted(cast: Cast) -> None:
    manuscript = entry_with_two(cast)
    with pytest.raises(SetRefused) as refused:
        publish(manuscript, cast.moderator, shown())
    assert isinstance(refused.value.refusal, Forbidden)
    actions.return_(manuscript=manuscript.pk, by=cast.approver, reason="Too short.")
    assert states()["service-trotsky-2009"] == Status.SUBMITTED
    with pytest.raises((NotAllowed, Refused)):
        publish(manuscript, cast.approver, shown())
    assert Status.PUBLISHED not in states().values()
