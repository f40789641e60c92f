"""The citations of working revisions, and the checks made of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.checks_of_digests import made_of
from editorial.models.contributions import Contribution
from editorial.models.events import Event, EventQuerySet
from editorial.models.manuscripts import Manuscript
from encyclopedia.core.citations import Reference, Use, around
from encyclopedia.core.telling import AGAINST
from encyclopedia.models import Standing, Told


class Verdict(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    PARTLY = "partly", _("Partly supports")
    DOES_NOT_SUPPORT = "does_not_support", _("Does not support")
    CONTRADICTS = "contradicts", _("Contradicts")
    COULD_NOT_ACCESS = "could_not_access", _("Could not access")


class DraftCitationQuerySet(models.QuerySet["DraftCitation"]):
    def unchecked(self) -> Self:
        return self.filter(checked=False)

    def not_brought_in_by(self, person: int) -> Self:
        """Those of which others brought in every part since they last stood checked."""
        return self.exclude(Contribution.objects.by(person).bar_outer())

    def not_checked_first_by(self, person: int) -> Self:
        """Without those that wait for a check by somebody else than this person."""
        return self.exclude(first_by=person)

    def checked_facts(self, manuscript: uuid.UUID) -> int:
        """How many facts of this manuscript have a current check; their claims name the entry by its title."""
        rows = self.filter(manuscript=manuscript, checked=True, fact__isnull=False)
        return rows.values("fact").distinct().count()

    def blind_to(self, person: int) -> Self:
        """Those that wait for a second check, of which this person must not see the first."""
        return self.filter(first_by__isnull=False).exclude(first_by=person)

    def of_use(self, use: Use) -> Self:
        return self.filter(digest=use.digest, context=use.context)

    def asked_of_author(self) -> Self:
        """Those of which a moderator asked the author for the page or a scan, and for which nothing came yet."""
        return self.filter(asked__isnull=False, checked=True)

    def in_order(self) -> Self:
        return self.order_by("manuscript", "position")

    def waiting(self) -> Self:
        """Those at the desk: unchecked, of manuscripts that are PENDING or whose newest revision is published."""
        return self.filter(waits_since__isnull=False)

    def longest_waiting(self) -> Self:
        """Manuscript by manuscript, in the order of the text."""
        return self.order_by("waits_since", "manuscript", "position")

    def after(self, waits_since: datetime, manuscript: uuid.UUID, position: int) -> Self:
        """Those that follow this place, `longest_waiting`."""
        return self.filter(
            Q(waits_since__gt=waits_since)
            | Q(manuscript__gt=manuscript)
            | Q(manuscript=manuscript, position__gt=position),
            waits_since__gte=waits_since,
        )


class DraftCitation(models.Model):
    """One citation of a manuscript's newest revision: derived from it at every save, rebuilt by `rebuild`."""

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.CASCADE, related_name="draft_citations"
    )
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    source_key = models.CharField(max_length=200, db_index=True)
    locator = models.CharField(max_length=300, blank=True)
    quotation = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    claim = models.TextField()
    sentence = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    context = models.CharField(max_length=64, blank=True)
    claim_digest = models.CharField(max_length=64)
    line = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=8, blank=True)
    fact = models.PositiveIntegerField(null=True)
    # How it stands (`Standing`); whether nothing waits for a moderator: there is a current check, even without access.
    standing = models.CharField(max_length=20, default=Standing.UNCHECKED)
    checked = models.BooleanField(default=False)
    # Whether the policy asks for a second, blind check; and who made the first while the second is missing.
    second = models.BooleanField(default=False)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The newest check, if it asks the author for the page or a scan; not `checked` once something came.
    asked = models.ForeignKey("Check", null=True, on_delete=models.PROTECT, related_name="+")
    # Since when it waits at the desk; null when it does not. `editorial.projection.queueing` writes it.
    waits_since = models.DateTimeField(null=True)

    objects: ClassVar = DraftCitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation of a draft")
        verbose_name_plural = _("citations of drafts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["manuscript", "position"], name="draft_citation_has_one_place"
            )
        ]
        indexes = [
            models.Index(
                fields=["manuscript", "position"],
                name="draft_citation_to_check",
                condition=Q(checked=False),
            ),
            models.Index(
                fields=["waits_since", "manuscript", "position"],
                name="draft_citation_waiting",
                condition=Q(waits_since__isnull=False),
            ),
            models.Index(
                fields=["source_key", "waits_since", "manuscript", "position"],
                name="draft_citation_of_source",
                condition=Q(waits_since__isnull=False),
            ),
            models.Index(
                fields=["manuscript", "position"],
                name="draft_citation_asked",
                condition=Q(asked__isnull=False),
            ),
        ]

    @property
    def use(self) -> Use:
        return Use(self.digest, self.context)

    @property
    def around(self) -> str:
        return around(self.claim, self.sentence)

    @property
    def place(self) -> str:
        """Where in the source: everything typed behind the key that is not the quotation."""
        return Reference("", self.locator, suffix=self.suffix).place


