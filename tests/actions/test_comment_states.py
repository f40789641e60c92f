"""Resolving threads, and accepting suggestions: an exact replacement, whose writers are both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from factories import Cast, article, drafted, person, published, source
from record.forging import query, triggers_off

from editorial import actions
from editorial.models import (
    Comment,
    Contribution,
    DraftCitation,
    Event,
    Manuscript,
    Revision,
    Thread,
)
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed
from encyclopedia.core.documents import ArticleDocument

TEXT = "It is a theory.[@service-trotsky-2009, p. 12] It was new then. It is old now."


@pytest.fixture
def document(cast: Cast) -> ArticleDocument:
    published(source(), cast)
    return article(text=TEXT)


@pytest.fixture
def draft(cast: Cast, document: ArticleDocument) -> Manuscript:
    return drafted(document, cast)


@pytest.fixture
def writer() -> User:
    """Somebody with every role, so that only four eyes can stop them."""
    return person("wanda", "Editors", "Moderators", "Approvers")


def suggested(
    draft: Manuscript, by: User, words: str = "was new", replacement: str = "was old", why: str = ""
) -> Thread:
    return actions.suggest(
        manuscript=draft.pk, by=by, words=words, replacement=replacement, comment=why
    ).thread


def text_of(draft: Manuscript) -> str:
    draft.refresh_from_db()
    return Revision.objects.get(manuscript=draft, number=draft.revision).read().text


def test_resolved_and_opened_again(cast: Cast, draft: Manuscript) -> None:
    thread = actions.start_thread(
        manuscript=draft.pk, by=cast.moderator, words="was new", comment="When?"
    ).thread
    assert actions.resolve(thread=thread.pk, by=cast.editor).changed
    assert not actions.resolve(thread=thread.pk, by=cast.editor).changed
    thread.refresh_from_db()
    assert (thread.state, thread.moved_by) == ("resolved", cast.editor)
    assert actions.reopen(thread=thread.pk, by=cast.moderator).changed
    assert not actions.reopen(thread=thread.pk, by=cast.moderator).changed
    with pytest.raises(NotAllowed, match="Nothing is suggested"):
        actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    with pytest.raises(NotAllowed, match="Nothing is suggested"):
        actions.refuse_suggestion(thread=thread.pk, by=cast.editor)


def test_accepting_replaces_exactly_these_words(cast: Cast, draft: Manuscript) -> None:
    thread = suggested(draft, cast.moderator)
    with pytest.raises(NotAllowed, match="Accept what is suggested"):
        actions.resolve(thread=thread.pk, by=cast.editor)
    assert actions.accept_suggestion(thread=thread.pk, by=cast.editor).changed
    assert text_of(draft) == TEXT.replace("was new", "was old")
    thread.refresh_from_db()
    assert (thread.state, thread.made) == ("accepted", 2)
    newest = Revision.objects.get(number=2, manuscript=draft)
    assert (newest.author, newest.suggested_by) == (cast.editor, cast.moderator)
    assert not actions.accept_suggestion(thread=thread.pk, by=cast.editor).changed
    assert [event.action for event in Event.objects.order_by("-seq")[:2]] == [
        "accept_suggestion",
        "save",
    ]
    with pytest.raises(NotAllowed, match="stays closed"):
        actions.reopen(thread=thread.pk, by=cast.editor)
    assert list(faults()) == []


def test_words_that_were_changed_are_not_replaced(
    cast: Cast, draft: Manuscript, document: ArticleDocument
) -> None:
    thread = suggested(draft, cast.moderator)
    drafted(replace(document, text=TEXT.replace("new", "novel")), cast)
    with pytest.raises(NotAllowed, match="“was new” does not stand there so any more"):
        actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    assert "novel" in text_of(draft)
    thread.refresh_from_db()
    assert thread.is_open


def test_only_who_writes_accepts_and_only_in_a_state_for_it(cast: Cast, draft: Manuscript) -> None:
    thread = suggested(draft, cast.moderator)
    with pytest.raises(Forbidden):
        actions.accept_suggestion(thread=thread.pk, by=cast.moderator)
    actions.submit(manuscript=draft.pk, revision=1, by=cast.editor)
    with pytest.raises(NotAllowed, match="is submitted now"):
        actions.accept_suggestion(thread=thread.pk, by=cast.editor)


def test_refused_by_a_writer_or_by_who_suggested_it(cast: Cast, draft: Manuscript) -> None:
    thread = suggested(draft, cast.moderator)
    other = person("mia", "Moderators")
    with pytest.raises(Forbidden):
        actions.refuse_suggestion(thread=thread.pk, by=other)
    assert actions.refuse_suggestion(thread=thread.pk, by=cast.moderator).changed
    assert not actions.refuse_suggestion(thread=thread.pk, by=cast.editor).changed
    with pytest.raises(NotAllowed, match="closed already: refused"):
        actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    assert actions.reopen(thread=thread.pk, by=cast.editor).changed


def test_whose_words_were_taken_over_approves_nothing(
    cast: Cast, draft: Manuscript, writer: User
) -> None:
    thread = suggested(draft, writer)
    actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    actions.submit(manuscript=draft.pk, revision=2, by=cast.editor)
    digest = DraftCitation.objects.get(manuscript=draft).digest
    actions.check(
        manuscript=draft.pk, digest=digest, verdict="supports", means="shelf", by=cast.moderator
    )
    with pytest.raises(actions.GateClosed) as closed:
        actions.approve(manuscript=draft.pk, revision=2, by=writer)
    assert [obstacle.code for obstacle in closed.value.obstacles] == ["four_eyes"]
    assert actions.approve(manuscript=draft.pk, revision=2, by=cast.approver).changed


def test_the_database_refuses_their_approval_too(
    cast: Cast, draft: Manuscript, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = suggested(draft, writer)
    actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    actions.submit(manuscript=draft.pk, revision=2, by=cast.editor)
    monkeypatch.setattr("editorial.actions.review.pass_gate", lambda *_, **__: None)
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"):
        actions.approve(manuscript=draft.pk, revision=2, by=writer)


def test_whose_words_were_taken_over_does_not_check_them(
    cast: Cast, draft: Manuscript, writer: User
) -> None:
    words = "It is a theory.[@service-trotsky-2009, p. 12]"
    thread = suggested(draft, writer, words, words.replace("a theory", "the theory"))
    actions.accept_suggestion(thread=thread.pk, by=cast.editor)
    actions.submit(manuscript=draft.pk, revision=2, by=cast.editor)
    digest = DraftCitation.objects.get(manuscript=draft).digest
    people = Contribution.objects.filter(digest=digest).values_list("person", flat=True)
    assert set(people) == {cast.editor.pk, writer.pk}
    with pytest.raises(Forbidden):
        actions.check(
            manuscript=draft.pk, digest=digest, verdict="supports", means="shelf", by=writer
        )
    assert list(faults()) == []


def test_a_comment_that_was_altered_past_the_database_is_found(
    cast: Cast, draft: Manuscript
) -> None:
    thread = suggested(draft, cast.moderator, why="Look.")
    for table, column in (("editorial_comment", "words"), ("editorial_thread", "replacement")):
        with triggers_off():
            query(f"UPDATE {table} SET {column} = {column} || '!'")
        assert any("comment of" in fault for fault in faults())
        with triggers_off():
            query(f"UPDATE {table} SET {column} = rtrim({column}, '!')")
    assert list(faults()) == []
    assert thread.comments.get().words == "Look."


def test_the_database_keeps_threads_and_comments(cast: Cast, draft: Manuscript) -> None:
    thread = suggested(draft, cast.moderator, why="Look.")
    threads, comments = Thread.objects.filter(pk=thread.pk), Comment.objects.all()
    changes = [
        lambda: threads.update(replacement="was never"),
        lambda: threads.update(by=cast.editor),
        lambda: threads.update(state="refused"),
        lambda: threads._raw_delete(threads.db),
        lambda: comments.update(words="Other."),
        lambda: comments.update(words="", withdrawn_at=thread.at),
        lambda: comments._raw_delete(comments.db),
        lambda: Thread.objects.create(
            manuscript=draft, revision=1, exact="x", by=cast.editor, moved_by=cast.editor
        ),
        lambda: Comment.objects.create(thread=thread, words="x", by=cast.editor),
        lambda: Comment.objects.create(thread=thread, words="x", by=cast.moderator, at=thread.at),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="stet:"), transaction.atomic():
            change()
