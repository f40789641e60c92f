"""The form of each move; `Move.form` names its class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.actions.review import asks_for_edition
from editorial.actions.waive import MAX_WAIVER
from editorial.forms.assign_form import AssignFields
from editorial.forms.doi_form import RecordDoiForm as RecordDoiForm
from editorial.forms.fields import REQUIRED, LineField, SlugField, WordsField
from editorial.forms.move_form import MAX_REASON_LENGTH, NUMBER, MoveForm, ReasonForm
from editorial.forms.translation_form import TranslationForm as TranslationForm
from editorial.forms.upheld_reports import upheld_reports
from editorial.gate.judging import Obstacle
from editorial.gate.obstacle_wording import words
from editorial.models import DraftCitation, Manuscript, Revision
from encyclopedia.core.limits import SLUG, TITLE
from encyclopedia.models import Change, Kind, Reliability

MAX_AHEAD = timedelta(days=3_660)
USUAL_WAIVER = timedelta(days=90)


class SubmitForm(MoveForm):
    revision = forms.IntegerField(**NUMBER)  # type: ignore[arg-type]
    message = WordsField(
        label=gettext_lazy("Message to moderators and approvers (optional)"),
        max_length=MAX_REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReturnForm(ReasonForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("What needs to be fixed?")
        self.fields["reason"].error_messages["required"] = _(
            "Say why: the author needs to know what to fix."
        )


class RecallForm(ReasonForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Why is it taken back? Whoever worked on it is told.")
        self.fields["reason"].error_messages["required"] = _(
            "Say why: others may be reading, checking or expecting it."
        )


class DiscardForm(ReasonForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = False
        self.fields["reason"].label = _("Why is it discarded? (optional)")


class WithdrawForm(ReasonForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Why is it withdrawn? Readers are shown these words.")
        self.fields["reason"].error_messages["required"] = _(
            "Say why: readers who follow a link are shown the reason."
        )


class ApproveForm(MoveForm):
    revision = forms.IntegerField(**NUMBER)  # type: ignore[arg-type]
    change = forms.ChoiceField(
        label=gettext_lazy("What kind of change is it?"), choices=[], required=False
    )
    summary = LineField(
        label=gettext_lazy("What changed, in a line for readers"),
        max_length=500,
        required=False,
    )
    reports = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Readers’ reports that it answers: the line for readers names them"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("One of these reports is not upheld any more.")
        },
    )
    another_edition = forms.TypedChoiceField(
        label=gettext_lazy("The source’s record changed. How?"),
        choices=[
            ("no", gettext_lazy("It was corrected: checks of its citations stay")),
            (
                "yes",
                gettext_lazy(
                    "It describes another edition of the work: checks of its citations become stale"
                ),
            ),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy(
                "Say whether the record was corrected or is that of another edition."
            )
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        upheld = upheld_reports(self.manuscript)
        reports = self.fields["reports"]
        if upheld and isinstance(reports, forms.TypedMultipleChoiceField):
            reports.choices = upheld
        else:
            del self.fields["reports"]
        if not self.manuscript.edition:
            del self.fields["change"], self.fields["another_edition"]
            self.fields["summary"].label = _("A line for readers (optional)")
            return
        field = self.fields["change"]
        if isinstance(field, forms.ChoiceField):
            choices = [choice for choice in Change.choices if choice[0] != Change.NEW]
            field.choices = [("", _("Choose …")), *choices]
        field.required = True
        field.error_messages["required"] = _(
            "Say what kind of change this is: an addition, a correction, wording or layout."
        )
        if not _asks_for_edition(self.manuscript):
            del self.fields["another_edition"]


def _asks_for_edition(manuscript: Manuscript) -> bool:
    if manuscript.kind != Kind.SOURCE:
        return False
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    return asks_for_edition(manuscript, newest.read())


class ScheduleForm(MoveForm):
    publish_at = forms.DateTimeField(
        label=gettext_lazy("When"),
        error_messages={
            **REQUIRED,
            "invalid": gettext_lazy("Write day and time like 2030-12-31 18:00."),
        },
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["publish_at"].help_text = _("In the time zone of %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }

    def clean_publish_at(self) -> datetime:
        when: datetime = self.cleaned_data["publish_at"]
        if when > timezone.now() + MAX_AHEAD:
            raise ValidationError(_("That is too far away: choose a day within ten years."))
        return when


class WaiveForm(MoveForm):
    keys = forms.MultipleChoiceField(
        label=gettext_lazy("Which obstacles?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one obstacle."),
            "invalid_choice": gettext_lazy("Choose obstacles that are there and may be waived."),
        },
    )
    reason = WordsField(
        label=gettext_lazy("Why is this acceptable? Readers are shown the reason."),
        max_length=MAX_REASON_LENGTH,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expires_at = forms.DateField(
        label=gettext_lazy("Until"),
        error_messages={**REQUIRED, "invalid": gettext_lazy("Write the day like 2030-12-31.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["keys"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = _told_apart(one for one in self.obstacles if one.waivable)
        self.fields["expires_at"].initial = timezone.localdate() + USUAL_WAIVER

    def clean_expires_at(self) -> datetime:
        day = self.cleaned_data["expires_at"]
        today = timezone.localdate()
        if not today < day <= today + MAX_WAIVER:
            raise ValidationError(_("A waiver ends on a future day, within two years."))
        return timezone.make_aware(datetime.combine(day, time(23, 59)))


def _told_apart(obstacles: Iterable[Obstacle]) -> list[tuple[str, str]]:
    """Key and words of each; the line too where the same words stand twice in the entry."""
    worded = [(obstacle, words(obstacle)) for obstacle in obstacles]
    times = Counter(label for _obstacle, label in worded)
    return [
        (
            obstacle.key,
            _("%(label)s (line %(line)s)") % {"label": label, "line": obstacle.line}
            if times[label] > 1 and obstacle.line
            else label,
        )
        for obstacle, label in worded
    ]


class RenameForm(MoveForm):
    based_on = forms.IntegerField(**NUMBER)  # type: ignore[arg-type]
    title = LineField(
        label=gettext_lazy("New title"),
        max_length=TITLE,
        error_messages={**REQUIRED},
        help_text=gettext_lazy(
            "The checks of the text have to be confirmed under a new title: one act confirms them all."
        ),
    )
    slug = SlugField(
        label=gettext_lazy("New address"), max_length=SLUG, error_messages={**REQUIRED}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        facts = DraftCitation.objects.checked_facts(self.manuscript.pk)
        if facts:
            # A check is for the exact words, and the words of a fact begin with the entry's title.
            self.fields["title"].help_text += " " + ngettext(
                "Under a new title %(count)s checked fact will have to be checked again. A new "
                "address alone changes no check.",
                "Under a new title %(count)s checked facts will have to be checked again. A new "
                "address alone changes no check.",
                facts,
            ) % {"count": facts}


class RevertForm(MoveForm):
    number = forms.IntegerField(**NUMBER)  # type: ignore[arg-type]
    summary = LineField(label=gettext_lazy("Why"), max_length=500, required=False)

    def clean(self) -> None:
        revisions = Revision.objects.filter(manuscript=self.manuscript)
        if "number" in self.cleaned_data and not revisions.filter(
            number=self.cleaned_data["number"]
        ):
            raise ValidationError(_("There is no such revision."))


class MarkForm(MoveForm):
    reliability = forms.ChoiceField(
        label=gettext_lazy("The source is"), choices=Reliability.choices
    )
    reason = WordsField(
        label=gettext_lazy("Why? Readers are shown the reason at every footnote."),
        max_length=MAX_REASON_LENGTH,
        error_messages={**REQUIRED},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AssignForm(MoveForm, AssignFields):
    """Who is named now, and until when; an empty field names nobody."""
