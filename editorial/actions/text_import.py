"""Saving an entry together with drafts of the sources that its imported text cites."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.actions.draft import AddressTaken, save
from editorial.actions.transaction import Outcome, is_deadlock
from editorial.models import Manuscript, Revision
from editorial.wording.history_words import in_history
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
    """Save a document as `save` does, and before it a draft of every one of `sources` (CSL-JSON with `id`) it cites.

    A source whose key exists is left unchanged. All or nothing. Returns the outcome and the manuscripts of the new
    sources. Raises what `save` raises, and Refused when a key now belongs to another work.
    """
    cited = analyse(document).keys
    cited_records = {str(record["id"]): record for record in sources if str(record["id"]) in cited}
    for attempt in range(_TRIES):
        try:
            with transaction.atomic():
                drafted = [
                    source
                    for key, record in sorted(cited_records.items())
                    if (source := _draft_source(key, record, document, by))
                ]
                outcome = save(document=document, by=by, based_on=based_on, summary=summary)
            return outcome, drafted
        except OperationalError as error:
            if attempt == _TRIES - 1 or not is_deadlock(error):
                raise
    raise AssertionError


def _draft_source(key: str, record: dict[str, Any], entry: Document, by: User) -> Manuscript | None:
    """The new draft, or None when the source exists."""
    document = _source_document(key, record)
    source = Manuscript.objects.of_kind(Kind.SOURCE).filter(slug=key).first()
    if source is None:
        words = in_history(gettext_lazy("Cited by “%(title)s”"), title=entry.title)
        try:
            return save(document=document, by=by, summary=words[:500]).manuscript
        except AddressTaken:
            # Somebody drafted it just now.
            source = Manuscript.objects.of_kind(Kind.SOURCE).get(slug=key)
    newest = Revision.objects.get(manuscript=source, number=source.revision).read()
    current_record = newest.record if isinstance(newest, SourceDocument) else {}
    if current_record != document.record and not bibliography.same_work(
        current_record, document.record
    ):
        raise Refused(
            _(
                "The key “%(key)s” has been given to another work, “%(title)s”, meanwhile. "
                "Import the text again, or draft the source under another key."
            )
            % {"key": key, "title": source.title}
        )
    return None


def _source_document(key: str, record: dict[str, Any]) -> SourceDocument:
    try:
        document = documents.read(
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
    if not isinstance(document, SourceDocument):
        raise TypeError
    return document
