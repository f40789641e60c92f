"""A reference pasted as BibTeX, RIS or CSL-JSON, or in a file, as the fields of the source form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from editorial.forms import csl
from editorial.forms.fields import JSONBoxField
from editorial.forms.free_keys import free_key
from editorial.wording.size_words import size_words
from encyclopedia.bibliography import FileContents, read_file
from encyclopedia.bibliography.formats import formats
from encyclopedia.wording import words

MAX_LENGTH = 100_000
MAX_BYTES = 2_000_000  # bytes of a file


class NotRead(ValueError):
    """Not a reference that can be read; the message says which formats are."""


@dataclass(frozen=True)
class Filled:
    """The form's fields by their names; `remark` says what else the text had, "" when nothing."""

    fields: dict[str, str]
    remark: str = ""


def sent(posted: Mapping[str, Any], files: Mapping[str, Any]) -> Filled:
    """The reference in the chosen file, or else in the pasted text. Raises NotRead."""
    file = files.get("reference")
    if not file:
        return fields_of(str(posted.get("paste", "")))
    if file.size > MAX_BYTES:
        raise NotRead(
            _("This file is larger than %(size)s. Upload it under Imports.")
            % {"size": size_words(MAX_BYTES)}
        )
    return _filled(read_file(file.read(), str(file.name)))


def fields_of(text: str) -> Filled:
    """The fields of the first reference in `text`. Raises NotRead."""
    if len(text) > MAX_LENGTH:
        raise NotRead(_("This is too long. Paste one reference at a time."))
    if not text.strip():
        raise NotRead(
            _("Paste a reference first, or choose a file of one: BibTeX, RIS or CSL-JSON.")
        )
    format_name = formats.guess_format(text.lstrip("\ufeff \t\r\n"))
    if not format_name:
        raise NotRead(_("This is neither BibTeX nor RIS nor CSL-JSON. Copy the reference again."))
    return _filled(formats.FORMATS[format_name].read(text.lstrip("\ufeff \t\r\n")))


def _filled(contents: FileContents) -> Filled:
    if not contents.records:
        why = (
            words(contents.problems[0].message)
            if contents.problems
            else _("This has no reference.")
        )
        raise NotRead(why)
    return Filled(fields_of_record(contents.records[0]), _remark(contents))


def fields_of_record(item: Mapping[str, Any]) -> dict[str, str]:
    """A record as the form's fields; its key is made, whatever the reference calls itself."""
    record = {name: value for name, value in item.items() if name != "id"}
    fields = {csl.field_name(name): "" for name in (*csl.TEXTS, *csl.NAMES, *csl.DATES)}
    fields |= csl.to_words(record)
    more = csl.further(record)
    return fields | {
        "slug": free_key(record),
        "title": str(record.get("title", ""))[:300],
        "csl_type": str(record.get("type", "document")),
        "original": json.dumps(record, ensure_ascii=False),
        "more": str(JSONBoxField(max_length=MAX_LENGTH).prepare_value(more)),
    }


def _remark(contents: FileContents) -> str:
    """Says so if there is more than one reference: a form holds one source."""
    count = len(contents.records)
    if count == 1:
        return ""
    return _(
        "Only the first of %(count)s references was used, “%(title)s”. Upload a file with all of them under Imports."
    ) % {"count": count, "title": str(contents.records[0].get("title", ""))[:100]}
