"""Notices: what concerns a person, shown in the office until it is read, and sent in letters as each person chose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.events import Event
from editorial.models.turns import TURNS, Step


class NoticeKind(models.TextChoices):
    """The kinds for which a person chooses when letters come, in the order of a letter."""

    WORK = "work", _("Work for you")
    OUTCOME = "outcome", _("What became of your work")
    REMINDER = "reminder", _("Reminders")
    TALK = "talk", _("Comments and suggestions")
    SOURCES = "sources", _("About sources and waivers")


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("in one e-mail a day")
    WEEKLY = "weekly", _("in one e-mail a week")
    NONE = "none", _("in the office only")


USUAL_PACE = Pace.DAILY


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def newest(self) -> Self:
        return self.order_by("-made_at", "-id")

    def of_open_work(self, user: models.Model, columns: Iterable[str]) -> Self:
        """Without work that is done, that another person took, or whose column is not among these."""
        still_open = Q(step="")
        for column in columns:
            named = f"event__manuscript__{column}"
            theirs = (
                Q(**{named: user})
                | Q(**{f"{named}__isnull": True})
                | Q(**{f"{named}__is_active": False})
            )
            still_open |= Q(step__in=TURNS[column]) & theirs
        now = Q(event__manuscript__step=F("step")) | Q(event__manuscript__step__isnull=True)
        return self.filter(still_open, Q(step="") | now)


class Notice(models.Model):
    """An event that concerns a person.

    `step` is what this person is to do next, empty where they only learn of the event. `mail_after`: it stands in no
    letter yet, and in none before this time; None once it does, or where it needs no letter.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=NoticeKind.choices, default=NoticeKind.OUTCOME)
    step = models.CharField(max_length=8, choices=Step.choices, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail_after = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "event", "step"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mail_after__isnull=True) | Q(mailed_at__isnull=True),
                name="notice_is_mailed_once",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "read_at", "-made_at"], name="notice_by_user"),
            models.Index(
                fields=["mail_after"], name="notice_to_mail", condition=Q(mail_after__isnull=False)
            ),
        ]


class NoticePace(models.Model):
    """When letters about one kind of notice come to a person; without a row, at the usual pace."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=NoticeKind.choices)
    pace = models.CharField(max_length=8, choices=Pace.choices)

    objects: ClassVar = models.Manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_pace_for_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values, pace__in=Pace.values),
                name="pace_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}: {self.pace}"
