"""A published entry, a reader's report on its claim, and the letters that the reader gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from factories import Cast
from readers_reports import claim_of, entry, reported

from editorial.models import ErrorReport, Manuscript


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    return entry(cast)


@pytest.fixture
def report(manuscript: Manuscript) -> ErrorReport:
    return reported(
        manuscript,
        email="reader@example.org",
        claim_digest=claim_of(manuscript),
        claim="Permanent revolution is a theory.",
    )


@pytest.fixture
def letters(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], Any]], list[str]]:
    """The letters to the reader that an act has sent."""

    def sent(act: Callable[[], Any]) -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return [str(one.body) for one in mail.outbox if one.to == ["reader@example.org"]]

    return sent
