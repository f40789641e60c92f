"""Pictures of published entries, by the digest of their bytes."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from encyclopedia.models import Picture
from encyclopedia.pictures import name_of

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
# The address names the bytes: they never change.
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The address that browsers try when a page names no icon: leads to the one that every page names."""
    response = HttpResponseRedirect(static("img/favicon.svg"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def picture(request: HttpRequest, digest: str, extension: str = "") -> HttpResponseBase:
    """The stored file when a published entry shows it; 404 for a draft's, or under an extension not its own."""
    picture = Picture.objects.filter(digest=digest).first()
    if picture is None or extension not in ("", EXTENSIONS.get(picture.media_type)):
        raise Http404
    etag = f'"{digest}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        try:
            file = default_storage.open(name_of(digest))
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file, content_type=picture.media_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOREVER
    return response
