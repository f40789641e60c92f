"""Two acts on one thread at the same time: what is accepted is written once, what is answered is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories import Cast, article, drafted, make_cast
from same_time import at_once

from editorial import actions
from editorial.models import Comment, Manuscript, Revision, Thread
from editorial.workflow import Conflict, NotAllowed
from encyclopedia.core.documents import ArticleDocument

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "It is a theory. It was new then."


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def document() -> ArticleDocument:
    return article(text=TEXT)


@pytest.fixture
def thread(people: Cast, document: ArticleDocument) -> Thread:
    draft: Manuscript = drafted(document, people)
    return actions.suggest(
        manuscript=draft.pk, by=people.moderator, words="was new", replacement="was old"
    ).thread


def test_two_who_accept_write_one_revision(people: Cast, thread: Thread) -> None:
    answers = at_once(
        lambda: actions.accept_suggestion(thread=thread.pk, by=people.editor),
        lambda: actions.accept_suggestion(thread=thread.pk, by=people.other_editor),
    )
    assert sorted(answer.changed for answer in answers) == [False, True]
    assert Revision.objects.count() == 2


def test_accepted_or_refused_not_both(people: Cast, thread: Thread) -> None:
    answers = at_once(
        lambda: actions.accept_suggestion(thread=thread.pk, by=people.editor),
        lambda: actions.refuse_suggestion(thread=thread.pk, by=people.other_editor),
    )
    assert sum(isinstance(answer, NotAllowed) for answer in answers) == 1


def test_a_save_and_an_acceptance_come_one_after_the_other(
    people: Cast, thread: Thread, document: ArticleDocument
) -> None:
    other = replace(document, text=f"{TEXT} More.")
    accepted, saved = at_once(
        lambda: actions.accept_suggestion(thread=thread.pk, by=people.editor),
        lambda: actions.save(document=other, by=people.other_editor, based_on=1),
    )
    assert accepted.changed
    newest = Revision.objects.order_by("-number")[0].read().text
    assert "was old" in newest
    assert isinstance(saved, Conflict) or newest.endswith("More.")


def test_answers_of_two_are_both_kept(people: Cast, thread: Thread) -> None:
    at_once(
        lambda: actions.reply(thread=thread.pk, by=people.editor, comment="Yes."),
        lambda: actions.reply(thread=thread.pk, by=people.approver, comment="No."),
    )
    assert sorted(Comment.objects.values_list("words", flat=True)) == ["No.", "Yes."]
