"""The evidence of one source: list, attach, read page by page, take the file, set aside. For the office alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.attach import attach_file, attach_passage, may_attach, set_aside
from editorial.admin.office_view import office_view, person, show
from editorial.desk.source_card import CitedSource, work
from editorial.forms.evidence_forms import AsideForm, FileForm, PassageForm
from editorial.models import Evidence, EvidencePage, Manuscript
from editorial.storage import evidence_files
from editorial.workflow import Refused

# The office's own pages may hold anything; what is handed out as a file must not run as a page of the site.
_HANDED_OUT = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


@office_view(permissions.VIEW_EVIDENCE)
def evidence(request: HttpRequest, key: str) -> HttpResponseBase:
    """The list, and the two ways to attach more; a refusal comes back with what was typed."""
    source = work(key)
    if source.manuscript is None:
        raise Http404
    passage, file = PassageForm(prefix="passage"), FileForm(prefix="file")
    if request.method == "POST":
        if not may_attach(person(request)):
            raise PermissionDenied
        chosen: forms.Form
        if "file-origin" in request.POST:
            chosen = file = FileForm(request.POST, request.FILES, prefix="file")
        else:
            chosen = passage = PassageForm(request.POST, prefix="passage")
        if chosen.is_valid() and _attached(request, source.manuscript, chosen):
            return HttpResponseRedirect(reverse("admin:desk_evidence", args=[key]))
    return _listed(request, source, passage, file, status=422 if request.method == "POST" else 200)


def _attached(request: HttpRequest, source: Manuscript, form: forms.Form) -> bool:
    """Whether the action took it; its refusal is added to the form."""
    data: dict[str, Any] = dict(form.cleaned_data)
    user = person(request)
    try:
        if isinstance(form, FileForm):
            upload = data.pop("file")
            if upload.size > settings.EVIDENCE_MAX_BYTES:
                raise Refused(
                    _("The file is larger than %(most)s. Attach the pages that are cited.")
                    % {"most": filesizeformat(settings.EVIDENCE_MAX_BYTES)}
                )
            title = data.pop("title") or upload.name
            outcome = attach_file(
                source=source.pk, data=upload.read(), title=title, by=user, **data
            )
        else:
            outcome = attach_passage(source=source.pk, by=user, **data)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    if outcome.changed:
        messages.success(request, _("Attached. Readers never see it."))
    else:
        messages.info(request, _("The same was attached already."))
    return True


def _listed(
    request: HttpRequest, source: CitedSource, passage: forms.Form, file: forms.Form, *, status: int
) -> HttpResponseBase:
    kept = Evidence.objects.of_source(source.key).newest().select_related("by")
    readable = set(Evidence.objects.readable().of_source(source.key).values_list("pk", flat=True))
    return show(
        request,
        "editorial/desk/evidence.html",
        {
            "title": _("Evidence of %(source)s") % {"source": source.title},
            "work": source,
            "manuscript": source.manuscript,
            "rows": [(each, each.pk in readable) for each in kept[:100]],
            "passage": passage,
            "file": file,
            "may_attach": may_attach(person(request)),
        },
        status=status,
    )


@office_view(permissions.VIEW_EVIDENCE)
def evidence_page(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The words of one page, with the ones before and after it."""
    found = get_object_or_404(Evidence.objects.select_related("source", "by"), pk=pk)
    pages = EvidencePage.objects.filter(evidence=found)
    position = number - 1
    page = get_object_or_404(pages, position=position)
    return show(
        request,
        "editorial/desk/evidence_page.html",
        {
            "title": found.title,
            "evidence": found,
            "page": page,
            "before": pages.filter(position=position - 1).first(),
            "after": pages.filter(position=position + 1).first(),
            "aside": AsideForm(),
            "may_attach": may_attach(person(request)),
        },
    )


@office_view(permissions.VIEW_EVIDENCE)
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came, to be saved and not shown."""
    found = get_object_or_404(Evidence.objects.readable(), pk=pk)
    try:
        file = evidence_files.path_of(found.digest).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{found.source.slug}-{found.pk}.{found.kind if found.kind != 'pasted' else 'txt'}",
        content_type="application/octet-stream",
    )
    for name, value in _HANDED_OUT.items():
        response.headers[name] = value
    return response


@office_view(permissions.VIEW_EVIDENCE, post=True)
def evidence_aside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the words and the file away; that it was attached stays on record."""
    if not may_attach(person(request)):
        raise PermissionDenied
    found = get_object_or_404(Evidence.objects.select_related("source"), pk=pk)
    form = AsideForm(request.POST)
    if form.is_valid():
        set_aside(evidence=pk, by=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("Set aside: its text and its file are deleted."))
    else:
        messages.error(request, _("Say why it is set aside."))
    return HttpResponseRedirect(reverse("admin:desk_evidence", args=[found.source.slug]))
