"""The forms to merge two records of one work, or to mark them as different works."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import LineField
from editorial.models import Manuscript

MAX_COUNT = 500


class ApartForm(forms.Form):
    """Why two that look alike are different works."""

    use_required_attribute = False

    reason = LineField(
        label=gettext_lazy("How do they differ?"),
        max_length=MAX_COUNT,
        error_messages={
            "required": gettext_lazy("Say how they differ: they are not proposed again.")
        },
    )


class MergeForm(forms.Form):
    """Which of the two records is kept, which fields it gets from the other, and why."""

    use_required_attribute = False

    keep = forms.ChoiceField(
        label=gettext_lazy("Which record is kept?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the record that is kept."),
            "invalid_choice": gettext_lazy("Choose one of the two records."),
        },
    )
    fill = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "The records have changed since then. Compare them again, then merge."
            )
        },
    )
    reason = LineField(
        label=gettext_lazy("Why are they one work?"),
        max_length=MAX_COUNT,
        error_messages={
            "required": gettext_lazy("Say why: those who read the history should see what you saw.")
        },
    )

    def __init__(
        self,
        *args: Any,
        pair: tuple[Manuscript, Manuscript],
        lacking: dict[str, str],
        **options: Any,
    ) -> None:
        """`lacking`: name of each field that one of the two lacks → the id of that one."""
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.lacking = lacking
        keep, fill = self.fields["keep"], self.fields["fill"]
        if isinstance(keep, forms.ChoiceField) and isinstance(fill, forms.MultipleChoiceField):
            keep.choices = [(str(source.pk), source.slug) for source in pair]
            fill.choices = [(name, name) for name in lacking]

    def clean(self) -> dict[str, Any]:
        """Only fields that the kept record lacks; other ticks change nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        keep = cleaned.get("keep", "")
        cleaned["fill"] = [n for n in cleaned.get("fill", []) if self.lacking[n] == keep]
        return cleaned


class OtherForm(forms.Form):
    """Which other source is the same work, by its key."""

    use_required_attribute = False

    key = LineField(
        label=gettext_lazy("Key of the other source"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"data-lookup": "sources", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Give the key of the other source.")},
    )

    def __init__(self, *args: Any, source: Manuscript, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.source = source

    def clean_key(self) -> Manuscript:
        key = str(self.cleaned_data["key"]).removeprefix("@")
        other: Manuscript | None = (
            Manuscript.objects.of_kind("source").unmerged().filter(slug=key).first()
        )
        if other is None:
            raise ValidationError(
                _("No source has the key “%(key)s”. Type a part of its title to look it up.")
                % {"key": key}
            )
        if other.pk == self.source.pk:
            raise ValidationError(_("That is this source itself. Choose another one."))
        return other
