"""What a reader writes in a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import LineField, WordsField, refuse_broken

MAX_WORDS = 4_000
MAX_CLAIM = 1_000
MAX_WHERE = 500


class AddressField(forms.EmailField):
    def clean(self, value: Any) -> str:
        refuse_broken(str(value or ""))
        address: str = super().clean(value)
        return address


class ErrorReportForm(forms.Form):
    """`claim` is asked for only where no claim was chosen. `page` is hidden from people: only programs fill it."""

    use_required_attribute = False
    claim = LineField(
        label=gettext_lazy("Which words are wrong? (optional)"),
        max_length=MAX_CLAIM,
        required=False,
    )
    words = WordsField(
        label=gettext_lazy("What is wrong?"),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what is wrong.")},
    )
    where = LineField(
        label=gettext_lazy("Where can one read what is right? (optional)"),
        help_text=gettext_lazy("A book with the page, or an address."),
        max_length=MAX_WHERE,
        required=False,
    )
    email = AddressField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy(
            "Only for the answer to this report. It is shown to editors alone and erased after the last e-mail."
        ),
        max_length=254,
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write an address like name@example.org, or leave it empty.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    page = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, about_claim: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if about_claim:
            del self.fields["claim"]

    def clean_page(self) -> str:
        if self.cleaned_data["page"]:
            raise ValidationError(_("A field that people are not shown was filled. Send it again."))
        return ""

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "page"]
