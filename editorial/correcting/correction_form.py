"""What is typed in the small form of one sentence."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.correcting.picking import proposed_line
from editorial.forms.entry_forms import MAX_MESSAGE
from editorial.forms.fields import LineField, WordsField
from encyclopedia.core.limits import TEXT


class CorrectionForm(forms.Form):
    """`stands` is the sentence as it stands there."""

    use_required_attribute = False
    words = WordsField(
        label=gettext_lazy("The sentence, as it is typed"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "class": "writing", "autofocus": True}),
        error_messages={
            "required": gettext_lazy(
                "Write the sentence as it should stand. To take it out, open it in the whole form."
            )
        },
    )
    message = LineField(
        label=gettext_lazy("What did you change?"),
        max_length=MAX_MESSAGE,
        required=False,
        help_text=gettext_lazy(
            "One line; readers are told it if this is a correction. Left empty, it names the words that changed."
        ),
    )

    def __init__(self, *args: object, stands: str, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.stands = stands

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if words == self.stands:
            raise forms.ValidationError(
                _("Nothing is changed yet. Change the sentence, then save it.")
            )
        return words

    def summary(self) -> str:
        """The line as written, or one that names the words that changed."""
        if written := str(self.cleaned_data["message"]):
            return written
        went, came = proposed_line(self.stands, self.cleaned_data["words"])
        if went and came:
            return _("“%(before)s” → “%(after)s”") % {"before": went, "after": came}
        if came:
            return _("Added: “%(words)s”") % {"words": came}
        if went:
            return _("Taken out: “%(words)s”") % {"words": went}
        return _("Layout")
