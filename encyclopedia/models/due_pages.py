"""Which stored pages are no longer what their rows say."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.entries import Entry


class Extent(models.IntegerChoices):
    """How much of a page is to be made again; the greater includes the smaller."""

    TAIL = 0, _("what refers to it")
    STANDINGS = 1, _("how its citations stand")
    WHOLE = 2, _("the whole page")


class DuePageQuerySet(models.QuerySet["DuePage"]):
    def oldest_first(self) -> Self:
        return self.order_by("since", "pk")


class DuePage(models.Model):
    """A page that a move has changed without writing it: made for each reader's process, stored by the worker.

    `stamp` is another one at each mark, so that whoever has made the page knows whether it was marked again meanwhile.
    `since` is the time of the newest mark: the page shows the change from then on.
    """

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.CASCADE, related_name="due"
    )
    extent = models.SmallIntegerField(choices=Extent.choices)
    stamp = models.BigIntegerField()
    since = models.DateTimeField(db_index=True)

    objects: ClassVar = DuePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page to be made")
        verbose_name_plural = _("pages to be made")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(extent__in=Extent.values), name="due_extent_is_known"
            )
        ]
