"""Takes the sample's documents through the real actions, as the sample's accounts."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import actions
from editorial.actions.attach import attach_file
from editorial.gate.gate_input import obstacles
from editorial.gate.judging import stopping
from editorial.models import DraftCitation, Manuscript, Revision
from editorial.sample.sample_checks import SEEN_AT, kept_works, verdict_on
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document
from encyclopedia.models import Source

# As long as the form proposes to an approver.
WAIVED_FOR = timedelta(days=90)


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
    """Record what the second reader saw, one check for each citation."""
    rows = DraftCitation.objects.filter(manuscript=manuscript, checked=False)
    unchecked = {Use(*use) for use in rows.values_list("digest", "context")}
    document = _newest(manuscript)
    citations = analyse(document).citations
    sources = Source.objects.filter(slug__in={citation.key for citation in citations})
    addresses = {source.slug: source.record.get("URL", "") for source in sources}
    for citation in citations:
        if citation.use in unchecked:
            finding = verdict_on(document.slug, citation)
            means, address = (
                "elsewhere",
                SEEN_AT.get(citation.key) or addresses.get(citation.key, ""),
            )
            if finding.is_of_record:
                means, address = "record", ""
            elif citation.key in kept_works():
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
    """Waive the second check that a stricter policy than the sample's asks for; the gate refuses the rest."""
    stopping_obstacles = stopping(obstacles(manuscript, _newest(manuscript), "approve"))
    keys = [item.key for item in stopping_obstacles if item.code == "second_check_missing"]
    if settings.GATE_POLICY and keys:
        actions.waive(
            manuscript=manuscript.pk,
            by=approver,
            keys=keys,
            reason=_("The sample was collected for a gate that asks for less."),
            expires_at=timezone.now() + WAIVED_FOR,
        )


def _newest(manuscript: Manuscript) -> Document:
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
