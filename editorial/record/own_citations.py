"""Checks and confirmations by somebody who brought in a part of the citation, or its work: nobody checks their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils.translation import gettext as _

from editorial.contributions.keeping import contributions_of
from editorial.contributions.vouching import STOOD
from editorial.models import Check, Confirmation, Contribution, Event, Manuscript, Revision
from editorial.verifying.recorded import WRITING


def own_citation_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """The acts on citations that the same person had brought in by then, one sentence each.

    Checks of version 0.1 are left out: no contributions were kept then.
    """
    theirs = Contribution.objects.filter(
        manuscript=OuterRef("manuscript"),
        digest=OuterRef("digest"),
        person=OuterRef("by"),
        revision__number__lte=OuterRef("revision"),
    )
    acts: list[Check | Confirmation] = [
        *Check.objects.filter(Exists(theirs), manuscript=manuscript, version__gt=1).order_by("pk"),
        *Confirmation.objects.filter(Exists(theirs), manuscript=manuscript).order_by("pk"),
    ]
    if not acts:
        return
    stand_ins = _stand_ins(manuscript)
    for act in acts:
        taken_over = stand_ins.get(act.by_id)
        if (taken_over is None or act.at > taken_over) and _had_brought_in(manuscript, act):
            what = _("check") if isinstance(act, Check) else _("confirmation")
            yield _("%(name)s, %(what)s of %(at)s is by somebody who brought in the citation.") % {
                "name": name,
                "what": what,
                "at": act.at.isoformat(),
            }


def named_work_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """The checks by somebody who gave the key its work after the citation was there, one sentence each.

    Only whoever saved the citation is asked since when it was there: who else counts may have become known later.
    """
    brought_in = Contribution.objects.filter(
        manuscript=OuterRef("manuscript"), digest=OuterRef("digest"), revision__author=F("person")
    ).order_by("revision__saved_at")
    named = Contribution.objects.filter(
        manuscript=OuterRef("source"),
        person=OuterRef("by"),
        words="",
        source_key=OuterRef("source_key"),
        revision__saved_at__gt=OuterRef("cited_since"),
        revision__saved_at__lt=OuterRef("at"),
    )
    checks = Check.objects.filter(manuscript=manuscript, version__gt=1)
    checks = checks.annotate(cited_since=Subquery(brought_in.values("revision__saved_at")[:1]))
    checks = checks.filter(Exists(named)).order_by("pk")
    if not checks:
        return
    stand_ins = _stand_ins(manuscript)
    for check in checks:
        taken_over = stand_ins.get(check.by_id)
        if taken_over is None or check.at > taken_over:
            yield _(
                "%(name)s, check of %(at)s is by somebody who gave the key its work after it was cited."
            ) % {"name": name, "at": check.at.isoformat()}


def _stand_ins(manuscript: Manuscript) -> dict[int, datetime]:
    """The account that stands for all people of another site, where the entry was taken over from there, and when."""
    events = Event.objects.filter(
        manuscript=manuscript, action__in=WRITING, data__has_key="at"
    ).values("revision")
    revisions = Revision.objects.filter(manuscript=manuscript, number__in=events)
    return dict(revisions.order_by("saved_at").values_list("author", "saved_at"))


def _had_brought_in(manuscript: Manuscript, act: Check | Confirmation) -> bool:
    """Whether it was so when the act was made: a later check that overturns an earlier one makes more people count.

    Who saved the words themselves counts always.
    """
    rows = Contribution.objects.filter(manuscript=manuscript, digest=act.digest, person=act.by_id)
    overturning = Check.objects.filter(manuscript=manuscript, at__gte=act.at).exclude(
        verdict__in=STOOD
    )
    if rows.filter(revision__author=F("person")).exists() or not overturning.exists():
        return True
    return any(
        (brought.digest, brought.person) == (act.digest, act.by_id)
        for brought in contributions_of(manuscript, before=act.revision + 1, checked_before=act.at)
    )
