"""When a mark or a waiver is a new one, and until when it holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted, waivable
from told import told

from editorial import actions
from editorial.actions.mark import last_mark, set_mark
from editorial.actions.transaction import record
from editorial.models import Event, Manuscript, Waiver
from editorial.workflow import NotAllowed, Refused
from encyclopedia.models import Source

SOON = timedelta(days=30)


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    published(source(), cast)
    return submitted(article(text="One.[@service-trotsky-2009] Two.[@service-trotsky-2009]"), cast)


def keys(manuscript: Manuscript) -> list[str]:
    return sorted(waivable(manuscript, "unchecked"))


def waive(manuscript: Manuscript, by: User, obstacles: list[str], reason: str = "So.") -> bool:
    return actions.waive(
        manuscript=manuscript.pk,
        by=by,
        keys=obstacles,
        reason=reason,
        expires_at=timezone.now() + SOON,
    ).changed


def test_the_same_waiver_is_given_once_and_any_other_is_another(
    cast: Cast, manuscript: Manuscript
) -> None:
    first, second = keys(manuscript)
    assert waive(manuscript, cast.approver, [first])
    assert not waive(manuscript, cast.approver, [first], " So. ")
    assert waive(manuscript, cast.approver, [first], "Another reason.")
    assert waive(manuscript, cast.other_approver, [first])
    assert waive(manuscript, cast.approver, [second, first, second])
    assert not waive(manuscript, cast.approver, [second])
    assert Waiver.objects.latest("id").obstacles == [first, second]
    assert Event.objects.latest("seq").data["obstacles"] == [first, second]


def test_a_waiver_whose_time_is_over_is_given_again(cast: Cast, manuscript: Manuscript) -> None:
    now = timezone.now()
    told(
        Waiver(
            manuscript=manuscript,
            revision=1,
            obstacles=keys(manuscript),
            reason="So.",
            by=cast.approver,
            at=now - SOON,
            expires_at=now - timedelta(seconds=1),
        )
    )
    assert waive(manuscript, cast.approver, keys(manuscript))


def test_a_waiver_does_not_end_now(
    cast: Cast, manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    with pytest.raises(Refused, match="has to expire"):
        actions.waive(
            manuscript=manuscript.pk,
            by=cast.approver,
            keys=keys(manuscript),
            reason="So.",
            expires_at=now,
        )


def test_an_obstacle_that_nobody_can_waive_is_not_waived(cast: Cast) -> None:
    book = submitted(source(), cast)
    manuscript = submitted(article(), cast)
    actions.recall(manuscript=book.pk, by=cast.editor, reason="A page is wrong.")
    with pytest.raises(Refused, match="may be waived"):
        waive(manuscript, cast.approver, ["source_not_published:service-trotsky-2009"])


def test_only_what_is_under_review_is_waived(cast: Cast) -> None:
    published(source(), cast)
    manuscript = drafted(article(), cast)
    with pytest.raises(NotAllowed, match="submitted, approved or scheduled"):
        waive(manuscript, cast.approver, keys(manuscript))


def test_another_reason_for_a_mark_is_told_to_readers(cast: Cast) -> None:
    book = published(source(), cast)
    for reason in ("Invented.", " Invented by the publisher. "):
        assert actions.mark(
            manuscript=book.pk, reliability="forged", reason=reason, by=cast.approver
        ).changed
    newest = Event.objects.latest("seq")
    assert newest.reason == "Invented by the publisher."
    assert last_mark(book) == newest
    assert Source.objects.get().reliability_reason == "Invented by the publisher."


def test_a_source_that_is_sound_again_has_no_reason_against_it(cast: Cast) -> None:
    book = published(source(), cast)
    for reliability in ("forged", "sound"):
        actions.mark(manuscript=book.pk, reliability=reliability, reason="Why.", by=cast.approver)
    marked = Source.objects.get()
    assert (marked.reliability_reason, marked.marked_at) == ("", None)


def test_a_mark_from_another_site_holds_since_it_was_set_there(cast: Cast) -> None:
    book = published(source(), cast)
    there = timezone.now() - timedelta(days=400)
    event = record(
        "mark",
        by=cast.approver,
        manuscript=book,
        reason="Invented.",
        data={"reliability": "forged", "at": there.isoformat()},
    )
    set_mark(book, event)
    assert Source.objects.get().marked_at == there
