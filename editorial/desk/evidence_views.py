"""The evidence of one source: list, attach, read page by page, download, set aside. Only for the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.attach import attach_file, attach_passage, may_attach, set_aside
from editorial.admin.office_view import office_view, person, show
from editorial.admin.private_files import PRIVATE_HEADERS, private_file
from editorial.desk.source_card import CitedSource, work
from editorial.evidence.page_pictures import (
    NoPicture,
    PagePicture,
    as_written,
    marked,
    picture_of,
    read_picture,
)
from editorial.forms.evidence_forms import AsideForm, FileForm, PassageForm
from editorial.models import PICTURED, Evidence, EvidencePage, Manuscript
from editorial.models.restrictions import restriction_of
from editorial.storage import evidence_files
from editorial.wording.size_words import size_words
from editorial.workflow import Refused, sources_seen_by

_ENDINGS = {"pasted": "txt", "text": "txt", "picture": "image"}


def _shown(request: HttpRequest) -> Any:
    rows = Evidence.objects.all()
    if restriction_of(request.user) is None:
        return rows
    return rows.filter(source__in=sources_seen_by(request.user))


@office_view(permissions.VIEW_EVIDENCE)
def evidence(request: HttpRequest, key: str) -> HttpResponseBase:
    """The list, and the two ways to attach more; if refused, the page again with what was typed."""
    source = work(key, person(request))
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
        if chosen.is_valid() and _attach(request, source.manuscript, chosen):
            return HttpResponseRedirect(reverse("admin:desk_evidence", args=[key]))
    return _evidence_list(
        request, source, passage, file, status=422 if request.method == "POST" else 200
    )


def _attach(request: HttpRequest, source: Manuscript, form: forms.Form) -> bool:
    """Attach it; False if the action refused, whose reason is added to the form."""
    data: dict[str, Any] = dict(form.cleaned_data)
    user = person(request)
    try:
        if isinstance(form, FileForm):
            upload = data.pop("file")
            if upload.size > settings.EVIDENCE_MAX_BYTES:
                raise Refused(
                    _("The file is larger than %(most)s. Attach the pages that are cited.")
                    % {"most": size_words(settings.EVIDENCE_MAX_BYTES)}
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


def _evidence_list(
    request: HttpRequest, source: CitedSource, passage: forms.Form, file: forms.Form, *, status: int
) -> HttpResponseBase:
    attached = Evidence.objects.of_source(source.key).newest().select_related("by")
    readable = set(Evidence.objects.readable().of_source(source.key).values_list("pk", flat=True))
    return show(
        request,
        "editorial/desk/evidence.html",
        {
            "title": _("Evidence of %(source)s") % {"source": source.title},
            "work": source,
            "manuscript": source.manuscript,
            "rows": [(item, item.pk in readable, size_words(item.size)) for item in attached[:100]],
            "passage": passage,
            "file": file,
            "may_attach": may_attach(person(request)),
        },
        status=status,
    )


@office_view(permissions.VIEW_EVIDENCE)
def evidence_page(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The text of one page, with links to the pages before and after it."""
    item = get_object_or_404(_shown(request).select_related("source", "by"), pk=pk)
    pages = EvidencePage.objects.filter(evidence=item)
    position = number - 1
    page = get_object_or_404(pages, position=position)
    return show(
        request,
        "editorial/desk/evidence_page.html",
        {
            "title": item.title,
            "evidence": item,
            "page": page,
            "before": pages.filter(position=position - 1).first(),
            "after": pages.filter(position=position + 1).first(),
            "pictured": item.kind in PICTURED,
            "aside": AsideForm(),
            "may_attach": may_attach(person(request)),
        },
    )


@office_view(permissions.VIEW_EVIDENCE)
def evidence_picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The page as it looks (PNG), with the words from character `start` to `end` of its text marked."""
    item = get_object_or_404(_shown(request).readable().filter(kind__in=PICTURED), pk=pk)
    page = get_object_or_404(EvidencePage, evidence=item, position=number - 1)
    start, end = (_place(request, name) for name in ("start", "end"))
    try:
        png = marked(_picture(item, number - 1), page.text[start:end])
    except (NoPicture, FileNotFoundError) as error:
        raise Http404 from error
    return HttpResponse(png, content_type="image/png", headers=PRIVATE_HEADERS)


def _place(request: HttpRequest, name: str) -> int:
    words = request.GET.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else 0


def _picture(item: Evidence, number: int) -> PagePicture:
    """The picture of a page from the file beside the evidence; made, and kept there, when it is first asked for."""
    try:
        with default_storage.open(evidence_files.picture_name(item.digest, number)) as kept:
            return read_picture(kept.read())
    except FileNotFoundError:
        pass
    with default_storage.open(evidence_files.name_of(item.digest)) as file:
        picture = picture_of(file.read(), number)
    evidence_files.keep_picture(as_written(picture), item.digest, number)
    return picture


@office_view(permissions.VIEW_EVIDENCE)
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original file, as a download."""
    item = get_object_or_404(_shown(request).readable(), pk=pk)
    ending = _ENDINGS.get(item.kind, item.kind)
    return private_file(
        evidence_files.name_of(item.digest), f"{item.source.slug}-{item.pk}.{ending}"
    )


@office_view(permissions.VIEW_EVIDENCE, post=True)
def evidence_aside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete the text and the file; that it was attached stays in the audit log."""
    if not may_attach(person(request)):
        raise PermissionDenied
    item = get_object_or_404(_shown(request).select_related("source"), pk=pk)
    form = AsideForm(request.POST)
    if form.is_valid():
        set_aside(evidence=pk, by=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("Set aside: its text and its file are deleted."))
    else:
        messages.error(request, _("Say why it is set aside."))
    return HttpResponseRedirect(reverse("admin:desk_evidence", args=[item.source.slug]))
