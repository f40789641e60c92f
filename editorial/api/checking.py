"""Checks a document that a program sends as the form checks what is typed, with the same messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.api.bodies import unacceptable
from editorial.forms.fields import KeyField, LineField, SlugField, refuse_broken
from editorial.models import Upload
from encyclopedia.api.problems import Fault
from encyclopedia.core import documents
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.core.limits import SLUG, TITLE

MAX_EDITION = 2**31 - 1


def refuse_unfit(document: Document) -> None:
    """Raises Problem (422) that names every place the form would refuse."""
    if faults := [*_identity(document), *_texts(document), *_pictures(document)]:
        raise unacceptable(*faults)


def _identity(document: Document) -> Iterator[Fault]:
    if not _is_plain_uuid(document.id):
        remedy = _("Keep the entry’s own, or make one for a new entry, in lower case letters.")
        yield Fault("document.id", _("Not a valid UUID."), remedy)
    address = KeyField if isinstance(document, SourceDocument) else SlugField
    for name, field in (
        ("title", LineField(max_length=TITLE)),
        ("slug", address(max_length=SLUG)),
    ):
        text = getattr(document, name)
        try:
            if field.clean(text) != text:
                remedy = _("Write it with single spaces, and none at its ends.")
                yield Fault(f"document.{name}", _("This holds superfluous white space."), remedy)
        except ValidationError as error:
            yield Fault(f"document.{name}", " ".join(error.messages), "")
    if isinstance(document, SourceDocument) and not 1 <= document.record_edition <= MAX_EDITION:
        what = _("Not a number of editions.")
        yield Fault("document.record_edition", what, _("Count from 1."))


def _is_plain_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _texts(document: Document) -> Iterator[Fault]:
    """A fault for every text that no page can show."""
    for place, text in _strings(documents.write(document), "document"):
        try:
            refuse_broken(text)
        except ValidationError as error:
            yield Fault(place, " ".join(error.messages), "")
    if "\r" in document.text:
        what = _("This holds carriage returns.")
        yield Fault("document.text", what, _("End lines with a line feed only."))


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield f"{place}.{name}", name
            yield from _strings(item, f"{place}.{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _strings(item, f"{place}[{number}]")


def _pictures(document: Document) -> Iterator[Fault]:
    """A fault for every picture that the office has not stored."""
    digests = {picture.digest for picture in document.pictures}
    if not digests:
        return
    stored = set(Upload.objects.filter(pk__in=digests).values_list("pk", flat=True))
    for number, picture in enumerate(document.pictures):
        if picture.digest not in stored:
            what = _("No picture with this digest was uploaded.")
            remedy = _("Upload it in the form of the entry first.")
            yield Fault(f"document.pictures[{number}].digest", what, remedy)
