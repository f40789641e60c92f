"""Whose turn it is: what is to be done next with a manuscript, by whom, until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editorial.models.restrictions import SeenQuerySet


class Priority(models.IntegerChoices):
    LOW = -1, _("Low")
    NORMAL = 0, _("Normal")
    HIGH = 1, _("High")


class Step(models.TextChoices):
    """What is to be done next with a manuscript. What is submitted waits for one of the four in the middle."""

    WRITE = "write", _("Write and submit")
    MEND = "mend", _("Mend what was returned")
    ANSWER = "answer", _("Answer the checks")
    SOURCE = "source", _("Submit or publish its sources")
    CHECK = "check", _("Check its citations")
    APPROVE = "approve", _("Read and approve")
    PUBLISH = "publish", _("Publish")
    WAIT = "wait", _("Published at its time")
    NOTHING = "nothing", _("Nothing to do")


# The step of each state, without `submitted`: there the gate says what is next (`editorial.projection.steps`).
STEP_OF_STATE = {
    "draft": Step.WRITE,
    "returned": Step.MEND,
    "approved": Step.PUBLISH,
    "scheduled": Step.WAIT,
    "published": Step.NOTHING,
    "withdrawn": Step.NOTHING,
    "discarded": Step.NOTHING,
}
# Whose turn each step is: the column that names a person.
TURNS = {
    "responsible": (Step.WRITE, Step.MEND, Step.ANSWER, Step.SOURCE),
    "checker": (Step.CHECK,),
    "approver": (Step.APPROVE, Step.PUBLISH),
}
ANYBODY = {
    "responsible": _("nobody"),
    "checker": _("any moderator"),
    "approver": _("any approver"),
}
TO_DO = tuple(step for steps in TURNS.values() for step in steps)


def name_of(person: Any) -> str:
    """As the office names somebody; empty for nobody."""
    return str(person.get_full_name() or person.get_username()) if person is not None else ""


def at_step(*steps: Step) -> Q:
    """Of rows at one of these steps; what the gate has not judged since its last change is at the likeliest one."""
    condition = Q(step__in=steps)
    if Step.CHECK in steps:
        condition |= Q(step__isnull=True, unchecked__gt=0)
    if Step.APPROVE in steps:
        condition |= Q(step__isnull=True, unchecked=0)
    return condition


_Row = TypeVar("_Row", bound=models.Model)


class TurnQuerySet(SeenQuerySet[_Row]):
    """What every query about the work of people is made of."""

    def at_step(self, *steps: Step) -> Self:
        return self.filter(at_step(*steps))

    def to_do(self) -> Self:
        return self.at_step(*TO_DO)

    def unassigned(self) -> Self:
        """Those with something to do that nobody was named for."""
        named = Q()
        for column, steps in TURNS.items():
            named |= at_step(*steps) & Q(**{f"{column}__is_active": True})
        return self.to_do().exclude(named)

    def given_to(self, person: int) -> Self:
        """Those in which this person was named for what is to be done next."""
        given = Q()
        for column, steps in TURNS.items():
            given |= at_step(*steps) & Q(**{column: person})
        return self.filter(given)

    def given_to_nobody(self, column: str) -> Self:
        """Those for which nobody was named in the column who is still here."""
        return self.filter(Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__is_active": False}))

    def ready(self) -> Self:
        """Those whose next step nothing stands in the way of."""
        clear = Q(step__in=(Step.WRITE, Step.MEND), obstacles=0)
        return self.filter(clear | at_step(Step.CHECK, Step.APPROVE, Step.PUBLISH))

    def blocked(self) -> Self:
        """Those with something to mend, to answer or to wait for before their next step."""
        return self.filter(
            Q(step__in=(Step.WRITE, Step.MEND), obstacles__gt=0) | at_step(Step.ANSWER, Step.SOURCE)
        )

    def not_given_to_others(self, user: models.Model, column: str) -> Self:
        """Those for which this person was named in the column, or nobody who is still here."""
        nobody = Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__is_active": False})
        return self.filter(nobody | Q(**{column: user}))

    def overdue(self) -> Self:
        return self.to_do().filter(due_on__lt=timezone.localdate())

    def not_overdue(self) -> Self:
        return self.filter(Q(due_on__isnull=True) | Q(due_on__gte=timezone.localdate()))

    def most_urgent_first(self) -> Self:
        """By the day until which it is due, those without one last; then by priority, and the longest waiting."""
        return self.order_by(F("due_on").asc(nulls_last=True), "-priority", "since", "id")


def _person(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=label,
    )


class Turn(models.Model):
    """The part of a manuscript's row that says whose turn it is.

    `responsible` sees it through from the first draft on; `checker` and `approver` are named for one round and are
    cleared at publication, as `due_on` and `priority` are. `step` is what is to be done next; None while it is
    submitted and something changed since the gate judged it.
    """

    responsible = _person(_("responsible"))
    checker = _person(_("checker"))
    approver = _person(_("approver"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    priority = models.SmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    step = models.CharField(
        _("next step"), max_length=8, choices=Step.choices, null=True, default=Step.WRITE
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(step__in=Step.values) | Q(step__isnull=True, status="submitted"),
                name="manuscript_step_is_known",
            ),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="manuscript_priority_is_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["step", "since", "id"], name="manuscript_by_step"),
            models.Index(
                fields=["due_on"], name="manuscript_due_on", condition=Q(due_on__isnull=False)
            ),
        ]

    @property
    def likely_step(self) -> str:
        """The step; of one that the gate has not judged since its last change, the likeliest."""
        return self.step or (Step.CHECK if self.unchecked else Step.APPROVE)  # type: ignore[attr-defined]

    @property
    def step_label(self) -> str:
        """What is to be done next, in words; of one that the gate has not judged yet, the likeliest."""
        return str(Step(self.likely_step).label)

    @property
    def turn(self) -> str:
        """The column that names who makes the next step; empty when nothing is to be done."""
        return next((column for column, steps in TURNS.items() if self.likely_step in steps), "")

    @property
    def has_it(self) -> Any:
        """The person who was named for the next step and is still here; None where anybody of the role may make it."""
        named = getattr(self, self.turn) if self.turn else None
        return named if named is not None and named.is_active else None

    @property
    def who(self) -> str:
        """Who makes the next step, in words: a person, or a role."""
        if self.has_it is not None:
            return name_of(self.has_it)
        return str(ANYBODY.get(self.turn, ""))

    @cached_property
    def is_overdue(self) -> bool:
        due: date | None = self.due_on
        return (
            due is not None
            and due < timezone.localdate()
            and self.step
            not in {
                Step.NOTHING,
                Step.WAIT,
            }
        )
