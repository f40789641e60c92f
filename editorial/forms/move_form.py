"""What the forms of moves have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from editorial.forms.assign_form import ASSIGN_FIELDS
from editorial.forms.fields import REQUIRED, WordsField
from editorial.gate.judging import Obstacle
from editorial.models import Manuscript

MAX_REASON_LENGTH = 5_000
NUMBER = {"min_value": 0, "max_value": 2**31 - 1, "widget": forms.HiddenInput}


class MoveForm(forms.Form):
    """A move without fields. A form's fields are the action's arguments, besides `manuscript` and `by`."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, manuscript: Manuscript, obstacles: list[Obstacle], prefix: str
    ) -> None:
        self.manuscript = manuscript
        self.obstacles = obstacles
        initial = {
            "revision": manuscript.revision,
            "based_on": manuscript.revision,
            "title": manuscript.title,
            "slug": manuscript.slug,
            "publish_at": manuscript.publish_at,
            **{name: getattr(manuscript, name) for name in ASSIGN_FIELDS},
        }
        super().__init__(data, initial=initial, prefix=prefix, label_suffix="")


class ReasonForm(MoveForm):
    reason = WordsField(
        label=gettext_lazy("Reason"),
        max_length=MAX_REASON_LENGTH,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
