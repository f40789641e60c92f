"""The body of a request that has to be JSON."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.api import bodies
from encyclopedia.api.problems import Problem


def body_of(request: HttpRequest) -> bytes:
    """Raises Problem: 415 for what is not declared as JSON, 413 for what is too long."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if not bodies.is_json(request.content_type or "", request.content_params or {}):
        raise Problem(415, "not-json", _("Send “Content-Type: application/json”, in UTF-8."))
    try:
        return request.body
    except RequestDataTooBig as error:
        detail = ngettext(
            "The body may have %(count)s byte. Send a shorter document.",
            "The body may have %(count)s bytes. Send a shorter document.",
            limit,
        )
        raise Problem(413, "too-large", detail % {"count": limit}) from error
