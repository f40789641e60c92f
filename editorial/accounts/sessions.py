"""Where a person is signed in; ending one of these sessions, all others, or all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from editorial.accounts.browser_words import browser_words
from editorial.accounts.idle_time import USED_AT
from editorial.models import AccountEvent, AccountEventKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.db.models import QuerySet


@dataclass(frozen=True)
class OpenSession:
    """One browser in which the person is signed in; `is_this` marks the one that asks."""

    number: int
    browser: str
    user_agent: str
    address: str
    since: datetime
    used_at: datetime
    is_this: bool


def open_sessions(account: User, this: str | None = None) -> list[OpenSession]:
    """The account's sessions that let in now, the one with the key `this` first, then the last used first."""
    noted = list(UserSession.objects.filter(user=account))
    stored = {
        session.session_key: session.get_decoded()
        for session in _unexpired().filter(session_key__in=[row.session_key for row in noted])
    }
    sessions = [
        OpenSession(
            number=row.pk,
            browser=browser_words(row.user_agent),
            user_agent=row.user_agent,
            address=row.ip,
            since=row.created_at,
            used_at=_used_at(stored[row.session_key], row.created_at),
            is_this=row.session_key == this,
        )
        for row in noted
        if _lets_in(stored.get(row.session_key, {}), account)
    ]
    return sorted(sessions, key=lambda one: (one.is_this, one.used_at), reverse=True)


def end_session(*, number: int, by: User, address: str = "") -> bool:
    """End one of one's own sessions; False when it has ended, or is another person's."""
    with transaction.atomic():
        row = UserSession.objects.filter(user=by, pk=number).first()
        if row is None:
            return False
        ended, _rows = Session.objects.filter(session_key=row.session_key).delete()
        row.delete()
        if ended:
            _log(by, address, 1)
    return bool(ended)


def end_other_sessions(*, this: str | None, by: User, address: str = "") -> int:
    """End all of one's own sessions but the one with the key `this`; how many there were."""
    with transaction.atomic():
        ended = end_all(by, but=this)
        if ended:
            _log(by, address, ended)
    return ended


def end_all(account: User, *, but: str | None = None) -> int:
    """End every session of the account, also those that nobody noted. Call inside a transaction; it logs nothing."""
    keys = [key for key in _keys_of(account) if key != but]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=account).exclude(session_key=but or "").delete()
    return len(keys)


def _keys_of(account: User) -> Iterator[str]:
    """All sessions are read: there are as many as people at work, and none of readers."""
    for session in _unexpired().iterator():
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            yield session.session_key


def _unexpired() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=timezone.now())


def _used_at(stored: dict[str, object], since: datetime) -> datetime:
    used = stored.get(USED_AT)
    return datetime.fromtimestamp(used, UTC) if isinstance(used, int) else since


def _lets_in(stored: dict[str, object], account: User) -> bool:
    """Whether the session is this account's, with the password of today."""
    mark = str(stored.get(HASH_SESSION_KEY, ""))
    return stored.get(SESSION_KEY) == str(account.pk) and constant_time_compare(
        mark, account.get_session_auth_hash()
    )


def _log(by: User, address: str, count: int) -> None:
    AccountEvent.objects.create(
        kind=AccountEventKind.SESSION_ENDED,
        account=by,
        by=by,
        address=address,
        data={"sessions": count},
    )
