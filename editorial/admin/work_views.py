"""Who owes what: people, their steps, since when; and the rules that name people by subject."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.actions.remind import last_reminded
from editorial.actions.subject_rules import drop_rule, set_rule
from editorial.admin.list_query import list_address
from editorial.admin.office_view import office_view, person, show
from editorial.forms.rule_form import RuleForm
from editorial.models import Manuscript, SubjectRule
from editorial.models.turns import ANYBODY, TO_DO, TURNS, Step, name_of
from editorial.workflow import Refused

# How many pieces are listed under a person; the rest is in the list that the number leads to.
MAX_LISTED = 20


@dataclass
class Owed:
    """What one person owes, or a role where nobody in particular was named: per step how many, and since when.

    `key` is who has it in the address of a list: a person's id, or the column that names nobody.
    """

    name: str
    key: str
    person: User | None = None
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    oldest: datetime | None = None
    overdue: int = 0
    pieces: list[Manuscript] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """For each step its words, the list of what is counted, and how many."""
        return [
            (str(Step(step).label), list_address(has=self.key, step=step), self.counts[step])
            for step in TO_DO
        ]

    @property
    def address(self) -> str:
        return list_address(has=self.key)

    @property
    def overdue_address(self) -> str:
        return list_address(has=self.key, work="overdue")


@office_view(permissions.ASSIGN_MANUSCRIPT)
def work(request: HttpRequest) -> HttpResponseBase:
    """The table of people and steps; by POST, reminders to one person of everything that is overdue."""
    user = person(request)
    if request.method == "POST":
        return _remind_of_overdue(request, user)
    owed = owed_by_people()
    return show(
        request,
        "editorial/work.html",
        {
            "title": _("Who owes what"),
            "steps": [(step, Step(step).label) for step in TO_DO],
            "owed": owed,
            "totals": [
                (
                    str(Step(step).label),
                    list_address(step=step),
                    sum(one.counts[step] for one in owed),
                )
                for step in TO_DO
            ],
            "reminded": last_reminded([piece.pk for one in owed for piece in one.pieces]),
        },
    )


def owed_by_people() -> list[Owed]:
    """People with the most overdue first, then the roles in which nobody in particular was named."""
    rows = Manuscript.objects.to_do().unmerged().select_related(*TURNS).most_urgent_first()
    by_key: dict[Any, Owed] = {}
    for row in rows.defer("sort_key", "name_key").iterator(chunk_size=500):
        row.step = row.likely_step
        holder = row.has_it
        key = holder.pk if holder else row.turn
        if key not in by_key:
            words = name_of(holder) if holder else str(ANYBODY[row.turn])
            by_key[key] = Owed(words, str(key), holder)
        owed = by_key[key]
        owed.counts[row.step] += 1
        owed.overdue += row.is_overdue
        owed.oldest = min(owed.oldest or row.since, row.since)
        if len(owed.pieces) < MAX_LISTED:
            owed.pieces.append(row)
    return sorted(
        by_key.values(), key=lambda owed: (owed.person is None, -owed.overdue, -owed.total)
    )


def _remind_of_overdue(request: HttpRequest, by: User) -> HttpResponseRedirect:
    number = request.POST.get("person", "")
    somebody = number if number.isascii() and number.isdigit() and len(number) < 10 else 0
    late = Manuscript.objects.overdue().unmerged().given_to(int(somebody))
    sent = 0
    for pk in late.values_list("pk", flat=True):
        try:
            sent += actions.remind(manuscript=pk, by=by).changed
        except Refused as refused:
            messages.error(request, str(refused))
    messages.success(request, _("Reminders sent: %(count)s") % {"count": sent})
    return HttpResponseRedirect(reverse("admin:work"))


@office_view(permissions.ASSIGN_MANUSCRIPT)
def rules(request: HttpRequest) -> HttpResponseBase:
    """The rules in force, and the form of a new one."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_rule(by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("From now on, new manuscripts follow this rule."))
            return HttpResponseRedirect(reverse("admin:work_rules"))
    return show(
        request,
        "editorial/work_rules.html",
        {
            "title": _("Who is named for a subject"),
            "form": form,
            "rules": SubjectRule.objects.select_related("person").order_by("key", "column"),
        },
        status=422 if form.is_bound else 200,
    )


@office_view(permissions.ASSIGN_MANUSCRIPT, post=True)
def delete_rule(request: HttpRequest, number: int) -> HttpResponseBase:
    ended = drop_rule(rule=number, by=person(request))
    messages.success(request, _("The rule has ended.") if ended else _("It had ended before."))
    return HttpResponseRedirect(reverse("admin:work_rules"))
