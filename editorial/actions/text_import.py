"""Saving an entry together with the sources that its brought-in text cites, as drafts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from editorial.actions.draft import AddressTaken, save
from editorial.actions.transaction import Outcome, is_deadlock
from editorial.models import Manuscript, Revision
from editorial.workflow import Refused
from encyclopedia import bibliography
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.core.documents import Document, DocumentError, SourceDocument
from encyclopedia.models import Kind
from encyclopedia.wording import words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_TRIES = 3


def save_with_sources(
    *,
    document: Document,
    sources: Iterable[dict[str, Any]],
    by: User,
    based_on: int = 0,
    summary: str = "",
) -> tuple[Outcome, list[Manuscript]]:
    """Save a document as `save` does, and first a draft of each of `sources` (CSL-JSON with `id`) that it cites.

    A source that is there under its key already is left alone. All or nothing. Answers with the outcome and the
    manuscripts of the sources that were made. Raises Refused also where a key stands for another work by now.
    """
    cited = analyse(document).keys
    wanted = {str(record["id"]): record for record in sources if str(record["id"]) in cited}
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                made = [
                    manuscript
                    for key, record in sorted(wanted.items())
                    if (manuscript := _drafted(key, record, document, by))
                ]
                outcome = save(document=document, by=by, based_on=based_on, summary=summary)
            return outcome, made
        except OperationalError as error:
            if attempt == _TRIES - 1 or not is_deadlock(error):
                raise
    raise AssertionError


def _drafted(key: str, record: dict[str, Any], entry: Document, by: User) -> Manuscript | None:
    """The draft that was made, or None where the source is there."""
    document = _read(key, record)
    found = Manuscript.objects.of_kind(Kind.SOURCE).filter(slug=key).first()
    if found is None:
        words = _("Cited by “%(title)s”") % {"title": entry.title}
        try:
            return save(document=document, by=by, summary=words[:500]).manuscript
        except AddressTaken:
            # Somebody drafted it since the look.
            found = Manuscript.objects.of_kind(Kind.SOURCE).get(slug=key)
    newest = Revision.objects.get(manuscript=found, number=found.revision).read()
    known = newest.record if isinstance(newest, SourceDocument) else {}
    if known != document.record and not bibliography.same_work(known, document.record):
        raise Refused(
            _(
                "The key “%(key)s” has been given to another work, “%(title)s”, meanwhile. "
                "Import the text again, or draft the source under another key."
            )
            % {"key": key, "title": found.title}
        )
    return None


def _read(key: str, record: dict[str, Any]) -> SourceDocument:
    try:
        found = documents.read(
            {
                "schema": documents.SCHEMA,
                "kind": "source",
                "id": str(uuid.uuid4()),
                "slug": key,
                "title": str(record.get("title") or key)[:300],
                "record": record,
            }
        )
    except DocumentError as error:
        raise Refused(
            _("The new source “%(key)s” cannot be drafted: %(why)s")
            % {"key": key, "why": words(error.message)}
        ) from error
    if not isinstance(found, SourceDocument):
        raise TypeError
    return found
