"""What office managers do to accounts: each one function, in one transaction, with its line in the log of accounts."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.addresses import require_free_address
from editorial.accounts.letters import send_letter
from editorial.accounts.locked_account import locked_account, log, require_manager
from editorial.accounts.restriction_words import restriction_words
from editorial.accounts.second_step_changes import take_all_away, tell_of_reset
from editorial.accounts.sessions import end_all
from editorial.models import AccountEventKind, ApiToken, Invitation, Restriction
from editorial.models.profiles import in_language_of
from editorial.models.restrictions import restriction_of
from editorial.models.tokens import digest_of
from editorial.roles import MANAGERS, ROLES
from editorial.workflow import Forbidden, NotAllowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INVITATION_LASTS = timedelta(days=14)


def roles_to_give(by: User) -> list[Group]:
    """The roles that this person may give: those of the house; a superuser also groups made by hand."""
    groups = Group.objects.order_by("pk")
    return list(groups if by.is_superuser else groups.filter(name__in=ROLES))


def invite(
    *,
    given_name: str = "",
    family_name: str = "",
    email: str,
    roles: Collection[str],
    by: User,
    address: str = "",
    restriction: Restriction | None = None,
) -> Invitation:
    """Make a closed account with these roles and send its link, with which the person sets a password and opens it.

    A guest comes with the `restriction` that says what they see, until when.

    Raises Forbidden, or Refused for an address that is none or that an account has, and for roles that `by` may not
    give.
    """
    require_manager(by)
    email = email.strip()
    with transaction.atomic():
        groups = _given_roles(roles, by)
        require_free_address(email)
        account = get_user_model().objects.create_user(
            _free_username(email),
            email=email,
            first_name=given_name.strip(),
            last_name=family_name.strip(),
            is_active=False,
            is_staff=bool(groups),
        )
        account.groups.set(groups)
        log(AccountEventKind.INVITED, account, by, address, roles=sorted(roles), email=email)
        if restriction is not None:
            restriction.account = account
            restriction.save(force_insert=True)
            log(
                AccountEventKind.RESTRICTED,
                account,
                by,
                address,
                shown=str(restriction.shown),
                manuscript=str(restriction.manuscript_id),
                ends_at=restriction.ends_at.isoformat() if restriction.ends_at else "",
            )
        return _invitation(account, by)


def invite_again(*, account: User, by: User, address: str = "") -> Invitation:
    """Send a new link; the old one holds no more. Raises NotAllowed once the person has accepted."""
    with locked_account(account, by) as row:
        pending = Invitation.objects.pending().filter(account=row)
        if row.is_active or not pending.exists():
            raise NotAllowed(_("This person has an account already, or is not invited any more."))
        pending.update(withdrawn_at=timezone.now())
        log(AccountEventKind.INVITED, row, by, address, again=True)
        return _invitation(row, by)


def end_invitation(*, account: User, by: User, address: str = "") -> bool:
    """Make the link invalid; False when there is none to end."""
    with locked_account(account, by) as row:
        ended = Invitation.objects.pending().filter(account=row).update(withdrawn_at=timezone.now())
        if ended:
            log(AccountEventKind.INVITATION_ENDED, row, by, address)
    return bool(ended)


def change_roles(*, account: User, roles: Collection[str], by: User, address: str = "") -> bool:
    """Give the account exactly these of the roles that `by` may give; False when it has them already.

    Raises Forbidden for one's own account and for a superuser's, NotAllowed when no manager would be left.
    """
    with locked_account(account, by) as row:
        given = _given_roles(roles, by)
        offered = {group.name for group in roles_to_give(by)}
        before = set(row.groups.values_list("name", flat=True))
        after = (before - offered) | {group.name for group in given}
        if after == before:
            return False
        if MANAGERS not in after:
            _require_another_manager(row)
        row.groups.set(Group.objects.filter(name__in=after))
        row.is_staff = bool(after) or row.is_superuser
        row.save(update_fields=["is_staff"])
        log(
            AccountEventKind.ROLES_CHANGED,
            row,
            by,
            address,
            before=sorted(before),
            after=sorted(after),
        )
    return True


def set_address(*, account: User, email: str, by: User, address: str = "") -> None:
    """Give an e-mail address to an account without one. Whoever has an address changes it themselves."""
    with locked_account(account, by) as row:
        if row.email:
            raise NotAllowed(_("This account has an address; whoever has it can change it."))
        require_free_address(email.strip())
        row.email = email.strip()
        row.save(update_fields=["email"])
        log(AccountEventKind.ADDRESS_SET, row, by, address, email=row.email)


def close(*, account: User, by: User, address: str = "") -> bool:
    """Nobody can sign in to it any more, and who has signed in is out; False when it is closed already."""
    with locked_account(account, by) as row:
        if not row.is_active:
            return False
        _require_another_manager(row)
        row.is_active = False
        row.save(update_fields=["is_active"])
        # Opened again, the account lets in nobody who was in before, and no program.
        end_all(row)
        ApiToken.objects.of(row).valid().update(revoked_at=timezone.now())
        log(AccountEventKind.CLOSED, row, by, address)
    return True


def end_sessions(*, account: User, by: User, address: str = "") -> int:
    """Sign the person out of every browser; how many there were. Programs with a token go on."""
    with locked_account(account, by) as row:
        ended = end_all(row)
        log(AccountEventKind.SESSIONS_ENDED, row, by, address, sessions=ended)
    return ended


def reset_second_steps(*, account: User, by: User, address: str = "") -> int:
    """Take away app, passkeys and recovery codes, as when all are lost, and sign the person out; how many there were.

    Then the password alone lets in; where the policy wants a second step, one is set up before anything else.
    """
    with locked_account(account, by) as row:
        taken = take_all_away(row)
        if taken:
            ended = end_all(row)
            log(AccountEventKind.SECOND_STEPS_RESET, row, by, address, steps=taken, sessions=ended)
            tell_of_reset(row, by)
    return taken


def open_again(*, account: User, by: User, address: str = "") -> bool:
    """Let its person in again; False when it is open. Raises NotAllowed when it was never accepted."""
    with locked_account(account, by) as row:
        if row.is_active:
            return False
        if row.get_username() == f"former-{row.pk}":
            raise NotAllowed(_("What was kept of this person is erased. Invite them anew."))
        invitations = Invitation.objects.filter(account=row)
        if invitations.exists() and not invitations.filter(used_at__isnull=False).exists():
            raise NotAllowed(_("The invitation has not been accepted yet. Send it again."))
        row.is_active = True
        row.save(update_fields=["is_active"])
        log(AccountEventKind.OPENED, row, by, address)
    return True


def log_reset_sent(*, account: User, by: User, address: str = "") -> None:
    """Say in the log that `by` has a link to a new password sent. Raises NotAllowed when it could reach nobody."""
    with locked_account(account, by) as row:
        if not (row.is_active and row.email):
            raise NotAllowed(_("The account is closed, or has no e-mail address."))
        log(AccountEventKind.RESET_SENT, row, by, address)


def _invitation(account: User, by: User) -> Invitation:
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        account=account,
        by=by,
        digest=digest_of(token),
        ends_at=timezone.now() + INVITATION_LASTS,
    )
    with in_language_of(account):
        restriction = restriction_of(account)
        sees = restriction_words(restriction) if restriction else ""
    context = {
        "address": settings.SITE_URL + reverse("account_invitation", args=[token]),
        "account": account,
        "by": by.get_full_name() or by.get_username(),
        "days": INVITATION_LASTS.days,
        "sees": sees,
    }
    subject = gettext_lazy("%(site_name)s: an account for you")
    send_letter(account, subject, "account/email/invitation.txt", context)
    return invitation


def _free_username(email: str) -> str:
    """The part before the @, with a number if somebody has it."""
    stem = slugify(email.partition("@")[0]) or "person"
    taken = set(
        get_user_model()
        .objects.filter(Q(username__iexact=stem) | Q(username__istartswith=f"{stem}-"))
        .values_list("username", flat=True)
    )
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 3))
    return next(name for name in names if name not in {word.lower() for word in taken})


def _given_roles(roles: Collection[str], by: User) -> list[Group]:
    given = [group for group in roles_to_give(by) if group.name in roles]
    if len(given) != len(set(roles)):
        raise Forbidden(_("You may not give this role."))
    return given


def _require_another_manager(row: User) -> None:
    """Raises NotAllowed when this account is the only open one that manages the office."""
    managers = get_user_model().objects.filter(is_active=True, groups__name=MANAGERS)
    if managers.filter(pk=row.pk).exists() and not managers.exclude(pk=row.pk).exists():
        raise NotAllowed(_("Somebody has to manage the office: make another manager first."))
