"""What is derived from a manuscript's newest revision: its citations for the desk, and the counts of the lists."""

from __future__ import annotations

from collections.abc import Mapping

from editorial.gate.demands import needs_second
from editorial.gate.gate_input import gate_input
from editorial.gate.judging import GateInput, judge, stopping
from editorial.gate.policy import policy_for
from editorial.gate.second_checks import awaiting_second
from editorial.models import (
    DraftCitation,
    DraftText,
    Duplicate,
    Manuscript,
    NeededCitation,
    PictureUse,
    SourceKey,
    Topic,
)
from editorial.projection.asking import restore_asks
from editorial.projection.draft_texts import write_texts
from editorial.projection.duplicate_pairs import write_keys
from editorial.projection.needed_citations import write_needed
from editorial.projection.picture_uses import write_uses
from editorial.projection.queueing import requeue, write_topics
from encyclopedia.analysis import Analysis
from encyclopedia.core import limits
from encyclopedia.core.citations import Use
from encyclopedia.core.documents import Document
from encyclopedia.core.standing import CHECKED, COULD_NOT_ACCESS, SETTLED, UNCHECKED
from encyclopedia.models.insertion import insert


def derive(manuscript: Manuscript, document: Document, analysis: Analysis) -> None:
    """Write all rows that are derived from the newest revision, at a save or a rebuild; nothing else writes them."""
    derive_queues(manuscript, document, analysis)
    write_texts([(manuscript, document, analysis)])
    write_needed(manuscript, analysis)
    write_keys(manuscript, document)
    write_uses(manuscript, document)


def remove_derived(manuscript: Manuscript) -> None:
    """Remove all rows that are derived from a draft that is discarded; `derive` writes them again."""
    for rows in (DraftCitation, DraftText, NeededCitation, PictureUse, SourceKey, Topic):
        rows.objects.filter(manuscript=manuscript).delete()
    Duplicate.objects.of(manuscript.pk).delete()


def derive_queues(manuscript: Manuscript, document: Document, analysis: Analysis) -> None:
    """Write those about the manuscript itself: its citations, counts and topics, and what waits at the desk."""
    rows = DraftCitation.objects.filter(manuscript=manuscript)
    # A citation that waits already keeps its place in the queue.
    waits_since = dict(rows.waiting().values_list("digest", "waits_since"))
    judged = gate_input(manuscript, document, analysis=analysis)
    citations = count_citations(manuscript, analysis, judged)
    rows.delete()
    for citation in citations:
        citation.waits_since = waits_since.get(citation.digest)
    insert(citations)
    if any(citation.standing == COULD_NOT_ACCESS for citation in citations):
        restore_asks(rows)
    manuscript.save(update_fields=["obstacles", "citations"])
    write_topics(manuscript, document)
    requeue([manuscript.pk])
    manuscript.refresh_from_db(fields=["unchecked"])


def count_citations(
    manuscript: Manuscript, analysis: Analysis, judged: GateInput
) -> list[DraftCitation]:
    """Set how many citations and obstacles it has; the rows of the citations, which are not written yet."""
    policy = policy_for(judged.document)
    manuscript.obstacles = len(stopping(judge(judged, policy, "submit")))
    manuscript.citations = len(analysis.citations)
    seconds = {
        citation.digest
        for citation in analysis.citations
        if needs_second(citation, policy, living=judged.living)
    }
    return _rows(manuscript, analysis, judged.verdicts, seconds)


def _rows(
    manuscript: Manuscript, analysis: Analysis, verdicts: Mapping[Use, str], seconds: set[str]
) -> list[DraftCitation]:
    looked_up = {use.digest for use, verdict in verdicts.items() if verdict in CHECKED}
    firsts = awaiting_second(sorted(seconds & looked_up))
    return [
        DraftCitation(
            manuscript_id=manuscript.pk,
            position=position,
            number=citation.number,
            source_key=citation.key[: limits.SLUG],
            locator=citation.reference.locator[: limits.LOCATOR],
            quotation=citation.reference.quotation,
            prefix=citation.reference.prefix,
            suffix=citation.reference.suffix,
            claim=citation.claim,
            sentence=citation.sentence,
            digest=citation.digest,
            context=citation.context,
            claim_digest=citation.claim_digest,
            line=citation.line,
            note=analysis.note_letters.get(citation.note, ""),
            fact=citation.fact if citation.fact >= 0 else None,
            standing=verdicts.get(citation.use, UNCHECKED),
            checked=verdicts.get(citation.use) in SETTLED and citation.digest not in firsts,
            second=citation.digest in seconds,
            first_by_id=firsts.get(citation.digest),
        )
        for position, citation in enumerate(analysis.citations)
    ]
