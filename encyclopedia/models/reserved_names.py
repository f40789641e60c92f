"""Names that entries link to, none has, and that somebody is asked for: not who, and only where the site shows it."""

from __future__ import annotations

from django.db import models


class ReservedName(models.Model):
    """The key of such a name; without rows unless `WANTED_SHOWS_RESERVED` is set."""

    key = models.CharField(max_length=300, primary_key=True)

    class Meta:
        verbose_name = "reserved name"
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
