"""Loads the sample, and leaves work in every queue."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.actions.agreements import WITHOUT_AUTHOR
from editorial.gate.policy import policy_for
from editorial.models import Notice
from editorial.sample import load_documents
from editorial.sample.cast import APPROVER, EDITOR, MODERATOR, enlist
from editorial.sample.publishing import keep_words, publish
from editorial.sample.work_left import leave_work
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document


def refusal(documents: list[Document]) -> str:
    """Why not all of it can be published under the site's policy, in words; empty where it can."""
    if any(_wants_agreement(document) for document in documents):
        why = _("GATE_POLICY asks for agreements of authors, and nobody signed any for it.")
    elif any(_has_too_few_footnotes(document) for document in documents):
        why = _(
            "GATE_POLICY stops entries of which so few sentences are cited as in some of the sample."
        )
    else:
        return ""
    way_out = _(
        "Leave the sample out (SAMPLE=0 make run, or serve --no-sample), or load it before you set GATE_POLICY."
    )
    return " ".join((_("The sample cannot be loaded:"), why, way_out))


def _wants_agreement(document: Document) -> bool:
    return policy_for(document).author_agreement and document.kind not in WITHOUT_AUTHOR


def _has_too_few_footnotes(document: Document) -> bool:
    """Such a one is not even submitted, so that nobody could waive it."""
    policy = policy_for(document)
    if not policy.cited_share_stops or document.kind == "source":
        return False
    parsed = analyse(document).parsed
    return bool(parsed.claims) and parsed.cited_claims * 100 // parsed.claims < policy.cited_share


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
