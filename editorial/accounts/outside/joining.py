"""Joining an identity of another site to one's own account, parting from it, and whose account it lets into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.letters import send_letter
from editorial.accounts.outside.providers import ORCID, Provider, name_of_issuer
from editorial.models import AccountEvent, AccountEventKind, OutsideIdentity, Profile
from editorial.workflow import NotAllowed
from encyclopedia.core.orcid import OrcidError, read_orcid

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def join(*, provider: Provider, subject: str, by: User, address: str = "") -> OutsideIdentity:
    """Let this identity into one's own account from now on; of ORCID, its number becomes that of the profile.

    Raises NotAllowed when it lets into another account, or when another of this provider lets into this one.
    """
    with transaction.atomic():
        account = get_user_model().objects.select_for_update().get(pk=by.pk)
        joined = OutsideIdentity.objects.filter(issuer=provider.issuer, subject=subject).first()
        if joined is not None and joined.account_id == account.pk:
            return joined
        if joined is not None:
            raise NotAllowed(
                _("Another account here is joined to this one of %(name)s.") % _name(provider)
            )
        if OutsideIdentity.objects.of(account).filter(issuer=provider.issuer).exists():
            raise NotAllowed(
                _("Your account is joined to another one of %(name)s. End that first.")
                % _name(provider)
            )
        row = OutsideIdentity.objects.create(
            account=account, issuer=provider.issuer, subject=subject
        )
        if provider.slug == ORCID and _is_orcid(subject):
            Profile.objects.update_or_create(account=account, defaults={"orcid": subject})
        _log(AccountEventKind.IDENTITY_JOINED, account, address, provider.name)
        _tell(account, provider)
    return row


def part(*, number: int, by: User, address: str = "") -> bool:
    """This identity of one's own lets in no more; False when it did not. The profile keeps its ORCID.

    Raises NotAllowed for the only way in, of an account that has no password.
    """
    with transaction.atomic():
        account = get_user_model().objects.select_for_update().get(pk=by.pk)
        row = OutsideIdentity.objects.of(by).filter(pk=number).first()
        if row is None:
            return False
        others = OutsideIdentity.objects.of(by).exclude(pk=number)
        if not account.has_usable_password() and not others.exists():
            raise NotAllowed(
                _(
                    "Your account has no password: without this you could not sign in any more. Set a password first."
                )
            )
        row.delete()
        _log(AccountEventKind.IDENTITY_PARTED, by, address, name_of_issuer(row.issuer))
    return True


def account_of(provider: Provider, subject: str) -> User | None:
    """The open account into which this identity lets, noted as used now; None for none."""
    rows = OutsideIdentity.objects.filter(issuer=provider.issuer, subject=subject)
    row = rows.filter(account__is_active=True).select_related("account").first()
    if row is None:
        return None
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    account: User = row.account
    return account


def _is_orcid(subject: str) -> bool:
    try:
        return read_orcid(subject) == subject
    except OrcidError:
        return False


def _name(provider: Provider) -> dict[str, str]:
    return {"name": provider.name}


def _tell(account: User, provider: Provider) -> None:
    """Whoever has the account learns it, also where somebody else did it."""
    if not account.email:
        return
    subject = gettext_lazy("%(site_name)s: your account is joined to %(name)s")
    context = {"account": account.get_username(), "name": provider.name}
    send_letter(account, subject, "account/email/identity_joined.txt", context)


def _log(kind: AccountEventKind, account: User, address: str, name: str) -> None:
    AccountEvent.objects.create(
        kind=kind, account=account, by=account, address=address, data={"provider": name}
    )
