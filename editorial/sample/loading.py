"""Loads the sample, and leaves work in every queue."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from editorial.models import Notice
from editorial.sample import load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.publishing import keep_words, publish
from editorial.sample.work_left import leave_work
from encyclopedia.core.documents import Document


def load(documents: list[Document] | None = None) -> Iterator[str]:
    """Publish every sample entry, sources first, then leave work in the queues; yields a path as each is done."""
    editor, moderator, approver = (enlist(member) for member in (EDITOR, MODERATOR, APPROVER))
    for document in documents if documents is not None else load_documents():
        publish(document, editor, moderator, approver)
        keep_words(document, editor)
        yield f"{document.kind}/{document.slug}"
    # Loading is no news to the sample's people; the work that waits for them is.
    Notice.objects.filter(read_at=None).update(read_at=timezone.now(), mail_after=None)
    leave_work(editor, moderator, approver)
