"""What the gate says of an entry that is joined to others as translation or original: mostly warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from editorial.gate.judging import LANGUAGE_TAKEN
from encyclopedia.core.documents import Document
from encyclopedia.core.messages import Value
from encyclopedia.models import Entry, Translation
from encyclopedia.projection.other_languages import followed_by, group_of
from encyclopedia.screen_languages import own_name


def translation_states(entry_id: UUID, document: Document) -> Mapping[str, Mapping[str, Value]]:
    """Each code with its values; nothing of an entry that is joined to none."""
    if not Translation.objects.joining([entry_id]).exists():
        return {}
    return dict(_states(entry_id, document))


def _states(entry_id: UUID, document: Document) -> Iterator[tuple[str, Mapping[str, Value]]]:
    together = Entry.objects.filter(pk__in=group_of(entry_id)).exclude(pk=entry_id)
    same = together.filter(language__iexact=document.language).first()
    if same is not None:
        values = {"title": same.title, "language": own_name(same.language)}
        yield LANGUAGE_TAKEN, values
    row = Translation.objects.filter(pk=entry_id).first()
    if row is None:
        return
    followed = followed_by([entry_id]).get(entry_id)
    if followed is None:
        yield "translation_original_withdrawn", {}
    elif followed.behind_since:
        values = {"title": followed.title, "language": own_name(followed.language)}
        yield "translation_behind", {**values, "number": followed.edition}
