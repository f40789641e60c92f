"""What SAML's identity provider said, for the moment until the person's own browser fetches it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SamlAnswerQuerySet(models.QuerySet["SamlAnswer"]):
    def ended(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now)

    def waiting(self, since: datetime) -> Self:
        return self.filter(taken_at__isnull=True, made_at__gt=since)


class SamlAnswer(models.Model):
    """One assertion whose signature held; kept until it holds no more, so that it counts once.

    `assertion` and `handle` are SHA-256 (hex): of the assertion's issuer and number, and of what the browser brings.
    `request` is the number of the request that it answers.
    """

    assertion = models.CharField(max_length=64, unique=True)
    handle = models.CharField(max_length=64, unique=True)
    request = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True)

    objects: ClassVar = SamlAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer of an identity provider")
        verbose_name_plural = _("answers of identity providers")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.request} until {self.ends_at:%F %T}"
