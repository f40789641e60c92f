"""Evidence: attach the text of a source to it, or set that text aside again. Readers never see any of it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import permissions
from editorial.actions.refresh_standings import lock_citing
from editorial.actions.shared_files import drop_unnamed
from editorial.actions.transaction import Outcome, locked, record
from editorial.evidence import extraction
from editorial.evidence.book_words import BookPage
from editorial.models import DraftCitation, Evidence, EvidenceKind, EvidencePage
from editorial.projection.asking import bring_back
from editorial.storage import evidence_files
from editorial.storage.scanning import refuse_unclean
from editorial.verifying.document_files import digest as digest_of
from editorial.wording import words
from editorial.wording.history_words import in_history
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ATTACHERS = (permissions.CHECK_CITATION, permissions.SAVE_MANUSCRIPT)
MAX_PASSAGE_LENGTH = 100_000
# Less than a web server waits for a response.
MAX_SECONDS = 20


def may_attach(user: User) -> bool:
    """Whether this person may attach evidence: moderators and editors may."""
    return user.is_active and any(user.has_perm(permission) for permission in ATTACHERS)


def attach_passage(
    *, source: uuid.UUID, text: str, page: str, origin: str, by: User, title: str = ""
) -> Outcome:
    """Store a passage as it was copied from the source; `page` is the label of its page there."""
    words = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise Refused(_("Paste the passage."))
    if len(words) > MAX_PASSAGE_LENGTH:
        raise Refused(_("The passage is too long. Attach it as a text file."))
    label = " ".join(page.split())[:60]
    # The page is part of what was attached: the same words on another page are other evidence.
    data = f"{label}\n\n{words}".encode()
    return _attach(
        source=source,
        data=data,
        kind=EvidenceKind.PASTED,
        pages=[BookPage(label, words)],
        title=title or _usual_title(label),
        origin=origin,
        by=by,
    )


def _usual_title(page: str) -> str:
    words = gettext_lazy("Page %(page)s") if page else gettext_lazy("Passage")
    return in_history(words, page=page)


def attach_file(
    *, source: uuid.UUID, data: bytes, title: str, origin: str, by: User, page: str = ""
) -> Outcome:
    """Store a PDF, an HTML page or a plain text; its type is read from its content, not from its name.

    `page` is the label of its (first) page where the file has none. Raises Refused for any other type, and for a file
    that is too large or cannot be read.
    """
    if not may_attach(by):
        raise Forbidden(_("You may not attach evidence."))
    refuse_unclean(data)
    try:
        extracted = extraction.extract(data, label=" ".join(page.split())[:60], seconds=MAX_SECONDS)
    except extraction.ExtractionProblem as problem:
        raise Refused(words(problem.message)) from problem
    return _attach(
        source=source,
        data=data,
        kind=extracted.kind,
        pages=extracted.pages,
        title=title,
        origin=origin,
        by=by,
    )


def _attach(
    *,
    source: uuid.UUID,
    data: bytes,
    kind: str,
    pages: Sequence[BookPage],
    title: str,
    origin: str,
    by: User,
) -> Outcome:
    if not may_attach(by):
        raise Forbidden(_("You may not attach evidence."))
    cleaned_origin = " ".join(origin.replace("\x00", "").split())[:500]
    if not cleaned_origin:
        raise Refused(_("Say where it comes from: an address, a library, a shelf mark."))
    digest = hashlib.sha256(data).hexdigest()
    with locked(source) as row:
        if row.kind != Kind.SOURCE:
            raise NotAllowed(_("Evidence is attached to a source."))
        if Evidence.objects.readable().filter(source=row, digest=digest).exists():
            return Outcome(row, changed=False)
        # Of those that cite it, some may wait for the page.
        lock_citing(row.slug)
        evidence_files.keep(data, digest)
        cleaned_title = " ".join(title.replace("\x00", "").split())[:300] or cleaned_origin[:300]
        event = record(
            "attach",
            by=by,
            manuscript=row,
            data={
                "digest": digest,
                "kind": str(kind),
                "size": len(data),
                "words": digest_of([[page.label[:60], page.text] for page in pages]),
            },
            private={"origin": cleaned_origin, "title": cleaned_title},
        )
        # Once more with the log locked: it may have been deleted for another source since.
        evidence_files.keep(data, digest)
        attached = Evidence.objects.create(
            source=row,
            kind=kind,
            title=cleaned_title,
            origin=cleaned_origin,
            digest=digest,
            size=len(data),
            by=by,
            at=event.at,
        )
        EvidencePage.objects.bulk_create(
            [
                EvidencePage(
                    evidence=attached, position=place, label=page.label[:60], text=page.text
                )
                for place, page in enumerate(pages)
            ],
            batch_size=200,
        )
        bring_back(DraftCitation.objects.filter(source_key=row.slug))
    return Outcome(row, event)


def set_aside(*, evidence: int, by: User, reason: str) -> Outcome:
    """Remove the text and the file of evidence, for instance a wrong file or one that infringes a copyright.

    The audit log still says that it was attached, by whom and from where.
    """
    if not may_attach(by):
        raise Forbidden(_("You may not set evidence aside."))
    if not reason.strip():
        raise Refused(_("Say why it is set aside."))
    attached = Evidence.objects.get(pk=evidence)
    with locked(attached.source_id) as row:
        if not EvidencePage.objects.filter(evidence=attached).exists():
            return Outcome(row, changed=False)
        event = record(
            "set_aside",
            by=by,
            manuscript=row,
            reason=reason.strip(),
            data={"evidence": attached.pk, "digest": attached.digest},
        )
        EvidencePage.objects.filter(evidence=attached).delete()
        drop_unnamed(attached.digest, Evidence.objects.readable, evidence_files.drop)
    return Outcome(row, event)
