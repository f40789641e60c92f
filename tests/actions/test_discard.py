"""Discarding a draft that was never published, and bringing it back."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions.discard import goes_with_it
from editorial.actions.open_forms import keep_form
from editorial.admin.obstacle_links import edit_address
from editorial.comments.returned import last_return, still_open
from editorial.models import DraftCitation, DraftText, Event, Manuscript, Revision, Status
from editorial.models.turns import Step
from editorial.verifying.recorded import AuditEvent, Records
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.core.documents import Document

CITING = article("Dual power", "It was so.[@service-trotsky-2009, p. 1]")


def discarded(cast: Cast, document: Document = CITING, reason: str = "A mistake.") -> Manuscript:
    manuscript = drafted(document, cast)
    actions.discard(manuscript=manuscript.pk, by=cast.editor, reason=reason)
    manuscript.refresh_from_db()
    return manuscript


def test_a_discarded_draft_leaves_every_list_and_keeps_its_history(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = discarded(cast)
    assert manuscript.status == Status.DISCARDED
    assert not DraftCitation.objects.exists()
    assert not DraftText.objects.filter(manuscript=manuscript).exists()
    assert Revision.objects.filter(manuscript=manuscript).count() == 1
    event = Event.objects.in_order().last()
    assert event
    assert (event.action, event.reason) == ("discard", "A mistake.")
    client = entered(cast.editor)
    everything = reverse("admin:editorial_manuscript_changelist")
    assert "Dual power" not in client.get(everything).content.decode()
    assert "Dual power" in client.get(everything, {"state": "discarded"}).content.decode()
    entries = client.get(reverse("admin:lookup_entries"), {"q": "Dual"}).json()["results"]
    assert entries == []
    assert "Trotsky: A Biography" in client.get(everything).content.decode()


def test_brought_back_it_is_the_draft_that_it_was(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = drafted(CITING, cast)
    before = Manuscript.objects.filter(pk=manuscript.pk).values(
        "slug", "title", "name_key", "sort_key", "status", "citations", "obstacles", "step"
    )
    was = list(before)
    actions.discard(manuscript=manuscript.pk, by=cast.editor)
    actions.bring_back(manuscript=manuscript.pk, by=cast.editor)
    assert list(before.all()) == was
    assert DraftCitation.objects.filter(manuscript=manuscript).count() == 1
    assert not actions.bring_back(manuscript=manuscript.pk, by=cast.editor).changed


def test_a_returned_one_comes_back_returned_with_its_open_comments(cast: Cast) -> None:
    manuscript = submitted(article("Dual power", "It was so."), cast)
    actions.start_thread(
        manuscript=manuscript.pk, by=cast.moderator, words="was so", comment="Was it?"
    )
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Mend it.")
    actions.discard(manuscript=manuscript.pk, by=cast.editor)
    back = actions.bring_back(manuscript=manuscript.pk, by=cast.editor).manuscript
    assert (back.status, back.step) == (Status.RETURNED, Step.MEND)
    assert still_open(last_return(back), cast.editor) == 1
    page = edit_address(back)
    assert "Mend it." in entered(cast.editor).get(page).content.decode()
    # Who verifies an archive reads the same in the log.
    records = Records()
    for event in Event.objects.filter(manuscript=back).in_order():
        row = {"seq": event.seq, "at": event.at.isoformat(), "hash": event.hash}
        said = {"action": event.action, "manuscript": str(back.pk), "data": event.data}
        records.add(AuditEvent.of(row | said | {"revision": event.revision}))
    assert records.states[str(back.pk)] == ("returned", "")


def test_its_address_is_free_and_a_taken_one_is_told_in_words(cast: Cast) -> None:
    manuscript = discarded(cast)
    other = drafted(replace(CITING, id=str(uuid.uuid4())), cast)
    assert other.slug == CITING.slug
    with pytest.raises(actions.AddressTaken, match="Rename that one first"):
        actions.bring_back(manuscript=manuscript.pk, by=cast.editor)
    manuscript.refresh_from_db()
    assert manuscript.status == Status.DISCARDED


def test_only_its_writers_and_approvers_discard_it_and_bring_it_back(cast: Cast) -> None:
    manuscript = drafted(CITING, cast)
    with pytest.raises(Refused, match="Only whoever wrote it"):
        actions.discard(manuscript=manuscript.pk, by=cast.other_editor)
    with pytest.raises(Forbidden):
        actions.discard(manuscript=manuscript.pk, by=cast.moderator)
    actions.discard(manuscript=manuscript.pk, by=cast.editor)
    with pytest.raises(Refused, match="Only whoever discarded it"):
        actions.bring_back(manuscript=manuscript.pk, by=cast.other_editor)
    assert not actions.discard(manuscript=manuscript.pk, by=cast.editor).changed


def test_a_day_later_it_stays_discarded(cast: Cast) -> None:
    manuscript = discarded(cast)
    Manuscript.objects.filter(pk=manuscript.pk).update(since=timezone.now() - timedelta(hours=25))
    with pytest.raises(NotAllowed, match="more than a day ago"):
        actions.bring_back(manuscript=manuscript.pk, by=cast.editor)


def test_what_readers_saw_or_others_review_is_not_discarded(cast: Cast) -> None:
    published(source(), cast)
    live = published(CITING, cast)
    with pytest.raises(NotAllowed):
        actions.discard(manuscript=live.pk, by=cast.editor)
    waiting = submitted(replace(article(), id=str(uuid.uuid4())), cast)
    with pytest.raises(NotAllowed):
        actions.discard(manuscript=waiting.pk, by=cast.editor)


def test_only_what_is_typed_at_it_goes_with_it(cast: Cast) -> None:
    manuscript = drafted(CITING, cast)
    for document in (manuscript.pk, uuid.uuid4()):
        keep_form(
            tab=uuid.uuid4(),
            by=cast.editor,
            document=document,
            kind="article",
            title="A",
            based_on=1,
            fields=[("text", "Words.")],
        )
    assert goes_with_it(manuscript)["unsaved"] == 1


def test_a_page_says_first_what_goes_with_it(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = drafted(CITING, cast)
    client = entered(cast.editor)
    address = reverse("admin:move_discard", args=[manuscript.pk])
    assert address in client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "Its 1 revision goes from every list" in page
    assert "drafted for it stays: 1" in page
    assert client.post(address, {"discard-reason": "A mistake."}).status_code == 302
    manuscript.refresh_from_db()
    assert manuscript.status == Status.DISCARDED
    overview = client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    assert "Bring the draft back" in overview


def test_the_changes_of_a_published_entry_are_discarded_by_going_back_to_it(cast: Cast) -> None:
    published(source(), cast)
    live = published(CITING, cast)
    changed = replace(CITING, summary="Another summary.")
    actions.save(document=changed, by=cast.editor, based_on=live.revision)
    client = entered(cast.editor)
    page = client.get(reverse("admin:move_discard", args=[live.pk])).content.decode()
    assert "becomes what readers see" in page
    client.post(reverse("admin:move_revert", args=[live.pk]), {"revert-number": "1"})
    live.refresh_from_db()
    newest = Revision.objects.get(manuscript=live, number=live.revision)
    assert newest.read().summary == CITING.summary


def test_an_address_that_looks_like_one_of_a_discarded_draft_stops_nothing(cast: Cast) -> None:
    manuscript = drafted(CITING, cast)
    drafted(article("Another", slug=f"discarded-{manuscript.pk}"), cast)
    assert actions.discard(manuscript=manuscript.pk, by=cast.editor).changed


def test_its_page_asks_for_nothing_and_names_no_address(cast: Cast) -> None:
    manuscript = discarded(cast, article("Dual power", "It was so.[@nobody-1900]"))
    page = reverse("admin:manuscript", args=[manuscript.pk])
    body = entered(cast.editor).get(page).content.decode()
    assert "in the way" not in body
    assert f"discarded-{manuscript.pk}" not in body
    actions.bring_back(manuscript=manuscript.pk, by=cast.editor)
    body = entered(cast.editor).get(page).content.decode()
    assert "in the way" in body
    assert manuscript.title in body
