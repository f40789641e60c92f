"""The page of one commission, and what is done there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.actions.commission_rows import gives_out_work
from editorial.admin.office_view import office_view, person, show
from editorial.commissions.forms import CommissionForm, TopicForm
from editorial.commissions.offered_acts import ACTS, offered_acts
from editorial.models import Agreement, Commission, Event, Manuscript
from editorial.models.commissions import COMMISSIONED_KINDS
from editorial.models.turns import name_of
from editorial.workflow import Forbidden, NotAllowed, Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_EARLIER = 20


@office_view(permissions.ASSIGN_MANUSCRIPT)
def make(request: HttpRequest) -> HttpResponseBase:
    """The form of a new commission; a topic that is commissioned already leads to that one."""
    form = TopicForm(
        request.POST if request.method == "POST" else None,
        initial={"title": request.GET.get("title", "").replace("\x00", "")[:300]},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_commission(by=person(request), **form.cleaned_data)
        except actions.TopicTaken as taken:
            if taken.commission is not None:
                messages.info(request, str(taken))
                return _to(taken.commission.pk)
            form.add_error(None, str(taken))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Noted. Now reserve it for somebody."))
            return _to(made.pk)
    if form.is_bound:
        status = 422
    context = {"title": _("New commission"), "form": form}
    return show(request, "editorial/commissions/new.html", context, status=status)


@office_view()
def commission(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return _page(request, _seen_or_404(request, pk))


@office_view(post=True)
def act(request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponseBase:
    """Do it and go back to the page; or the page again with what was typed, and why it was refused."""
    row = _seen_or_404(request, pk)
    known = ACTS[name]
    form = known.form(request.POST, commission=row, prefix=name)
    if not form.is_valid():
        return _page(request, row, name=name, form=form, status=422)
    try:
        done = known.action(commission=row.pk, by=person(request), **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        status = 403 if isinstance(refused, Forbidden) else 409
        status = status if isinstance(refused, Forbidden | NotAllowed) else 422
        row = _seen_or_404(request, pk)
        return _page(request, row, name=name, form=form, refusal=str(refused), status=status)
    if done is None:
        messages.info(request, _("Nothing changed."))
    else:
        messages.success(request, str(known.done))
    return _to(done.pk if isinstance(done, Commission) else row.pk, request)


def _to(pk: uuid.UUID, request: HttpRequest | None = None) -> HttpResponseRedirect:
    """The page of the commission; for whoever may not see it any more, their work."""
    if request is not None and not gives_out_work(person(request)):
        own = Commission.objects.asked_of(person(request)).filter(pk=pk)
        if not own.exists():
            return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(reverse("admin:commission", args=[pk]))


def _seen_or_404(request: HttpRequest, pk: uuid.UUID) -> Commission:
    """Whoever gives out work sees all of them, others what they are asked for."""
    rows = Commission.objects.staged().with_links()
    rows = rows.select_related("person", "asked_by", "manuscript").filter(pk=pk)
    user = person(request)
    if not gives_out_work(user):
        rows = rows.asked_of(user)
    row: Commission | None = rows.first()
    if row is None:
        raise Http404
    return row


def _page(
    request: HttpRequest,
    row: Commission,
    *,
    name: str = "",
    form: CommissionForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> TemplateResponse:
    user = person(request)
    gives = gives_out_work(user)
    offered = offered_acts(row, user, name=name, form=form)
    is_theirs = row.person_id == user.pk and row.is_open and row.manuscript_id is None
    drafted = _drafted(row, user)
    begins = user.has_perm(permissions.SAVE_MANUSCRIPT) and (is_theirs or (gives and row.name))
    return show(
        request,
        "editorial/commissions/commission.html",
        {
            "title": row.title,
            "commission": row,
            "offered": offered,
            "refusal": "" if any(offer.name == name for offer in offered) else refusal,
            "gives": gives,
            "letter": _letter(row) if gives else None,
            "agreements": Agreement.objects.in_force().filter(commission=row).count()
            if gives
            else 0,
            "begin": reverse(f"admin:editorial_{row.kind}manuscript_add") if begins else "",
            "drafted": drafted,
            "drafted_by": name_of(drafted.responsible) if drafted else "",
            "earlier": _earlier(row) if gives else [],
        },
        status=status,
    )


def _letter(row: Commission) -> Event | None:
    """The last e-mail, with its words."""
    if row.letter is None:
        return None
    return Event.objects.select_related("by").filter(seq=row.letter).first()


def _drafted(row: Commission, user: User) -> Manuscript | None:
    """An entry of this title that is not joined to it."""
    if row.manuscript_id is not None or not row.is_open:
        return None
    rows = Manuscript.objects.seen_by(user).filter(
        kind__in=COMMISSIONED_KINDS, name_key=row.name_key
    )
    return rows.select_related("responsible").first()


def _earlier(row: Commission) -> list[Commission]:
    """What was commissioned under this title before, and what became of it."""
    rows = Commission.objects.staged().filter(name_key=row.name_key).exclude(pk=row.pk)
    return list(rows.select_related("person").order_by("-since", "id")[:MAX_EARLIER])
