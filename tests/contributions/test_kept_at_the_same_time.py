"""A save and a check at the same moment: the table says afterwards what the revisions say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import article, drafted, make_cast, person, source
from same_time import at_once

from editorial import actions
from editorial.contributions.keeping import contributions_of
from editorial.models import Check, Contribution, DraftCitation, Manuscript
from editorial.workflow import Forbidden, NotAllowed, Refused


@pytest.mark.django_db(transaction=True)
def test_a_citation_is_checked_and_changed_at_once() -> None:
    cast = make_cast()
    document = article(text="Olsen was born in 1893.[@service-trotsky-2009, p. 1]")
    drafted(document, cast)
    writer = person("willa", "Editors", "Moderators")
    digest = DraftCitation.objects.get().digest
    changed = replace(document, text=document.text.replace("p. 1", "p. 2"))
    answers = at_once(
        lambda: actions.save(document=changed, by=writer, based_on=1),
        lambda: actions.check(
            manuscript=Manuscript.objects.get().pk,
            digest=digest,
            verdict="supports",
            means="shelf",
            by=cast.moderator,
        ),
    )
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert all(isinstance(refusal, NotAllowed) for refusal in refusals)
    assert len(refusals) + Check.objects.count() == 1
    new = DraftCitation.objects.get().digest
    brought = set(Contribution.objects.filter(digest=new).values_list("person", flat=True))
    assert brought == ({writer.pk} if Check.objects.exists() else {writer.pk, cast.editor.pk})
    made = {(row.digest, row.person) for row in contributions_of(Manuscript.objects.get())}
    assert set(Contribution.objects.values_list("digest", "person")) == made


@pytest.mark.django_db(transaction=True)
def test_somebody_checks_a_citation_and_changes_its_heading_at_once() -> None:
    cast = make_cast()
    document = article(text="## Here\n\nOlsen was born in 1893.[@service-trotsky-2009, p. 1]")
    drafted(document, cast)
    both = person("willa", "Editors", "Moderators")
    row = DraftCitation.objects.get()
    changed = replace(document, text=document.text.replace("Here", "Not here"))
    saved, checked = at_once(
        lambda: actions.save(document=changed, by=both, based_on=1),
        lambda: actions.check(
            manuscript=row.manuscript_id,
            digest=row.digest,
            verdict="supports",
            means="shelf",
            by=both,
        ),
    )
    assert not isinstance(saved, Refused)
    assert isinstance(checked, Forbidden) or Check.objects.get().context == row.context
    assert Contribution.objects.of(row.manuscript_id, [row.digest]).by(both.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_checks_a_citation_and_names_its_work_at_once() -> None:
    cast = make_cast()
    drafted(article(text="Olsen was born in 1893.[@olsen-1901, p. 1]"), cast)
    both = person("willa", "Editors", "Moderators")
    row = DraftCitation.objects.get()
    saved, checked = at_once(
        lambda: actions.save(document=source("olsen-1901"), by=both),
        lambda: actions.check(
            manuscript=row.manuscript_id,
            digest=row.digest,
            verdict="supports",
            means="shelf",
            by=both,
        ),
    )
    assert not isinstance(saved, Refused)
    assert isinstance(checked, Forbidden) or Check.objects.get().source is None
