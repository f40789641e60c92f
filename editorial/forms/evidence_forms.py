"""The forms to attach evidence and to set it aside."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.actions.attach import MAX_PASSAGE_LENGTH
from editorial.forms.fields import REQUIRED, LineField, WordsField

_ORIGIN = _("Where it comes from (address, library, shelf mark)")


class PassageForm(forms.Form):
    use_required_attribute = False
    text = WordsField(
        label=_("The passage, exactly as in the source"),
        max_length=MAX_PASSAGE_LENGTH,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = LineField(label=_("Page (optional)"), max_length=60, required=False)
    origin = LineField(label=_ORIGIN, max_length=500, error_messages={**REQUIRED})


class FileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("A PDF, a picture of a page (PNG, JPEG), an HTML page or a plain text file"),
        error_messages={**REQUIRED},
    )
    title = LineField(label=_("Description (optional)"), max_length=300, required=False)
    page = LineField(
        label=_("First page number, if the file does not say (optional)"),
        max_length=60,
        required=False,
    )
    origin = LineField(label=_ORIGIN, max_length=500, error_messages={**REQUIRED})


class AsideForm(forms.Form):
    use_required_attribute = False
    reason = LineField(label=_("Why it is set aside"), max_length=500, error_messages={**REQUIRED})
