"""Accepting an invitation: its account is opened, with a password or with an account of another site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts.locked_account import log
from editorial.accounts.outside import joining
from editorial.models import AccountEventKind, Invitation
from editorial.models.tokens import digest_of
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from editorial.accounts.outside.providers import Provider


def invitation_held(token: str) -> Invitation:
    """What a link stands for, with its account. Raises NotAllowed when it holds no more."""
    invitation = (
        Invitation.objects.open(timezone.now())
        .select_related("account")
        .filter(digest=digest_of(token))
        .first()
    )
    if invitation is None:
        raise NotAllowed(_("This link holds no more."))
    return invitation


def accept(*, invitation: int, password: str | None, address: str = "") -> User:
    """Open the account of an invitation with the password that its person chose, None for none; it is logged.

    Raises NotAllowed when it holds no more: used, ended, or withdrawn.
    """
    with transaction.atomic():
        number = Invitation.objects.values_list("account", flat=True).get(pk=invitation)
        account = get_user_model().objects.select_for_update().get(pk=number)
        row = Invitation.objects.open(timezone.now()).filter(pk=invitation).first()
        if row is None:
            raise NotAllowed(_("This link holds no more."))
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        account.set_password(password)
        account.is_active = True
        account.save(update_fields=["password", "is_active"])
        log(AccountEventKind.ACCEPTED, account, account, address)
    return account


def accept_joined(*, invitation: int, provider: Provider, subject: str, address: str = "") -> User:
    """Open the account without a password, and let this identity of another site into it.

    Raises NotAllowed as `accept` and `joining.join`; the invitation then holds as before.
    """
    with transaction.atomic():
        account = accept(invitation=invitation, password=None, address=address)
        joining.join(provider=provider, subject=subject, by=account, address=address)
    return account
