"""A reference pasted as BibTeX, RIS or CSL-JSON, in a file, or looked up by its number, as the fields of the form."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from editorial.catalogues.asking import TooManyQuestions, look_up
from editorial.catalogues.configured import that_take
from editorial.catalogues.gathering import Gathered, question_of
from editorial.forms import csl
from editorial.forms.fields import JSONBoxField
from editorial.forms.free_keys import free_key
from editorial.forms.source_form import LABELS
from editorial.importers.references.typed_source import TypedSource, read_typed
from editorial.wording import words
from editorial.wording.size_words import size_words
from encyclopedia.bibliography import FileContents, read_file
from encyclopedia.bibliography.formats import formats

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_LENGTH = 100_000
MAX_BYTES = 2_000_000  # bytes of a file


class NotRead(ValueError):
    """Not a reference that can be read; the message says which formats are."""


@dataclass(frozen=True)
class Filled:
    """The form's fields by their names; `remark` says what else the text had, "" when nothing.

    `keeps`: what is in the form already stays.
    """

    fields: dict[str, str]
    remark: str = ""
    keeps: bool = False

    def into(self, data: MutableMapping[str, Any]) -> None:
        """Fill the form that was sent."""
        empty = ("", "{}", "null")
        is_begun = str(data.get("title", "")).strip() not in empty
        for name, value in self.fields.items():
            held = str(data.get(name, "")).strip() not in empty
            # What a source is has a value before anybody chooses one.
            held = is_begun if name == "csl_type" else held
            if not (self.keeps and held):
                data[name] = value


def sent(posted: Mapping[str, Any], files: Mapping[str, Any], by: User) -> Filled:
    """The reference in the chosen file, or else in the pasted text, or what that names. Raises NotRead."""
    file = files.get("reference")
    if not file:
        return fields_of(str(posted.get("paste", "")), by)
    if file.size > MAX_BYTES:
        raise NotRead(
            _("This file is larger than %(size)s. Upload it under Imports.")
            % {"size": size_words(MAX_BYTES)}
        )
    return _filled(read_file(file.read(), str(file.name)))


def fields_of(text: str, by: User) -> Filled:
    """The fields of the first reference in `text`, or of the work that it names. Raises NotRead."""
    if len(text) > MAX_LENGTH:
        raise NotRead(_("This is too long. Paste one reference at a time."))
    if not text.strip():
        raise NotRead(
            _(
                "Paste a number or a reference first, or choose a file of one: BibTeX, RIS or CSL-JSON."
            )
        )
    format_name = formats.guess_format(text.lstrip("\ufeff \t\r\n"))
    if not format_name:
        return _looked_up(read_typed(text), by)
    return _filled(formats.FORMATS[format_name].read(text.lstrip("\ufeff \t\r\n")))


def _looked_up(typed: TypedSource, by: User) -> Filled:
    """What the catalogues outside say of a number, an address or words. Raises NotRead."""
    question = question_of(typed)
    if question is None or not that_take(question.named):
        if not typed.is_number:
            raise NotRead(
                _("This is no number, BibTeX, RIS or CSL-JSON. Copy the reference again.")
            )
        told = [words(problem) for problem in typed.problems]
        if question is not None:
            told.append(_("No catalogue outside is switched on for it: write the fields yourself."))
        return _kept(Gathered(typed), told)
    try:
        gathered = look_up(typed, by)
    except TooManyQuestions as error:
        message = _("Too much was looked up just now. Try again in %(count)s seconds.")
        raise NotRead(message % {"count": error.seconds}) from error
    told = [words(message) for message in gathered.told]
    for work in gathered.offered:
        why = f" ({words(work.why)})" if work.why else ""
        told.append(
            _("It may be: %(work)s.") % {"work": f"{work.name}, {work.label}, {work.title}{why}"}
        )
    if not (gathered.is_filled or typed.is_number):
        raise NotRead(" ".join(told))
    return _kept(gathered, told)


def _kept(gathered: Gathered, told: list[str]) -> Filled:
    """The fields that are known, for those that are empty; with what is doubtful of them."""
    labels = {**LABELS, "title": _("Title")}
    for name, doubts in gathered.doubts.items():
        told += [f"{labels.get(name, name)}: {words(doubt)}" for doubt in doubts]
    if names := ", ".join(dict.fromkeys(gathered.origins.values())):
        told.insert(0, _("From %(name)s.") % {"name": names})
    fields = fields_of_record(gathered.typed.record)
    return Filled(
        {name: value for name, value in fields.items() if value}, " ".join(told), keeps=True
    )


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
