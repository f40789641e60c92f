"""The key of a new source: family name, a word of the title, year; with a number where another source has it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from editorial.actions.numbered_addresses import NumberedAddresses
from editorial.importers.references.source_keys import family_word_year
from editorial.models import Manuscript
from encyclopedia.models import Kind


def free_key(record: Mapping[str, Any], reserved: Iterable[str] = ()) -> str:
    """The key of this record that neither a source has nor one of `reserved`; two queries at most."""
    wanted = family_word_year(record)
    addresses = NumberedAddresses(Kind.SOURCE, [wanted])
    for key in reserved:
        addresses.take(key, uuid.UUID(int=0))
    return addresses.free(wanted)


def kept_key(source: uuid.UUID) -> str:
    """The key of a source that was saved already: a form that is sent twice makes one."""
    slug = Manuscript.objects.of_kind(Kind.SOURCE).filter(pk=source).values_list("slug", flat=True)
    return slug.first() or ""
