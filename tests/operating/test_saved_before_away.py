"""The database goes away after, or while, something is saved: people are told what became of what they sent."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.db.backends.utils import debug_transaction
from django.urls import reverse
from factories import Cast, article, drafted, make_cast
from office import entered

PAGE = {"accept": "text/html,*/*", "sec-fetch-site": "same-origin"}
WORDS = "What I typed for <b>five</b> minutes & more."


def kept_and_gone(cast: Cast, monkeypatch: pytest.MonkeyPatch, fails: Any) -> tuple[Any, str, Any]:
    """The answer to a discarding, after which or in whose commit the database goes; what was sent; its row."""
    manuscript = drafted(article(), cast)
    client = entered(cast.editor)
    client.raise_request_exception = False
    address = reverse("admin:move_discard", args=[manuscript.pk])
    with monkeypatch.context() as patch:
        fails(patch)
        answer = client.post(address, {"reason": WORDS}, headers=PAGE)
    manuscript.refresh_from_db()
    return answer, answer.content.decode(), manuscript


def gone(*_arguments: Any, **_named: Any) -> None:
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("where", ["session", "letters"])
@pytest.mark.django_db(transaction=True)
def test_what_was_saved_before_the_database_went_is_told_as_saved(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fails(patch: pytest.MonkeyPatch) -> None:
        if where == "session":  # when it was used is noted in it
            patch.setattr(Session, "save", gone)
        else:
            patch.setattr(
                "editorial.actions.recording.note_commit", lambda: transaction.on_commit(gone)
            )

    answer, page, manuscript = kept_and_gone(make_cast(), monkeypatch, fails)
    assert manuscript.status == "discarded"
    assert answer.status_code == 503
    assert "Retry-After" not in answer.headers
    assert "It was saved" in page
    assert '<button type="submit"' not in page


@pytest.mark.django_db(transaction=True)
def test_what_was_perhaps_saved_is_told_as_that_and_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_answer_to_commit(connection: Any, sql: str) -> Any:
        return gone() if sql == "COMMIT" else debug_transaction(connection, sql)

    name = "django.db.backends.base.base.debug_transaction"
    answer, page, _row = kept_and_gone(
        make_cast(), monkeypatch, lambda patch: patch.setattr(name, no_answer_to_commit)
    )
    assert answer.status_code == 503
    assert "Perhaps saved" in page
    assert f'name="reason" value="{WORDS}"' in unescape(page)
