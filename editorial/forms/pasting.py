"""A reference pasted as BibTeX, RIS or CSL-JSON, as the fields of the source form."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from editorial.forms import csl
from editorial.forms.fields import JSONBoxField
from encyclopedia.bibliography import formats
from encyclopedia.documents import JSON

LONGEST = 100_000


class NotRead(ValueError):
    """Not a reference that can be read; the message says what is taken."""


def fields_of(text: str) -> dict[str, str]:
    """The form's fields, by their names, that say what the first reference of `text` says. Raises NotRead."""
    if len(text) > LONGEST:
        raise NotRead(_("This is too long. Paste one reference at a time."))
    if not text.strip():
        raise NotRead(_("Paste a reference first: BibTeX, RIS or CSL-JSON."))
    key, record = read(text)
    fields = {csl.field_name(name): "" for name in (*csl.TEXTS, *csl.NAMES, *csl.DATES)}
    fields |= csl.to_words(record)
    more = csl.further(record)
    fields |= {
        "title": str(record.get("title", ""))[:300],
        "csl_type": str(record.get("type", "document")),
        "original": json.dumps(record, ensure_ascii=False),
        "more": str(JSONBoxField(max_length=LONGEST).prepare_value(more)),
    }
    if key:
        fields["slug"] = key
    return fields


def read(text: str) -> tuple[str, JSON]:
    """Key and CSL-JSON item of the first reference, whichever of the three it is written in."""
    text = text.lstrip("\ufeff \t\r\n")
    written = formats.guess_format(text)
    if not written:
        raise NotRead(_("This is neither BibTeX nor RIS nor CSL-JSON. Copy the reference anew."))
    found = formats.FORMATS[written].read(text)
    if not found.records:
        why = found.problems[0].message if found.problems else _("It holds no reference.")
        raise NotRead(why)
    record = dict(found.records[0])
    return str(record.pop("id", "") or ""), record
