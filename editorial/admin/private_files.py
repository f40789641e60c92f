"""Files that only the office may have, as downloads."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

# An attached file may hold anything: downloaded, it must not run as a page of the site.
PRIVATE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


def private_file(stored: str, name: str) -> FileResponse:
    """What is stored under this name, as the download NAME. Raises Http404 where it is lost."""
    try:
        file = default_storage.open(stored)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    for header, value in PRIVATE_HEADERS.items():
        response.headers[header] = value
    return response
