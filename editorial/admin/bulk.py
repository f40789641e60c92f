"""Moves over several manuscripts at once: the same actions one by one, each refusal in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import actions, workflow
from editorial.actions import Outcome
from editorial.actions.transaction import log_failure
from editorial.forms.fields import LineField, WordsField
from editorial.models import Manuscript
from editorial.workflow import Refused
from encyclopedia.models import Change, Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_COUNT = 200


@dataclass(frozen=True)
class Report:
    """What became of one manuscript."""

    title: str
    words: str
    done: bool
    pk: uuid.UUID | None = None


Chosen = tuple[uuid.UUID, int]
Carry = Callable[[uuid.UUID, int, "User", dict[str, Any]], Outcome]

# What each bulk move calls, given manuscript, the revision that was listed, person, and the form's data.
BULK: dict[str, Carry] = {
    "submit": lambda pk, revision, by, data: actions.submit(
        manuscript=pk, revision=revision, by=by, message=data["reason"]
    ),
    "return": lambda pk, revision, by, data: actions.return_(
        manuscript=pk, by=by, reason=data["reason"]
    ),
    "approve": lambda pk, revision, by, data: actions.approve(
        manuscript=pk, revision=revision, by=by, change=data["change"], summary=data["summary"]
    ),
    "publish": lambda pk, revision, by, data: actions.publish(manuscript=pk, by=by),
}


class BulkForm(forms.Form):
    move = forms.ChoiceField(label=gettext_lazy("With those chosen"), required=False)
    chosen = forms.Field(required=False)
    reason = WordsField(
        label=gettext_lazy("Reason, told to the author (for returning)"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change (for approving a new edition)"),
        choices=[("", "–"), *(each for each in Change.choices if each[0] != Change.NEW)],
        required=False,
    )
    summary = LineField(
        label=gettext_lazy("What changed, for readers"), max_length=500, required=False
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["move"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Choose …"))] + [
                (name, str(workflow.MOVES[name].label)) for name in BULK if workflow.may(user, name)
            ]
            field.error_messages["invalid_choice"] = _("Choose a move that your role has.")

    def clean_move(self) -> str:
        move: str = self.cleaned_data["move"]
        if not move:
            raise ValidationError(_("Choose what to do with them."))
        return move

    def clean_chosen(self) -> list[Chosen]:
        given = self.data.getlist("chosen") if hasattr(self.data, "getlist") else []
        found: dict[uuid.UUID, int] = {}
        for value in given[: MAX_COUNT + 1]:
            pk, _colon, revision = value.partition(":")
            try:
                found[uuid.UUID(pk)] = int(revision[:9])
            except ValueError:
                continue
        if not found:
            raise ValidationError(_("Choose at least one entry in the list."))
        if len(found) > MAX_COUNT:
            raise ValidationError(_("Choose at most %(most)s at a time.") % {"most": MAX_COUNT})
        return list(found.items())


def carry_out(form: BulkForm, *, by: User) -> list[Report]:
    """The move on each chosen manuscript; sources first, so that what cites them finds them published."""
    data = form.cleaned_data
    name, chosen = data["move"], dict(data["chosen"])
    found = list(Manuscript.objects.filter(pk__in=chosen))
    found.sort(key=lambda each: (each.kind != Kind.SOURCE, each.sort_key))
    return [_moved(each, name, chosen[each.pk], by, data) for each in found]


def _moved(
    manuscript: Manuscript, name: str, revision: int, by: User, data: dict[str, Any]
) -> Report:
    try:
        outcome = BULK[name](manuscript.pk, revision, by, data)
    except Refused as error:
        return Report(manuscript.title, str(error), done=False, pk=manuscript.pk)
    except Exception:  # one entry's fault stops no other
        return Report(manuscript.title, log_failure(manuscript), done=False, pk=manuscript.pk)
    state = outcome.manuscript.get_status_display()
    words = _("Now %(state)s.") if outcome.changed else _("Was %(state)s already.")
    return Report(manuscript.title, words % {"state": state.lower()}, done=True, pk=manuscript.pk)
