"""How e-mail leaves: with the name of what it comes of, and into files where a site is only tried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend

from encyclopedia import logs

HEADER = "X-Request-ID"


class NamedBackend(BaseEmailBackend):
    """Hands each message to the backend of the setting MAIL_THROUGH, with the name in its headers (`logs`)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.through = get_connection(settings.MAIL_THROUGH, *args, **options)

    def open(self) -> bool | None:
        return self.through.open()

    def close(self) -> None:
        self.through.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if name := logs.name.get():
                message.extra_headers.setdefault(HEADER, name)
        return self.through.send_messages(email_messages) or 0


class FileBackend(EmailBackend):
    """Django's file backend with its folder under VAR: each message becomes a file."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["file_path"] = str(settings.VAR / "mail")
        super().__init__(*args, **options)
