"""The next reader sees what somebody else publishes, checks or withdraws, although pages are kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from factories import article, make_cast, published, source
from served import Roads, ask

from editorial import actions
from editorial.models import DraftCitation
from encyclopedia.models import Page

application = Roads().front
pytestmark = pytest.mark.django_db(transaction=True)


def in_another_process(move: Callable[[], Any]) -> None:
    """Make a move over another connection, as another process would."""

    def run() -> None:
        try:
            move()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)


def read(path: str) -> tuple[str, str]:
    """Status and body, from the application as it is served."""
    status, _, body = ask(application, path, HTTP_HOST="localhost")
    return status, body.decode()


def test_the_next_reader_sees_every_change(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    cast = make_cast()
    published(source(), cast)
    document = article(text="It was founded in 1938.[@service-trotsky-2009, p. 1]")
    manuscript = published(document, cast)
    path = f"/article/{document.slug}/"
    assert "founded in 1938" in read(path)[1]
    page_in_memory = application.pages.get(path.strip("/"))
    assert page_in_memory

    changed = replace(document, text=document.text + "\n\nIt met again in 1940.")
    in_another_process(lambda: published(changed, cast))
    assert "It met again in 1940." in read(path)[1]

    digest = DraftCitation.objects.get(manuscript=manuscript).digest
    before = Page.state(path.strip("/"))
    in_another_process(
        lambda: actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict="contradicts",
            note="It says 1939.",
            by=cast.moderator,
        )
    )
    assert Page.state(path.strip("/")) != before
    assert "It says 1939." not in (body := read(path)[1])
    assert "contradict" in body

    in_another_process(
        lambda: actions.withdraw(manuscript=manuscript.pk, reason="Copied.", by=cast.approver)
    )
    status, body = read(path)
    assert status == "410 Gone"
    assert "It met again" not in body
