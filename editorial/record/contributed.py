"""The table of contributions, against what the revisions say: made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields

from django.db.models import Max
from django.utils.translation import gettext as _

from editorial.contributions.brought import Brought
from editorial.contributions.keeping import contributions_of
from editorial.models import Check, Contribution, DigestUpgrade, Event, Manuscript, Revision
from editorial.record.suppressed import was_suppressed
from editorial.verifying.event_hash import HALVES
from editorial.verifying.recorded import WRITING


def contribution_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """Rows that are missing, and rows that no revision bears out.

    A manuscript from before version 0.2 has none until it is worked on: then all of them are made.

    A row of a digest of an earlier version stays as it was written then: that digest is not made again, but a revision
    or an upgrade names it.
    """
    rows = Contribution.objects.filter(manuscript=manuscript)
    names = tuple(field.name for field in fields(Brought))
    kept = set(rows.values_list(*names).iterator(chunk_size=5_000))
    if not kept and not _was_worked_on(manuscript):
        return
    if was_suppressed(manuscript):
        # Of revisions without their words nobody can say any more who brought in what.
        return
    made = {astuple(row) for row in contributions_of(manuscript)}
    numbers = dict(Revision.objects.filter(manuscript=manuscript).values_list("pk", "number"))
    for digest, _person, revision, *_what in sorted(made - kept):
        yield _("%(name)s, revision %(number)s: who brought in %(digest)s… is not kept.") % {
            "name": name,
            "number": numbers[revision],
            "digest": digest[:12],
        }
    extra = kept - made
    earlier = _earlier_digests(manuscript) - {digest for digest, *_rest in made} if extra else set()
    for digest, _person, revision, *_what in sorted(extra):
        if digest not in earlier or revision not in numbers:
            yield _(
                "%(name)s: somebody is said to have brought in %(digest)s…, and no revision says so."
            ) % {"name": name, "digest": digest[:12]}


def _was_worked_on(manuscript: Manuscript) -> bool:
    """Whether a check or a save of version 0.2 or later was made here: then the rows were made, if not before.

    What was taken over from another site was not (its events repeat a time): those rows are made when it is worked on.
    """
    acts = Event.objects.filter(manuscript=manuscript, format=HALVES).exclude(data__has_key="at")
    if acts.filter(action="check", data__version__gt=1).exists():
        return True
    saves = acts.filter(action__in=WRITING)
    earlier = Check.objects.filter(manuscript=manuscript, version=1)
    if (last := earlier.aggregate(last=Max("at"))["last"]) is not None:
        saves = saves.filter(at__gt=last)
    return saves.exists()


def _earlier_digests(manuscript: Manuscript) -> set[str]:
    upgraded = DigestUpgrade.objects.filter(manuscript=manuscript).values_list("old", flat=True)
    digests = set(upgraded)
    revisions = Revision.objects.filter(manuscript=manuscript)
    for cited in revisions.values_list("citation_digests", flat=True).iterator():
        digests.update(cited)
    return digests
