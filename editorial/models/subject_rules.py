"""Who is named for what is about a subject, without anybody having to name them each time."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NamedAs(models.TextChoices):
    """The columns of a manuscript that name people."""

    RESPONSIBLE = "responsible", _("is responsible")
    CHECKER = "checker", _("checks its citations")
    APPROVER = "approver", _("approves it")


class SubjectRule(models.Model):
    """Whoever is named here is named for each new manuscript with the subject, unless somebody was named already.

    `key` is the subject folded as titles are.
    """

    subject = models.CharField(_("subject"), max_length=300)
    key = models.CharField(max_length=300)
    column = models.CharField(_("what"), max_length=12, choices=NamedAs.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "column"], name="one_person_for_a_subject"),
            models.CheckConstraint(
                condition=Q(column__in=NamedAs.values), name="rule_names_a_known_column"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.column}"
