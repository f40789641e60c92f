"""What is said about a report in the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.forms.fields import WordsField
from editorial.models import ErrorReport, Publication
from editorial.models.turns import name_of

MAX_ANSWER = 5_000
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class PersonWithRoleField(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class GiveForm(forms.Form):
    person = PersonWithRoleField(
        label=gettext_lazy("Give it to"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose a person.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = User.objects.with_perm(permissions.VIEW_MANUSCRIPT, backend=_BACKEND)
        field = self.fields["person"]
        if isinstance(field, PersonWithRoleField):
            field.empty_label = _("Choose …")
            field.queryset = people.order_by("last_name", "first_name", "username")


class AnswerForm(forms.Form):
    use_required_attribute = False
    answer = WordsField(
        label=gettext_lazy("Answer"),
        max_length=MAX_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    verdict = forms.ChoiceField(
        choices=[("uphold", gettext_lazy("Uphold")), ("decline", gettext_lazy("Decline"))],
        error_messages={"required": gettext_lazy("Uphold or decline it.")},
    )

    def __init__(self, *args: Any, report: ErrorReport, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].help_text = (
            _("Sent to the reader. To decline, say why.")
            if report.email
            else _("The reader left no address: these words stay in the office.")
        )


class DeclineManyForm(forms.Form):
    """One answer for many reports."""

    use_required_attribute = False
    answer = WordsField(
        label=gettext_lazy("Why they are declined"),
        help_text=gettext_lazy("Sent to each reader who left an address."),
        max_length=MAX_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why they are declined.")},
    )


class CloseForm(forms.Form):
    edition = forms.TypedChoiceField(
        label=gettext_lazy("Corrected in edition"),
        coerce=int,
        choices=[],
        error_messages={"required": gettext_lazy("Choose an edition.")},
    )

    def __init__(self, *args: Any, report: ErrorReport, **options: Any) -> None:
        super().__init__(*args, **options)
        later = Publication.objects.filter(
            manuscript=report.manuscript_id, number__gt=report.edition
        ).order_by("-number")
        field = self.fields["edition"]
        if isinstance(field, forms.TypedChoiceField):
            numbers = list(later.values_list("number", flat=True)[:100])
            field.choices = [(number, str(number)) for number in numbers]

    @property
    def has_choice(self) -> bool:
        field = self.fields["edition"]
        return isinstance(field, forms.TypedChoiceField) and bool(field.choices)
