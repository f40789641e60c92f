"""What a person says of themselves: for credited authors, for who gives out work, and for the times they are shown."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

MAX_AFFILIATION = 300


class Profile(models.Model):
    """One row a person; who never filled it in has none. The name is the account's.

    `orcid` as 0000-0002-1825-0097, `languages` a list of codes of Django's, `time_zone` a name of the IANA database
    (empty: the site's). `new_address` waits until the link that was sent to it is opened: `new_address_digest` is
    the SHA-256 (hex) of the link's secret, and `password_mark` that of the password with which it was asked for.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="profile",
    )
    orcid = models.CharField(max_length=19, blank=True)
    affiliation = models.CharField(max_length=MAX_AFFILIATION, blank=True)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, blank=True)
    new_address = models.EmailField(blank=True)
    new_address_digest = models.CharField(max_length=64, blank=True)
    new_address_until = models.DateTimeField(null=True, blank=True)
    password_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def zone(self) -> tzinfo | None:
        """None for the site's, also when this machine's database does not know the name any more."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else None
        except (ZoneInfoNotFoundError, ValueError):
            return None


def profile_of(account: AbstractBaseUser | AnonymousUser) -> Profile:
    """What is stored of the person, or an empty profile; without a query where the account was read with it."""
    stored: Profile | None = getattr(account, "profile", None)
    return stored or Profile()
