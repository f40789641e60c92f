"""Two persons, organisations or articles become one: what is taken over, what is refused, who approves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from commissioned import promised
from factories import (
    Cast,
    article,
    biography,
    check_all,
    drafted,
    organisation,
    published,
    source,
    submitted,
)
from readers_reports import reported

from editorial import actions
from editorial.models import Event, Manuscript, Merge, Revision
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.projection.taking_over import fact_name
from editorial.record.verification import faults
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

pytestmark = pytest.mark.django_db

LIVED = DocumentFact(
    "occupation", value="journalist", citations=(Reference("service-trotsky-2009", "p. 3"),)
)


def merge(cast: Cast, gone: Manuscript, into: Manuscript, **given: Any) -> actions.Outcome:
    return actions.merge(
        source=gone.pk, into=into.pk, **{"by": cast.editor, "reason": "One man."} | given
    )


def newest(manuscript: Manuscript) -> documents.Document:
    return Revision.objects.filter(manuscript=manuscript).newest()[0].read()


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    other = biography("Lev Bronstein", facts=(LIVED,), tags=("Exile",))
    return drafted(other, cast), drafted(biography(), cast)


def test_what_is_ticked_becomes_a_draft_of_the_kept_one(cast: Cast, pair: Any) -> None:
    before = newest(pair[1])
    merge(cast, *pair, fill=["aliases", fact_name(LIVED)])
    assert newest(pair[1]) == replace(
        before, aliases=("Lev Bronstein",), facts=(*before.facts, LIVED)
    )
    saved = Revision.objects.get(manuscript=pair[1], number=2)
    assert (saved.author, "lev-bronstein" in saved.summary) == (cast.editor, True)
    assert list(faults()) == []
    assert not any(wrong for _path, wrong in rebuild_drafts())


def test_with_nothing_ticked_the_kept_one_stays_as_it_is(cast: Cast, pair: Any) -> None:
    merge(cast, *pair)
    assert Revision.objects.filter(manuscript=pair[1]).count() == 1
    events = Event.objects.filter(action="merge").order_by("seq")
    assert [event.manuscript_id for event in events] == [row.pk for row in pair]
    assert {event.reason for event in events} == {"One man."}


def test_entries_that_link_to_it_are_not_changed(cast: Cast, pair: Any) -> None:
    linking = drafted(article(text="[[Lev Bronstein]] wrote.[@service-trotsky-2009]"), cast)
    outcome = merge(cast, *pair)
    assert outcome.event is not None
    assert outcome.event.data["repointed"] == []
    linking.refresh_from_db()
    assert linking.revision == 1


def test_whoever_wrote_the_one_that_goes_does_not_approve_what_was_taken_over(cast: Cast) -> None:
    published(source(), cast)
    kept = published(biography(), cast)
    other = biography("Lev Bronstein", facts=(LIVED,))
    actions.save(document=other, by=cast.approver)
    gone = Manuscript.objects.get(pk=other.id)
    merge(cast, gone, kept, fill=[fact_name(LIVED)])
    actions.submit(manuscript=kept.pk, revision=2, by=cast.editor)
    check_all(kept, cast)
    with pytest.raises(Refused, match="Nobody approves"):
        actions.approve(manuscript=kept.pk, revision=2, by=cast.approver, change="addition")
    actions.approve(manuscript=kept.pk, revision=2, by=cast.other_approver, change="addition")


def test_kinds_are_not_mixed_and_pages_about_the_site_are_not_merged(cast: Cast, pair: Any) -> None:
    page = documents.PageDocument(id=str(uuid4()), slug="imprint", title="Imprint")
    others = [drafted(organisation(), cast), drafted(article(), cast), drafted(page, cast)]
    for other in others:
        with pytest.raises(Refused, match="of another kind"):
            merge(cast, pair[0], other)
    with pytest.raises(Refused, match="of another kind"):
        actions.tell_apart(one=pair[0].pk, another=others[0].pk, by=cast.editor, reason="No.")
    assert not Merge.objects.exists()


@pytest.mark.parametrize("make", [organisation, article])
def test_organisations_and_articles_are_merged_too(cast: Cast, make: Any) -> None:
    gone, into = drafted(make("One name"), cast), drafted(make("Another name"), cast)
    assert merge(cast, gone, into, fill=["aliases"]).changed
    assert newest(into).aliases == ("One name",)


def test_a_published_person_is_not_merged_into_a_draft(cast: Cast) -> None:
    published(source(), cast)
    gone, into = published(biography("Lev Bronstein"), cast), drafted(biography(), cast)
    with pytest.raises(Refused, match="Keep the first"):
        merge(cast, gone, into)
    assert merge(cast, into, gone, fill=["aliases"]).changed


@pytest.mark.parametrize("side", [0, 1])
def test_what_is_under_review_is_neither_merged_nor_added_to(cast: Cast, side: int) -> None:
    published(source(), cast)
    makes = [drafted, drafted]
    makes[side] = submitted
    gone, into = makes[0](biography("Lev Bronstein"), cast), makes[1](biography(), cast)
    with pytest.raises(NotAllowed, match="Return or publish"):
        merge(cast, gone, into, fill=["aliases"])
    assert not Merge.objects.exists()


def test_a_discarded_draft_is_not_merged(cast: Cast, pair: Any) -> None:
    actions.discard(manuscript=pair[1].pk, by=cast.editor, reason="No.")
    for gone, into in (pair, pair[::-1]):
        with pytest.raises(Refused, match="not here any more"):
            merge(cast, gone, into)


def test_what_was_promised_or_reported_is_answered_first(cast: Cast) -> None:
    published(source(), cast)
    gone, into = published(biography("Lev Bronstein"), cast), published(biography(), cast)
    report = reported(gone)
    with pytest.raises(NotAllowed, match="Answer their reports"):
        merge(cast, gone, into)
    assert merge(cast, into, gone).changed
    assert report.manuscript_id == gone.pk


def test_a_commissioned_entry_is_parted_from_its_commission_first(cast: Cast, pair: Any) -> None:
    row = promised(cast, "Lev Bronstein")
    actions.join_commission(commission=row.pk, manuscript=pair[0].pk, by=cast.approver)
    with pytest.raises(NotAllowed, match="is commissioned"):
        merge(cast, *pair)
    actions.part_commission(commission=row.pk, by=cast.approver)
    assert merge(cast, *pair).changed


def test_what_was_ticked_and_is_gone_by_now_is_named(cast: Cast, pair: Any) -> None:
    drafted(replace(newest(pair[0]), facts=()), cast)
    with pytest.raises(Refused, match="changed since"):
        merge(cast, *pair, fill=[fact_name(LIVED)])
    assert not Merge.objects.exists()


def test_a_merged_person_is_not_written_submitted_or_merged_again(cast: Cast, pair: Any) -> None:
    third = drafted(biography("L. D. Trotsky"), cast)
    merge(cast, *pair)
    with pytest.raises(NotAllowed, match="merged into another entry"):
        actions.save(document=replace(newest(pair[0]), summary="More."), by=cast.editor, based_on=1)
    with pytest.raises(NotAllowed, match="merged into another entry"):
        actions.submit(manuscript=pair[0].pk, revision=1, by=cast.editor)
    for gone, into in ((third, pair[0]), (pair[0], third), pair[::-1]):
        with pytest.raises(Refused, match="merged into “leon-trotsky” already"):
            merge(cast, gone, into)
    merge(cast, pair[1], third)
    assert set(Merge.objects.values_list("into", flat=True)) == {third.pk}
    assert list(faults()) == []
