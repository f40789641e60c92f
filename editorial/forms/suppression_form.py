"""The form with which somebody asks for words to be taken out of sight."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.forms.fields import LineField
from editorial.models import Manuscript, Publication
from encyclopedia.core.suppressed import MAX_GROUND


class SuppressionForm(forms.Form):
    """Names an entry by its address and one of its revisions or editions; it then knows `manuscript` and `revision`."""

    use_required_attribute = False
    _missing = {"required": _("Fill this in.")}

    entry = LineField(
        label=_("Entry"),
        max_length=220,
        error_messages=_missing,
        help_text=_("Its address, as “article/permanent-revolution”."),
    )
    what = forms.ChoiceField(
        label=_("What of it"), choices=[("edition", _("Edition")), ("revision", _("Revision"))]
    )
    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=1_000_000, error_messages=_missing
    )
    ground = LineField(
        label=_("Ground"),
        max_length=MAX_GROUND,
        error_messages=_missing,
        help_text=_(
            "Readers of its address are told it: a judgment, a law. Name nobody, and repeat none of the words."
        ),
    )

    def clean(self) -> None:
        typed = self.cleaned_data
        if not {"entry", "number", "what"} <= typed.keys():
            return
        kind, _slash, slug = typed["entry"].strip("/").partition("/")
        self.manuscript = Manuscript.objects.filter(kind=kind, slug=slug).first()
        if self.manuscript is None:
            self.add_error(
                "entry", _("There is no entry with this address. Write it as in the address bar.")
            )
            return
        self.revision: int | None = typed["number"]
        if typed["what"] == "edition":
            publications = Publication.objects.filter(
                manuscript=self.manuscript, number=typed["number"]
            )
            self.revision = publications.values_list("revision__number", flat=True).first()
        if self.revision is None:
            self.add_error("number", _("It has no such edition."))
