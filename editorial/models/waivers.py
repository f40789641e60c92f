"""Waivers: a person lets certain obstacles through, with a reason that readers see."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.manuscripts import Manuscript
from encyclopedia.models import DuePage, Edition, EditionState, Page


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def in_force(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def still_shown(self) -> Self:
        """Expired waivers that the entry's page still shows, because it was rendered before they expired.

        An edition shows the waivers that were in force when it was published.
        """
        telling = Edition.objects.filter(
            entry_id=OuterRef("manuscript"),
            state=EditionState.CURRENT,
            published_at__gte=OuterRef("at"),
            published_at__lt=OuterRef("expires_at"),
        )
        older = Page.objects.filter(
            entry=OuterRef("manuscript"), modified_at__lt=OuterRef("expires_at")
        )
        made_again = DuePage.objects.filter(
            entry=OuterRef("manuscript"), since__gte=OuterRef("expires_at")
        )
        return self.filter(
            Exists(telling), Exists(older), ~Exists(made_again), expires_at__lte=timezone.now()
        )


class Waiver(models.Model):
    """`obstacles` are the keys of the gate's obstacles that it lets through until it expires.

    Never changed, never deleted: triggers enforce it in both databases.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.PROTECT, related_name="waivers")
    revision = models.PositiveIntegerField()
    obstacles = models.JSONField()
    # The version of the digests that they name (`encyclopedia.core.checked_words.DIGEST_VERSION`).
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects: ClassVar = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("at")), name="waiver_expires_later"
            ),
        ]
        indexes = [models.Index(fields=["manuscript", "-expires_at"], name="waiver_by_manuscript")]
