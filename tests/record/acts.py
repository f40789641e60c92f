"""Acts as somebody forges them who dropped the triggers, and what the verifier then names."""

from __future__ import annotations

from datetime import timedelta
from sys import modules
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, waivable
from record.forging import triggers_off

from editorial import actions
from editorial.models import Manuscript
from editorial.record.verification import faults

QUOTED = 'It is a theory.[@service-trotsky-2009, p. 12, "a theory"]'


def unguarded(monkeypatch: pytest.MonkeyPatch, action: str, **answers: Any) -> None:
    """Let an action go on without these questions, as rows and events typed by hand would."""
    for name, answer in answers.items():
        monkeypatch.setattr(
            modules[f"editorial.actions.{action}"], name, lambda *_a, _answer=answer, **_k: _answer
        )


def publish(manuscript: Manuscript, cast: Cast) -> None:
    manuscript.refresh_from_db()
    actions.approve(
        manuscript=manuscript.pk, revision=manuscript.revision, by=cast.approver, change="addition"
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


def past_the_gate(manuscript: Manuscript, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Approved and published whatever the gate says."""
    unguarded(monkeypatch, "review", stopping=[])
    with triggers_off():
        publish(manuscript, cast)


def named(*words: str) -> bool:
    messages = list(faults(derived=False))
    return any(all(word in message for word in words) for message in messages)


def waive(manuscript: Manuscript, person: User) -> None:
    actions.waive(
        manuscript=manuscript.pk, by=person, keys=waivable(manuscript), reason="It is urgent.",
        expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
