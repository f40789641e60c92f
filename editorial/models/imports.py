"""What was imported from where, by whom, what became of it, and what was not carried over."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript

# An import without any progress for this long has lost its worker.
SILENCE = timedelta(minutes=1)

# The `construct` of a line about a draft that could not be published, and the count of drafts still to publish.
PUBLISHING = "publishing"
# The `construct` of the line of a draft: its `place` is the number of the revision that the import made.
REVISION = "revision"
# In the decisions of a manuscript that was read: the import that made its drafts.
MADE = "made"
# In the decisions of an export: what its templates mean. In those of pictures: the import whose drafts they are for.
TEMPLATES = "templates"
PICTURES_OF = "of"


class ImportKind(models.TextChoices):
    MEDIAWIKI = "mediawiki", _("MediaWiki export")
    BIBLIOGRAPHY = "bibliography", _("Bibliography (BibTeX, RIS, CSL-JSON)")
    TEXT = "text", _("Text (plain, Markdown, HTML, Word, ODT)")
    PICTURES = "pictures", _("Pictures for the drafts of an import")


class ImportStatus(models.TextChoices):
    """`broken`: the file could not be read to its end; `stopping`: asked to stop, not yet stopped."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    STOPPING = "stopping", _("Stopping")
    STOPPED = "stopped", _("Stopped")
    BROKEN = "broken", _("Interrupted")
    FINISHED = "finished", _("Finished")


class LineState(models.TextChoices):
    """What became of one item of an import. `left`: a part of it needs a look, not carried over or uncertain."""

    NEW = "new", _("New draft")
    REVISED = "revised", _("New version of a draft")
    SAME = "same", _("Nothing new")
    REFUSED = "refused", _("Refused")
    LEFT = "left", _("To review")


class ImportQuerySet(models.QuerySet["Import"]):
    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-id")

    def unfinished(self) -> Self:
        return self.exclude(status=ImportStatus.FINISHED)

    def pending(self) -> Self:
        """Those that a worker reads, or will read when it is their turn or they are resumed."""
        return self.exclude(status__in=(ImportStatus.FINISHED, ImportStatus.BROKEN))

    def with_mappings(self) -> Self:
        """Those in which a person said something of a template."""
        return self.filter(kind=ImportKind.MEDIAWIKI, decisions__has_key=TEMPLATES)

    def needing_their_file(self) -> Self:
        """Pending ones, and manuscripts that were read and of which nobody has had the drafts made yet."""
        waits = Q(kind=ImportKind.TEXT, dry_run=True) & ~Q(decisions__has_key=MADE)
        ended = Q(status__in=(ImportStatus.FINISHED, ImportStatus.BROKEN))
        return self.filter(~ended | waits)


class Import(models.Model):
    """One imported file. `done` of `total` is in bytes or items, depending on the kind; `failure` says why it failed.

    `decisions` is what a person said of a manuscript's notes before its drafts were made (`actions/import_notes.py`),
    or of the templates of a wiki (`actions/import_templates.py`); `unknown_templates` is what there is to be said: each
    template's name, how often it was called, with what parameters, an example.
    The uploaded file stays in the storage until the import is finished; resuming an interrupted import reads it
    again and does nothing twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=ImportKind.choices)
    name = models.CharField(_("file"), max_length=200)
    title = models.CharField(_("title"), max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"))
    dry_run = models.BooleanField(_("only read and report"), default=False)
    status = models.CharField(
        _("state"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.WAITING
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    sources = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict, blank=True)
    unknown_templates = models.JSONField(default=dict, blank=True)
    failure = models.TextField(blank=True)

    objects: ClassVar = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values), name="import_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ImportKind.values), name="import_kind_is_known"
            ),
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="import_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        """Whether somebody is, or should be, working on it."""
        return self.status in {ImportStatus.RUNNING, ImportStatus.STOPPING}

    @property
    def is_silent(self) -> bool:
        """Whether its worker has died: under way, or waiting, and no progress for a minute."""
        waits = self.is_under_way or self.status == ImportStatus.WAITING
        return waits and self.changed_at < timezone.now() - SILENCE

    @property
    def is_unfinished(self) -> bool:
        """Whether it can be resumed."""
        return self.is_silent or self.status in {ImportStatus.STOPPED, ImportStatus.BROKEN}

    @property
    def is_refused(self) -> bool:
        """Whether it ended before anything came in: there is nothing to resume."""
        nothing_came = self.dry_run or (self.kind == ImportKind.TEXT and not self.counts)
        return self.status == ImportStatus.BROKEN and nothing_came

    @property
    def made(self) -> str:
        """The id of the import that made the drafts of this manuscript; empty before."""
        return str(self.decisions.get(MADE, ""))

    @property
    def is_publishing(self) -> bool:
        """Whether its drafts are being published right now."""
        return bool(self.counts.get("publishing")) and self.changed_at >= timezone.now() - SILENCE

    @property
    def percent(self) -> int:
        if self.status == ImportStatus.FINISHED:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    def reported(self) -> Self:
        """What somebody has to read: refused items, and parts that were not carried over."""
        return self.filter(state__in=[LineState.REFUSED, LineState.LEFT])

    def drafts(self) -> Self:
        """The items that became drafts, new ones and new versions."""
        return self.filter(state__in=[LineState.NEW, LineState.REVISED])

    def published(self) -> Self:
        """Those whose entry is live."""
        return self.filter(manuscript__live_edition__gt=0)

    def unpublished(self) -> Self:
        """Drafts that could not be published together with the others, and why."""
        return self.filter(state=LineState.REFUSED, construct=PUBLISHING)

    def in_order(self) -> Self:
        return self.order_by("id")


class ImportLine(models.Model):
    """One line of an import's report: an item and what became of it, or a part of one that was not carried over.

    `name` is the item (a page's title, a record's key), `place` where in it or in the file ("line 12").
    """

    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="lines")
    state = models.CharField(max_length=8, choices=LineState.choices)
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=100, blank=True)
    construct = models.CharField(max_length=100, blank=True)
    message = models.TextField(blank=True)
    excerpt = models.CharField(max_length=300, blank=True)
    manuscript = models.ForeignKey(
        Manuscript, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of reports")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LineState.values), name="import_line_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["of", "state", "id"], name="import_line_by_state")]


class ImportedPage(models.Model):
    """One page of another wiki and the manuscript it became; `version` is the newest revision that was imported."""

    origin = models.CharField(max_length=200)
    page = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["origin", "page"], name="imported_page_once")
        ]
