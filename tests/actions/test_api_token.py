"""Tokens: made once, kept as a digest, revoked for good; each works, wrong person, twice, and at the same time."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from factories import make_cast
from same_time import at_once

from editorial import actions
from editorial.actions import api_token
from editorial.models import ApiToken, Event, Notice
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused


def test_a_token_is_told_once_and_only_its_digest_is_kept(cast: Any) -> None:
    made, token = actions.make_token(name="  the  library’s script ", by=cast.editor)
    row = ApiToken.objects.get()
    assert (row.pk, row.user, row.name) == (made.pk, cast.editor, "the library’s script")
    assert row.digest == sha256(token.encode()).hexdigest()
    assert (row.used_at, row.revoked_at) == (None, None)
    assert token.startswith(api_token.PREFIX)
    assert len(token) >= len(api_token.PREFIX) + 43
    columns = [str(getattr(row, field.attname)) for field in ApiToken._meta.fields]
    assert token not in " ".join(columns)


def test_two_tokens_are_never_alike(cast: Any) -> None:
    found = {actions.make_token(name=str(n), by=cast.editor)[1] for n in range(api_token.MAX_COUNT)}
    assert len(found) == api_token.MAX_COUNT


def test_the_record_tells_who_made_and_revoked_it_and_never_the_token(cast: Any) -> None:
    made, token = actions.make_token(name="a script", by=cast.editor)
    actions.revoke_token(token=made.pk, by=cast.editor)
    first, second = Event.objects.in_order()
    assert (first.action, second.action) == ("make_token", "revoke_token")
    assert first.by == second.by == cast.editor
    assert first.data == second.data == {"token": made.pk, "name": "a script"}
    told = f"{first.__dict__}{second.__dict__}"
    assert token not in told
    assert made.digest not in told
    assert list(faults()) == []
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["moderator", "disabled"])
def test_whoever_may_not_write_gets_none(cast: Any, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.make_token(name="a script", by=getattr(cast, who))
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_needs_a_name_that_fits(cast: Any, name: str) -> None:
    with pytest.raises(Refused, match="Name the token"):
        actions.make_token(name=name, by=cast.editor)


def test_a_name_is_taken_until_its_token_is_revoked(cast: Any) -> None:
    made, _ = actions.make_token(name="a script", by=cast.editor)
    actions.make_token(name="a script", by=cast.approver)
    with pytest.raises(Refused, match="revoke"):
        actions.make_token(name="a script", by=cast.editor)
    actions.revoke_token(token=made.pk, by=cast.editor)
    again, _ = actions.make_token(name="a script", by=cast.editor)
    assert again.pk != made.pk


def test_there_is_a_most_and_revoked_ones_do_not_count(cast: Any) -> None:
    made = [actions.make_token(name=str(n), by=cast.editor)[0] for n in range(api_token.MAX_COUNT)]
    with pytest.raises(NotAllowed):
        actions.make_token(name="one more", by=cast.editor)
    actions.revoke_token(token=made[0].pk, by=cast.editor)
    actions.make_token(name="one more", by=cast.editor)


def test_revoking_twice_is_the_same_as_once(cast: Any) -> None:
    made, _ = actions.make_token(name="a script", by=cast.editor)
    assert actions.revoke_token(token=made.pk, by=cast.editor)
    at = ApiToken.objects.get().revoked_at
    assert not actions.revoke_token(token=made.pk, by=cast.editor)
    assert ApiToken.objects.get().revoked_at == at
    assert Event.objects.count() == 2


def test_nobody_revokes_somebody_elses(cast: Any) -> None:
    made, _ = actions.make_token(name="a script", by=cast.editor)
    for other in (cast.other_editor, cast.superuser):
        with pytest.raises(ApiToken.DoesNotExist):
            actions.revoke_token(token=made.pk, by=other)
    assert ApiToken.objects.get().revoked_at is None


def test_whoever_lost_the_right_to_write_may_still_revoke(cast: Any) -> None:
    made, _ = actions.make_token(name="a script", by=cast.editor)
    cast.editor.groups.clear()
    assert actions.revoke_token(token=made.pk, by=cast.editor)


@pytest.mark.django_db(transaction=True)
def test_of_two_of_one_name_at_the_same_time_one_is_made() -> None:
    editor = make_cast().editor
    answers = at_once(*[lambda: actions.make_token(name="a script", by=editor)] * 2)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert ApiToken.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_revoked_at_the_same_time_it_is_revoked_once() -> None:
    editor = make_cast().editor
    made, _ = actions.make_token(name="a script", by=editor)
    answers = at_once(*[lambda: actions.revoke_token(token=made.pk, by=editor)] * 2)
    assert sorted(answers) == [False, True]
    assert Event.objects.filter(action="revoke_token").count() == 1
