"""Failed sign-ins that still count, and the log of what happened to accounts."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SignInFailureQuerySet(models.QuerySet["SignInFailure"]):
    def since(self, moment: datetime) -> Self:
        return self.filter(at__gt=moment)

    def before(self, moment: datetime) -> Self:
        return self.filter(at__lte=moment)

    def from_unknown_browsers(self) -> Self:
        return self.filter(browser="")


class SignInFailure(models.Model):
    """A try to sign in whose password is being looked at, or was wrong; kept for as long as it counts.

    `account` and `password` are keyed digests: the name as typed may be a password, and a wrong password nearly the
    right one. Of the latter 16 bits are kept, which tell that one is tried again and do not tell which.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=32, blank=True)
    password = models.CharField(max_length=4)

    objects: ClassVar = SignInFailureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "address"], name="failures_of_an_account"),
            models.Index(fields=["address"], name="failures_from_an_address"),
            models.Index(fields=["password"], name="failures_with_a_password"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.address}"


class KeptLimit(models.Model):
    """The table of Django's cache: what allauth counts, for every process of the site, and after a restart."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key


class AccountEventKind(models.TextChoices):
    """What happened, as a sentence of the log of accounts; `editorial.accounts.event_words` fills it."""

    SIGNED_IN = "signed_in", _("%(whom)s signed in")
    REFUSED = "refused", _("%(whom)s was refused: wrong name or password")
    KEPT_OUT = "kept_out", _("%(whom)s was refused: too many failed sign-ins")
    SECOND_STEP_ASKED = (
        "second_step_asked",
        _("%(whom)s was asked for a second step beside the password"),
    )
    SECOND_STEP_ADDED = "second_step_added", _("%(whom)s set up %(step)s")
    SECOND_STEP_REMOVED = "second_step_removed", _("%(whom)s took away %(step)s")
    CODES_RENEWED = "codes_renewed", _("%(whom)s made new recovery codes")
    SECOND_STEPS_RESET = "second_steps_reset", _("%(by)s took away the second steps of %(whom)s")
    INVITED = "invited", _("%(by)s invited %(whom)s")
    INVITATION_ENDED = "invitation_ended", _("%(by)s withdrew the invitation of %(whom)s")
    ACCEPTED = "accepted", _("%(whom)s accepted the invitation")
    ROLES_CHANGED = (
        "roles_changed",
        _("%(by)s changed the roles of %(whom)s: before %(before)s; now %(after)s"),
    )
    RESTRICTED = "restricted", _("%(by)s changed what is seen by %(whom)s: %(what)s")
    ADDRESS_SET = "address_set", _("%(by)s set the e-mail address of %(whom)s")
    ADDRESS_ASKED = "address_asked", _("%(whom)s had an e-mail sent to another e-mail address")
    ADDRESS_CHANGED = (
        "address_changed",
        _("%(whom)s changed the e-mail address of the account: before %(before)s; now %(after)s"),
    )
    NAME_CHANGED = (
        "name_changed",
        _("%(whom)s changed the name of the account: before %(before)s; now %(after)s"),
    )
    CLOSED = "closed", _("%(by)s closed the account of %(whom)s")
    ERASED = "erased", _("%(by)s erased what was kept of %(whom)s")
    OPENED = "opened", _("%(by)s opened the account of %(whom)s")
    IDENTITY_JOINED = (
        "identity_joined",
        _("%(whom)s joined an account of another site to the account"),
    )
    IDENTITY_PARTED = (
        "identity_parted",
        _("%(whom)s parted an account of another site from the account"),
    )
    UNKNOWN_IDENTITY = (
        "unknown_identity",
        _("%(whom)s was refused: an account of another site without one here"),
    )
    SESSIONS_ENDED = "sessions_ended", _("%(by)s ended all sessions of %(whom)s")
    SESSION_ENDED = "session_ended", _("%(whom)s ended sessions of the account")
    RESET_SENT = "reset_sent", _("%(by)s had a link to a new password sent to %(whom)s")
    PASSWORD_CHANGED = "password_changed", _("%(whom)s changed the password")
    PASSWORD_RESET = "password_reset", _("%(whom)s set a new password by the link in an e-mail")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> Self:
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=now)

    def pending(self) -> Self:
        """Neither used nor withdrawn; perhaps past its end."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """A link with which a person sets the password of an account made for them; only its SHA-256 (hex) is stored."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_invitation_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} until {self.ends_at:%F}"


class AccountEventQuerySet(models.QuerySet["AccountEvent"]):
    def newest_first(self) -> Self:
        return self.order_by("-id")

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gt=moment)

    def concerning(self, account: models.Model) -> Self:
        """What was done to the account, and by whoever has it."""
        return self.filter(models.Q(account=account) | models.Q(by=account))


class AccountEvent(models.Model):
    """One line of the log of accounts, apart from the audit log of entries; never changed: triggers enforce it.

    `account` is whom it is about, None for a name that no account has; `by` is who did it, None for somebody who has
    not signed in. What was typed as a name is never kept: people type passwords there.
    """

    at = models.DateTimeField(_("time"), default=timezone.now)
    kind = models.CharField(max_length=40)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(max_length=45, blank=True)
    data = models.JSONField(default=dict)

    objects: ClassVar = AccountEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of an account")
        verbose_name_plural = _("events of accounts")
        default_permissions = ()
        indexes = [models.Index(fields=["account", "-id"], name="events_of_an_account")]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.kind}"
