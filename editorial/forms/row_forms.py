"""The repeated rows of an entry's form: facts, authors, pictures."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import (
    LINE,
    NOTE,
    CitationsField,
    DateWordsField,
    LineField,
    OrcidField,
    WordsField,
)
from editorial.forms.keeps_typed import KeepsTyped
from editorial.models import Upload
from editorial.storage.picture_files import ACCEPT
from encyclopedia import dates
from encyclopedia.core import properties
from encyclopedia.core.documents import Author, DocumentFact, DocumentPicture, Kind
from encyclopedia.core.focus import is_focus
from encyclopedia.wording import words

MAX_ROWS = 500
HOUSEKEEPING = frozenset({DELETION_FIELD_NAME, ORDERING_FIELD_NAME})
_DIGEST = re.compile(r"[0-9a-f]{64}")


class RowForm(KeepsTyped):
    """One row; empty rows are dropped, rows marked for removal are not read."""

    use_required_attribute = False

    def has_changed(self) -> bool:
        """Whether there is anything in it: Django drops an added row that equals the one that stood at its place."""
        filled = (self[name].data for name in self.fields if name not in HOUSEKEEPING)
        return any(filled) or bool(super().has_changed())

    def item(self) -> Any:
        """What the row gives the document; None for an empty row."""
        raise NotImplementedError

    def filled(self, *names: str) -> bool:
        """Whether anything was typed in one of these fields."""
        return any(self.cleaned_data.get(name) or name in self.unread for name in names)


class FactForm(RowForm):
    property = forms.ChoiceField(label=gettext_lazy("Kind of fact"), required=False)
    value = WordsField(label=gettext_lazy("Name or description"), max_length=NOTE, required=False)
    target = LineField(
        label=gettext_lazy("Entry in this encyclopedia"),
        max_length=LINE,
        required=False,
        widget=forms.TextInput(attrs={"data-lookup": "entries", "autocomplete": "off"}),
    )
    date = DateWordsField(
        label=gettext_lazy("Date"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("7 November 1879, c. 1200")}),
    )
    place = LineField(label=gettext_lazy("Place"), max_length=LINE, required=False)
    note = LineField(label=gettext_lazy("Note"), max_length=NOTE, required=False)
    citations = CitationsField(
        label=gettext_lazy("Sources"),
        max_length=NOTE * 4,
        required=False,
        widget=forms.TextInput(
            attrs={
                "data-lookup": "citations",
                "placeholder": "[@key, p. 12]",
                "autocomplete": "off",
            }
        ),
    )
    disputed = forms.BooleanField(label=gettext_lazy("Disputed"), required=False)

    def __init__(self, *args: Any, kind: Kind, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose …"))]
        choices += [
            (definition.name, words(properties.label_of(definition.name)))
            for definition in properties.for_kind(kind)
        ]
        offered = {name for name, _label in choices}
        # An imported fact may have a property that this kind does not have: it stays as it is.
        initial = (self.initial or {}).get("property", "")
        if initial and initial not in offered:
            choices.append((initial, initial))
        field = self.fields["property"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        field.error_messages["invalid_choice"] = _("Choose one of the kinds in the list.")

    def item(self) -> DocumentFact | None:
        names = DocumentFact.__dataclass_fields__.keys() - {"as_typed"}
        if not self.filled(*names):
            return None
        values = {name: self.cleaned_data[name] for name in names}
        values["note"] = with_old_style(str(self["date"].data or ""), values["note"])
        return DocumentFact(**values, as_typed=self.as_typed())


def with_old_style(date: str, note: str) -> str:
    """The note, with the day of the Julian calendar if the date was typed as one: both are shown then."""
    try:
        old_style = dates.read_words(date).old_style if date.strip() else None
    except dates.DateError:
        return note
    if old_style is None:
        return note
    words = _("%(day)s in the Julian calendar") % {"day": dates.Date(old_style).words()}
    return note if words in note else "; ".join(filter(None, (words, note)))


class AuthorForm(RowForm):
    name = LineField(
        label=gettext_lazy("Name"),
        max_length=LINE,
        required=False,
        widget=forms.TextInput(attrs={"data-lookup": "people", "autocomplete": "off"}),
    )
    orcid = OrcidField(label=gettext_lazy("ORCID"), max_length=60, required=False)
    affiliation = LineField(label=gettext_lazy("Affiliation"), max_length=LINE, required=False)
    role = LineField(label=gettext_lazy("Role"), max_length=60, required=False, initial="author")

    def item(self) -> Author | None:
        data = self.cleaned_data
        if not self.filled("name", "orcid", "affiliation"):
            return None
        return Author(
            name=data["name"],
            orcid=data["orcid"],
            affiliation=data["affiliation"],
            role=data["role"] or "author",
        )


class PictureForm(RowForm):
    """The view stores `file`, or finds what is `chosen` of the library, and puts its digest into `digest`."""

    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    focus = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    chosen = LineField(
        label=gettext_lazy("Or a picture of the library: its code, title or file name"),
        max_length=LINE,
        required=False,
    )
    name = LineField(label=gettext_lazy("Name in the text"), max_length=120, required=False)
    alt = LineField(
        label=gettext_lazy("Alternative text: what it shows, for those who cannot see it"),
        max_length=1_000,
        required=False,
    )
    caption = LineField(label=gettext_lazy("Caption"), max_length=1_000, required=False)
    credit = LineField(label=gettext_lazy("Credit"), max_length=LINE, required=False)
    licence = LineField(label=gettext_lazy("Licence"), max_length=LINE, required=False)

    def item(self) -> DocumentPicture | None:
        data, names = self.cleaned_data, DocumentPicture.__dataclass_fields__
        if not self.filled(*(name for name in names if name != "focus"), "chosen"):
            return None
        digest = data["digest"]
        focus = data["focus"] if is_focus(data["focus"]) else ""
        is_stored = _DIGEST.fullmatch(digest) and Upload.objects.filter(pk=digest).exists()
        return DocumentPicture(
            **{
                **{name: data[name] for name in names},
                "digest": digest if is_stored else "",
                "focus": focus if is_stored else "",
            }
        )


class Rows(forms.BaseFormSet[RowForm]):
    """Rows in the order that people chose, without those marked for removal."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": gettext_lazy(
            "These rows arrived incomplete. Review them, then save again."
        ),
        "too_many_forms": gettext_lazy("There are too many rows: at most %(num)d are allowed."),
    }

    def remaining(self) -> list[RowForm]:
        """The rows that stay, by the number in their place field, then in their order on the page."""
        remaining = [form for form in self.forms if not form.cleaned_data.get(DELETION_FIELD_NAME)]
        return sorted(
            remaining, key=lambda form: form.cleaned_data.get(ORDERING_FIELD_NAME) or 1_000
        )

    @property
    def is_open(self) -> bool:
        """Whether they are shown unfolded: something is wrong in one, or there are some; authors are told by name."""
        wrong = any(form.errors for form in self.forms) or bool(self.non_form_errors())
        return wrong or (bool(self.initial_form_count()) and self.form is not AuthorForm)

    @property
    def told(self) -> str:
        """The names of authors and of pictures, beside the heading."""
        named = (form["name"].value() for form in self.forms if "name" in form.fields)
        return ", ".join(str(name) for name in named if name)

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Remove")
        order = form.fields[ORDERING_FIELD_NAME]
        order.label = _("Place in the list")
        order.widget.attrs |= {"class": "order", "min": "1", "max": str(MAX_ROWS * 2)}


def _rows(form: type[RowForm], *, extra: int) -> Any:
    return forms.formset_factory(
        form,
        formset=Rows,
        extra=extra,
        can_delete=True,
        can_order=True,
        max_num=MAX_ROWS,
        absolute_max=MAX_ROWS,
        validate_max=True,
    )


FactRows = _rows(FactForm, extra=1)
AuthorRows = _rows(AuthorForm, extra=1)
PictureRows = _rows(PictureForm, extra=1)
