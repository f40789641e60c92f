"""Who may make which move from where: what is refused, and in which words."""

from __future__ import annotations

import pytest
from factories import Cast, drafted, source, submitted

from editorial import actions, workflow
from editorial.models import Manuscript
from editorial.workflow import Forbidden, NotAllowed


def test_a_person_is_offered_what_they_may_do_from_this_state_alone(cast: Cast) -> None:
    manuscript = drafted(source(), cast)

    def offered(user: str) -> list[str]:
        return [move.name for move in workflow.open_to(getattr(cast, user), manuscript)]

    assert offered("editor") == ["save", "submit", "revert", "rename", "discard", "take"]
    # Whose role the next step is for, its action says: only those see the button.
    assert offered("moderator") == ["take"]
    assert offered("disabled") == []


def test_who_has_no_permission_is_told_so_before_anything_else(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    for user in (cast.moderator, cast.disabled):
        with pytest.raises(Forbidden, match="“Submit for review” needs a permission"):
            workflow.require(user, manuscript, "submit")
    with pytest.raises(Forbidden):
        workflow.require(cast.moderator, manuscript, "publish")


def test_a_move_from_another_state_is_refused_with_the_state_in_words(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    words = "“Trotsky: A Biography” is submitted now, so “Submit for review” is not possible"
    with pytest.raises(NotAllowed, match=words):
        workflow.require(cast.editor, manuscript, "submit")
    assert workflow.require(cast.editor, manuscript, "recall").name == "recall"


def test_a_move_of_a_merged_source_is_refused_with_that_reason(cast: Cast) -> None:
    merged, kept = drafted(source("old"), cast), drafted(source("new"), cast)
    actions.merge(source=merged.pk, into=kept.pk, by=cast.editor, reason="One book.")
    with pytest.raises(NotAllowed, match="has been merged into another entry"):
        workflow.require(cast.editor, Manuscript.objects.get(pk=merged.pk), "submit")
