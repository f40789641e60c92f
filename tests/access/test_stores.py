"""Unpublished text is in nothing that is sent to readers: search, cache, e-mails to outsiders."""

from __future__ import annotations

from typing import Any

import pytest
from access.world import build
from django.core import mail
from django.core.cache import cache

from editorial.models import NoticeKind, NoticePace, Pace
from editorial.notices.letters import send_letters
from encyclopedia.models import SearchText


@pytest.mark.django_db
def test_neither_search_nor_e_mail_nor_cache_holds_unpublished_text(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        world = build()
    # All letters at once: those of a day begin before most of this was made.
    NoticePace.objects.bulk_create(
        NoticePace(user=user, kind=kind, pace=Pace.AT_ONCE)
        for user in world.actors.values()
        if user is not None
        for kind in NoticeKind
    )
    assert send_letters().failed == 0
    indexed = " ".join(
        f"{row.title} {row.aliases} {row.summary} {row.body} {row.plain}"
        for row in SearchText.objects.all()
    )
    sent = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    strangers = {"member", "clerk", "manager", "disabled"}
    recipients = {address for message in mail.outbox for address in message.to}
    cached = repr(getattr(cache, "_cache", ""))
    for word, place in world.canaries.items():
        assert word not in indexed, place
        assert word not in cached, place
    assert not recipients & {
        user.email for name, user in world.actors.items() if user and name in strangers
    }
    assert sent
