"""What becomes of second steps stands in the log of accounts, and whoever has the account is told by e-mail.

Every change is found by comparing what the account had before and after, in one transaction with the line of the log:
whichever way allauth made it. No secret is in either.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.client_address import client_address
from editorial.accounts.letters import send_letter
from editorial.admin.office_view import person
from editorial.models import AccountEvent, AccountEventKind
from editorial.models.profiles import in_language_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponseBase]

_CODES = str(Authenticator.Type.RECOVERY_CODES)
# As the log says them after “set up” and “took away”.
STEPS = {
    str(Authenticator.Type.TOTP): gettext_lazy("an authenticator app"),
    str(Authenticator.Type.WEBAUTHN): gettext_lazy("a passkey"),
    _CODES: gettext_lazy("recovery codes"),
}


def logging_changes(view: View) -> View:
    """The view, with what it changes of one's own second steps in the log."""

    @wraps(view)
    def logged(request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **options)
        account = person(request)
        with transaction.atomic():
            before = _held(account)
            response = view(request, *args, **options)
            _log_changes(account, before, _held(account), client_address(request) or "")
        return response

    return logged


def take_all_away(account: User) -> int:
    """Take every second step away, its recovery codes too; how many there were. Call it inside the transaction."""
    held = Authenticator.objects.filter(user_id=account.pk)
    count: int = held.exclude(type=_CODES).count()
    held.delete()
    return count


def tell_of_reset(account: User, by: User) -> None:
    """Tell whoever has the account that a manager took its second steps away."""
    with in_language_of(account):
        words = _("%(who)s, who manages the office, took away the second steps of your account.")
    _send(account, [words % {"who": by.get_full_name() or by.get_username()}])


def _held(account: User) -> dict[int, str]:
    """Number → type of what the account has."""
    rows = Authenticator.objects.filter(user_id=account.pk)
    return dict(rows.values_list("pk", "type"))


def _log_changes(
    account: User, before: dict[int, str], after: dict[int, str], address: str
) -> None:
    added = [after[number] for number in sorted(after.keys() - before.keys())]
    removed = [before[number] for number in sorted(before.keys() - after.keys())]
    renewed = _CODES in added and _CODES in removed
    changes = [
        *((AccountEventKind.SECOND_STEP_REMOVED, type_) for type_ in removed),
        *((AccountEventKind.SECOND_STEP_ADDED, type_) for type_ in added),
    ]
    if renewed:
        changes = [change for change in changes if change[1] != _CODES]
        changes.append((AccountEventKind.CODES_RENEWED, _CODES))
    for kind, type_ in changes:
        AccountEvent.objects.create(
            kind=kind, account=account, by=account, address=address, data={"step": type_}
        )
    if changes:
        _send(account, [change_words(kind, type_) for kind, type_ in changes])


def change_words(kind: AccountEventKind, type_: str) -> str:
    """The change as a sentence of the e-mail."""
    step = STEPS.get(type_, type_)
    if kind == AccountEventKind.SECOND_STEP_ADDED:
        return _("Set up: %(step)s.") % {"step": step}
    if kind == AccountEventKind.SECOND_STEP_REMOVED:
        return _("Taken away: %(step)s.") % {"step": step}
    return _("New recovery codes were made; those from before let nobody in any more.")


def _send(account: User, changes: list[str]) -> None:
    if not account.email:
        return
    subject = gettext_lazy("%(site_name)s: your second steps were changed")
    context = {"account": account.get_username(), "changes": changes}
    send_letter(account, subject, "account/email/second_steps_changed.txt", context)
