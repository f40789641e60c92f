"""The form to make a token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.actions.api_token import MAX_DAYS, MAX_NAME_LENGTH, USUAL_DAYS
from editorial.forms.fields import REQUIRED, LineField
from editorial.models import Scope


class TokenForm(forms.Form):
    use_required_attribute = False
    name = LineField(
        label=_("What will use the token"),
        max_length=MAX_NAME_LENGTH,
        help_text=_(
            "A name by which you will recognise it, like “script on the library’s server”."
        ),
        error_messages={**REQUIRED},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("It may"),
        choices=Scope.choices,
        initial=Scope.WRITE,
        required=False,
        help_text=_("What is published, programs read without a token."),
    )
    days = forms.TypedChoiceField(
        label=_("It holds for"),
        choices=[(30, _("30 days")), (USUAL_DAYS, _("90 days")), (MAX_DAYS, _("a year"))],
        initial=USUAL_DAYS,
        coerce=int,
        required=False,
        empty_value=str(USUAL_DAYS),
        help_text=_("It ends earlier when you get another password."),
    )

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or Scope.WRITE
