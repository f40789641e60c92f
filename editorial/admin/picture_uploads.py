"""Pictures that come with an entry's form."""

from __future__ import annotations

import re

from django.http import HttpRequest, QueryDict

from editorial.admin.office_view import person
from editorial.storage import picture_files


def store_uploads(request: HttpRequest, data: QueryDict) -> dict[int, str]:
    """Store the pictures that came with the form and note their digests in `data`; row → why one was refused."""
    refused: dict[int, str] = {}
    for name, file in request.FILES.items():
        row = _row_of(name)
        if row is None or isinstance(file, list) or file.file is None:
            continue
        try:
            stored = picture_files.store(file.file, by=person(request))
        except picture_files.PictureRefused as error:
            refused[row] = str(error)
        else:
            data[f"pictures-{row}-digest"] = stored.digest
    return refused


def _row_of(name: str) -> int | None:
    """The row that a field `pictures-ROW-file` belongs to; None for any other field."""
    match = re.fullmatch(r"pictures-([0-9]{1,9})-file", name)
    return int(match[1]) if match else None
