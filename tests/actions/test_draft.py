"""Saving drafts, reverting, renaming."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import (
    Cast,
    article,
    drafted,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import DraftCitation, Event, Manuscript, Revision, Status
from editorial.workflow import Conflict, Forbidden, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Entry


def test_saving_makes_a_manuscript_with_its_first_revision(cast: Cast) -> None:
    document = article()
    outcome = actions.save(document=document, by=cast.editor, summary="First words")
    manuscript = Manuscript.objects.get(pk=document.id)
    revision = Revision.objects.get(manuscript=manuscript)
    assert (manuscript.status, manuscript.revision, manuscript.edition) == ("draft", 1, 0)
    assert revision.read() == document
    assert revision.digest == documents.digest(document)
    assert outcome.event is not None
    assert outcome.event.action == "save"


def test_a_draft_leaves_the_readers_tables_untouched(cast: Cast) -> None:
    drafted(article(), cast)
    assert not Entry.objects.exists()


def test_the_digests_of_its_citations_are_stored_from_the_first_revision_on(cast: Cast) -> None:
    manuscript = drafted(article(text="One.[@a, p. 1] Two.[@b]"), cast)
    revision = Revision.objects.get(manuscript=manuscript)
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    assert [row.source_key for row in rows] == ["a", "b"]
    assert revision.citation_digests == [row.digest for row in rows]
    assert (manuscript.citations, manuscript.unchecked) == (2, 2)


def test_saving_the_same_document_again_changes_nothing(cast: Cast) -> None:
    document = article()
    drafted(document, cast)
    outcome = actions.save(document=document, by=cast.editor, based_on=1)
    assert not outcome.changed
    assert Revision.objects.count() == Event.objects.count() == 1


def test_a_save_queries_the_standing_of_its_citations_once(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        drafted(article(), cast)
    statements = [query["sql"] for query in queries if 'FROM "editorial_check"' in query["sql"]]
    of_the_digests = [sql for sql in statements if '"digest" IN' in sql]
    assert len(of_the_digests) == 1


def test_two_people_who_edit_one_manuscript_lose_nothing(cast: Cast) -> None:
    document = article()
    drafted(document, cast)
    hers = replace(document, text="Hers.")
    his = replace(document, text="His.")
    actions.save(document=hers, by=cast.editor, based_on=1)
    with pytest.raises(Conflict) as refusal:
        actions.save(document=his, by=cast.other_editor, based_on=1)
    assert refusal.value.current == 2
    actions.save(document=his, by=cast.other_editor, based_on=2)
    texts = Revision.objects.order_by("number").values_list("document", flat=True)
    assert ["Hers." in text for text in texts] == [False, True, False]
    assert "His." in texts[2]


@pytest.mark.parametrize("name", ["moderator", "disabled"])
def test_only_people_who_may_write_save(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        actions.save(document=article(), by=getattr(cast, name))
    assert not Manuscript.objects.exists()


def test_what_is_under_review_is_not_changed(cast: Cast) -> None:
    drafted(source(), cast)
    document = article()
    manuscript = Manuscript.objects.get(pk=drafted(document, cast).pk)
    actions.submit(manuscript=Manuscript.objects.get(kind="source").pk, revision=1, by=cast.editor)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    with pytest.raises(NotAllowed):
        actions.save(document=replace(document, text="More."), by=cast.editor, based_on=1)


def test_a_returned_manuscript_stays_returned_while_it_is_fixed(cast: Cast) -> None:
    document = source()
    manuscript = submitted(document, cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Add the place.")
    outcome = actions.save(
        document=replace(document, summary="Mended."), by=cast.editor, based_on=1
    )
    assert outcome.manuscript.status == Status.RETURNED


def test_an_address_of_another_manuscript_is_refused_with_a_message(cast: Cast) -> None:
    drafted(article("One", slug="same"), cast)
    with pytest.raises(actions.AddressTaken, match="same"):
        actions.save(document=article("Two", slug="same"), by=cast.editor)
    assert Manuscript.objects.count() == 1


def test_an_entry_keeps_its_kind(cast: Cast) -> None:
    document = article()
    drafted(document, cast)
    person = documents.PersonDocument(id=document.id, slug=document.slug, title=document.title)
    with pytest.raises(Refused, match="keeps its kind"):
        actions.save(document=person, by=cast.editor, based_on=1)


def test_reverting_saves_the_old_words_as_a_new_revision(cast: Cast) -> None:
    document = article(text="Old.")
    drafted(document, cast)
    actions.save(document=replace(document, text="New."), by=cast.editor, based_on=1)
    actions.revert(manuscript=Manuscript.objects.get().pk, number=1, by=cast.editor)
    newest = Revision.objects.newest().first()
    assert newest is not None
    assert (newest.number, newest.read().text) == (3, "Old.")
    assert newest.restored is not None
    assert newest.restored.number == 1


def test_reverting_to_the_same_document_changes_nothing(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    assert not actions.revert(manuscript=manuscript.pk, number=1, by=cast.editor).changed


def test_the_author_of_restored_words_does_not_approve_them(cast: Cast) -> None:
    published(source(), cast)
    document = article(text="Old.[@service-trotsky-2009, p. 1]")
    actions.save(document=document, by=cast.other_approver)
    new = replace(document, text="New.[@service-trotsky-2009, p. 1]")
    actions.save(document=new, by=cast.editor, based_on=1)
    actions.revert(manuscript=document.id, number=1, by=cast.editor)
    actions.submit(manuscript=document.id, revision=3, by=cast.editor)
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        actions.approve(manuscript=document.id, revision=3, by=cast.other_approver)


def test_a_published_entry_keeps_its_address_unless_it_is_renamed(cast: Cast) -> None:
    document = source()
    published(document, cast)
    with pytest.raises(Refused, match="Rename"):
        actions.save(document=replace(document, slug="other"), by=cast.editor, based_on=1)


def test_renaming_drafts_title_and_address_and_keeps_the_old_name_as_alias(cast: Cast) -> None:
    document = article("Fourth International")
    drafted(document, cast)
    outcome = actions.rename(
        manuscript=Manuscript.objects.get().pk,
        title="Fourth International (1938)",
        slug="fourth-international-1938",
        by=cast.editor,
        based_on=1,
    )
    renamed = Revision.objects.get(number=2).read()
    assert outcome.manuscript.slug == "fourth-international-1938"
    assert renamed.aliases == ("Fourth International",)


def test_renaming_to_an_address_in_use_changes_nothing(cast: Cast) -> None:
    drafted(article("Taken", slug="taken"), cast)
    manuscript = drafted(article("Mine"), cast)
    with pytest.raises(actions.AddressTaken):
        actions.rename(
            manuscript=manuscript.pk, title="X", slug="taken", by=cast.editor, based_on=1
        )
    manuscript.refresh_from_db()
    assert (manuscript.slug, manuscript.revision) == ("mine", 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "t" * 301},
        {"slug": "s" * 201},
        {"summary": "s" * 2_001},
        {"text": "t" * 2_000_001},
        {"aliases": ("a" * 301,)},
        {"tags": ("t" * 101,)},
        {"facts": (documents.DocumentFact("event", value="v", place="p" * 301),)},
        {
            "facts": (
                documents.DocumentFact(
                    "event", value="v", citations=(documents.Reference("k", "p. " + "1" * 300),)
                ),
            )
        },
        {"facts": (documents.DocumentFact("event", value="v"),) * 2_001},
    ],
)
def test_what_is_too_long_is_kept_in_a_draft_stops_its_submission_and_is_refused_from_programs(
    cast: Cast, changed: dict[str, object]
) -> None:
    document = replace(article(), **changed)
    manuscript = drafted(document, cast)
    revision = Revision.objects.get(manuscript=manuscript)
    assert revision.read() == document
    with pytest.raises(Refused):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    with pytest.raises(
        actions.TooLong,
        match="Take some away" if len(changed.get("facts", ())) > 1 else "Shorten it",
    ):
        actions.refuse_too_long(document)
