"""What everything that managers do to an account shares: who may, the locked row, and the line in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.upgrade_digests import SOFTWARE
from editorial.models import AccountEvent, AccountEventKind
from editorial.roles import MANAGERS
from editorial.workflow import Forbidden

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def may_manage(by: User) -> bool:
    return bool(by.is_active and by.has_perm(permissions.MANAGE_ACCOUNTS))


@contextmanager
def locked_account(account: User, by: User) -> Iterator[User]:
    """One transaction with the account's row locked, and with the managers' group: who is the last one stays true."""
    require_manager(by)
    with transaction.atomic():
        Group.objects.select_for_update().filter(name=MANAGERS).first()
        row = get_user_model().objects.select_for_update().get(pk=account.pk)
        require_manager(get_user_model().objects.get(pk=by.pk))  # who waited may be none any more
        if row.pk == by.pk:
            raise Forbidden(_("Nobody changes their own account here: ask another manager."))
        if row.username == SOFTWARE:
            raise Forbidden(_("This account is the software's own: nobody signs in to it."))
        if row.is_superuser and not by.is_superuser:
            raise Forbidden(_("Only a superuser changes the account of a superuser."))
        yield row


def require_manager(by: User) -> None:
    if not may_manage(by):
        raise Forbidden(_("Only office managers do this."))


def log(
    kind: AccountEventKind, account: User, by: User, address: str, **data: object
) -> AccountEvent:
    event: AccountEvent = AccountEvent.objects.create(
        kind=kind, account=account, by=by, address=address, data=data
    )
    return event
