"""Imports in the office: the list, the upload, one import with its report, and what can be done with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from editorial import permissions, tasks
from editorial.actions import import_job as actions
from editorial.actions.publish_imported import (
    NEEDED,
    may_publish_import,
    request_publication,
)
from editorial.admin.import_lines import counts_of, lines_of, states_of
from editorial.admin.list_pages import Order
from editorial.admin.office_view import office_view, person, show
from editorial.admin.table_file import table_file
from editorial.forms.import_forms import PublishForm, UploadForm
from editorial.importers.jobs.manuscripts import has_notes
from editorial.importers.jobs.report import rows
from editorial.models import Import, ImportKind
from editorial.models.imports import PICTURES_OF
from editorial.storage import import_files
from editorial.storage.uploading import ImportUpload
from editorial.wording.size_words import size_words
from editorial.workflow import Refused

MAX_ON_PAGE = 30
_NEWEST = Order("made_at", descending=True)


@office_view()
def imports(request: HttpRequest) -> HttpResponseBase:
    """All imports, the newest first."""
    jobs = (
        Import.objects.select_related("by")
        .defer("unknown_templates")
        .filter(_NEWEST.after(request.GET.get("after", "")[:200]))
    )
    page = list(jobs.order_by(*_NEWEST.columns)[: MAX_ON_PAGE + 1])
    return show(
        request,
        "editorial/imports/list.html",
        {
            "title": _("Imports"),
            "rows": page[:MAX_ON_PAGE],
            "next": _NEWEST.cursor(page[MAX_ON_PAGE - 1]) if len(page) > MAX_ON_PAGE else "",
            "may_import": request.user.has_perm(permissions.IMPORT_CONTENT),
        },
    )


@csrf_exempt
@office_view(permissions.IMPORT_CONTENT)
def upload(request: HttpRequest) -> HttpResponseBase:
    """The form; by POST the file is written to the disk, inspected, and imported in the background."""
    # The CSRF token is in the same form: the upload handler must be set before any of it is read.
    handler = ImportUpload(request)
    request.upload_handlers = [handler]
    try:
        return _receive(request)
    finally:
        handler.drop_all()


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _upload_page(request, UploadForm(), status=200)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    data = form.cleaned_data
    file = data["file"]
    looked_at = data["kind"] == ImportKind.TEXT and has_notes(file.path, file.name)
    try:
        job = actions.request_import(
            kind=data["kind"],
            name=file.name,
            title=data["title"],
            dry_run=data["dry_run"] or looked_at,
            digest=file.digest,
            size=file.size,
            file=file.path,
            by=person(request),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return _upload_page(request, form, status=409)
    tasks.carry_out_import.enqueue(str(job.pk))
    page = "admin:import_notes" if looked_at else "admin:import"
    return HttpResponseRedirect(reverse(page, args=[job.pk]))


def _upload_page(request: HttpRequest, form: UploadForm, *, status: int) -> HttpResponseBase:
    context = {"title": _("Import a file"), "form": form, "refused": status != 200}
    return show(request, "editorial/imports/upload.html", context, status=status)


@office_view()
def import_job(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One import: its progress, what became of its items, what was not carried over."""
    return _import_page(request, _import_or_404(pk))


def _import_page(
    request: HttpRequest, job: Import, form: PublishForm | None = None, *, status: int = 200
) -> HttpResponseBase:
    user = person(request)
    state = request.GET.get("state", "")
    lines, more = lines_of(job, state, request.GET.get("after", ""))
    ended = not job.is_under_way and not job.is_publishing and job.status != "waiting"
    of_drafts = job.kind != ImportKind.PICTURES and not job.dry_run
    offers = ended and of_drafts and may_publish_import(job, user)
    return show(
        request,
        "editorial/imports/import.html",
        {
            "title": job.name,
            "job": job,
            "size": size_words(job.size),
            "counts": counts_of(job),
            "states": states_of(job, state),
            "state": state,
            "lines": lines,
            "more": more,
            "may_import": user.has_perm(permissions.IMPORT_CONTENT),
            "has_file": import_files.exists(job),
            "takes_pictures": ended
            and not job.dry_run
            and job.kind in {ImportKind.MEDIAWIKI, ImportKind.TEXT}
            and job.lines.drafts().exists(),
            "pictures_of": job.decisions.get(PICTURES_OF, ""),
            "unknown_count": len(job.unknown_templates),
            "has_notes": job.kind == ImportKind.TEXT and job.dry_run,
            "is_running": job.is_publishing or (not job.is_silent and not ended),
            "form": (form or PublishForm(job=job))
            if offers and job.lines.drafts().exists()
            else None,
            "refused": status != 200,
        },
        status=status,
    )


@office_view()
def progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The progress, for the script of the page."""
    job = _import_or_404(pk)
    is_running = job.is_publishing or (
        (job.is_under_way or job.status == "waiting") and not job.is_silent
    )
    return JsonResponse(
        {
            "moves": is_running,
            "state": state_words(job),
            "percent": job.percent,
            "counts": [f"{label}: {count}" for label, count in counts_of(job)],
        }
    )


@office_view()
def report(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The whole report as a CSV file."""
    job = _import_or_404(pk)
    return table_file(f"import-{job.pk}", rows(job.lines.in_order().iterator(chunk_size=500)))


@office_view(permissions.IMPORT_CONTENT, post=True)
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return _change_job(request, pk, actions.stop, begin=False)


@office_view(permissions.IMPORT_CONTENT, post=True)
def resume(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return _change_job(request, pk, actions.resume)


@office_view(permissions.IMPORT_CONTENT, post=True)
def import_now(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return _change_job(request, pk, actions.import_now)


@office_view(permissions.IMPORT_CONTENT, post=True)
def read_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    return _change_job(request, pk, actions.read_again)


@office_view(*NEEDED, post=True)
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Have the drafts published with a waiver, in the background."""
    job = _import_or_404(pk)
    user = person(request)
    form = PublishForm(request.POST, job=job)
    if not form.is_valid():
        return _import_page(request, job, form, status=422)
    reason, expires_at = form.cleaned_data["reason"], form.cleaned_data["expires_at"]
    try:
        drafts = request_publication(job=job.pk, by=user, reason=reason, expires_at=expires_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:import", args=[pk]))
    tasks.carry_out_publication.enqueue(
        str(job.pk), [str(draft) for draft in drafts], user.pk, reason, expires_at.isoformat()
    )
    return HttpResponseRedirect(reverse("admin:import", args=[pk]))


def _change_job(
    request: HttpRequest, pk: uuid.UUID, action: Callable[..., Import], *, begin: bool = True
) -> HttpResponseBase:
    job = _import_or_404(pk)
    try:
        job = action(job=job.pk, by=person(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if begin:
            tasks.carry_out_import.enqueue(str(job.pk))
    return HttpResponseRedirect(reverse("admin:import", args=[job.pk]))


def state_words(job: Import) -> str:
    """The state as it is shown: with its progress, or as interrupted when its worker has stopped."""
    if job.is_silent:
        return _("Interrupted")
    state = str(job.get_status_display())
    return f"{state}, {job.percent} %" if job.is_under_way else state


def _import_or_404(pk: uuid.UUID) -> Import:
    return get_object_or_404(Import.objects.select_related("by"), pk=pk)
