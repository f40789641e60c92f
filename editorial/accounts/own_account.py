"""What people change of their own accounts: their profile and their e-mail address."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.addresses import require_free_address
from editorial.accounts.letters import send_letter
from editorial.models import AccountEvent, AccountEventKind, Profile
from editorial.models.tokens import digest_of, password_mark_of
from editorial.roles import MANAGERS
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LINK_LASTS = timedelta(days=2)
MAX_LETTERS = 5  # to new addresses, in an hour


def save_profile(
    *,
    given_name: str,
    family_name: str,
    orcid: str,
    affiliation: str,
    languages: Sequence[str],
    time_zone: str,
    office_language: str,
    by: User,
    address: str = "",
) -> Profile:
    """Store what the person says of themselves; another name is noted in the log of accounts.

    The form has read the values: an ORCID with its check digit, known codes of languages, a known time zone, a
    language of the office.
    """
    with _locked(by) as (account, profile):
        before = account.get_full_name()
        account.first_name, account.last_name = given_name, family_name
        if account.get_full_name() != before:
            account.save(update_fields=["first_name", "last_name"])
            names = {"before": before, "after": account.get_full_name()}
            _log(AccountEventKind.NAME_CHANGED, account, address, names)
        profile.orcid = orcid
        profile.affiliation = affiliation
        profile.languages = list(languages)
        profile.time_zone = time_zone
        profile.office_language = office_language
        profile.save(
            update_fields=["orcid", "affiliation", "languages", "time_zone", "office_language"]
        )
    return profile


def ask_for_address(*, email: str, by: User, address: str = "") -> Profile:
    """Send a link to the new address, which becomes the account's once it is opened; a link before it holds no more.

    Raises Refused for what is no address, or is an account's; NotAllowed after MAX_LETTERS in an hour.
    """
    email = email.strip()
    with _locked(by) as (account, profile):
        require_free_address(email)
        asked = AccountEvent.objects.of_kind(AccountEventKind.ADDRESS_ASKED).filter(account=account)
        if asked.since(timezone.now() - timedelta(hours=1)).count() >= MAX_LETTERS:
            raise NotAllowed(_("You asked for many e-mails. Wait an hour."))
        _log(AccountEventKind.ADDRESS_ASKED, account, address, {"email": email})
        token = secrets.token_urlsafe(32)
        profile.new_address = email
        profile.new_address_digest = digest_of(token)
        profile.new_address_until = timezone.now() + LINK_LASTS
        profile.password_mark = password_mark_of(account)
        profile.save(update_fields=_WAITING)
        context = {
            "name": account.get_username(),
            "link": settings.SITE_URL + reverse("admin:profile_confirmed", args=[token]),
            "days": LINK_LASTS.days,
        }
        subject = gettext_lazy("%(site_name)s: is this your address?")
        send_letter(account, subject, "account/email/new_address.txt", context, address=email)
    return profile


def confirm_address(*, token: str, by: User, address: str = "") -> str:
    """Make the address that waits the account's, and tell the old one; gives the new address.

    Raises NotAllowed when the link holds no more: used, ended, replaced, another person's, or of another password;
    Refused when another account has the address by now.
    """
    with _locked(by) as (account, profile):
        require_holding(profile, token, account)
        require_free_address(profile.new_address)
        before, account.email = account.email, profile.new_address
        account.save(update_fields=["email"])
        # allauth would go on to send links to an address that it has kept.
        EmailAddress.objects.filter(user=account).delete()
        profile.new_address = profile.new_address_digest = profile.password_mark = ""
        profile.new_address_until = None
        profile.save(update_fields=_WAITING)
        addresses = {"before": before, "after": account.email}
        _log(AccountEventKind.ADDRESS_CHANGED, account, address, addresses)
        if before:
            context = {"name": account.get_username(), "after": account.email}
            subject = gettext_lazy("%(site_name)s: your e-mail address was changed")
            template = "account/email/address_changed.txt"
            send_letter(account, subject, template, context, address=before)
    return str(account.email)


def require_holding(profile: Profile | None, token: str, account: User) -> None:
    """Raises NotAllowed unless the token is that of the address that waits, in time and of today's password."""
    if (
        profile is None
        or profile.new_address_until is None
        or profile.new_address_until <= timezone.now()
        or profile.new_address_digest != digest_of(token)
        or profile.password_mark != password_mark_of(account)
    ):
        raise NotAllowed(_("This link holds no more."))


_WAITING = ["new_address", "new_address_digest", "new_address_until", "password_mark"]


@contextmanager
def _locked(by: User) -> Iterator[tuple[User, Profile]]:
    """One transaction with the person's account and profile, and with the row that whoever changes accounts locks."""
    with transaction.atomic():
        Group.objects.select_for_update().filter(name=MANAGERS).first()
        account = get_user_model().objects.select_for_update().get(pk=by.pk)
        profile, _made = Profile.objects.get_or_create(account=account)
        yield account, profile


def _log(kind: AccountEventKind, account: User, address: str, data: dict[str, str]) -> None:
    AccountEvent.objects.create(kind=kind, account=account, by=account, address=address, data=data)
