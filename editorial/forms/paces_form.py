"""The form in which a person chooses when letters come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from editorial.models import NoticeKind, Pace


class PacesForm(forms.Form):
    """One field for each kind of notice; `paces` are the choices until now."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, paces: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(paces), label_suffix="")
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(label=kind.label, choices=Pace.choices)
