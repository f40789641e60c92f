"""Showing once more who one is by signing in at another site: for whoever has no password to type."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts.outside.providers import providers
from editorial.models import OutsideIdentity

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What allauth's records of a session call it.
METHOD = "outside"


def ways_again(user: User) -> list[dict[str, Any]]:
    """The sites with which this person signs in, as allauth lists ways."""
    if not user.is_authenticated:
        return []
    issuers = set(OutsideIdentity.objects.of(user).values_list("issuer", flat=True))
    return [
        {
            "id": f"{METHOD}:{provider.slug}",
            "description": _("Sign in with %(name)s again") % {"name": provider.name},
            "url": reverse("account_outside_again", args=[provider.slug]),
        }
        for provider in providers()
        if provider.issuer in issuers
    ]


def was_known_again(request: HttpRequest) -> bool:
    """Whether whoever is signed in came back from another site so, just now."""
    if not request.user.is_authenticated:
        return False
    times = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == METHOD and record.get("reauthenticated")
    ]
    recent: int = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(times) and time.time() - max(times) < recent
