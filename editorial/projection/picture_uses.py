"""The pictures of newest revisions: where the library finds who uses one."""

from __future__ import annotations

from collections.abc import Iterable

from editorial.models import Manuscript, PictureUse
from encyclopedia.core.documents import Document
from encyclopedia.core.names import name_key
from encyclopedia.models.insertion import insert


def write_uses(manuscript: Manuscript, document: Document) -> None:
    """Replace the uses of this manuscript by those of its newest revision."""
    PictureUse.objects.filter(manuscript=manuscript).delete()
    write_new_uses([(manuscript, document)])


def write_new_uses(drafts: Iterable[tuple[Manuscript, Document]]) -> None:
    """Write the uses of manuscripts that have none yet; no statement without any."""
    uses = [
        PictureUse(
            manuscript=manuscript,
            position=position,
            digest=picture.digest[:64],
            name=picture.name,
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            licence=picture.licence,
            focus=picture.focus,
            search=" ".join(
                map(name_key, (picture.name, picture.caption, picture.alt, picture.credit))
            ),
        )
        for manuscript, document in drafts
        for position, picture in enumerate(document.pictures)
        if picture.digest
    ]
    if uses:
        insert(uses)
