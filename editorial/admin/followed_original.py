"""The original that a translation is behind, as the page of the translation's manuscript names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from editorial.models import Manuscript
from encyclopedia.models import Edition, Entry, Translation
from encyclopedia.projection.other_languages import followed_by
from encyclopedia.screen_languages import own_name


@dataclass(frozen=True, slots=True)
class NewerOriginal:
    """An original with a newer edition than the one `followed`; `revised_at` (aware) is when it was first revised.

    `comparison` is the address of both editions compared, "" where the one followed is shown to nobody any more.
    """

    title: str
    language: str
    followed: int
    current: int
    revised_at: datetime
    comparison: str
    history: str


def newer_original(manuscript: Manuscript) -> NewerOriginal | None:
    """What a published translation does not follow yet; None of what is none, or follows. Up to five queries."""
    row = Translation.objects.filter(pk=manuscript.pk).first() if manuscript.is_live else None
    original = Entry.objects.filter(pk=row.original_id).first() if row else None
    if row is None or original is None:
        return None
    behind_since = followed_by([manuscript.pk])[manuscript.pk].behind_since
    if behind_since is None:
        return None
    followed = Edition.objects.readable().filter(entry_id=original.pk, number=row.edition)
    place = [original.kind, original.slug]
    return NewerOriginal(
        original.title,
        own_name(original.language),
        row.edition,
        original.edition,
        behind_since,
        reverse("compare", args=[*place, row.edition, original.edition])
        if followed.exists()
        else "",
        reverse("history", args=place),
    )
