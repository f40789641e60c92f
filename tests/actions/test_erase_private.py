"""The private half of an event can be erased; what was done stays, every hash stays valid, and the verifier says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import raw_sql
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.urls import reverse
from exporters.shelf import export_to
from factories import Cast, article, checked, published, source
from office import entered
from record.forging import query, triggers_off

from editorial.actions.erase_private import erase_private
from editorial.models import ChainHead, Event
from editorial.record.verification import faults, remarks
from editorial.record.witness import KnownHead
from editorial.verifying.whole_bundle import faults as bundle_faults
from editorial.workflow import Forbidden, NotAllowed, Refused


@pytest.fixture
def event(cast: Cast) -> Event:
    """A moderator's check, with a note."""
    published(source(), cast)
    checked(article(), cast, "contradicts", "A note about a person.")
    return Event.objects.get(action="check")


def head() -> KnownHead:
    newest = ChainHead.objects.get(pk=1)
    return KnownHead(newest.hash, newest.seq)


def erase(event: Event, cast: Cast) -> int:
    return erase_private(events=[event.seq], by=cast.superuser, reason="A request.")


def test_who_and_why_are_gone_and_what_was_done_stays(event: Event, cast: Cast) -> None:
    before = head()
    assert erase(event, cast) == 1
    erased = Event.objects.get(pk=event.seq)
    assert (erased.by, erased.reason, erased.private, erased.salt) == (None, "", {}, "")
    assert (erased.data, erased.at, erased.hash) == (event.data, event.at, event.hash)
    assert list(faults([before, head()])) == []
    (remark,) = remarks()
    assert remark.startswith(f"The private half of event {event.seq} was erased on 20")
    assert erase(event, cast) == 0


def test_bundles_with_an_erased_half_verify(event: Event, cast: Cast, tmp_path: Path) -> None:
    erase(event, cast)
    for drafts in (False, True):
        bundle = export_to(tmp_path / str(drafts), drafts=drafts)
        assert list(bundle_faults(bundle.path)) == []


def test_the_office_shows_that_it_was_erased(event: Event, cast: Cast) -> None:
    erase(event, cast)
    assert "(erased)" in entered(cast.approver).get(reverse("admin:record")).content.decode()


def test_only_a_superuser_with_a_reason_erases(event: Event, cast: Cast) -> None:
    with pytest.raises(Forbidden):
        erase_private(events=[event.seq], by=cast.approver, reason="So.")
    with pytest.raises(Refused, match="Say why"):
        erase_private(events=[event.seq], by=cast.superuser, reason=" ")
    with pytest.raises(NotAllowed, match="There is no event 999"):
        erase_private(events=[999], by=cast.superuser, reason="So.")


def test_an_event_of_an_earlier_version_stays_whole(event: Event, cast: Cast) -> None:
    with triggers_off():
        query("UPDATE editorial_event SET format = 1 WHERE seq = %s", event.seq)
    with pytest.raises(NotAllowed, match="earlier version"):
        erase(event, cast)


@pytest.mark.parametrize(
    "change",
    [
        "by_id = NULL, reason = '', private = '{}', salt = ''",
        "reason = ''",
        "by_id = NULL",
        "reason = 'Another.'",
    ],
)
def test_the_database_allows_no_other_change(event: Event, change: str) -> None:
    with pytest.raises(DatabaseError, match="editorial_event is not changed"):
        raw_sql.run(f"UPDATE editorial_event SET {change} WHERE seq = {event.seq}")


def test_nor_any_other_change_with_an_erasure(event: Event, cast: Cast) -> None:
    erase(event, cast)
    for change in ("data = '{}'", "action = 'save'", "private_hash = 'x'", "reason = 'Back.'"):
        with pytest.raises(DatabaseError, match="editorial_event is not changed"):
            raw_sql.run(f"UPDATE editorial_event SET {change} WHERE seq = {event.seq}")


def test_a_half_that_was_emptied_without_an_event_is_found(event: Event) -> None:
    with triggers_off():
        query(
            "UPDATE editorial_event SET by_id = NULL, reason = '', private = '{}', salt = ''"
            " WHERE seq = %s",
            event.seq,
        )
    assert any("has lost its private half" in fault for fault in faults([head()]))


def test_the_command_erases_and_says_so(
    event: Event, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    name = cast.superuser.get_username()
    call_command("erase_private", str(event.seq), by=name, reason="A request.")
    call_command("verify_history")
    printed = capsys.readouterr().out
    assert "The private half of 1 event was erased." in printed
    assert f"The private half of event {event.seq} was erased on" in printed
    for by, number in (("nobody", event.seq), (cast.editor.get_username(), event.seq), (name, 999)):
        with pytest.raises(CommandError):
            call_command("erase_private", str(number), by=by, reason="So.")
