"""An entry's form with its rows: filled from a document, and read into a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from editorial.forms.entry_forms import EntryForm, PersonForm
from editorial.forms.row_forms import (
    AuthorForm,
    AuthorRows,
    FactForm,
    FactRows,
    PictureForm,
    PictureRows,
)
from editorial.forms.source_form import SourceForm
from encyclopedia.core import documents
from encyclopedia.core.documents import Author, Document, DocumentError, Kind
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

    `base` is the document that the writer started from; fields the form does not show (language, provenance) come from
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
        self.form = FORMS[kind](data, initial=initial_data)
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
        if self.base:
            fields["language"] = self.base.language
            fields["provenance"] = self.base.provenance
        return documents.TYPES[self.kind](
            **fields,
            facts=tuple(self._facts()),
            authors=tuple(
                author
                for row in self.authors.remaining()
                if isinstance(row, AuthorForm) and (author := row.author())
            ),
            pictures=tuple(
                picture
                for row in self.pictures.remaining()
                if isinstance(row, PictureForm) and (picture := row.picture())
            ),
        )

    def _facts(self) -> Iterator[documents.DocumentFact]:
        for row in self.facts.remaining():
            if isinstance(row, FactForm) and (fact := row.fact()):
                yield fact

    def errors(self) -> list[tuple[str, str, str]]:
        """Every message as (id of the field to go to, its label, words), in the order of the page."""
        errors: list[tuple[str, str, str]] = []
        for form in (self.form, *self.facts, *self.authors, *self.pictures):
            for name, messages in form.errors.items():
                field = form.fields.get(name)
                label = str(field.label or name) if field else ""
                target = form[name].auto_id if field else "content-start"
                errors += [(str(target), label, str(message)) for message in messages]
        for prefix, rows in (
            ("facts", self.facts),
            ("authors", self.authors),
            ("pictures", self.pictures),
        ):
            errors += [(prefix, "", str(message)) for message in rows.non_form_errors()]
        return errors


def _rows(items: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(item, name) for name in item.__dataclass_fields__} for item in items]
