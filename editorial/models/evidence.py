"""Evidence: the text of a source, attached by people who have access to it, and never shown to readers."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from editorial.models.merges import Merge


class EvidenceKind(models.TextChoices):
    PASTED = "pasted", _("Pasted passage")
    TEXT = "text", _("Plain text")
    HTML = "html", _("HTML page")
    PDF = "pdf", _("PDF")
    PICTURE = "picture", _("Picture of a page")


# Those whose pages can be shown as they look.
PICTURED = frozenset({EvidenceKind.PDF, EvidenceKind.PICTURE})


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def of_source(self, key: str) -> Self:
        """Evidence of the source, and of the sources that were merged into it."""
        return self.of_sources([key])

    def of_sources(self, keys: Collection[str]) -> Self:
        """Evidence of any of these sources, and of the sources that were merged into them."""
        merged = Merge.objects.filter(into__kind="source", into__slug__in=keys).values("merged")
        named = Q(source__kind="source", source__slug__in=keys)
        return self.filter(named | Q(source__in=merged))

    def readable(self) -> Self:
        """Those whose text was not set aside."""
        return self.filter(Exists(EvidencePage.objects.filter(evidence=OuterRef("pk"))))

    def newest(self) -> Self:
        return self.order_by("-at", "-id")


class Evidence(models.Model):
    """One thing that was attached to a source. `digest` is the SHA-256 (hex) of the original file.

    Never changed, never deleted: triggers enforce it in both databases. Its text and file can be set aside (a wrong
    file, a copyright claim); this row still says that it was attached, by whom and from where.
    """

    source = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    origin = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(origin=""), name="evidence_has_an_origin"),
        ]
        indexes = [models.Index(fields=["source", "-at"], name="evidence_by_source")]

    def __str__(self) -> str:
        return self.title


class EvidencePage(models.Model):
    """The text of one page; `label` is the page's number ("12", "xiv"), empty where there are no pages."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=60, blank=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("page of evidence")
        verbose_name_plural = _("pages of evidence")
        default_permissions = ()
        ordering = ("evidence", "position")
        constraints = [
            models.UniqueConstraint(fields=["evidence", "position"], name="evidence_page_once")
        ]
