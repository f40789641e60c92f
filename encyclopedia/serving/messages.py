"""Messages of what was done, in a cookie that is this host's own, or in the session when they are long."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _HostsOwn(CookieStorage):
    @property
    def cookie_name(self) -> str:
        return f"{settings.COOKIE_PREFIX}messages"


class HostsOwnMessages(FallbackStorage):
    storage_classes = (_HostsOwn, SessionStorage)
