"""The form of a rule that names somebody for a subject."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.assign_form import PersonField, people_who_may
from editorial.forms.fields import REQUIRED, LineField
from editorial.models.subject_rules import NamedAs
from editorial.workflow import NEEDED


class RuleForm(forms.Form):
    subject = LineField(label=gettext_lazy("Subject"), max_length=300, error_messages={**REQUIRED})
    column = forms.ChoiceField(label=gettext_lazy("What"), choices=NamedAs.choices)
    person = PersonField("responsible", label=gettext_lazy("Who"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        if isinstance(field, PersonField):
            people = people_who_may("responsible")
            for column in NEEDED:
                people = people | people_who_may(column)
            field.queryset = people.distinct()
            field.required = True
            field.empty_label = _("Choose …")
            field.error_messages["required"] = _("Choose a person.")
