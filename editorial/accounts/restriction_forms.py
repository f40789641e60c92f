"""The forms in which a manager says what somebody sees."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import LineField, WordsField
from editorial.models import Shown

_DAY = {
    "required": _("Fill this in."),
    "invalid": _("Write the day like 2030-12-31."),
}


class GuestForm(forms.Form):
    """Somebody who checks one manuscript until a day."""

    use_required_attribute = False
    prefix = "guest"
    given_name = LineField(label=_("Given name"), max_length=150, required=False)
    family_name = LineField(label=_("Family name"), max_length=150, required=False)
    email = LineField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Fill this in.")},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    entry = LineField(
        label=_("Web address of the entry"),
        max_length=1000,
        help_text=_("Copied from its page, of the office or of readers."),
        error_messages={"required": _("Fill this in.")},
    )
    shown = forms.ChoiceField(
        label=_("The guest sees"),
        choices=[
            (Shown.CITATIONS, _("its citations only")),
            (Shown.MANUSCRIPT, _("the manuscript and its citations")),
        ],
        initial=Shown.CITATIONS,
        widget=forms.RadioSelect,
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        error_messages=_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class EndForm(forms.Form):
    use_required_attribute = False
    ends_on = forms.DateField(
        label=_("Last day"),
        error_messages=_DAY,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SeesForm(forms.Form):
    """What somebody sees who is no guest."""

    use_required_attribute = False
    shown = forms.ChoiceField(
        label=_("This person sees"),
        required=False,
        choices=[
            ("", _("everything that the roles allow")),
            (Shown.OWN, _("own manuscripts only: those they began or are named for")),
            (Shown.SUBJECTS, _("own manuscripts, and all of these subjects:")),
        ],
        widget=forms.RadioSelect,
    )
    subjects = WordsField(
        label=_("Subjects, one a line"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
