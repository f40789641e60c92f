"""Which citations wait on their author's side: a moderator asked for the page or a scan, and nothing came yet.

Such a citation is settled as *could not access*, so it is not at the desk. An answer, or evidence that is attached to
the source, brings it back.
"""

from __future__ import annotations

from editorial.models import Check, DraftCitation, Evidence, Verdict
from editorial.models.checks import DraftCitationQuerySet
from editorial.projection.queueing import requeue
from encyclopedia.core.chunks import in_chunks


def restore_asks(citations: DraftCitationQuerySet) -> None:
    """Write again which of these wait on their author's side, once their standings are written.

    One statement when none is *could not access*, else two, and three more for each that was asked for.
    """
    inaccessible = list(citations.filter(standing=Verdict.COULD_NOT_ACCESS))
    newest: dict[tuple[object, str, str | None], Check] = {}
    for chunk in in_chunks(sorted({row.digest for row in inaccessible})):
        for check in Check.objects.filter(digest__in=chunk).order_by("at", "id"):
            newest[check.manuscript_id, check.digest, None] = check
            newest[check.manuscript_id, check.digest, check.context] = check
    for row in inaccessible:
        key = (row.manuscript_id, row.digest)
        made = newest.get((*key, row.context)) or newest.get((*key, None))
        if made is not None and made.asks:
            row.asked, row.checked = made, not _came(row, made)
            row.save(update_fields=["asked", "checked"])


def _came(row: DraftCitation, made: Check) -> bool:
    """Whether an answer or evidence came since the author was asked. The same words elsewhere need the same page."""
    evidence = Evidence.objects.of_source(row.source_key).filter(at__gt=made.at)
    return evidence.exists() or made.answers.exists()


def bring_back(citations: DraftCitationQuerySet) -> None:
    """Put those of these that wait on their author's side into the moderators' queue again."""
    asked = citations.asked_of_author()
    manuscripts = sorted(set(asked.values_list("manuscript", flat=True)))
    if manuscripts:
        asked.update(checked=False)
        requeue(manuscripts)
