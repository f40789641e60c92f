"""Who does what, until when: the fields of one manuscript, and of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from editorial.models.turns import Priority, name_of
from editorial.workflow import NEEDED

if TYPE_CHECKING:
    from django.db.models import QuerySet

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class PersonField(forms.ModelChoiceField[User]):
    """Somebody with an account who may do what they are named for."""

    def __init__(self, column: str, **options: Any) -> None:
        self.column = column
        options.setdefault("empty_label", "–")
        super().__init__(queryset=User.objects.none(), required=False, **options)

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)

    def read_people(self) -> None:
        self.queryset = people_who_may(self.column)


def people_who_may(column: str) -> QuerySet[User]:
    """Everybody with an account who may be named in this column, by name."""
    people = User.objects.with_perm(NEEDED[column], backend=_BACKEND)
    return people.order_by("last_name", "first_name", "username")


class AssignFields(forms.Form):
    responsible = PersonField("responsible", label=gettext_lazy("Responsible"))
    checker = PersonField("checker", label=gettext_lazy("Checks its citations"))
    approver = PersonField("approver", label=gettext_lazy("Approves it"))
    due_on = forms.DateField(
        label=gettext_lazy("Next step due"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the day like 2030-12-31.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"),
        choices=Priority.choices,
        coerce=int,
        initial=Priority.NORMAL,
        required=False,
    )

    # What an empty priority says.
    empty_priority: int | str = Priority.NORMAL

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.read_people()

    def clean_priority(self) -> int | str:
        typed: int | str = self.cleaned_data["priority"]
        return self.empty_priority if typed == "" else typed


ASSIGN_FIELDS = tuple(AssignFields.base_fields)
