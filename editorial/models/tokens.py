"""Keys with which a program submits drafts in a person's name."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def digest_of(token: str) -> str:
    """What is stored of a token: SHA-256 (hex). A token has 256 random bits, so it needs no salt and no slow hash."""
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def password_mark_of(user: AbstractBaseUser) -> str:
    """What is stored of the password that the account has now: SHA-256 (hex) of its salted hash."""
    return sha256(user.password.encode()).hexdigest()


class Scope(models.TextChoices):
    """What a token may be used for. Reading what is published needs no token."""

    READ = "read", _("read drafts")
    WRITE = "write", _("read and save drafts")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, user: models.Model) -> Self:
        return self.filter(user=user)

    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def usable(self) -> Self:
        """Valid tokens, before their end, of people who have access to the office."""
        return self.valid().filter(
            user__is_active=True, user__is_staff=True, ends_at__gt=timezone.now()
        )

    def unused_since(self, moment: datetime) -> Self:
        return self.filter(models.Q(used_at__isnull=True) | models.Q(used_at__lt=moment))

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-id")


class ApiToken(models.Model):
    """A token of one account; only the SHA-256 (hex) of it is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("may"), max_length=8, choices=Scope.choices)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    # A token falls with the password that the account had when it was made.
    password_mark = models.CharField(max_length=64)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects: ClassVar = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope__in=Scope.values), name="token_scope_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def allows(self, scope: Scope) -> bool:
        """Whether it was made for this: who may save may read too."""
        return self.scope == Scope.WRITE or self.scope == scope

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= timezone.now()
