"""Making and revoking the tokens with which a program submits drafts in a person's name."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.transaction import record
from editorial.models import ApiToken, Scope
from editorial.models.tokens import digest_of, password_mark_of
from editorial.workflow import Forbidden, NotAllowed, Refused, may

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Scanners for secrets, and people, recognise a token by it.
PREFIX = "stet_"
MAX_NAME_LENGTH = 100
MAX_COUNT = 20
# For how many days a token holds.
USUAL_DAYS = 90
MAX_DAYS = 365


def make_token(
    *, name: str, by: User, days: int = USUAL_DAYS, scope: str = Scope.WRITE
) -> tuple[ApiToken, str]:
    """Make a token for the person's own account: its row, and the token itself, which is shown once and never stored.

    It holds for so many `days`, at most MAX_DAYS, and until the account gets another password or is closed; it does
    no more than its `scope` says, whatever the person may.

    Raises Forbidden for a person who may not write drafts, Refused for a name that is empty, too long or in use, and
    NotAllowed when the account has MAX_COUNT tokens.
    """
    if not may(by, "save"):
        raise Forbidden(_("You may not write drafts, so no program may do it for you."))
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME_LENGTH:
        raise Refused(_("Name the token after what uses it, in at most 100 characters."))
    token = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        _lock(by)
        tokens = ApiToken.objects.of(by).valid().filter(ends_at__gt=timezone.now())
        if tokens.filter(name=name).exists():
            raise Refused(
                _("You have a token “%(name)s”. Choose another name, or revoke that one first.")
                % {"name": name}
            )
        if tokens.count() >= MAX_COUNT:
            raise NotAllowed(
                _("You have %(most)s tokens, and may have no more. Revoke one.")
                % {"most": MAX_COUNT}
            )
        row = ApiToken.objects.create(
            user=by,
            name=name,
            digest=digest_of(token),
            scope=Scope(scope),
            ends_at=timezone.now() + timedelta(days=min(days, MAX_DAYS)),
            password_mark=password_mark_of(by),
        )
        record(
            "make_token",
            by=by,
            manuscript=None,
            data={"token": row.pk, "name": name, "scope": scope},
        )
    return row, token


def revoke_token(*, token: int, by: User) -> bool:
    """Make the person's own token invalid; False when it was revoked before.

    A person who may no longer write may still revoke. Raises ApiToken.DoesNotExist for another person's token.
    """
    with transaction.atomic():
        _lock(by)
        row = ApiToken.objects.of(by).get(pk=token)
        if row.revoked_at is not None:
            return False
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record("revoke_token", by=by, manuscript=None, data={"token": token, "name": row.name})
    return True


def _lock(by: User) -> None:
    """One change at a time in each account: the row of the account is the lock."""
    get_user_model().objects.select_for_update().get(pk=by.pk)
