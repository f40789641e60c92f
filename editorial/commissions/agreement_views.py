"""The agreements of an entry or of a commission: list, record, download, withdraw. Only for whoever gives out work."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import actions, permissions
from editorial.actions.agreements import WITHOUT_AUTHOR
from editorial.admin.office_view import manuscript_or_404, office_view, person, show
from editorial.admin.private_files import private_file
from editorial.commissions.agreement_forms import AgreementForm, WithdrawForm
from editorial.models import Agreement, Commission, Manuscript
from editorial.storage import agreement_files
from editorial.workflow import NotAllowed, Refused


@office_view(permissions.ASSIGN_MANUSCRIPT)
def agreements(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Those of an entry, with those of the commissions that it was written for."""
    manuscript = manuscript_or_404(request, pk)
    if manuscript.kind in WITHOUT_AUTHOR:
        raise Http404
    return _agreements(request, manuscript=manuscript)


@office_view(permissions.ASSIGN_MANUSCRIPT)
def agreements_of_commission(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    rows = Commission.objects.select_related("person")
    return _agreements(request, commission=get_object_or_404(rows, pk=pk))


def _agreements(
    request: HttpRequest,
    *,
    manuscript: Manuscript | None = None,
    commission: Commission | None = None,
) -> HttpResponseBase:
    """The list, and the form of one more; if refused, the page again with what was typed."""
    of_it = Q(manuscript=manuscript) if manuscript else Q(commission=commission)
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        in_force=Agreement.objects.in_force().filter(of_it).select_related("person"),
        initial=_signer(manuscript, commission),
    )
    if request.method != "POST":
        return _page(request, manuscript, commission, form)
    status = 422
    if form.is_valid():
        typed: dict[str, Any] = dict(form.cleaned_data)
        upload, replaced = typed.pop("file"), typed.pop("replaces")
        try:
            made = actions.record_agreement(
                by=person(request),
                # One byte more than may be tells that it is too large.
                data=upload.read(settings.EVIDENCE_MAX_BYTES + 1),
                manuscript=manuscript.pk if manuscript else None,
                commission=commission.pk if commission else None,
                replaces=replaced.pk if replaced else None,
                **typed,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            status = 409 if isinstance(refused, NotAllowed) else 422
        else:
            if made is None:
                messages.info(request, _("The same was recorded already."))
            else:
                messages.success(request, _("Recorded. No reader sees it."))
            return HttpResponseRedirect(request.path)
    return _page(request, manuscript, commission, form, status=status)


def _signer(manuscript: Manuscript | None, commission: Commission | None) -> dict[str, Any]:
    """Whose agreement is likely to come next."""
    if commission is not None:
        return {"person": commission.person_id, "name": commission.name}
    return {"person": manuscript.responsible_id if manuscript else None}


def _page(
    request: HttpRequest,
    manuscript: Manuscript | None,
    commission: Commission | None,
    form: AgreementForm,
    *,
    status: int = 200,
) -> TemplateResponse:
    of_it = (
        Agreement.objects.of_manuscript(manuscript)
        if manuscript
        else Agreement.objects.filter(commission=commission)
    )
    rows = of_it.select_related("person", "by", "ended_by", "commission").newest_first()
    about: Any = manuscript or commission
    return show(
        request,
        "editorial/commissions/agreements.html",
        {
            "title": _("Agreements about %(title)s") % {"title": about.title},
            "manuscript": manuscript,
            "commission": commission,
            "rows": [
                (row, WithdrawForm(prefix=str(row.pk), label_suffix="")) for row in rows[:100]
            ],
            "form": form,
        },
        status=status,
    )


@office_view(permissions.ASSIGN_MANUSCRIPT)
def agreement_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file exactly as it was recorded, as a download."""
    row = get_object_or_404(Agreement.objects.kept(), pk=pk)
    ending = agreement_files.ENDINGS.get(row.media_type, "bin")
    name = f"agreement-{row.signed_on.isoformat()}-{str(row.pk)[:8]}.{ending}"
    return private_file(agreement_files.name_of(row.digest), name)


@office_view(permissions.ASSIGN_MANUSCRIPT, post=True)
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    row = get_object_or_404(Agreement, pk=pk)
    form = WithdrawForm(request.POST, prefix=str(row.pk))
    if form.is_valid():
        event = actions.withdraw_agreement(
            agreement=row.pk, by=person(request), **form.cleaned_data
        )
        if event is None:
            messages.info(request, _("Nothing changed."))
        else:
            messages.success(request, _("Withdrawn: it holds no more."))
    else:
        messages.error(request, _("Say why it holds no more."))
    if row.manuscript_id is not None:
        return HttpResponseRedirect(reverse("admin:agreements", args=[row.manuscript_id]))
    return HttpResponseRedirect(reverse("admin:commission_agreements", args=[row.commission_id]))
