"""Loads the sample through the real actions, as the sample's accounts, and leaves work in every queue."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import actions
from editorial.actions.attach import attach_file
from editorial.gate.gate_input import obstacles
from editorial.gate.judging import stopping
from editorial.models import DraftCitation, Manuscript, Notice, Revision
from editorial.sample import entry_id, load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.sample_checks import WAIVERS, kept_works, verdict_on
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import ArticleDocument, Document
from encyclopedia.models import Source

# As long as the form proposes to an approver.
WAIVED_FOR = timedelta(days=90)


def load(documents: list[Document] | None = None) -> Iterator[str]:
    """Publish every sample entry, sources first, then leave work in the queues; yields a path as each is done."""
    editor, moderator, approver = (enlist(member) for member in (EDITOR, MODERATOR, APPROVER))
    for document in documents if documents is not None else load_documents():
        publish(document, editor, moderator, approver)
        keep_words(document, editor)
        yield f"{document.kind}/{document.slug}"
    # Loading is no news to the sample's people; the work that waits for them is.
    Notice.objects.filter(read_at=None).update(read_at=timezone.now())
    leave_work(editor, moderator, approver)


def publish(document: Document, editor: User, moderator: User, approver: User) -> None:
    """Take one document through to publication, resuming where an interrupted load stopped."""
    manuscript = Manuscript.objects.filter(pk=document.id).first()
    if manuscript is not None and manuscript.edition:
        return
    if manuscript is None:
        summary = _("From the sample")
        manuscript = actions.save(document=document, by=editor, summary=summary).manuscript
    number = manuscript.revision
    if manuscript.status == "draft":
        actions.submit(manuscript=manuscript.pk, revision=number, by=editor)
    check(manuscript, moderator)
    waive(manuscript, approver)
    actions.approve(manuscript=manuscript.pk, revision=number, by=approver)
    actions.publish(manuscript=manuscript.pk, by=approver)


def keep_words(document: Document, editor: User) -> None:
    """Attach the excerpts of a work, so that quotations of it are found; nothing where none are kept."""
    excerpts = kept_works().get(document.slug) if document.kind == "source" else None
    if excerpts:
        attach_file(
            source=uuid.UUID(document.id),
            data=excerpts.read_bytes(),
            title=_("The sentences cited, and those around them"),
            origin=_("Copied from the whole text, which is in the public domain"),
            by=editor,
        )


def check(manuscript: Manuscript, moderator: User) -> None:
    """Record what the collector of the sample saw, one check for each citation."""
    rows = DraftCitation.objects.filter(manuscript=manuscript, checked=False)
    unchecked = {Use(*use) for use in rows.values_list("digest", "context")}
    document = _newest(manuscript)
    citations = analyse(document).citations
    sources = Source.objects.filter(slug__in={citation.key for citation in citations})
    addresses = {source.slug: source.record.get("URL", "") for source in sources}
    for citation in citations:
        if citation.use in unchecked:
            finding = verdict_on(document.slug, citation)
            address = addresses.get(citation.key, "")
            means = "elsewhere" if address else "shelf"
            if citation.key in kept_works():
                means, address = "copy", ""
            actions.check(
                manuscript=manuscript.pk,
                digest=citation.digest,
                context=citation.context,
                verdict=finding.verdict,
                note=finding.note,
                public_note=finding.public_note,
                means=means,
                looked_at=address,
                not_borne_out=finding.not_borne_out,
                by=moderator,
            )


def waive(manuscript: Manuscript, approver: User) -> None:
    """Waive citations that nobody could look up, where the sample gives a reason; the gate refuses the rest."""
    reason = WAIVERS.get(manuscript.slug)
    stopping_obstacles = stopping(obstacles(manuscript, _newest(manuscript), "approve"))
    keys = [item.key for item in stopping_obstacles if item.code == "could_not_access"]
    if reason and keys:
        actions.waive(
            manuscript=manuscript.pk,
            by=approver,
            keys=keys,
            reason=reason,
            expires_at=timezone.now() + WAIVED_FOR,
        )


def _newest(manuscript: Manuscript) -> Document:
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


def leave_work(editor: User, moderator: User, approver: User) -> None:
    """A second edition, a draft, a returned one, one to check, one to approve, and one scheduled."""
    _edit("person", "karl-liebknecht", _DRAFT, editor)

    second = _edit("person", "friedrich-engels", _SECOND, editor)
    if second:
        number = second.revision
        actions.submit(manuscript=second.pk, revision=number, by=editor)
        check(second, moderator)
        actions.approve(
            manuscript=second.pk,
            revision=number,
            by=approver,
            change="addition",
            summary=_("Where the sample's readers find more."),
        )
        actions.publish(manuscript=second.pk, by=approver)

    returned = _edit("organisation", "nkvd", _RETURNED, editor)
    if returned:
        actions.submit(manuscript=returned.pk, revision=returned.revision, by=editor)
        actions.return_(
            manuscript=returned.pk,
            by=moderator,
            reason=_("Which of the two sources says so? Cite it at the sentence itself."),
        )

    to_check = _edit("article", "trotskyism", _TO_CHECK, editor)
    if to_check:
        actions.submit(manuscript=to_check.pk, revision=to_check.revision, by=editor)

    to_approve = _edit("person", "rosa-luxemburg", _TO_APPROVE, editor)
    if to_approve:
        actions.submit(manuscript=to_approve.pk, revision=to_approve.revision, by=editor)
        check(to_approve, moderator)

    scheduled = _new(_SCHEDULED, editor)
    if scheduled:
        number = scheduled.revision
        actions.submit(manuscript=scheduled.pk, revision=number, by=editor)
        check(scheduled, moderator)
        actions.approve(manuscript=scheduled.pk, revision=number, by=approver)
        actions.schedule(
            manuscript=scheduled.pk, by=approver, publish_at=timezone.now() + timedelta(days=7)
        )


_SECOND = "\n\nOn the movement that later claimed his name see [[Trotskyism]]."
_DRAFT = "\n\nHe was a member of the Reichstag until the war divided his party [@? the years]."
_RETURNED = "\n\nIts name became a word for the political police as a whole.[@globalsecurity-nkvd]"
_TO_CHECK = (
    "\n\n## Later histories\n\nRobert J. Alexander documented the movement from 1929 to 1985 in one "
    "large volume [@alexander-1991]. Robert Service wrote a biography of its founder "
    "[@service-trotsky-2009], and Bertrand Patenaude an account of his last years [@patenaude-2009]."
)
_TO_APPROVE = "\n\nJ. P. Nettl wrote her life in full [@nettl-luxemburg-2019]."
_SCHEDULED = ArticleDocument(
    id=entry_id("article", "permanent-revolution"),
    slug="permanent-revolution",
    title="Permanent revolution",
    summary="Leon Trotsky's theory of how a revolution begins in one country and goes on beyond it.",
    text=(
        "[[Leon Trotsky]] set out his theory of permanent revolution in *Results and Prospects*, "
        "which he wrote after the revolution of 1905 [@britannica-trotsky-summary]. "
        "His followers, the adherents of [[Trotskyism]], oppose it to the doctrine of socialism "
        "in one country [@? a source that sets the two theories against each other]."
    ),
    tags=("communism",),
)


def _edit(kind: str, slug: str, words: str, editor: User) -> Manuscript | None:
    """The published entry with words added at the end of its running text, as a draft; None when done before."""
    manuscript = Manuscript.objects.filter(kind=kind, slug=slug).first()
    if manuscript is None or manuscript.revision > 1:
        return None
    document = manuscript.revisions.get(number=1).read()
    changed = replace(document, text=_before_notes(document.text, words))
    return actions.save(document=changed, by=editor, based_on=1).manuscript


def _before_notes(text: str, words: str) -> str:
    body, mark, notes = text.partition("\n[^")
    return f"{body.rstrip()}{words}\n{mark}{notes}" if mark else f"{body.rstrip()}{words}\n"


def _new(document: Document, editor: User) -> Manuscript | None:
    if Manuscript.objects.filter(pk=uuid.UUID(document.id)).exists():
        return None
    return actions.save(document=document, by=editor).manuscript
