"""What kind of change a publication is, as its approver says and readers are told."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from editorial.models import Manuscript, Revision
from editorial.workflow import Refused
from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models import Change


def kind_of_change(manuscript: Manuscript, document: Document, change: str, summary: str) -> str:
    """The value of `Change` that readers are told; raises Refused for one that cannot be."""
    if manuscript.edition == 0:
        return Change.NEW
    if change not in Change.values or change == Change.NEW:
        raise Refused(
            _("Say what kind of change this is: an addition, a correction, wording or layout.")
        )
    if change == Change.CORRECTION and not summary.strip():
        raise Refused(_("Say in a line for readers what was wrong and what stands there now."))
    if change == Change.LAYOUT and not _says_the_same(manuscript, document):
        raise Refused(
            _(
                "It says something else than the edition that readers have, so this is not only layout: choose an "
                "addition, a correction or wording."
            )
        )
    return change


def _says_the_same(manuscript: Manuscript, document: Document) -> bool:
    """Whether it has the words, facts and citations of the published revision, in whatever order."""
    published = Revision.objects.filter(
        manuscript=manuscript, number=manuscript.published_revision
    ).first()
    return published is None or _said(published.read()) == _said(document)


def _said(document: Document) -> tuple[object, ...]:
    analysis = analyse(document)
    record = document.record if isinstance(document, SourceDocument) else {}
    return (
        document.title,
        document.summary,
        Counter(analysis.parsed.plain.split()),
        Counter(citation.digest for citation in analysis.citations),
        Counter(map(repr, document.facts)),
        record,
    )
