"""Accounts of other sites with which people sign in here."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutsideIdentityQuerySet(models.QuerySet["OutsideIdentity"]):
    def of(self, account: models.Model) -> Self:
        return self.filter(account=account)

    def oldest_first(self) -> Self:
        return self.order_by("joined_at", "id")


class OutsideIdentity(models.Model):
    """One person of one provider, by its issuer and its name for them there; it lets into one account only."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outside_identities"
    )
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    joined_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = OutsideIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identity of another site")
        verbose_name_plural = _("identities of other sites")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_of_one_account"),
            models.UniqueConstraint(fields=["account", "issuer"], name="one_identity_a_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
