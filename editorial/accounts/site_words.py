"""Passwords that anybody guesses who knows the site: its name, its address, and what everybody is called in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.roles import ROLES

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# docs/security.md has them, with the site's own.
WORDS = (
    *("encyclopedia", "encyclopaedia", "footnote", "citation", "source", "entry", "article"),
    *("password", "passphrase", "secret", "welcome", "letmein", "admin", "administrator", "office"),
    *("editor", "moderator", "approver", "manager", "stet"),
)
# What has to be left of a password without these words: letters that are nobody's.
MIN_LEFT = 5


def site_words() -> list[str]:
    """In small letters, the longest first, so that none hides a part of another."""
    names = (settings.SITE_NAME, settings.SITE_URL.partition("//")[2], *ROLES)
    own = {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.casefold())}
    return sorted({*WORDS, *own}, key=lambda word: (-len(word), word))


class SiteWordsValidator:
    """One of AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        left = password.casefold()
        for word in site_words():
            left = left.replace(word, "")
        letters = re.findall(r"[^\W\d_]", left)
        if left != password.casefold() and len(letters) < MIN_LEFT:
            raise ValidationError(
                _(
                    "This password says little more than the name of the site or of a role. Choose other words."
                ),
                code="password_of_site_words",
            )

    def get_help_text(self) -> str:
        return _("Your password may not be made of the name of the site or of a role.")
