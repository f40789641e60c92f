"""What is typed about a picture of the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.picture_library import MAX_LINE, MAX_PERMISSION
from editorial.forms.fields import REQUIRED, LineField, WordsField
from editorial.storage import agreement_files, picture_files

_WRONG = gettext_lazy("Write a number from 0 to 100.")


class PercentField(forms.IntegerField):
    """A number from 0 to 100, or nothing."""

    def __init__(self, label: Any) -> None:
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG)
        super().__init__(
            label=label, required=False, min_value=0, max_value=100, error_messages=wrong
        )


class DescribeForm(forms.Form):
    """The fields are those of `actions.PictureWords`, the file of a permission, and the record that was seen."""

    use_required_attribute = False
    based_on = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )
    title = LineField(label=gettext_lazy("Title"), max_length=MAX_LINE, required=False)
    credit = LineField(
        label=gettext_lazy("Credit: whose it is, and where it is kept"),
        max_length=MAX_LINE,
        required=False,
    )
    licence = LineField(
        label=gettext_lazy("Licence"),
        max_length=MAX_LINE,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "CC BY-SA 4.0"}),
    )
    permission = WordsField(
        label=gettext_lazy("Permission: who allowed its use, when, and for what"),
        max_length=MAX_PERMISSION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proof = forms.FileField(
        label=gettext_lazy("The permission itself: a PDF or a picture of it (JPEG, PNG, WebP)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": agreement_files.ACCEPT}),
    )
    words = LineField(
        label=gettext_lazy("Words by which it is found, besides these"),
        max_length=MAX_LINE,
        required=False,
    )
    focus_x = PercentField(gettext_lazy("Focal point, per cent from the left"))
    focus_y = PercentField(gettext_lazy("And from the top"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        x, y = data.get("focus_x"), data.get("focus_y")
        wrong = {"focus_x", "focus_y"} & self.errors.keys()
        if not wrong and (x is None) != (y is None):
            missing = "focus_x" if x is None else "focus_y"
            self.add_error(missing, _("A focal point has both numbers, or none."))
        return data

    def focus(self) -> str:
        x, y = self.cleaned_data["focus_x"], self.cleaned_data["focus_y"]
        return "" if x is None or y is None else f"{x} {y}"


class AsideForm(forms.Form):
    use_required_attribute = False
    reason = WordsField(
        label=gettext_lazy("Why it is set aside"),
        max_length=MAX_PERMISSION,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReplaceForm(forms.Form):
    """The picture that takes the place of this one: a new file, or one of the library."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("A new file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": picture_files.ACCEPT}),
    )
    chosen = LineField(
        label=gettext_lazy("Or a picture of the library: its code, title or file name"),
        max_length=MAX_LINE,
        required=False,
    )
