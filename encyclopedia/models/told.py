"""The columns of what a check says besides its verdict."""

from __future__ import annotations

from django.db import models

from encyclopedia.core.telling import Telling
from encyclopedia.wording.telling_sentences import telling_sentences


class Told(models.Model):
    """`encyclopedia.core.telling` says what each is; all of them are empty for a check made before 0.2."""

    found = models.CharField(max_length=16, blank=True)
    found_page = models.CharField(max_length=60, blank=True)
    found_places = models.PositiveIntegerField(default=0)
    means = models.CharField(max_length=16, blank=True)
    not_borne_out = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def telling(self) -> Telling:
        return Telling(
            self.found, self.found_page, self.found_places, self.means, self.not_borne_out
        )

    @property
    def marked_since(self) -> bool:
        """Whether the source was marked after the check; known of what readers see now."""
        return False

    @property
    def told(self) -> list[str]:
        """What is told of it, in sentences."""
        return telling_sentences(self.telling, marked_since=self.marked_since)
