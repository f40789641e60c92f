"""Evidence: attach to a source what it says, or set the words aside again. None of it ever reaches a reader."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from editorial import permissions
from editorial.actions.transaction import Outcome, locked, record
from editorial.evidence import extraction
from editorial.evidence.book_words import BookPage
from editorial.models import Evidence, EvidenceKind, EvidencePage
from editorial.storage import evidence_files
from editorial.wording import words
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ATTACHERS = (permissions.CHECK_CITATION, permissions.SAVE_MANUSCRIPT)
MAX_PASSAGE_LENGTH = 100_000
# Less than a web server waits for an answer.
SECONDS = 20


def may_attach(user: User) -> bool:
    """Whether this person may attach evidence: moderators and editors may."""
    return user.is_active and any(user.has_perm(permission) for permission in ATTACHERS)


def attach_passage(
    *, source: uuid.UUID, text: str, page: str, origin: str, by: User, title: str = ""
) -> Outcome:
    """Keep a passage as it was copied from the source; `page` is what its page is called there."""
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
        title=title or (_("Page %(page)s") % {"page": label} if label else _("Passage")),
        origin=origin,
        by=by,
    )


def attach_file(
    *, source: uuid.UUID, data: bytes, title: str, origin: str, by: User, page: str = ""
) -> Outcome:
    """Keep a PDF, an HTML page or a plain text, typed by what it holds and not by its name.

    `page` is what its (first) page is called where the file does not tell. Raises Refused for anything else, and for
    what is too large or cannot be read.
    """
    if not may_attach(by):
        raise Forbidden(_("You may not attach evidence."))
    try:
        read = extraction.extract(data, label=" ".join(page.split())[:60], seconds=SECONDS)
    except extraction.ExtractionProblem as problem:
        raise Refused(words(problem.message)) from problem
    return _attach(
        source=source,
        data=data,
        kind=read.kind,
        pages=read.pages,
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
    where = " ".join(origin.replace("\x00", "").split())[:500]
    if not where:
        raise Refused(_("Say where it comes from: an address, a library, a shelf mark."))
    digest = hashlib.sha256(data).hexdigest()
    with locked(source) as found:
        if found.kind != Kind.SOURCE:
            raise NotAllowed(_("Evidence is attached to a source."))
        if Evidence.objects.readable().filter(source=found, digest=digest).exists():
            return Outcome(found, changed=False)
        evidence_files.keep(data, digest)
        attached = Evidence.objects.create(
            source=found,
            kind=kind,
            title=" ".join(title.replace("\x00", "").split())[:300] or where[:300],
            origin=where,
            digest=digest,
            size=len(data),
            by=by,
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
        event = record(
            "attach",
            by=by,
            manuscript=found,
            data={"evidence": attached.pk, "digest": digest, "kind": str(kind), "origin": where},
        )
    return Outcome(found, event)


def set_aside(*, evidence: int, by: User, reason: str) -> Outcome:
    """Take the words and the file of evidence away: a wrong file, a right that was claimed.

    That it was attached, by whom and from where, stays on record.
    """
    if not may_attach(by):
        raise Forbidden(_("You may not set evidence aside."))
    if not reason.strip():
        raise Refused(_("Say why it is set aside."))
    kept = Evidence.objects.get(pk=evidence)
    with locked(kept.source_id) as found:
        if not EvidencePage.objects.filter(evidence=kept).exists():
            return Outcome(found, changed=False)
        EvidencePage.objects.filter(evidence=kept).delete()
        event = record(
            "set_aside",
            by=by,
            manuscript=found,
            reason=reason.strip(),
            data={"evidence": kept.pk, "digest": kept.digest},
        )
        if not Evidence.objects.readable().filter(digest=kept.digest).exists():
            transaction.on_commit(lambda: evidence_files.drop(kept.digest))
    return Outcome(found, event)
