"""The form in which the DOI of an edition is recorded, corrected, or taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.forms.fields import LineField
from editorial.forms.move_form import MoveForm
from encyclopedia.models import Edition
from encyclopedia.wording.filled_in import day

# As somebody may type it, with an address before it.
MAX_TYPED = 500


class RecordDoiForm(MoveForm):
    edition = forms.TypedChoiceField(
        label=gettext_lazy("Which edition?"),
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("There is no such published edition.")},
    )
    doi = LineField(
        label=gettext_lazy("Its DOI"),
        max_length=MAX_TYPED,
        required=False,
        help_text=gettext_lazy(
            "As 10.1000/182 or as its address. Leave it empty to take away the one that is recorded."
        ),
    )
    reason = LineField(
        label=gettext_lazy("Why it is taken away"), max_length=MAX_TYPED, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        editions = Edition.objects.readable().filter(entry_id=self.manuscript.pk).newest()
        field = self.fields["edition"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (edition.number, _named(edition)) for edition in editions.with_doi().listed()
            ]


def _named(edition: Edition) -> str:
    values = {"number": edition.number, "day": day(edition.published_at)}
    named = _("Edition %(number)s of %(day)s") % values
    return f"{named}: {edition.doi}" if edition.doi else named
