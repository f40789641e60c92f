"""The DOIs that a registration agency has given to editions: beside them, since an edition never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from encyclopedia.models.pages import Edition

MAX_DOI = 255


class EditionDoi(models.Model):
    """The DOI of one edition, in its canonical form, and since when; None where one was taken away again.

    The audit log says it: `encyclopedia.projection.dois` alone writes it.
    """

    edition = models.OneToOneField(
        Edition, primary_key=True, on_delete=models.CASCADE, related_name="given"
    )
    doi = models.CharField(max_length=MAX_DOI, unique=True, null=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("DOI of an edition")
        verbose_name_plural = _("DOIs of editions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(doi=None) | Q(doi__startswith="10."), name="edition_doi_is_one"
            )
        ]
