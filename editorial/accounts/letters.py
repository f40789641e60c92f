"""Letters to people about their accounts: sent by the worker, so that no answer waits for a mail server."""

from __future__ import annotations

from django.core.mail import send_mail
from django.db import transaction
from django_tasks import task


@task()
def send(address: str, subject: str, body: str) -> None:
    send_mail(subject, body, None, [address])


def send_letter(address: str, subject: str, body: str) -> None:
    """Have it sent once the transaction is committed."""
    transaction.on_commit(lambda: send.enqueue(address, subject, body))
