"""Whose token a request carries. Cookies are ignored: a session gives no access here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import ApiToken
from editorial.models.tokens import Scope, digest_of, password_mark_of
from encyclopedia.api.problems import Problem

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REALM = 'Bearer realm="drafts"'
# How often the time of the last use is written: the row is not a log.
NOTED_EVERY = timedelta(minutes=1)


def account_of(request: HttpRequest, scope: Scope) -> User:
    """The account whose usable token is in `Authorization: Bearer …`.

    Raises Problem: 401 without such a token, 403 when it was not made for this. The token is looked
    up by its digest, so the time it takes reveals nothing about any token.
    """
    scheme, _space, token_text = request.headers.get("Authorization", "").partition(" ")
    token_text = token_text.strip()
    if scheme.lower() != "bearer" or not token_text:
        raise _unknown(_("Send the header “Authorization: Bearer TOKEN”."), REALM)
    token = (
        ApiToken.objects.usable()
        .select_related("user", "user__restriction")
        .filter(digest=digest_of(token_text))
        .first()
    )
    if token is None or token.password_mark != password_mark_of(token.user):
        raise _unknown(
            _(
                "The token is not known, was revoked, has ended, or its account is closed or has another password. "
                "Make a new one in the office, under “Tokens”."
            ),
            f'{REALM}, error="invalid_token"',
        )
    if not token.allows(scope):
        raise Problem(
            403,
            "forbidden",
            _("This token is for reading drafts only. Make one that may save them.")
            if token.scope == Scope.READ
            else _("This token is not for that."),
            headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'},
        )
    now = timezone.now()
    ApiToken.objects.unused_since(now - NOTED_EVERY).filter(pk=token.pk).update(used_at=now)
    return token.user


def _unknown(words: str, challenge: str) -> Problem:
    return Problem(401, "token-wanted", words, headers={"WWW-Authenticate": challenge})
