"""Commissions: topics that are wanted, who was asked to write about them, and until when it was promised."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models.manuscripts import Manuscript, Status
from editorial.models.turns import name_of
from encyclopedia.core.names import name_key
from encyclopedia.models import Kind, Tally
from encyclopedia.models.tallies import WANTED

# In days: what is promised for a day so near is due.
MAX_DAYS_DUE = 14
# Sources and pages about the site are nobody's commission.
COMMISSIONED_KINDS = (Kind.ARTICLE, Kind.PERSON, Kind.ORGANISATION)


class CommissionState(models.TextChoices):
    """What somebody said of it; what became of it since is read from its day and its manuscript (`CommissionStage`)."""

    WANTED = "wanted", _("Wanted")
    RESERVED = "reserved", _("Reserved")
    INVITED = "invited", _("Invited")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", pgettext_lazy("commission", "Declined")
    DROPPED = "dropped", _("No longer wanted")


OPEN = (
    CommissionState.WANTED,
    CommissionState.RESERVED,
    CommissionState.INVITED,
    CommissionState.AGREED,
)
TAKEN = (CommissionState.RESERVED, CommissionState.INVITED, CommissionState.AGREED)


class CommissionStage(models.TextChoices):
    """Where a commission stands today, in the order of its way."""

    WANTED = "wanted", _("Wanted")
    RESERVED = "reserved", _("Reserved")
    INVITED = "invited", _("Invited")
    AGREED = "agreed", _("Agreed")
    DUE = "due", pgettext_lazy("commission", "Due")
    OVERDUE = "overdue", pgettext_lazy("commission", "Overdue")
    RECEIVED = "received", pgettext_lazy("commission", "Received")
    PUBLISHED = "published", pgettext_lazy("commission", "Published")
    DECLINED = "declined", pgettext_lazy("commission", "Declined")
    DROPPED = "dropped", _("No longer wanted")


# Of a manuscript that its author has handed in, and that is not published yet.
_HANDED_IN = (Status.SUBMITTED, Status.RETURNED, Status.APPROVED, Status.SCHEDULED)
_PUBLISHED = Q(manuscript__edition__gt=F("editions"))
_RECEIVED = Q(manuscript__status__in=_HANDED_IN) & ~_PUBLISHED


class CommissionQuerySet(models.QuerySet["Commission"]):
    def open(self) -> Self:
        """Without those that were declined or dropped."""
        return self.filter(state__in=OPEN)

    def unjoined(self) -> Self:
        """Those for which nothing has been drafted yet."""
        return self.filter(manuscript__isnull=True)

    def promised(self) -> Self:
        """Those that somebody agreed to write, and of which nothing is drafted yet."""
        return self.unjoined().filter(state=CommissionState.AGREED)

    def with_others(self, person: models.Model) -> Self:
        """Those that somebody else is asked for or has promised, and of which nothing is drafted yet."""
        return self.unjoined().filter(state__in=TAKEN).exclude(person=person)

    def named(self, title: str) -> Self:
        return self.filter(name_key=name_key(title))

    def staged(self, today: date | None = None) -> Self:
        """With `stage`, where each stands today, and `day`, until when its text is due: the one place that says so.

        Once it is being written, its manuscript's day counts.
        """
        today = today or timezone.localdate()
        day = Case(
            When(manuscript__isnull=True, then=F("due_on")),
            default=F("manuscript__due_on"),
            output_field=models.DateField(null=True),
        )
        soon = today + timedelta(days=MAX_DAYS_DUE)
        agreed = Q(state=CommissionState.AGREED)
        stages: tuple[tuple[Q, CommissionStage], ...] = (
            (agreed & _PUBLISHED, CommissionStage.PUBLISHED),
            (agreed & _RECEIVED, CommissionStage.RECEIVED),
            (agreed & Q(day__lt=today), CommissionStage.OVERDUE),
            (agreed & Q(day__lte=soon), CommissionStage.DUE),
        )
        return self.annotate(day=day).annotate(
            stage=Case(
                *(When(condition, then=Value(stage.value)) for condition, stage in stages),
                default=F("state"),
                output_field=models.CharField(),
            )
        )

    def with_links(self) -> Self:
        """With `links`: how many published entries link to the name while no entry has it."""
        times = Tally.objects.of(WANTED).filter(key=OuterRef("name_key")).values("times")
        return self.annotate(links=Coalesce(Subquery(times[:1]), Value(0)))

    def asked_of(self, person: models.Model) -> Self:
        return self.filter(person=person)

    def most_urgent_first(self) -> Self:
        """By the day for which it was promised, those without one last; then by title."""
        return self.order_by(F("due_on").asc(nulls_last=True), "name_key", "id")


class Commission(models.Model):
    """One topic, and one person who was asked for it: with an account (`person`), or by `name` and `email` without one.

    Whoever declines closes it; the topic is wanted again, as another row. `asked_by` reserved it or wrote last.
    `manuscript` is what is written of it, and `editions` how many that had when it was joined, so that an entry that is
    published already can be commissioned anew. `letter` is the event whose words are sent to the person by e-mail.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ARTICLE)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    state = models.CharField(
        max_length=8, choices=CommissionState.choices, default=CommissionState.WANTED
    )
    since = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    due_on = models.DateField(_("due"), null=True)
    length = models.PositiveIntegerField(_("length in words"), null=True)
    note = models.TextField(_("note"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    manuscript = models.ForeignKey(
        Manuscript, null=True, on_delete=models.PROTECT, related_name="commissions"
    )
    editions = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    letter = models.PositiveBigIntegerField(null=True)
    letter_sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    objects: ClassVar = CommissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CommissionState.values), name="commission_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=COMMISSIONED_KINDS), name="commission_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(name="", email=""),
                name="commission_asks_one_person",
            ),
            models.CheckConstraint(
                condition=Q(state="wanted", person__isnull=True, name="", email="")
                | ~Q(state__in=["wanted", *TAKEN])
                | (Q(state__in=TAKEN) & (Q(person__isnull=False) | ~Q(name=""))),
                name="commission_asks_somebody_once_taken",
            ),
            models.CheckConstraint(
                condition=Q(manuscript__isnull=True) | Q(state="agreed"),
                name="commission_is_written_once_agreed",
            ),
            models.UniqueConstraint(
                fields=["name_key"],
                condition=Q(state__in=OPEN, manuscript__isnull=True),
                name="commission_of_a_topic_once",
            ),
            models.UniqueConstraint(
                fields=["manuscript", "editions"],
                condition=Q(manuscript__isnull=False),
                name="commission_of_an_edition_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="commissions_by_state"),
            models.Index(fields=["person", "state"], name="commissions_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        return f"commission/{self.pk}"

    @property
    def who(self) -> str:
        """The name of whoever is asked; empty for nobody."""
        return name_of(self.person) or self.name

    @property
    def address(self) -> str:
        """Where e-mails to whoever is asked go; empty where no address is known."""
        person: Any = self.person
        return str(person.email) if person is not None else self.email

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_promised(self) -> bool:
        return self.state == CommissionState.AGREED and self.manuscript_id is None

    @property
    def is_late(self) -> bool:
        """Whether what was promised is not begun although its day is past."""
        return self.is_promised and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def stage_words(self) -> str:
        """Where it stands, of a row that was asked for with `staged`."""
        return str(CommissionStage(self.stage).label)  # type: ignore[attr-defined]
