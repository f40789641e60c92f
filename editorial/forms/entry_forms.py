"""The form of an entry of each kind, without its rows, and the fields of the document that it fills."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import KeyField, LineField, NamesField, SlugField, WordsField
from editorial.forms.keeps_typed import KeepsTyped
from editorial.forms.language_field import LanguageField, LanguageInput
from encyclopedia.core.addresses import provisional
from encyclopedia.core.as_typed import words_by_field
from encyclopedia.core.documents import JSON, Document, PersonDocument
from encyclopedia.core.limits import SLUG, SUMMARY, TAG, TEXT, TITLE
from encyclopedia.core.names import slugify

# What the history has room for.
MAX_MESSAGE = 500


class EntryForm(KeepsTyped):
    """Fields of every kind. `id` is set when the empty form is shown, so that sending it twice makes one entry."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, initial=0, widget=forms.HiddenInput
    )
    title = LineField(label=_("Title"), max_length=TITLE, required=False)
    slug = SlugField(
        label=_("Web address"),
        max_length=SLUG,
        required=False,
        help_text=_(
            "The last part of the page’s address. If it is empty, it is made from the title."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    summary = LineField(
        label=_("Summary"),
        max_length=SUMMARY,
        required=False,
        help_text=_("One sentence that says what the entry is about; shown under the title."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = WordsField(
        label=_("Text"),
        max_length=TEXT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "writing"}),
    )
    aliases = NamesField(
        label=_("Other names"),
        required=False,
        help_text=_("One name a line: links and searches with these names lead here too."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tags = NamesField(
        label=_("Subjects"),
        required=False,
        commas=True,
        longest=TAG,
        help_text=_("Separated by commas."),
        widget=forms.TextInput(attrs={"data-lookup": "tags", "autocomplete": "off"}),
    )
    language = LanguageField(
        label=_("Language"),
        required=False,
        help_text=_("Type its name and choose, or write its tag: de, pt-BR, zh-Hant."),
        widget=LanguageInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    message = LineField(
        label=_("What did you change?"),
        max_length=MAX_MESSAGE,
        required=False,
        help_text=_("A few words for the history; only the office sees them."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if "slug" in self.unread:
            cleaned["slug"] = str(self.initial.get("kept_slug", ""))
        provisional_slug = provisional(str(cleaned["id"]))
        if self.makes_slug(cleaned) or cleaned["slug"] == provisional_slug:
            cleaned["slug"] = self.made_slug(cleaned) or provisional_slug
        return cleaned

    def makes_slug(self, cleaned: dict[str, Any]) -> bool:
        return not cleaned["slug"]

    def made_slug(self, cleaned: dict[str, Any]) -> str:
        return slugify(cleaned["title"])

    def fields_of_document(self) -> JSON:
        """The document's fields that this form fills, by name."""
        names = ("title", "slug", "summary", "text", "aliases", "tags", "language")
        values = {name: self.cleaned_data[name] for name in names}
        return {**values, "id": str(self.cleaned_data["id"]), "as_typed": self.as_typed()}

    @classmethod
    def initial_of(cls, document: Document) -> JSON:
        """The document as this form's initial data."""
        fields = {
            name: getattr(document, name) for name in cls.base_fields if hasattr(document, name)
        }
        return {**fields, "kept_slug": document.slug, **words_by_field(document.as_typed)}


class PersonForm(EntryForm):
    sort_name = LineField(
        label=_("Name for sorting"),
        max_length=TITLE,
        required=False,
        help_text=_("With the family name first, like “Trotsky, Leon”."),
    )

    def fields_of_document(self) -> JSON:
        return {**super().fields_of_document(), "sort_name": self.cleaned_data["sort_name"]}

    @classmethod
    def initial_of(cls, document: Document) -> JSON:
        name = document.sort_name if isinstance(document, PersonDocument) else ""
        return {**super().initial_of(document), "sort_name": name}


class SlugIsKey(EntryForm):
    """A source's address is its citation key, which nobody types."""

    slug = KeyField(
        label=_("Key for citing"),
        max_length=SLUG,
        required=False,
        help_text=_(
            "Citations use it. It is made of family name, a word of the title and year, like service-trotsky-2009."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "readonly": True}),
    )
