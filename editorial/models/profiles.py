"""What a person says of themselves: for credited authors, for who gives out work, and for the times they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from encyclopedia.screen_languages import ENGLISH

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

MAX_AFFILIATION = 300


class Profile(models.Model):
    """One row a person; who never filled it in has none. The name is the account's.

    `orcid` as 0000-0002-1825-0097, `languages` a list of codes of Django's, `time_zone` a name of the IANA database
    (empty: the site's), `office_language` one of OFFICE_LANGUAGES (the same). `new_address` waits until the link that
    was sent to it is opened: `new_address_digest` is the SHA-256 (hex) of the link's secret, and `password_mark` that
    of the password with which it was asked for.
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
    office_language = models.CharField(max_length=20, blank=True)
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

    @property
    def screen_language(self) -> str:
        """The code of the language of this person's screens and letters, one of OFFICE_LANGUAGES."""
        codes = [code for code, _name in settings.OFFICE_LANGUAGES]
        if self.office_language in codes:
            return self.office_language
        return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in codes else ENGLISH


def profile_of(account: AbstractBaseUser | AnonymousUser) -> Profile:
    """What is stored of the person, or an empty profile; without a query where the account was read with it."""
    stored: Profile | None = getattr(account, "profile", None)
    return stored or Profile()


@contextmanager
def in_language_of(account: AbstractBaseUser | None) -> Iterator[None]:
    """Words are those of this person's language, whoever's move they tell of."""
    language = profile_of(account).screen_language if account else settings.LANGUAGE_CODE
    with translation.override(language):
        yield
