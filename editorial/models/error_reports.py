"""What readers report as wrong at a claim or in an entry, until it is answered."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from editorial.models.publications import Approval


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld, to be corrected")
    DECLINED = "declined", _("Declined")
    CORRECTED = "corrected", _("Corrected")


WAITING = (ReportState.OPEN, ReportState.UPHELD)


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def waiting(self) -> Self:
        """Those that somebody still has to answer or to correct, without what a flood brought."""
        return self.unanswered().filter(held=False)

    def unanswered(self) -> Self:
        return self.filter(state__in=WAITING)

    def held(self) -> Self:
        """What came in a flood, and nobody has taken up yet."""
        return self.filter(state=ReportState.OPEN, held=True)

    def in_state(self, state: str) -> Self:
        return self.filter(state=state)

    def upheld(self) -> Self:
        return self.in_state(ReportState.UPHELD)

    def of_manuscript(self, manuscript: Manuscript) -> Self:
        return self.filter(manuscript=manuscript)

    def since(self, moment: datetime) -> Self:
        return self.filter(received_at__gt=moment)

    def oldest_first(self) -> Self:
        return self.order_by("id")

    def newest_first(self) -> Self:
        return self.order_by("-id")


class ErrorReport(models.Model):
    """One report, bound to an edition by number and digest, and to a claim by its digest; the digest is empty where the
    reader named the words, or none, instead.

    `email` is kept until the last letter is sent. `sender` is a keyed digest of the client's network address, kept for
    the hour in which it counts against floods; `form` names the page that was sent, so that sending it twice is one
    report. `held` came in a flood: it stands apart, and nobody has it, until somebody takes it up. `person` is whoever
    has it; `approval` is the one whose line for readers names it; `told` is the last state of which a letter went to
    the reader.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    claim_digest = models.CharField(max_length=64, blank=True)
    claim = models.TextField(blank=True)
    words = models.TextField()
    where = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=254, blank=True)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    sender = models.CharField(max_length=64, blank=True)
    form = models.CharField(max_length=32, unique=True)
    held = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=ReportState.choices, default=ReportState.OPEN)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    approval = models.ForeignKey(Approval, null=True, on_delete=models.PROTECT, related_name="+")
    correction = models.PositiveIntegerField(null=True)
    told = models.CharField(max_length=9, blank=True)

    objects: ClassVar = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
                name="report_is_open_until_answered",
            ),
            models.CheckConstraint(
                condition=Q(state="corrected", correction__isnull=False)
                | (~Q(state="corrected") & Q(correction__isnull=True)),
                name="report_is_corrected_by_an_edition",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="reports_by_state"),
            models.Index(fields=["id"], condition=Q(state="open", held=True), name="reports_held"),
            models.Index(fields=["manuscript", "state"], name="reports_of_an_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING
