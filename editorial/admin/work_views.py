"""Who owes what: people, their steps, since when; and the rules that name people by subject."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.actions.remind import last_reminded
from editorial.actions.subject_rules import drop_rule, set_rule
from editorial.admin.list_query import list_address
from editorial.admin.office_view import office_view, person, show
from editorial.admin.owed_work import commissions_address, owed_by_people, promised_words
from editorial.forms.rule_form import RuleForm
from editorial.models import Commission, Manuscript, SubjectRule
from editorial.models.turns import TO_DO, Step
from editorial.workflow import Refused


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
            "steps": [("promised", promised_words())]
            + [(step, Step(step).label) for step in TO_DO],
            "owed": owed,
            "totals": [
                (
                    promised_words(),
                    commissions_address(stage="promised"),
                    sum(one.promises for one in owed),
                )
            ]
            + [
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


def _remind_of_overdue(request: HttpRequest, by: User) -> HttpResponseRedirect:
    number = request.POST.get("person", "")
    somebody = number if number.isascii() and number.isdigit() and len(number) < 10 else 0
    late = Manuscript.objects.overdue().unmerged().given_to(int(somebody))
    promised = Commission.objects.promised().filter(
        person=int(somebody), due_on__lt=timezone.localdate()
    )
    reminders: list[Callable[[], bool]] = [
        *(partial(_remind, pk, by) for pk in late.values_list("pk", flat=True)),
        *(partial(_remind_promised, pk, by) for pk in promised.values_list("pk", flat=True)),
    ]
    sent = 0
    for reminder in reminders:
        try:
            sent += reminder()
        except Refused as refused:
            messages.error(request, str(refused))
    messages.success(request, _("Reminders sent: %(count)s") % {"count": sent})
    return HttpResponseRedirect(reverse("admin:work"))


def _remind(manuscript: uuid.UUID, by: User) -> bool:
    return actions.remind(manuscript=manuscript, by=by).changed


def _remind_promised(commission: uuid.UUID, by: User) -> bool:
    return actions.remind_commission(commission=commission, by=by) is not None


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
