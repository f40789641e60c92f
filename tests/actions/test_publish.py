"""Scheduling, publishing, withdrawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    biography,
    check_all,
    checked,
    organisation,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Event, Manuscript, Publication, Status
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Address, Citation, Edition, Entry, Page, Person, PublishedCheck


def test_a_move_that_was_given_no_reason_has_none_in_the_log(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    actions.take(manuscript=manuscript.pk, by=cast.moderator)
    check_all(manuscript, cast)
    assert set(Event.objects.values_list("reason", flat=True)) == {""}


@pytest.fixture
def cited(cast: Cast) -> documents.SourceDocument:
    document = source()
    published(document, cast)
    return document


@pytest.mark.parametrize("make", [article, biography, organisation])
def test_every_kind_of_entry_is_published_as_it_was_approved(
    cast: Cast, cited: documents.SourceDocument, make: type
) -> None:
    document = make()
    published(document, cast)
    entry = Entry.objects.get(pk=document.id)
    edition = Edition.objects.get(entry_id=document.id)
    publication = Publication.objects.get(manuscript=document.id)
    assert entry.path == f"{document.kind}/{document.slug}"
    assert edition.document.encode() == documents.canonical(document)
    assert edition.digest == publication.digest == documents.digest(document)
    assert edition.event_hash == Event.objects.get(action="publish", manuscript=document.id).hash
    assert Page.objects.filter(path=entry.path).exists()


def test_the_verdict_of_the_moderator_is_published_with_it(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    document = article()
    published(document, cast)
    citation = Citation.objects.get(entry=document.id)
    assert citation.standing == "supports"
    assert citation.source.slug == cited.slug
    assert PublishedCheck.objects.get(digest=citation.digest).role == "moderator"


def test_a_life_is_sorted_by_its_dates(cast: Cast, cited: documents.SourceDocument) -> None:
    document = biography()
    published(document, cast)
    person = Person.objects.get(pk=document.id)
    assert person.began is not None
    assert person.ended is not None
    assert person.began < person.ended


def test_publishing_twice_changes_nothing(cast: Cast) -> None:
    manuscript = published(source(), cast)
    assert not actions.publish(manuscript=manuscript.pk, by=cast.approver).changed
    assert Edition.objects.count() == 1


def test_what_is_not_approved_is_not_published(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    with pytest.raises(NotAllowed):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["editor", "moderator", "disabled"])
def test_only_approvers_publish(cast: Cast, name: str) -> None:
    manuscript = approved(source(), cast)
    with pytest.raises(Forbidden):
        actions.publish(manuscript=manuscript.pk, by=getattr(cast, name))


def test_the_gate_judges_again_at_publication(cast: Cast, cited: documents.SourceDocument) -> None:
    manuscript = approved(article(), cast)
    mark = Manuscript.objects.get(pk=cited.id)
    actions.mark(
        manuscript=mark.pk, reliability="forged", reason="It is a forgery.", by=cast.approver
    )
    with pytest.raises(actions.GateClosed, match="forged"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert not Entry.objects.filter(pk=manuscript.pk).exists()


def test_a_source_is_published_before_what_cites_it(cast: Cast) -> None:
    cited = submitted(source(), cast)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    with pytest.raises(actions.GateClosed, match="not published yet"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    actions.approve(manuscript=cited.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=cited.pk, by=cast.approver)
    assert actions.publish(manuscript=manuscript.pk, by=cast.approver).changed


def test_a_second_edition_supersedes_the_first(cast: Cast, cited: documents.SourceDocument) -> None:
    document = article()
    published(document, cast)
    again = replace(document, text=document.text + "\n\nAnd more.")
    published(again, cast, change="addition")
    editions = Edition.objects.filter(entry_id=document.id).order_by("number")
    assert [(edition.number, edition.state, edition.change) for edition in editions] == [
        (1, "superseded", "new"),
        (2, "current", "addition"),
    ]


def test_a_draft_over_a_published_entry_changes_nothing_for_readers(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    document = article()
    published(document, cast)
    before = Page.objects.get(entry=document.id).body
    actions.save(document=replace(document, text="Secret."), by=cast.editor, based_on=1)
    assert Page.objects.get(entry=document.id).body == before


def test_renaming_moves_the_old_address(cast: Cast, cited: documents.SourceDocument) -> None:
    document = article("Old title")
    published(document, cast)
    actions.rename(
        manuscript=document.id, title="New title", slug="new-title", by=cast.editor, based_on=1
    )
    manuscript = Manuscript.objects.get(pk=document.id)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver, change="wording")
    assert Entry.objects.get(pk=document.id).slug == "old-title"
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert Entry.objects.get(pk=document.id).slug == "new-title"
    assert Address.objects.get(slug="old-title").status == "moved"


def test_withdrawing_hides_the_entry_from_readers_and_shows_the_reason(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    document = article()
    published(document, cast)
    withdrawn = actions.withdraw(
        manuscript=document.id, by=cast.approver, reason="In error."
    ).manuscript
    assert (withdrawn.status, withdrawn.live_edition, withdrawn.edition) == (Status.WITHDRAWN, 0, 1)
    assert not Entry.objects.filter(pk=document.id).exists()
    assert not Page.objects.filter(path=withdrawn.path).exists()
    assert Address.objects.get(slug=document.slug).reason == "In error."
    assert Edition.objects.get(entry_id=document.id).state == "withdrawn"


def test_withdrawing_needs_a_reason_a_published_entry_and_an_approver(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = published(article(), cast)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="")
    with pytest.raises(Forbidden):
        actions.withdraw(manuscript=manuscript.pk, by=cast.editor, reason="In error.")
    draft = submitted(article("Another"), cast)
    with pytest.raises(NotAllowed):
        actions.withdraw(manuscript=draft.pk, by=cast.approver, reason="In error.")


def test_withdrawing_twice_changes_nothing(cast: Cast) -> None:
    manuscript = published(source(), cast)
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="In error.")
    again = actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="In error.")
    assert not again.changed


def test_a_withdrawn_entry_is_published_again_by_all_the_moves(cast: Cast) -> None:
    document = source()
    manuscript = published(document, cast)
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="In error.")
    published(replace(document, summary="Mended."), cast, change="correction")
    states = Edition.objects.filter(entry_id=document.id).order_by("number")
    assert [edition.state for edition in states] == ["withdrawn", "current"]
    assert not Address.objects.filter(slug=document.slug).exists()


def test_a_source_that_entries_cite_is_not_withdrawn(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    published(article("Permanent revolution"), cast)
    with pytest.raises(Refused, match="Permanent revolution"):
        actions.withdraw(manuscript=cited.id, by=cast.approver, reason="In error.")
    assert Entry.objects.filter(pk=cited.id).exists()
    assert not Event.objects.filter(action="withdraw").exists()


def test_scheduling_waits_for_its_time(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    when = timezone.now() + timedelta(hours=1)
    scheduled = actions.schedule(
        manuscript=manuscript.pk, by=cast.approver, publish_at=when
    ).manuscript
    assert (scheduled.status, scheduled.publish_at) == (Status.SCHEDULED, when)
    assert not Manuscript.objects.due().exists()
    again = actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    assert not again.changed


def test_a_time_that_is_past_is_refused(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    past = timezone.now() - timedelta(minutes=1)
    with pytest.raises(Refused, match="has passed"):
        actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=past)


def test_what_is_scheduled_must_pass_the_checks_made_meanwhile(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = checked(article(), cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    check_all(manuscript, cast, verdict="contradicts", note="It says the opposite.")
    with pytest.raises(actions.GateClosed, match="contradicts"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
