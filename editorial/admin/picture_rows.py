"""Pictures of the library as its pages list them: what is recorded, and who shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from editorial.models import PictureRecord, PictureUse, Upload
from editorial.models.among_seen import among_seen
from encyclopedia.core.documents import JSON
from encyclopedia.models import Picture

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class LibraryRow:
    """One picture: its newest record, the drafts that show it, and its places in published entries."""

    upload: Upload
    record: PictureRecord
    uses: Sequence[PictureUse]
    published: Sequence[Picture]

    @property
    def title(self) -> str:
        """What it is called: by its record, its file, or the first entry that shows it."""
        named = next((use.caption or use.name for use in self.uses), "")
        return self.record.title or self.upload.file_name or named or self.upload.code

    @property
    def credit(self) -> str:
        """As the library has it; before anything is recorded, as an entry has it."""
        return self.record.credit or self._of_first_use("credit")

    @property
    def licence(self) -> str:
        return self.record.licence or self._of_first_use("licence")

    @property
    def focus(self) -> str:
        return self.record.focus or self._of_first_use("focus")

    @property
    def differing(self) -> list[PictureUse]:
        """The drafts that say something else than the library does."""
        parts = ("credit", "licence", "focus")
        return [
            use
            for use in self.uses
            if any(getattr(self.record, part) not in ("", getattr(use, part)) for part in parts)
        ]

    def _of_first_use(self, part: str) -> str:
        if self.record.number:
            return ""
        return next((said for use in self.uses if (said := str(getattr(use, part)))), "")

    def as_choice(self) -> JSON:
        """What the form's dialog shows of it, and what a row is filled with."""
        return {
            "digest": self.upload.pk,
            "address": reverse("admin:picture", args=[self.upload.pk]),
            "small": reverse("admin:picture_small", args=[self.upload.pk]),
            "title": self.title,
            "credit": self.credit,
            "licence": self.licence,
            "focus": self.focus,
        }


def library_rows(uploads: Sequence[Upload], by: User) -> list[LibraryRow]:
    """The rows of these pictures in their order: three queries, however many they are."""
    digests = [upload.pk for upload in uploads]
    newest = PictureRecord.objects.newest().filter(picture__in=digests)
    records = {record.picture_id: record for record in newest}
    uses: dict[str, list[PictureUse]] = defaultdict(list)
    of_these = PictureUse.objects.filter(digest__in=digests).select_related("manuscript")
    for use in among_seen(of_these, by).order_by("manuscript__sort_key", "manuscript", "position"):
        uses[use.digest].append(use)
    published: dict[str, list[Picture]] = defaultdict(list)
    public = Picture.objects.filter(digest__in=digests).select_related("entry")
    for picture in public.order_by("entry__sort_key", "pk"):
        published[picture.digest].append(picture)
    return [
        LibraryRow(
            upload,
            records.get(upload.pk) or PictureRecord(picture=upload, number=0),
            uses[upload.pk],
            published[upload.pk],
        )
        for upload in uploads
    ]
