"""Since when readers have been shown something that no table holds: a time that every host has to send alike."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class FirstShown(models.Model):
    """The frame around readers' pages, by its digest; whichever host is the first to start with it says when."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    @staticmethod
    def since(digest: str) -> datetime:
        """When a host of this site first had what has this digest (SHA-256, hex); now, where none wrote it down."""
        row = FirstShown.objects.filter(pk=digest).first()
        return row.at if row else timezone.now()

    @staticmethod
    def write_down(digest: str) -> None:
        """Say that this is shown from now on, unless a host has said so."""
        if not FirstShown.objects.filter(pk=digest).exists():
            new = FirstShown(digest=digest, at=timezone.now())
            FirstShown.objects.bulk_create([new], ignore_conflicts=True)
