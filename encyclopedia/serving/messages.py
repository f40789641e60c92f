"""Messages of what was done, in a cookie that is this host's own, or in the session when they are long."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest


class _HostsOwn(CookieStorage):
    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.cookie_name = f"{settings.COOKIE_PREFIX}messages"


class HostsOwnMessages(FallbackStorage):
    storage_classes = (_HostsOwn, SessionStorage)
