"""Whom the office shows only a part of: their own manuscripts, some subjects, or one manuscript until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

_Row = TypeVar("_Row", bound=models.Model)


class Shown(models.TextChoices):
    """What somebody with a restriction is shown."""

    OWN = "own", _("their own manuscripts")
    SUBJECTS = "subjects", _("their own manuscripts, and all of some subjects")
    MANUSCRIPT = "manuscript", _("one manuscript, to check it")
    CITATIONS = "citations", _("the citations of one manuscript, to check them")


# Guests: they check, and make no other move.
GUESTS = (Shown.MANUSCRIPT, Shown.CITATIONS)


class Restriction(models.Model):
    """One row for each account that does not see every manuscript. Superusers have none.

    `keys` are the subjects folded as titles are; `manuscript` and `ends_at` are a guest's. `ManuscriptQuerySet.seen_by`
    reads it, and everything else asks that.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="restriction",
    )
    shown = models.CharField(_("sees"), max_length=12, choices=Shown.choices)
    subjects = models.JSONField(default=list)
    keys = models.JSONField(default=list)
    manuscript = models.ForeignKey(
        "editorial.Manuscript", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    shown__in=["own", "subjects"], manuscript__isnull=True, ends_at__isnull=True
                )
                | Q(
                    shown__in=["manuscript", "citations"],
                    manuscript__isnull=False,
                    ends_at__isnull=False,
                ),
                name="guests_have_a_manuscript_and_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.shown}"

    @property
    def is_guest(self) -> bool:
        return self.shown in GUESTS

    @property
    def has_ended(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()


def restriction_of(user: AbstractBaseUser | AnonymousUser) -> Restriction | None:
    """What narrows what this person sees; None for most, without a query where the account was read with it."""
    if getattr(user, "is_superuser", False):
        return None
    restriction: Restriction | None = getattr(user, "restriction", None)
    return restriction


def is_guest(user: AbstractBaseUser | AnonymousUser) -> bool:
    restriction = restriction_of(user)
    return restriction is not None and restriction.is_guest


class SeenQuerySet(models.QuerySet[_Row]):
    """Of manuscripts: what exists for a person. Every list, page, program and action asks this."""

    def seen_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """All of them, or what a restriction leaves. One's own are those that one began or is named for."""
        restriction = restriction_of(user)
        if restriction is None:
            return self
        if restriction.has_ended:
            return self.none()
        if restriction.is_guest:
            return self.filter(pk=restriction.manuscript_id)
        own = Q(author=user) | Q(responsible=user) | Q(checker=user) | Q(approver=user)
        if restriction.keys:
            about = self.model._default_manager.filter(topics__key__in=restriction.keys)
            own |= Q(pk__in=about.order_by().values("pk"))
        return self.filter(own)

    def seen_or_cited_for(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The same, and the sources that those manuscripts cite."""
        if restriction_of(user) is None:
            return self
        seen = type(self)(self.model).seen_by(user).order_by()
        keys = seen.filter(draft_citations__isnull=False).values("draft_citations__source_key")
        return self.filter(Q(pk__in=seen.values("pk")) | Q(kind=Kind.SOURCE, slug__in=keys))
