"""Saving, going back and renaming at their edges: what is kept, what is refused, and in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError
from factories import Cast, article, drafted, source
from told import told

from editorial import actions
from editorial.models import Event, Manuscript, Revision
from editorial.workflow import Conflict, Forbidden


def newest(document_id: str) -> Revision:
    return Revision.objects.filter(manuscript=document_id).newest()[0]


def test_nobody_starts_from_a_revision_that_is_not_there(cast: Cast) -> None:
    drafted(document := article(), cast)
    with pytest.raises(Conflict):
        actions.save(document=replace(document, text="More."), by=cast.editor, based_on=2)


def test_who_may_not_write_is_told_so(cast: Cast) -> None:
    with pytest.raises(Forbidden, match="You may not write drafts"):
        actions.save(document=article(), by=cast.moderator)


def test_a_draft_that_was_never_published_may_change_its_address(cast: Cast) -> None:
    drafted(document := article(), cast)
    drafted(replace(document, slug="other"), cast)
    assert Manuscript.objects.get().slug == "other"


def test_a_long_summary_is_cut_and_the_words_of_the_text_are_counted(cast: Cast) -> None:
    document = article(text="Three words here.")
    actions.save(document=document, by=cast.editor, summary="s" * 501)
    assert newest(document.id).summary == "s" * 500
    assert Manuscript.objects.get().words == 3


def test_what_else_the_database_refuses_is_not_told_as_an_address_in_use(cast: Cast) -> None:
    manuscript = drafted(document := article(), cast)
    first = newest(document.id)
    told(
        Revision(
            manuscript=manuscript,
            number=2,
            based_on=1,
            document=first.document,
            digest=first.digest,
            citation_digests=[],
            author=cast.editor,
        )
    )
    with pytest.raises(IntegrityError):
        actions.save(document=replace(document, text="More."), by=cast.editor, based_on=1)


def test_going_back_keeps_name_and_address_and_says_where_to(cast: Cast) -> None:
    drafted(document := article("Old name", text="Old words."), cast)
    drafted(replace(document, text="New words."), cast)
    actions.rename(
        manuscript=Manuscript.objects.get().pk, title="New", slug="new", by=cast.editor, based_on=2
    )
    actions.revert(manuscript=Manuscript.objects.get().pk, number=1, by=cast.editor)
    back = newest(document.id).read()
    assert (back.text, back.title, back.slug) == ("Old words.", "New", "new")
    assert newest(document.id).summary == "Back to revision 1"
    data = Event.objects.latest("seq").data
    assert (data["to_revision"], data["restored"], data["based_on"]) == (1, 1, 3)
    actions.revert(
        manuscript=Manuscript.objects.get().pk, number=2, by=cast.editor, summary="No, that one."
    )
    assert newest(document.id).summary == "No, that one."


def test_who_goes_back_twice_restores_the_first_of_the_revisions(cast: Cast) -> None:
    drafted(document := article(text="First."), cast)
    drafted(replace(document, text="Second."), cast)
    for number in (1, 2, 3):
        actions.revert(manuscript=Manuscript.objects.get().pk, number=number, by=cast.editor)
    restored = newest(document.id).restored
    assert restored is not None
    assert restored.number == 1


def renamed(document_id: str, title: str, slug: str, cast: Cast) -> tuple[str, ...]:
    """The aliases after this renaming."""
    manuscript = Manuscript.objects.get(pk=document_id)
    actions.rename(
        manuscript=manuscript.pk,
        title=title,
        slug=slug,
        by=cast.editor,
        based_on=manuscript.revision,
    )
    return newest(document_id).read().aliases


def test_an_alias_is_another_name_than_the_title_and_there_once(cast: Cast) -> None:
    drafted(document := article("One", slug="one", aliases=("One", "Uno")), cast)
    assert renamed(document.id, "Two", "one", cast) == ("One", "Uno")
    assert renamed(document.id, "TWO", "one", cast) == ("One", "Uno")
    assert renamed(document.id, "Uno", "one", cast) == ("One", "TWO")


def test_a_new_address_alone_is_a_renaming_and_the_same_name_is_none(cast: Cast) -> None:
    drafted(document := article("One", slug="one"), cast)
    assert renamed(document.id, "One", "other", cast) == ()
    assert (newest(document.id).number, newest(document.id).read().slug) == (2, "other")
    renamed(document.id, "One", "other", cast)
    assert newest(document.id).number == 2


def test_renaming_asks_for_the_newest_revision_and_a_name_that_is_not_too_long(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    with pytest.raises(Conflict):
        actions.rename(manuscript=manuscript.pk, title="X", slug="x", by=cast.editor, based_on=0)
    with pytest.raises(actions.TooLong, match="title"):
        actions.rename(
            manuscript=manuscript.pk, title="t" * 301, slug="x", by=cast.editor, based_on=1
        )
