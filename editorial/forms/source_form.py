"""The form of a source: a CSL-JSON record by its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from editorial.forms import csl
from editorial.forms.entry_forms import SlugIsKey
from editorial.forms.fields import LINE, NOTE, JSONBoxField, LineField, WordsField
from editorial.forms.free_keys import free_key, kept_key
from encyclopedia.core.documents import JSON, Document, SourceDocument
from encyclopedia.core.limits import TITLE
from encyclopedia.wording import record_labels

# The types of CSL 1.0.2, in words.
TYPES = {
    "book": _("Book"),
    "chapter": _("Chapter or part of a book"),
    "article-journal": _("Article in a journal"),
    "article-magazine": _("Article in a magazine"),
    "article-newspaper": _("Article in a newspaper"),
    "entry-encyclopedia": _("Article in an encyclopedia"),
    "entry-dictionary": _("Entry in a dictionary"),
    "thesis": _("Thesis"),
    "report": _("Report"),
    "webpage": _("Web page"),
    "post-weblog": _("Post in a blog"),
    "manuscript": _("Document in an archive, manuscript"),
    "document": _("Document"),
    "personal_communication": _("Letter"),
    "interview": _("Interview"),
    "speech": _("Speech, talk"),
    "paper-conference": _("Paper at a conference"),
    "pamphlet": _("Pamphlet"),
    "periodical": _("Journal or newspaper as a whole"),
    "collection": _("Collection in an archive"),
    "motion_picture": _("Film"),
    "broadcast": _("Broadcast"),
    "song": _("Recording"),
    "graphic": _("Picture"),
    "map": _("Map"),
    "treaty": _("Treaty"),
    "legislation": _("Law"),
    "legal_case": _("Court case"),
    "classic": _("Classical work"),
    "review-book": _("Review of a book"),
    "dataset": _("Data set"),
    "software": _("Software"),
}

# The rarer types come after these.
TYPES |= {name: label for name, label in record_labels.TYPES.items() if name not in TYPES}

LABELS = {
    "author": _("Authors"),
    "editor": pgettext_lazy("of a book", "Editors"),
    "translator": _("Translators"),
    "container-author": _("Authors of the whole book"),
    "recipient": _("Recipients of a letter"),
    "director": _("Directors of a film"),
    "title-short": _("Short title"),
    "container-title": _("In (book, journal, newspaper, web site)"),
    "collection-title": _("Series"),
    "publisher": _("Publisher"),
    "publisher-place": _("Place of publication"),
    "edition": _("Edition"),
    "volume": _("Volume"),
    "issue": _("Issue"),
    "page": _("Pages"),
    "number-of-pages": _("Number of pages"),
    "genre": _("Kind of work, in your own words"),
    "number": _("Number"),
    "archive": _("Archive"),
    "archive-place": _("Place of the archive"),
    "archive_location": _("Shelf mark"),
    "DOI": _("DOI"),
    "ISBN": _("ISBN"),
    "ISSN": _("ISSN"),
    "URL": _("Web address"),
    "language": _("Language"),
    "issued": pgettext_lazy("date of a work", "Published"),
    "original-date": _("First published"),
    "accessed": _("Seen on the web"),
}


# The fields that most sources have: always shown.
OFTEN = (
    "author",
    "issued",
    "container-title",
    "publisher",
    "volume",
    "issue",
    "page",
    "DOI",
    "URL",
)
# In characters: the whole request is bounded besides.
MAX_JSON = 100_000


class SourceForm(SlugIsKey):
    """Document and record in one; `original` is the record that the form showed."""

    original = JSONBoxField(max_length=MAX_JSON, required=False, widget=forms.HiddenInput)
    csl_type = forms.ChoiceField(label=_("What it is"), choices=list(TYPES.items()), initial="book")
    more = JSONBoxField(
        label=_("Further details"),
        max_length=MAX_JSON,
        required=False,
        help_text=_('Any other field of CSL-JSON, as {"field": "value"}.'),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "code"}),
    )
    another_edition = forms.BooleanField(
        label=_("The record now describes another edition of the work"),
        required=False,
        help_text=_("Checks made with the previous edition become stale."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["csl_type"]
        csl_type = str((self.initial or {}).get("csl_type", ""))
        if csl_type and csl_type not in TYPES and isinstance(field, forms.ChoiceField):
            field.choices = [*TYPES.items(), (csl_type, csl_type)]
        field.error_messages["invalid_choice"] = gettext("Choose one from the list.")

    @property
    def often(self) -> list[forms.BoundField]:
        return [self[csl.field_name(name)] for name in OFTEN]

    @property
    def rare(self) -> list[forms.BoundField]:
        return [self[name] for name in CSL_FIELDS if name not in map(csl.field_name, OFTEN)]

    @property
    def has_rare(self) -> bool:
        """Whether a field that few sources have is filled in or wrong."""
        return any(field.value() or field.errors for field in (*self.rare, self["more"]))

    def clean(self) -> dict[str, Any]:
        # Nobody types a key: what is none came from no page of ours.
        if self.unread.pop("slug", None) is not None:
            self.cleaned_data["slug"] = str(self.initial.get("kept_slug", ""))
        return super().clean()

    def makes_slug(self, cleaned: dict[str, Any]) -> bool:
        """A new source has the key that is made, whatever was sent; the key of a saved one stays."""
        return not cleaned["based_on"] or super().makes_slug(cleaned)

    def made_slug(self, cleaned: dict[str, Any]) -> str:
        return kept_key(cleaned["id"]) or free_key(self.record())

    def record(self) -> JSON:
        """The CSL-JSON item that the form describes."""
        cleaned = self.cleaned_data
        words = {name: str(cleaned[name]) for name in cleaned if name in CSL_FIELDS}
        original = cleaned["original"]
        record = {**csl.from_words(words, cleaned["more"], original), "type": cleaned["csl_type"]}
        unchanged = original.get("title") if "title" not in self.changed_data else None
        return looked_at({**record, "title": unchanged or cleaned["title"]}, original)

    def fields_of_document(self) -> JSON:
        before = self.initial.get("record_edition", 1)
        edition = before + 1 if self.cleaned_data["another_edition"] else before
        return {
            **super().fields_of_document(),
            "record": self.record(),
            "record_edition": edition,
        }

    @classmethod
    def initial_of(cls, document: Document) -> JSON:
        initial = super().initial_of(document)
        if isinstance(document, SourceDocument):
            initial = {**initial_of_record(document.record), **initial}
            initial["record_edition"] = document.record_edition
        return initial


def looked_at(record: JSON, original: JSON) -> JSON:
    """The record as a person saves it: no longer as a program read it, and in a style once it has fields."""
    custom = record.get("custom")
    if not isinstance(custom, dict):
        return record
    kept = {name: value for name, value in custom.items() if name != "read"}
    if kept.get("verbatim") and any(
        record.get(name) != original.get(name) for name in ("type", "author", "editor")
    ):
        del kept["verbatim"]
    return {name: value for name, value in record.items() if name != "custom"} | (
        {"custom": kept} if kept else {}
    )


def record_typed(posted: Mapping[str, Any]) -> JSON:
    """The record as far as the fields of an unfinished form describe it; its further fields are left out."""
    words = {name: str(posted.get(name, "")).replace("\x00", "")[: NOTE * 4] for name in CSL_FIELDS}
    kind = str(posted.get("csl_type", "document"))
    title = " ".join(str(posted.get("title", "")).replace("\x00", "")[:TITLE].split())
    return {**csl.from_words(words, {}, {}), "type": kind, "title": title}


def initial_of_record(record: JSON) -> JSON:
    """A record as the form's initial data (without title and key)."""
    return {
        **csl.to_words(record),
        "original": record,
        "more": csl.further(record),
        "csl_type": str(record.get("type", "book")),
    }


def _field(name: str) -> forms.Field:
    label = LABELS[name]
    if name in csl.NAMES:
        return WordsField(
            label=label,
            max_length=NOTE * 4,
            required=False,
            help_text=_("One a line: “Family name, Given name”; bodies without a comma."),
            widget=forms.Textarea(attrs={"rows": 2}),
        )
    if name in csl.DATES:
        return LineField(label=label, max_length=LINE, required=False)
    return LineField(label=label, max_length=NOTE, required=False)


CSL_FIELDS = {csl.field_name(name): _field(name) for name in (*csl.NAMES, *csl.DATES, *csl.TEXTS)}
SourceForm.base_fields.update(CSL_FIELDS)
