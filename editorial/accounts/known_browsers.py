"""Browsers that know an account: somebody signed in to it there before, and a signed cookie says so.

Failures elsewhere do not count for them, so nobody can keep a person out of their own browser.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SALT = "editorial.accounts.known_browsers"
MAX_ACCOUNTS = 8
MAX_AGE = 400 * 24 * 60 * 60  # seconds: browsers keep no cookie longer


def cookie_name() -> str:
    return f"{settings.COOKIE_PREFIX}known_browser"


def browser_of(request: HttpRequest, user: User | None) -> str:
    """What this browser is called by its cookie, if it knows the account; else empty."""
    return _accounts(request).get(str(user.pk), "") if user else ""


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Let the browser know the account from now on; the newest MAX_ACCOUNTS are kept."""
    accounts = _accounts(request)
    browser = accounts.pop(str(user.pk), "") or secrets.token_hex(16)
    newest = dict([*accounts.items(), (str(user.pk), browser)][-MAX_ACCOUNTS:])
    response.set_cookie(
        cookie_name(),
        signing.dumps(newest, salt=SALT),
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _accounts(request: HttpRequest) -> dict[str, str]:
    """The name of this browser, by the key of the account."""
    try:
        accounts: dict[str, str] = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=MAX_AGE
        )
    except signing.BadSignature:
        return {}
    return accounts