class CheckQuerySet(models.QuerySet["Check"]):
    def of_digest(self, digest: str) -> Self:
        """Those of this citation, also under the digests that it had before an upgrade."""
        return self.of_digests([digest])

    def of_digests(self, digests: Collection[str]) -> Self:
        """The same of several. Two lists, each read along an index: one condition with "or" would read all checks."""
        return self.filter(pk__in=made_of(digests)) if digests else self.none()

    def in_sight(self) -> Self:
        """Without those of citations whose words were suppressed."""
        gone = Contribution.objects.suppressed().filter(
            manuscript=OuterRef("manuscript"), digest=OuterRef("digest")
        )
        return self.exclude(Exists(gone))

    def newest(self) -> Self:
        return self.order_by("-at", "-id")

    def against_the_copy(self) -> Self:
        """Those that support a quotation which is not word for word in the copy kept here."""
        return self.filter(verdict=Verdict.SUPPORTS, found__in=AGAINST)


class Check(Told):
    """A moderator's verdict on one citation, keyed by the citation's digest; the newest of a digest counts.

    Never changed, never deleted: triggers enforce it in both databases.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="checks")
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # The version of its digests (`encyclopedia.core.checked_words.DIGEST_VERSION`).
    version = models.PositiveSmallIntegerField(default=1)
    claim_digest = models.CharField(max_length=64)
    claim = models.TextField()
    source_key = models.CharField(max_length=200)
    # The `record_edition` of the source that was read: another edition makes the check stale.
    source_edition = models.PositiveIntegerField(default=1)
    # The work by the source's id, and by what identified it in its record; unknown for checks made before 0.2.
    source = models.UUIDField(null=True)
    work = models.CharField(max_length=64, blank=True)
    # What stood around the claim, by its digest.
    context = models.CharField(max_length=64, blank=True)
    prefix = models.TextField(blank=True)
    # The source's mark that was shown (a value of `Reliability`): another one makes a good check stale. Empty in checks
    # of version 0.1.0, which go by the time of the mark.
    source_mark = models.CharField(max_length=12, blank=True, default="")
    locator = models.CharField(max_length=300, blank=True)
    suffix = models.TextField(blank=True)
    quotation = models.TextField(blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    note = models.TextField(blank=True)
    # What readers are told besides the verdict, on the claim's page; the note is for the office alone.
    public_note = models.TextField(blank=True)
    looked_at = models.CharField(max_length=500, blank=True)
    # Whether it asks the author for the page or a scan; only where the source could not be accessed.
    asks = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="check_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="supports") | ~Q(note=""), name="check_doubt_has_a_note"
            ),
        ]
        indexes = [
            models.Index(fields=["digest", "-at"], name="check_by_digest"),
            models.Index(fields=["source_key", "locator"], name="check_by_source"),
        ]

    @property
    def answers(self) -> EventQuerySet:
        """What was answered since it asked the author for the page or a scan."""
        answers: EventQuerySet = Event.objects.filter(
            manuscript=self.manuscript_id,
            action="answer_request",
            data__digest=self.digest,
            at__gt=self.at,
        )
        return answers


class Confirmation(models.Model):
    """A moderator's word that a check holds although what stands around the claim has changed since.

    Never changed, never deleted: triggers enforce it in both databases.
    """

    manuscript = models.ForeignKey(
        Manuscript, on_delete=models.PROTECT, related_name="confirmations"
    )
    revision = models.PositiveIntegerField()
    # The check that holds on, and where: the citation's digest, and the new context's.
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="confirmations")
    digest = models.CharField(max_length=64)
    context = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        default_permissions = ()
        indexes = [models.Index(fields=["digest", "context", "-at"], name="confirmation_by_use")]
