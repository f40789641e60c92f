"""Moves over several manuscripts at once: the same actions one by one, each refusal in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import workflow
from editorial.actions.transaction import log_failure
from editorial.admin.blind_refusals import refusal_seen_by
from editorial.admin.offered_moves import action_of, form_of
from editorial.forms.assign_form import ASSIGN_FIELDS, AssignFields
from editorial.forms.fields import LineField, WordsField
from editorial.models import Manuscript
from editorial.models.turns import Priority
from editorial.moves import MOVES, Move
from editorial.workflow import Refused
from encyclopedia.models import Change, Kind
from encyclopedia.wording.filled_in import in_sentence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_COUNT = 200


@dataclass(frozen=True)
class Report:
    """What became of one manuscript; of what is done, `changed` when it was not so already."""

    title: str
    words: str
    done: bool
    pk: uuid.UUID | None = None
    changed: bool = True


Chosen = tuple[uuid.UUID, int]


class BulkForm(AssignFields):
    # What is left empty stays as it is.
    empty_priority = ""

    move = forms.ChoiceField(label=gettext_lazy("With the selected entries"), required=False)
    chosen = forms.Field(required=False)
    reason = WordsField(
        label=gettext_lazy("Reason, sent to the author (when returning)"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change (when approving a new edition)"),
        choices=[("", "–"), *(choice for choice in Change.choices if choice[0] != Change.NEW)],
        required=False,
    )
    summary = LineField(
        label=gettext_lazy("What changed, for readers"), max_length=500, required=False
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        priority = self.fields["priority"]
        if isinstance(priority, forms.TypedChoiceField):
            # What is left empty stays as it is: many have not the same.
            priority.choices = [("", "–"), *Priority.choices]
            priority.initial = ""
        field = self.fields["move"]
        if isinstance(field, forms.ChoiceField):
            moves = [(move.name, str(move.label)) for move in bulk_moves(user)]
            field.choices = [("", _("Choose …")), *moves]
            field.error_messages["invalid_choice"] = _("Choose an action that your role allows.")

    @property
    def assignment(self) -> list[forms.BoundField]:
        """The fields of “Who does what”."""
        return [self[name] for name in ASSIGN_FIELDS]

    def clean_move(self) -> str:
        move: str = self.cleaned_data["move"]
        if not move:
            raise ValidationError(_("Choose what to do with them."))
        return move

    def clean_chosen(self) -> list[Chosen]:
        if self.data.get("everything"):
            return []
        values = self.data.getlist("chosen") if hasattr(self.data, "getlist") else []
        revisions: dict[uuid.UUID, int] = {}
        for value in values[: MAX_COUNT + 1]:
            pk, _colon, revision = value.partition(":")
            try:
                revisions[uuid.UUID(pk)] = int(revision[:9])
            except ValueError:
                continue
        if not revisions:
            raise ValidationError(_("Choose at least one entry in the list."))
        if len(revisions) > MAX_COUNT:
            raise ValidationError(_("Choose at most %(most)s at a time.") % {"most": MAX_COUNT})
        return list(revisions.items())


def bulk_moves(user: User) -> list[Move]:
    """The moves that this person can make over several manuscripts at once."""
    return [move for name, move in MOVES.items() if move.bulk and workflow.may(user, name)]


def carry_out(form: BulkForm, *, by: User) -> list[Report]:
    """Make the move on each chosen manuscript; sources first, so that entries that cite them can be published too."""
    data = form.cleaned_data
    move, chosen = MOVES[data["move"]], dict(data["chosen"])
    manuscripts = list(Manuscript.objects.seen_by(by).filter(pk__in=chosen))
    manuscripts.sort(key=lambda manuscript: (manuscript.kind != Kind.SOURCE, manuscript.sort_key))
    return [
        _move(
            manuscript,
            move,
            data | {"revision": chosen[manuscript.pk], "message": data["reason"]},
            by,
        )
        for manuscript in manuscripts
    ]


def _move(manuscript: Manuscript, move: Move, data: dict[str, Any], by: User) -> Report:
    """Make the move with those of the list's answers that its own form would ask for."""
    answers = {name: value for name, value in data.items() if name in form_of(move).base_fields}
    if move.name == "assign":
        answers = {name: value for name, value in answers.items() if value not in {None, ""}}
    try:
        outcome = action_of(move)(manuscript=manuscript.pk, by=by, **answers)
    except Refused as error:
        words = refusal_seen_by(by, manuscript.pk, error)
        return Report(manuscript.title, words, done=False, pk=manuscript.pk)
    except Exception:  # one entry's fault stops no other
        return Report(manuscript.title, log_failure(manuscript), done=False, pk=manuscript.pk)
    if move.to_state is None:
        words = _("Done.") if outcome.changed else _("Was so already.")
        return Report(manuscript.title, words, True, manuscript.pk, outcome.changed)
    state = outcome.manuscript.get_status_display()
    words = _("Now %(state)s.") if outcome.changed else _("Was %(state)s already.")
    words %= {"state": in_sentence(state)}
    return Report(manuscript.title, words, True, manuscript.pk, outcome.changed)
