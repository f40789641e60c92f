"""Erasing what is kept of a person beside their work: the history needs somebody, and keeps a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.locked_account import locked_account, log
from editorial.accounts.sessions import end_all
from editorial.models import (
    AccountEvent,
    AccountEventKind,
    ApiToken,
    Hold,
    Invitation,
    Notice,
    NoticePace,
    OpenForm,
    OutsideIdentity,
    Profile,
    SavedView,
    SubjectRule,
)
from editorial.wording.history_words import in_history
from editorial.workflow import NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


# Tables of what is a person's own alone, with the column that says whose.
_OWN: dict[type[Model], str] = {
    EmailAddress: "user",
    Authenticator: "user",
    UserSession: "user",
    NoticePace: "user",
    Notice: "user",
    OpenForm: "person",
    SavedView: "person",
    SubjectRule: "person",
    Hold: "by",
    OutsideIdentity: "account",
    Profile: "account",
}


def pseudonym(account: User) -> str:
    """What the history calls somebody whose data were erased."""
    return f"former-{account.pk}"


def is_erased(account: User) -> bool:
    return account.get_username() == pseudonym(account)


def erase(*, account: User, by: User, address: str = "") -> bool:
    """Empty a closed account for good, but for its number and what happened to it when; False if that was done.

    What the person wrote, checked and signed stays, under a number instead of the name; credits in published entries
    are words of those entries, and stay until a new edition. Raises Forbidden, and NotAllowed for an open account.
    """
    with locked_account(account, by) as row:
        if is_erased(row):
            return False
        if row.is_active:
            raise NotAllowed(_("Close the account first: what is erased cannot be brought back."))
        end_all(row)
        for model, column in _OWN.items():
            model._default_manager.filter(**{column: row}).delete()
        now = timezone.now()
        Invitation.objects.pending().filter(account=row).update(withdrawn_at=now)
        tokens = ApiToken.objects.of(row)
        tokens.valid().update(revoked_at=now)
        tokens.update(name=in_history(gettext_lazy("erased")))
        row.groups.clear()
        row.user_permissions.clear()
        row.first_name = row.last_name = row.email = ""
        row.username = pseudonym(row)
        row.is_staff = row.is_superuser = False
        row.last_login = None
        row.set_unusable_password()
        row.save(
            update_fields=[
                *("first_name", "last_name", "email", "username", "is_staff", "is_superuser"),
                *("last_login", "password"),
            ]
        )
        log(AccountEventKind.ERASED, row, by, address)
        # The one change of these rows that the trigger allows, once the line before says so.
        earlier = AccountEvent.objects.exclude(kind=AccountEventKind.ERASED)
        earlier.filter(account=row).update(data={}, address="")
        earlier.filter(Q(by=row) & ~Q(account=row)).update(address="")
    return True
