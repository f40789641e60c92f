"""The account of each request with its profile and restriction, in the one query that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


class WithProfile(AuthenticationBackend):  # type: ignore[misc]
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account with this name or address and password, or None. One hash, whoever is named."""
        if credentials.get("email") == credentials.get("username"):
            # allauth looks for an address under both names: the longer work would tell which addresses have an account.
            credentials.pop("email", None)
        account: User | None = super().authenticate(request, **credentials)
        return account

    def get_user(self, user_id: int) -> User | None:
        account = (
            get_user_model()
            .objects.select_related("profile", "restriction")
            .filter(pk=user_id)
            .first()
        )
        return account if account and self.user_can_authenticate(account) else None
