"""Beginning threads on exact words or on citations, suggesting, answering, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import Cast, article, drafted, person, published, source, submitted

from editorial import actions
from editorial.models import (
    Comment,
    DraftCitation,
    Event,
    Manuscript,
    Notice,
    Restriction,
    Shown,
    Thread,
)
from editorial.workflow import Forbidden, Hidden, NotAllowed, Refused

TEXT = "It is a theory.[@service-trotsky-2009, p. 12] It was new then. It is old now."


@pytest.fixture
def draft(cast: Cast) -> Manuscript:
    published(source(), cast)
    return drafted(article(text=TEXT), cast)


def begun(draft: Manuscript, by: User, words: str = "was new", **more: Any) -> Thread:
    typed = {"comment": "Since when?"} | more
    return actions.start_thread(manuscript=draft.pk, by=by, words=words, **typed).thread


def told() -> set[str]:
    event = Event.objects.latest("seq")
    return set(Notice.objects.filter(event=event).values_list("user__username", flat=True))


def test_a_comment_stands_on_its_words_and_is_recorded(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast.moderator)
    thread.refresh_from_db()
    assert (thread.exact, thread.state, thread.revision) == ("was new", "open", 1)
    assert [(comment.words, comment.by) for comment in thread.comments.all()] == [
        ("Since when?", cast.moderator)
    ]
    event = Event.objects.latest("seq")
    assert (event.action, event.at, event.reason) == ("start_thread", thread.at, "")
    assert event.data == {"thread": str(thread.pk)}
    assert event.private["words"] == "Since when?"
    assert told() == {"edna"}


def test_the_same_comment_twice_is_one(cast: Cast, draft: Manuscript) -> None:
    one = begun(draft, cast.moderator)
    outcome = actions.start_thread(
        manuscript=draft.pk, by=cast.moderator, words="was new", comment="Since when?"
    )
    assert (outcome.thread, outcome.changed) == (one, False)
    assert begun(draft, cast.moderator, comment="And why?") != one
    assert begun(draft, cast.approver) != one


@pytest.mark.parametrize(
    ("words", "comment", "why"),
    [
        ("was never", "Look.", "do not stand in the saved text"),
        ("It is", "Look.", "stand several times"),
        (" ", "Look.", "Say which words"),
        ("was new", " ", "Write what you have to say"),
        ("was new", "x" * 5001, "has 5001 characters"),
    ],
)
def test_what_is_refused_says_why(
    words: str, comment: str, why: str, cast: Cast, draft: Manuscript
) -> None:
    with pytest.raises(Refused, match=why):
        begun(draft, cast.moderator, words, comment=comment)
    assert not Thread.objects.exists()


def test_what_stands_around_tells_words_apart_that_repeat(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast.moderator, "It is", after=" old")
    assert thread.anchor.before.endswith("was new then. ")


def shown_only(account: User, cast: Cast, **restriction: Any) -> User:
    """Read anew, as each request does."""
    Restriction.objects.create(account=account, by=cast.superuser, **restriction)
    return User.objects.get(pk=account.pk)


def strangers(cast: Cast, draft: Manuscript) -> dict[str, User]:
    own = shown_only(person("olga", "Editors"), cast, shown=Shown.OWN)
    return {"disabled": cast.disabled, "no role": person("nora"), "own": own}


@pytest.mark.parametrize("who", ["disabled", "no role", "own"])
def test_who_does_not_see_it_does_not_talk_here(who: str, cast: Cast, draft: Manuscript) -> None:
    stranger = strangers(cast, draft)[who]
    thread = begun(draft, cast.moderator)
    comment = thread.comments.get()
    acts: list[Callable[[], object]] = [
        lambda: begun(draft, stranger),
        lambda: actions.suggest(
            manuscript=draft.pk, by=stranger, words="was new", replacement="was"
        ),
        lambda: actions.reply(thread=thread.pk, by=stranger, comment="No."),
        lambda: actions.resolve(thread=thread.pk, by=stranger),
        lambda: actions.reopen(thread=thread.pk, by=stranger),
        lambda: actions.withdraw_comment(comment=comment.pk, by=stranger),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()
    if who == "own":
        with pytest.raises(Hidden):
            begun(draft, stranger)


def test_whoever_is_named_or_in_the_thread_is_told_as_they_chose(
    cast: Cast, draft: Manuscript
) -> None:
    thread = begun(draft, cast.moderator, comment="@abel, what do you think?")
    assert told() == {"abel", "edna"}
    assert set(Notice.objects.filter(event__action="start_thread").values_list("kind")) == {
        ("talk",)
    }
    actions.reply(thread=thread.pk, by=cast.approver, comment="Ask @otto.")
    assert told() == {"mona", "edna", "otto"}
    actions.reply(thread=thread.pk, by=cast.editor, comment="Done.")
    assert told() == {"mona", "abel"}


def test_nobody_is_told_who_does_not_see_it(cast: Cast, draft: Manuscript) -> None:
    shown_only(person("olga", "Editors"), cast, shown=Shown.OWN)
    begun(draft, cast.moderator, comment="@olga @nobody @dora")
    assert told() == {"edna"}


def test_an_answer_is_added_once_and_not_to_what_is_closed(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast.moderator)
    assert actions.reply(thread=thread.pk, by=cast.editor, comment="1905.").changed
    assert not actions.reply(thread=thread.pk, by=cast.editor, comment="1905.").changed
    with pytest.raises(Refused, match="Write your answer"):
        actions.reply(thread=thread.pk, by=cast.editor, comment="\x00 ")
    actions.resolve(thread=thread.pk, by=cast.editor)
    with pytest.raises(NotAllowed, match="closed meanwhile"):
        actions.reply(thread=thread.pk, by=cast.moderator, comment="But …")


def test_a_comment_is_taken_back_by_its_writer_and_says_so(cast: Cast, draft: Manuscript) -> None:
    comment = begun(draft, cast.moderator).comments.get()
    with pytest.raises(Forbidden, match="Only who wrote it"):
        actions.withdraw_comment(comment=comment.pk, by=cast.editor)
    outcome = actions.withdraw_comment(comment=comment.pk, by=cast.moderator)
    comment.refresh_from_db()
    assert outcome.event is not None
    assert (comment.words, comment.withdrawn_at) == ("", outcome.event.at)
    assert not actions.withdraw_comment(comment=comment.pk, by=cast.moderator).changed
    assert Event.objects.get(action="start_thread").private["words"] == "Since when?"


def test_a_suggestion_of_what_stands_there_is_none(cast: Cast, draft: Manuscript) -> None:
    with pytest.raises(Refused, match="what stands there now"):
        actions.suggest(
            manuscript=draft.pk, by=cast.moderator, words="was new", replacement="was new"
        )


def test_talk_on_a_citation_is_closed_by_its_verdict(cast: Cast) -> None:
    published(source(), cast)
    entry = submitted(article(text=TEXT), cast)
    digest = DraftCitation.objects.get(manuscript=entry).digest
    thread = begun(entry, cast.moderator, words="", digest=digest)
    assert (thread.exact, thread.after) == ("It is a theory.", "service-trotsky-2009, p. 12")
    other = begun(entry, cast.moderator)
    with pytest.raises(NotAllowed, match="no longer there"):
        begun(entry, cast.moderator, words="", digest="0" * 64)
    actions.check(
        manuscript=entry.pk, digest=digest, verdict="supports", means="shelf", by=cast.moderator
    )
    thread.refresh_from_db()
    other.refresh_from_db()
    assert (thread.state, thread.moved_by, other.state) == ("checked", cast.moderator, "open")
    with pytest.raises(NotAllowed, match="stays closed"):
        actions.reopen(thread=thread.pk, by=cast.moderator)


def test_a_check_that_asks_the_author_leaves_the_talk_open(cast: Cast) -> None:
    published(source(), cast)
    entry = submitted(article(text=TEXT), cast)
    digest = DraftCitation.objects.get(manuscript=entry).digest
    thread = begun(entry, cast.moderator, words="", digest=digest)
    actions.check(
        manuscript=entry.pk,
        digest=digest,
        verdict="could_not_access",
        note="Not in our library.",
        asks=True,
        by=cast.moderator,
    )
    thread.refresh_from_db()
    assert thread.is_open


def test_a_guest_talks_at_what_they_check_and_moves_nothing(cast: Cast, draft: Manuscript) -> None:
    guest = shown_only(
        person("gina", "Moderators"),
        cast,
        shown=Shown.MANUSCRIPT,
        manuscript=draft,
        ends_at=timezone.now() + timedelta(days=3),
    )
    thread = begun(draft, guest)
    actions.reply(thread=thread.pk, by=guest, comment="Well?")
    with pytest.raises(Hidden):
        actions.resolve(thread=thread.pk, by=guest)
    assert Comment.objects.count() == 2


def test_no_more_threads_are_open_than_anybody_reads(
    cast: Cast, draft: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.actions.comments.MAX_OPEN_THREADS", 1)
    begun(draft, cast.editor)
    with pytest.raises(NotAllowed, match="1 comments are open here"):
        begun(draft, cast.editor, words="is old")
    # Those of another entry do not count.
    begun(drafted(article("Another", text=TEXT), cast), cast.editor)
