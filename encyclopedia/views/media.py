"""Pictures of published entries, by the digest of their bytes."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import File
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

from encyclopedia import renditions
from encyclopedia.models import Picture
from encyclopedia.pictures import name_of, stored_picture

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
    return _file(request, digest, picture.media_type, lambda: default_storage.open(name_of(digest)))


@require_safe
def rendition(request: HttpRequest, digest: str, width: int) -> HttpResponseBase:
    """A published picture in one of the widths that pages offer; 404 for any other."""
    stored = stored_picture(digest) if Picture.objects.filter(digest=digest).exists() else None
    if stored is None or width not in renditions.widths(stored):
        raise Http404
    return _file(
        request,
        f"{digest}-{width}",
        renditions.MEDIA_TYPE,
        lambda: renditions.opened(stored, width),
    )


def _file(
    request: HttpRequest, tag: str, media_type: str, opened: Callable[[], File[bytes]]
) -> HttpResponseBase:
    """The file that `opened` opens, only where the reader does not have it; 404 when it is lost or broken."""
    response: HttpResponseBase
    etag = f'"{tag}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        try:
            response = FileResponse(opened(), content_type=media_type)
        except (FileNotFoundError, renditions.Undecodable) as error:
            raise Http404 from error
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOREVER
    return response
