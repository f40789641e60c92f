"""Pictures that come with an entry's form: as files, or named as pictures of the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from editorial.admin.office_view import person
from editorial.admin.picture_rows import library_rows
from editorial.models import Upload
from editorial.storage import picture_files
from editorial.workflow import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_WORDS = 300


class NotOne(Refused):
    """No picture of the library is meant by these words, or several are."""


def store_uploads(request: HttpRequest, data: QueryDict) -> dict[int, str]:
    """Store the pictures that came with the form, find those that it names, and note their digests in `data`;
    row → why one was refused."""
    refused: dict[int, str] = {}
    for name, file in request.FILES.items():
        row = _row_of(name, "file")
        if row is None or isinstance(file, list) or file.file is None:
            continue
        try:
            stored = picture_files.store(file.file, by=person(request), name=file.name or "")
        except picture_files.PictureRefused as error:
            refused[row] = str(error)
        else:
            fill(data, row, stored, person(request))
    for name in list(data):
        row, words = _row_of(name, "chosen"), str(data[name]).strip()
        if row is None or not words or f"pictures-{row}-file" in request.FILES:
            continue
        try:
            fill(data, row, one_called(words, person(request)), person(request))
        except NotOne as error:
            refused[row] = str(error)
        else:
            data[name] = ""
    return refused


def one_called(words: str, user: User) -> Upload:
    """The picture that this code, title or file name means. Raises NotOne."""
    words = " ".join(words.replace("\x00", "").encode(errors="ignore").decode().split())[:MAX_WORDS]
    called = list(Upload.objects.seen_by(user).in_sight().called(words)[:2])
    if not called:
        raise NotOne(
            _("The library has no picture “%(words)s”. Its list says how each is called.")
            % {"words": words}
        )
    if len(called) > 1:
        raise NotOne(
            _("Several pictures are called “%(words)s”. Write the code of the one you mean.")
            % {"words": words}
        )
    return called[0]


def fill(data: QueryDict, row: int, stored: Upload, user: User) -> None:
    """Note the picture in this row; what the library says of it is filled in where nothing was typed."""
    data[f"pictures-{row}-digest"] = stored.pk
    if not Upload.objects.seen_by(user).filter(pk=stored.pk).exists():
        return
    (known,) = library_rows([stored], user)
    data[f"pictures-{row}-focus"] = known.focus
    for part in ("credit", "licence"):
        if not str(data.get(f"pictures-{row}-{part}", "")).strip():
            data[f"pictures-{row}-{part}"] = getattr(known, part)


def _row_of(name: str, field: str) -> int | None:
    """The row that a field `pictures-ROW-FIELD` belongs to; None for any other field."""
    match = re.fullmatch(rf"pictures-([0-9]{{1,9}})-{field}", name)
    return int(match[1]) if match else None
