"""Manuscripts and their immutable revisions, and the people whose words are in them."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editorial.models.merges import Merge
from editorial.models.revision_queries import RevisionQueries
from editorial.models.statuses import Status as Status
from editorial.models.turns import Turn, TurnQuerySet
from encyclopedia.core import documents
from encyclopedia.core.suppressed import is_left
from encyclopedia.models import Kind, Translation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ManuscriptQuerySet(TurnQuerySet["Manuscript"]):
    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def kept(self) -> Self:
        """Without drafts that were discarded."""
        return self.exclude(status=Status.DISCARDED)

    def unmerged(self) -> Self:
        """Without those that were merged into another."""
        return self.exclude(Exists(Merge.objects.filter(merged=OuterRef("pk"))))

    def unmerged_or_live(self) -> Self:
        """Without merged ones that readers do not see (any more)."""
        return self.exclude(Exists(Merge.objects.filter(merged=OuterRef("pk"))), live_edition=0)

    def in_writing_by(self, user: User) -> Self:
        """Those that this person is responsible for, or saved since the last publication."""
        saved = Revision.objects.unpublished().filter(author=user).values("manuscript")
        return self.filter(Q(responsible=user) | Q(pk__in=saved))

    def kept_up_by(self, user: User) -> Self:
        """Those that this person began, is responsible for, or saved since the last publication."""
        return self.filter(
            Q(author=user) | Q(pk__in=self.model.objects.in_writing_by(user).values("pk"))
        )

    def behind(self) -> Self:
        """Translations that readers see, and that do not follow the newest edition of their original."""
        return self.filter(live_edition__gte=1, pk__in=Translation.objects.behind().values("pk"))

    def approved(self) -> Self:
        return self.filter(status=Status.APPROVED)

    def scheduled(self) -> Self:
        return self.filter(status=Status.SCHEDULED)

    def due(self) -> Self:
        return self.filter(status=Status.SCHEDULED, publish_at__lte=timezone.now())

    def written_by(self, person: int, revisions: RevisionQuerySet | None = None) -> Self:
        """Those in which this person wrote any part of `revisions`, by default of the revisions not published yet.

        Nobody approves such a manuscript or waives an obstacle to it; triggers enforce the same, and a test compares.
        """
        return self.filter(_wrote(person, revisions))

    def not_written_by(self, person: int) -> Self:
        """Without those in which this person wrote any part of a revision not published yet."""
        return self.exclude(_wrote(person))

    def unpublished_changes(self) -> Self:
        """Those whose newest revision readers do not see."""
        return self.exclude(live_edition__gte=1, revision=F("published_revision"))

    def oldest_first(self) -> Self:
        return self.order_by("since", "id")


class Manuscript(Turn):
    """The editorial file of one entry, from the first draft on; it has the same id as the document and the entry.

    `revision` is the number of the newest revision, `edition` that of the newest publication (0 before the first),
    `live_edition` that of the edition readers see (0 when they see none), `published_revision` the revision that
    readers see or last saw (0 for none).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    slug = models.CharField(_("address"), max_length=200)
    title = models.CharField(_("title"), max_length=300)
    sort_key = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    status = models.CharField(
        _("state"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    since = models.DateTimeField(_("in this state since"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("author"),
    )
    revision = models.PositiveIntegerField(_("revision"), default=0)
    edition = models.PositiveIntegerField(_("edition"), default=0)
    live_edition = models.PositiveIntegerField(default=0)
    published_revision = models.PositiveIntegerField(default=0)
    approval = models.ForeignKey(
        "Approval", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    obstacles = models.PositiveIntegerField(_("obstacles"), default=0)
    citations = models.PositiveIntegerField(_("citations"), default=0)
    unchecked = models.PositiveIntegerField(_("citations to check"), default=0)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects: ClassVar = ManuscriptQuerySet.as_manager()

    class Meta(Turn.Meta):
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        default_permissions = ("view",)
        permissions = [
            ("save_manuscript", _("Can write and save drafts")),
            ("submit_manuscript", _("Can submit and recall drafts")),
            ("return_manuscript", _("Can return a submission with a reason")),
            ("check_citation", _("Can check citations")),
            ("approve_manuscript", _("Can approve a submission")),
            ("publish_manuscript", _("Can publish and schedule what is approved")),
            ("withdraw_manuscript", _("Can withdraw a published entry")),
            ("waive_obstacle", _("Can waive obstacles with a reason")),
            ("mark_source", _("Can mark a source as retracted, forged or unreliable")),
            ("import_content", _("Can import content")),
            ("merge_source", _("Can merge two entries of one work, person, body or subject")),
            ("manage_accounts", _("Can invite people and give them roles")),
            ("assign_manuscript", _("Can say who does what, until when")),
            ("suppress_manuscript", _("Can take words out of sight for legal reasons")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="manuscript_address_is_unique"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="manuscript_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="manuscript_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "scheduled"], approval__isnull=False)
                | (~Q(status__in=["approved", "scheduled"]) & Q(approval__isnull=True)),
                name="manuscript_approval_fits_status",
            ),
            models.CheckConstraint(
                condition=Q(status="scheduled", publish_at__isnull=False)
                | (~Q(status="scheduled") & Q(publish_at__isnull=True)),
                name="manuscript_schedule_fits_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "withdrawn"]) | Q(edition__gte=1),
                name="manuscript_published_has_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(status="discarded") | Q(edition=0),
                name="manuscript_discarded_was_never_published",
            ),
            models.CheckConstraint(
                condition=Q(live_edition=0) | Q(live_edition=F("edition")),
                name="manuscript_live_edition_is_the_newest",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(live_edition__gte=1),
                name="manuscript_published_is_live",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(live_edition=0),
                name="manuscript_withdrawn_is_not_live",
            ),
            models.CheckConstraint(
                condition=Q(published_revision__lte=F("revision")),
                name="manuscript_published_revision_exists",
            ),
            *Turn.Meta.constraints,
        ]
        indexes = [
            models.Index(fields=["status", "since", "id"], name="manuscript_by_status"),
            models.Index(fields=["kind", "status", "since"], name="manuscript_by_kind"),
            models.Index(fields=["kind", "sort_key", "id"], name="manuscript_by_title"),
            models.Index(fields=["kind", "-changed_at", "id"], name="manuscript_by_change"),
            models.Index(fields=["author", "status", "since"], name="manuscript_by_author"),
            models.Index(
                fields=["publish_at"], name="manuscript_due", condition=Q(status="scheduled")
            ),
            *Turn.Meta.indexes,
            models.Index(
                fields=["since", "id"],
                name="manuscript_to_check",
                condition=Q(status="submitted", unchecked__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def age(self) -> timedelta:
        """How long it has been in its state."""
        return timezone.now() - self.since

    @property
    def as_chosen(self) -> str:
        return f"{self.pk}:{self.revision}"

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}"

    @cached_property
    def is_merged(self) -> bool:
        """Whether it was merged into another; queried once for each object."""
        return Merge.objects.filter(merged=self).exists()

    @property
    def is_live(self) -> bool:
        """Whether readers see an edition of it."""
        return self.live_edition > 0


class RevisionQuerySet(RevisionQueries["Revision"]):
    """Revisions, by what of them is published and whose words are in them."""


def _wrote(person: int, revisions: RevisionQuerySet | None = None) -> Exists:
    """For a query of manuscripts: whether this person wrote any part of them."""
    revisions = Revision.objects.unpublished() if revisions is None else revisions
    by_person = Revision.objects.with_words_in_outer().written_by(person)
    return Exists(revisions.filter(Exists(by_person), manuscript=OuterRef("pk")))


class Revision(models.Model):
    """One saved document of a manuscript. Never changed, never deleted: triggers enforce it in both databases."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(default=0)
    document = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    citation_digests = models.JSONField(default=list)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The revision whose words a revert restored.
    restored = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    summary = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(based_on__lt=F("number")),
                name="revision_follows_its_base",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} r{self.number}"

    @property
    def writers(self) -> frozenset[int]:
        """The ids of who saved it, and of who suggested its words."""
        return frozenset({self.author_id, self.suggested_by_id or self.author_id})

    @property
    def is_suppressed(self) -> bool:
        """Whether its words were taken out of sight: what is left is not what was saved."""
        return is_left(self.document, self.digest)

    def read(self) -> documents.Document:
        """The document, typed."""
        return documents.read(json.loads(self.document))
