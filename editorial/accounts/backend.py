"""The account of each request with its profile and restriction, in the one query that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WithProfile(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        account = (
            get_user_model()
            .objects.select_related("profile", "restriction")
            .filter(pk=user_id)
            .first()
        )
        return account if account and self.user_can_authenticate(account) else None
