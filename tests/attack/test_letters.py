"""What is typed reaches the head of no letter and of no answer as more than a line of words."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest
from commissioned import reserved
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import PASSWORD, Cast, article, published, source, submitted
from readers_reports import reported

from editorial import actions
from editorial.models import Notice
from editorial.notices.letters import mail_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.portion(4)]

BREAKS = ("\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "%0d%0a", "\r\n\t")
MORE = "Bcc: thief@example.net"


@pytest.fixture(params=BREAKS, ids=repr)
def broken(request: pytest.FixtureRequest) -> str:
    return f"Words{request.param}{MORE}{request.param}X-Also: more"


def assert_alone(letters: list[Any]) -> None:
    """Each goes to the people it names and to nobody besides, also as it is sent."""
    assert letters
    for letter in letters:
        message = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
        assert message["Bcc"] is None
        assert message["X-Also"] is None
        assert "thief@example.net" not in [*letter.to, *letter.cc, *letter.bcc]
        assert letter.subject.isprintable()


def send_what_waits() -> None:
    assert mail_at_once(Notice.objects.filter(mail_after__isnull=False))


def test_a_letter_of_notices_has_the_head_that_it_was_given(cast: Cast, broken: str) -> None:
    cast.moderator.first_name = broken[:100]
    cast.moderator.save(update_fields=["first_name"])
    title = "".join(sign if sign.isprintable() else " " for sign in broken)
    returned = submitted(source(title=title), cast)
    actions.return_(manuscript=returned.pk, by=cast.moderator, reason=broken)
    send_what_waits()
    assert_alone(mail.outbox)


def test_an_invitation_has_the_head_that_it_was_given(
    cast: Cast, broken: str, django_capture_on_commit_callbacks: Any
) -> None:
    row = reserved(cast, f"A topic {broken}", {"name": broken, "email": "olga@example.net"})
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite_commission(commission=row.pk, by=cast.approver, subject=broken, words=broken)
    assert_alone(mail.outbox)


def test_an_address_of_two_lines_is_none(cast: Cast, broken: str) -> None:
    typed = {"email": f"{cast.editor.email}{broken}"}
    assert Client().post(reverse("account_reset_password"), typed).status_code == 200
    assert mail.outbox == []


def test_a_reader_is_written_to_as_they_gave_their_address(cast: Cast, broken: str) -> None:
    published(source(), cast)
    entry = published(article(), cast)
    reported(entry, words=broken, where=broken, email="reader@example.org")
    send_what_waits()
    assert_alone(mail.outbox)


def test_no_typed_word_becomes_a_header_of_an_answer(cast: Cast, broken: str) -> None:
    client = Client()
    addresses = (
        reverse("account_login") + "?next=",
        "/search/?q=",
        "/browse/?letter=",
        "/oai?verb=",
        "/article/",
        "/",
    )
    for address in addresses:
        answer = client.get(f"{address}{broken}")
        assert answer.status_code < 500
        lines = [f"{name}: {value}" for name, value in answer.headers.items()]
        assert not any("\n" in line or "\r" in line for line in lines), lines
        assert not answer.headers.get("X-Also")
    assert client.login(username="edna", password=PASSWORD)
