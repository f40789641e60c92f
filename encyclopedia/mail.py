"""E-mail for a site that is only tried out: each message becomes a file under var/mail."""

from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class FileBackend(EmailBackend):
    """Django's file backend with its folder under VAR."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["file_path"] = str(settings.VAR / "mail")
        super().__init__(*args, **options)
