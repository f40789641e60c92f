"""Letters to people about their accounts: sent by the worker, so that no answer waits for a mail server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django_tasks import task

from editorial.models.profiles import in_language_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise


@task()
def send(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])


def send_letter(
    account: User,
    subject: _StrPromise,
    template: str,
    context: Mapping[str, Any],
    *,
    address: str = "",
) -> None:
    """Have it sent in the account's language once the transaction is committed; to its address, or to this one.

    `subject` is filled from the same context as the template.
    """
    words = letter_words(context)
    with in_language_of(account):
        body = render_to_string(template, words).strip()
        deliver(address or account.email, str(subject) % words, body)


def deliver(address: str, subject: str, body: str) -> None:
    transaction.on_commit(lambda: send.enqueue(address, subject, body))


def letter_words(context: Mapping[str, Any]) -> dict[str, Any]:
    return {**context, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
