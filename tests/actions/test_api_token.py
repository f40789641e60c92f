"""Tokens: made once, stored as a digest, revoked for ever; also by the wrong person, twice, and at the same time."""

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


def test_a_token_is_shown_once_and_only_its_digest_is_stored(cast: Any) -> None:
    returned, token = actions.make_token(name="  the  library’s script ", by=cast.editor)
    row = ApiToken.objects.get()
    assert (row.pk, row.user, row.name) == (returned.pk, cast.editor, "the library’s script")
    assert row.digest == sha256(token.encode()).hexdigest()
    assert (row.used_at, row.revoked_at) == (None, None)
    assert token.startswith(api_token.PREFIX)
    assert len(token) >= len(api_token.PREFIX) + 43
    columns = [str(getattr(row, field.attname)) for field in ApiToken._meta.fields]
    assert token not in " ".join(columns)


def test_no_two_tokens_are_the_same(cast: Any) -> None:
    tokens = {
        actions.make_token(name=str(number), by=cast.editor)[1]
        for number in range(api_token.MAX_COUNT)
    }
    assert len(tokens) == api_token.MAX_COUNT


def test_the_audit_log_says_who_made_and_revoked_it_and_never_the_token(cast: Any) -> None:
    row, token = actions.make_token(name="a script", by=cast.editor)
    actions.revoke_token(token=row.pk, by=cast.editor)
    first, second = Event.objects.in_order()
    assert (first.action, second.action) == ("make_token", "revoke_token")
    assert first.by == second.by == cast.editor
    assert first.data == {"token": row.pk, "name": "a script", "scope": "write"}
    assert second.data == {"token": row.pk, "name": "a script"}
    columns = f"{first.__dict__}{second.__dict__}"
    assert token not in columns
    assert row.digest not in columns
    assert list(faults()) == []
    assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["moderator", "disabled"])
def test_a_person_who_may_not_write_gets_no_token(cast: Any, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.make_token(name="a script", by=getattr(cast, who))
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_needs_a_name_that_fits(cast: Any, name: str) -> None:
    with pytest.raises(Refused, match="Name the token"):
        actions.make_token(name=name, by=cast.editor)


def test_a_name_is_in_use_until_its_token_is_revoked(cast: Any) -> None:
    row, _ = actions.make_token(name="a script", by=cast.editor)
    actions.make_token(name="a script", by=cast.approver)
    with pytest.raises(Refused, match="revoke"):
        actions.make_token(name="a script", by=cast.editor)
    actions.revoke_token(token=row.pk, by=cast.editor)
    again, _ = actions.make_token(name="a script", by=cast.editor)
    assert again.pk != row.pk


def test_tokens_are_limited_and_revoked_ones_do_not_count(cast: Any) -> None:
    rows = [
        actions.make_token(name=str(number), by=cast.editor)[0]
        for number in range(api_token.MAX_COUNT)
    ]
    with pytest.raises(NotAllowed):
        actions.make_token(name="one more", by=cast.editor)
    actions.revoke_token(token=rows[0].pk, by=cast.editor)
    actions.make_token(name="one more", by=cast.editor)


def test_revoking_twice_changes_nothing(cast: Any) -> None:
    row, _ = actions.make_token(name="a script", by=cast.editor)
    assert actions.revoke_token(token=row.pk, by=cast.editor)
    at = ApiToken.objects.get().revoked_at
    assert not actions.revoke_token(token=row.pk, by=cast.editor)
    assert ApiToken.objects.get().revoked_at == at
    assert Event.objects.count() == 2


def test_nobody_revokes_the_token_of_another_person(cast: Any) -> None:
    row, _ = actions.make_token(name="a script", by=cast.editor)
    for person in (cast.other_editor, cast.superuser):
        with pytest.raises(ApiToken.DoesNotExist):
            actions.revoke_token(token=row.pk, by=person)
    assert ApiToken.objects.get().revoked_at is None


def test_a_person_who_may_no_longer_write_may_still_revoke(cast: Any) -> None:
    row, _ = actions.make_token(name="a script", by=cast.editor)
    cast.editor.groups.clear()
    assert actions.revoke_token(token=row.pk, by=cast.editor)


@pytest.mark.django_db(transaction=True)
def test_two_with_one_name_at_the_same_time_make_one_token() -> None:
    editor = make_cast().editor
    answers = at_once(*[lambda: actions.make_token(name="a script", by=editor)] * 2)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert ApiToken.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_revocations_at_the_same_time_revoke_once() -> None:
    editor = make_cast().editor
    row, _ = actions.make_token(name="a script", by=editor)
    answers = at_once(*[lambda: actions.revoke_token(token=row.pk, by=editor)] * 2)
    assert sorted(answers) == [False, True]
    assert Event.objects.filter(action="revoke_token").count() == 1
