"""An entry's form with its rows: filled from a document, and read into a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from editorial.forms.entry_forms import EntryForm, PersonForm
from editorial.forms.places import record_field
from editorial.forms.row_forms import (
    AuthorRows,
    FactRows,
    PictureRows,
)
from editorial.forms.source_form import SourceForm
from encyclopedia.core import documents
from encyclopedia.core.as_typed import words_by_field
from encyclopedia.core.documents import Author, Document, DocumentError, Kind
from encyclopedia.core.language_tags import direction_of, is_well_formed
from encyclopedia.rendering.page_language import default_language
from encyclopedia.wording import words

FORMS: dict[Kind, type[EntryForm]] = {
    "article": EntryForm,
    "person": PersonForm,
    "organisation": EntryForm,
    "source": SourceForm,
    "page": EntryForm,
}

Files = MultiValueDict[str, UploadedFile[Any]]


class WholeForm:
    """All forms on the page of one entry.

    `base` is the document that the writer started from; fields the form does not show (provenance) come from
    it. It is None for a new entry, for which `authors` are proposed.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        base: Document | None = None,
        initial: dict[str, Any] | None = None,
        authors: Sequence[Author] = (),
        data: QueryDict | None = None,
        files: Files | None = None,
    ) -> None:
        self.kind = kind
        self.base = base
        initial_data = {**(FORMS[kind].initial_of(base) if base else {}), **(initial or {})}
        self.language = base.language if base else default_language()
        self.form = FORMS[kind](data, initial={"language": self.language, **initial_data})
        self._turn_fields(str(self.form["language"].value() or self.language))
        self.facts = FactRows(
            data,
            prefix="facts",
            initial=_rows(base.facts) if base else None,
            form_kwargs={"kind": kind},
        )
        self.authors = AuthorRows(
            data, prefix="authors", initial=_rows(base.authors if base else tuple(authors))
        )
        self.pictures = PictureRows(
            data, files, prefix="pictures", initial=_rows(base.pictures) if base else None
        )
        self._rows = {"facts": self.facts, "authors": self.authors, "pictures": self.pictures}
        # Row by row, the forms that the document's items came from: empty ones and removed ones gave none.
        self._given: dict[str, list[Any]] = {}

    def _turn_fields(self, tag: str) -> None:
        """What is written in the entry's language stands on its side, and is spelled by its rules."""
        if not is_well_formed(tag):
            return
        for name in ("title", "sort_name", "summary", "text", "aliases", "tags"):
            if name in self.form.fields:
                attributes = {"lang": tag, "dir": direction_of(tag)}
                self.form.fields[name].widget.attrs |= attributes

    @property
    def parts(self) -> tuple[Any, ...]:
        return (self.form, self.facts, self.authors, self.pictures)

    def is_valid(self) -> bool:
        # Every part is validated, so that all messages are shown at once.
        valid = [part.is_valid() for part in self.parts]
        if not all(valid):
            return False
        try:
            self._document = documents.read(documents.write(self._build()))
        except DocumentError as error:
            self.form.add_error(None, words(error.message))
            return False
        return True

    def document(self) -> Document:
        """The document of a valid form."""
        return self._document

    def _build(self) -> Document:
        fields = self.form.fields_of_document()
        # A form that was opened before it had this field.
        fields["language"] = fields["language"] or self.language
        if self.base:
            fields["provenance"] = self.base.provenance
        for name, rows in self._rows.items():
            given = [(row, item) for row in rows.remaining() if (item := row.item())]
            self._given[name] = [row for row, _item in given]
            fields[name] = tuple(item for _row, item in given)
        return documents.TYPES[self.kind](**fields)

    def field_at(self, place: str) -> forms.BoundField | None:
        """The field of a place in the document ("title", "facts.0.date", "record.issued"), if the form shows it."""
        form: forms.BaseForm = self.form
        name, *rest = place.split(".")
        if name in self._rows and len(rest) == 2:
            rows = self._given.get(name, self._rows[name].forms)
            if int(rest[0]) >= len(rows):
                return None
            form, name = rows[int(rest[0])], rest[1]
        elif name == "record":
            name = record_field(".".join(rest))
        return form[name] if name in form.fields else None

    def tell(self, faults: Iterable[tuple[str, str]]) -> None:
        """Put each of these, a place in the document and a sentence, beside its field."""
        for place, sentence in faults:
            bound = self.field_at(place)
            if bound is None:
                continue
            told = bound.form.errors.setdefault(bound.name, bound.form.error_class())
            if sentence not in told:
                told.append(sentence)

    def errors(self) -> list[tuple[str, str, str]]:
        """Every message as (id of the field to go to, its label, words), in the order of the page."""
        errors: list[tuple[str, str, str]] = []
        for form in (self.form, *self.facts, *self.authors, *self.pictures):
            for name, messages in form.errors.items():
                field = form.fields.get(name)
                label = str(field.label or name) if field else ""
                target = form[name].auto_id if field else "content-start"
                errors += [(str(target), label, str(message)) for message in messages]
        for prefix, rows in self._rows.items():
            errors += [(prefix, "", str(message)) for message in rows.non_form_errors()]
        return errors


def _rows(items: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Each item by its fields; the words of a field that were not understood stand for its value."""
    return [
        {
            **{name: getattr(item, name) for name in item.__dataclass_fields__},
            **words_by_field(getattr(item, "as_typed", ())),
        }
        for item in items
    ]
