"""What is typed about a commission; each form's fields are the action's arguments, besides `commission` and `by`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from editorial.forms.assign_form import PersonField
from editorial.forms.fields import LINE, NOTE, REQUIRED, LineField, WordsField
from editorial.models import Commission, CommissionState, Manuscript
from editorial.models.commissions import COMMISSIONED_KINDS
from editorial.models.turns import name_of
from encyclopedia.core.limits import TITLE
from encyclopedia.core.names import name_key
from encyclopedia.wording.filled_in import day

MAX_LETTER = 10_000
MAX_LENGTH = 1_000_000
_DAY_ERRORS = {"invalid": gettext_lazy("Write the day like 2030-12-31.")}


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        error_messages=_DAY_ERRORS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **options,
    )


class CommissionForm(forms.Form):
    """The form of an act on a commission; without fields where there is nothing to say."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, commission: Commission | None = None, **options: Any
    ) -> None:
        self.commission = commission
        initial = options.pop("initial", None) or self.first_values(commission)
        super().__init__(data, initial=initial, label_suffix="", **options)

    def first_values(self, commission: Commission | None) -> dict[str, Any]:
        return {name: getattr(commission, name, None) for name in self.base_fields}


class TopicForm(CommissionForm):
    title = LineField(label=gettext_lazy("Title"), max_length=TITLE, error_messages={**REQUIRED})
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[(kind.value, kind.label) for kind in COMMISSIONED_KINDS],
        initial=COMMISSIONED_KINDS[0].value,
    )
    subject = LineField(label=gettext_lazy("Subject (optional)"), max_length=LINE, required=False)
    due_on = day_field(gettext_lazy("Wanted until (optional)"), required=False)
    length = forms.IntegerField(
        label=gettext_lazy("Length in words (optional)"),
        required=False,
        min_value=1,
        max_value=MAX_LENGTH,
    )
    note = WordsField(
        label=gettext_lazy("Note for the office (optional)"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.commission is not None and self.commission.manuscript_id is not None:
            # Once it is drafted, these are the manuscript's.
            for name in ("title", "kind", "due_on"):
                self.fields[name].disabled = True


class ReserveForm(CommissionForm):
    person = PersonField("responsible", label=gettext_lazy("Somebody with an account"))
    name = LineField(
        label=gettext_lazy("Or the name of somebody without one"), max_length=LINE, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"), max_length=254, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        if isinstance(field, PersonField):
            field.read_people()


class LetterForm(CommissionForm):
    """The words of an e-mail, proposed for her who sends them to change."""

    subject = LineField(
        label=pgettext_lazy("of a letter", "Subject"), max_length=200, error_messages={**REQUIRED}
    )
    words = WordsField(
        label=gettext_lazy("The e-mail, exactly as it will be sent"),
        max_length=MAX_LETTER,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def first_values(self, commission: Commission | None) -> dict[str, Any]:
        return proposed_letter(commission) if commission is not None else {}


class AgreeForm(CommissionForm):
    due_on = day_field(gettext_lazy("Promised for (optional)"), required=False)


class ReasonForm(CommissionForm):
    reason = WordsField(
        label=gettext_lazy("Why (optional)"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def first_values(self, commission: Commission | None) -> dict[str, Any]:
        return {}


class JoinForm(CommissionForm):
    """The entry, by its title or as kind/address."""

    manuscript = LineField(
        label=gettext_lazy("Title of the draft or entry, or its address like article/name"),
        max_length=LINE,
        error_messages={**REQUIRED},
    )

    def first_values(self, commission: Commission | None) -> dict[str, Any]:
        return {"manuscript": commission.title if commission is not None else ""}

    def clean_manuscript(self) -> Any:
        typed = self.cleaned_data["manuscript"]
        kind, slash, slug = typed.strip("/").partition("/")
        rows = Manuscript.objects.unmerged().filter(kind__in=COMMISSIONED_KINDS)
        found_at = rows.filter(kind=kind, slug=slug).first() if slash else None
        named = [found_at] if found_at else list(rows.filter(name_key=name_key(typed))[:2])
        if not named:
            raise forms.ValidationError(_("No article, person or organisation has this title."))
        if len(named) > 1:
            raise forms.ValidationError(
                _("Several have this title. Write kind and address, like person/leon-trotsky.")
            )
        return named[0].pk


def proposed_letter(commission: Commission) -> dict[str, str]:
    """What an e-mail may say, by where the commission stands."""
    values: dict[str, Any] = {
        "name": commission.who,
        "title": commission.title,
        "site": settings.SITE_NAME,
        "address": settings.SITE_URL,
        "by": name_of(commission.asked_by),
        "day": day(commission.due_on),
    }
    greeting = _("Dear %(name)s,") % values
    if commission.state == CommissionState.AGREED:
        subject = _("Your entry “%(title)s” for %(site)s")
        middle = [
            _("You kindly promised to write the entry “%(title)s” for %(day)s.")
            if commission.due_on
            else _("You kindly promised to write the entry “%(title)s”."),
            _("May I ask how it is getting on, and when we may expect it?"),
        ]
    else:
        subject = _("Would you write “%(title)s” for %(site)s?")
        middle = [
            _("%(site)s (%(address)s) would like to have an entry “%(title)s”.")
            + " "
            + _("May I ask you to write it?")
        ]
        if commission.length:
            length = _("We think of about %(length)s words.") % {"length": commission.length}
            middle.append(length.replace("%", "%%"))
        if commission.due_on:
            middle.append(_("We would like to have it until %(day)s."))
        middle.append(_("Please answer this e-mail, also if you would rather not."))
    parts = [
        greeting,
        *(line % values for line in middle),
        _("With kind regards") + f"\n{values['by']}",
    ]
    return {"subject": subject % values, "words": "\n\n".join(parts).strip()}
