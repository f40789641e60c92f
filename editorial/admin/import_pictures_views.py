"""A zip of pictures for the drafts of an import that want them, sent from the import's page."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from editorial import permissions, tasks
from editorial.actions.import_pictures import request_pictures
from editorial.admin.office_view import office_view, person
from editorial.models import Import
from editorial.storage.uploading import ImportUpload, StoredUpload
from editorial.wording.size_words import size_words
from editorial.workflow import Refused


@csrf_exempt
@office_view(permissions.IMPORT_CONTENT, post=True)
def upload_pictures(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The zip is written to the disk, inspected, and put into the drafts in the background."""
    # The CSRF token is in the same form: the upload handler must be set before any of it is read.
    handler = ImportUpload(request)
    request.upload_handlers = [handler]
    try:
        return _receive(request, pk)
    finally:
        handler.drop_all()


@csrf_protect
def _receive(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    job = get_object_or_404(Import, pk=pk)
    try:
        pictures = _sent(request)
        asked = request_pictures(
            job=job.pk,
            path=Path(pictures.path),
            name=pictures.name or _("Pictures"),
            digest=pictures.digest,
            size=pictures.size or 0,
            by=person(request),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(f"{reverse('admin:import', args=[pk])}#pictures")
    tasks.carry_out_import.enqueue(str(asked.pk))
    return HttpResponseRedirect(reverse("admin:import", args=[asked.pk]))


def _sent(request: HttpRequest) -> StoredUpload:
    """The file of the form. Raises Refused where there is none, or it is too large."""
    file = request.FILES.get("pictures")
    if not isinstance(file, StoredUpload):
        raise Refused(_("Choose the zip archive with the pictures."))
    if file.too_large:
        raise Refused(
            _("The file is larger than %(most)s. Split it, or use the command import_pictures.")
            % {"most": size_words(settings.IMPORT_MAX_BYTES)}
        )
    return file
