"""Forms that people have open: who is here, and what they have typed and not saved yet."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from encyclopedia.models import Kind

# A form that was not heard of for so long is open no more: its browser tells of it every quarter of a minute.
HERE_FOR = timedelta(seconds=45)


class OpenFormQuerySet(models.QuerySet["OpenForm"]):
    def kept(self) -> Self:
        """Those with something typed that is not saved yet."""
        return self.filter(kept_at__isnull=False)

    def here(self) -> Self:
        """Those that a browser shows now."""
        return self.filter(seen_at__gt=timezone.now() - HERE_FOR)

    def left(self) -> Self:
        """Those that no browser shows any more."""
        return self.filter(seen_at__lte=timezone.now() - HERE_FOR)

    def newest_first(self) -> Self:
        return self.order_by("-kept_at", "-pk")


class OpenForm(models.Model):
    """The form of one entry in one tab of one person's browser; what is typed in it is shown to this person only.

    `tab` is a number that the browser makes, `document` the entry's id, which a new form has before it is saved.
    `fields` are the form's, as pairs of name and value in its order; None where nothing was typed.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tab = models.UUIDField()
    document = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=300, blank=True)
    based_on = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True, blank=True)
    fields = models.JSONField(null=True, blank=True)

    objects: ClassVar = OpenFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "tab"], name="one_form_in_a_tab"),
            models.CheckConstraint(
                condition=Q(kept_at__isnull=True, fields__isnull=True)
                | Q(kept_at__isnull=False, fields__isnull=False),
                name="what_is_kept_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.document)

    @property
    def words(self) -> int:
        """How many words are kept of its text."""
        return len(str(dict(self.fields or ()).get("text", "")).split())

    @property
    def is_here(self) -> bool:
        """Whether a browser shows it now."""
        return self.seen_at > timezone.now() - HERE_FOR

    @property
    def address(self) -> str:
        """Of its form, filled in with what is kept."""
        base = reverse(f"admin:editorial_{self.kind}manuscript_add")
        if not self.is_new:
            base = reverse(f"admin:editorial_{self.kind}manuscript_change", args=[self.document])
        return f"{base}?kept={self.tab}"

    @property
    def is_new(self) -> bool:
        """Whether the entry was never saved when the form was opened."""
        return self.based_on == 0
