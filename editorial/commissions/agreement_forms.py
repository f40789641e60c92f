"""What is typed about an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.agreements import MAX_KIND
from editorial.commissions.forms import day_field
from editorial.forms.fields import LINE, NOTE, REQUIRED, LineField, WordsField
from editorial.models import Agreement
from editorial.models.turns import name_of
from editorial.storage.agreement_files import ACCEPT
from encyclopedia.wording.filled_in import day

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignerField(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class ReplacedField(forms.ModelChoiceField[Agreement]):
    def label_from_instance(self, obj: Any) -> str:
        values = {
            "name": obj.who,
            "kind": obj.kind,
            "day": day(obj.signed_on),
        }
        return _("%(name)s, %(kind)s, %(day)s") % values


class AgreementForm(forms.Form):
    """The fields are the action's arguments; the file becomes its `data`."""

    use_required_attribute = False
    person = SignerField(
        label=gettext_lazy("Who signed it"), queryset=User.objects.none(), required=False
    )
    name = LineField(
        label=gettext_lazy("Or the name of somebody without an account"),
        max_length=LINE,
        required=False,
    )
    kind = LineField(
        label=gettext_lazy("What was signed, as licence or transfer of rights"),
        max_length=MAX_KIND,
        error_messages={**REQUIRED},
    )
    signed_on = day_field(gettext_lazy("Signed on"))
    file = forms.FileField(
        label=gettext_lazy("The signed paper: a PDF or a picture of it (JPEG, PNG, WebP)"),
        error_messages={"required": gettext_lazy("Choose the file.")},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    replaces = ReplacedField(
        label=gettext_lazy("Takes the place of (optional)"),
        queryset=Agreement.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, in_force: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        people = User.objects.with_perm(permissions.VIEW_MANUSCRIPT, backend=_BACKEND)
        signers, replaced = self.fields["person"], self.fields["replaces"]
        if isinstance(signers, SignerField) and isinstance(replaced, ReplacedField):
            signers.empty_label = replaced.empty_label = "–"
            signers.queryset = people.order_by("last_name", "first_name", "username")
            replaced.queryset = in_force
        self.fields["signed_on"].widget.attrs["max"] = timezone.localdate().isoformat()


class WithdrawForm(forms.Form):
    use_required_attribute = False
    reason = WordsField(
        label=gettext_lazy("Why it holds no more"),
        max_length=NOTE,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    erase = forms.BooleanField(
        label=gettext_lazy("Erase its file too, as of a wrong one: for good"), required=False
    )
