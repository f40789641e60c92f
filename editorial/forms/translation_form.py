"""The form in which an entry is joined to the one that it translates, said to be up to date, or taken apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import LineField
from editorial.forms.move_form import MoveForm
from encyclopedia.core.citations import fold
from encyclopedia.models import Entry, Translation
from encyclopedia.projection.resolution import resolve

# As somebody may type it, with an address before it.
MAX_TYPED = 500


class TranslationForm(MoveForm):
    original = LineField(
        label=gettext_lazy("Of which entry is it a translation?"),
        max_length=MAX_TYPED,
        required=False,
        help_text=gettext_lazy(
            "Its title, or its address as kind/address. Leave it empty to take apart what is joined."
        ),
        widget=forms.TextInput(attrs={"data-lookup": "entries", "autocomplete": "off"}),
    )
    edition = forms.IntegerField(
        label=gettext_lazy("Which edition of it does the translation follow?"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=gettext_lazy(
            "Empty for its newest edition: so you say that the translation is up to date."
        ),
    )
    reason = LineField(
        label=gettext_lazy("Why it is taken apart"), max_length=MAX_TYPED, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        row = Translation.objects.filter(pk=self.manuscript.pk).first()
        original = Entry.objects.filter(pk=row.original_id).first() if row else None
        if original is not None:
            self.initial["original"] = original.path

    def clean_original(self) -> UUID | None:
        typed = fold(self.cleaned_data["original"])
        if not typed:
            return None
        resolved = resolve([typed]).get(typed)
        if resolved is None:
            raise ValidationError(_("No published entry has this title or address alone."))
        return resolved.id

    def clean_edition(self) -> int:
        return self.cleaned_data["edition"] or 0
