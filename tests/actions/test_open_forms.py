"""What is typed and not saved is kept for its writer alone, within bounds."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from factories import Cast

from editorial.actions import open_forms
from editorial.actions.open_forms import close_form, keep_form
from editorial.models import OpenForm
from editorial.workflow import Forbidden, Refused

ENTRY = uuid.uuid4()


def kept(by: Any, tab: uuid.UUID | None = None, **told: Any) -> OpenForm:
    values: dict[str, Any] = {
        "document": ENTRY,
        "kind": "article",
        "title": "Entrism",
        "based_on": 0,
        "fields": [("text", "Words.")],
    }
    return keep_form(tab=tab or uuid.uuid4(), by=by, **(values | told))


def test_a_tab_keeps_its_newest_words_and_two_tabs_are_two(cast: Cast) -> None:
    tab = uuid.uuid4()
    kept(cast.editor, tab)
    kept(cast.editor, tab, fields=[("text", "Other words.")])
    kept(cast.editor)
    assert OpenForm.objects.count() == 2
    assert OpenForm.objects.get(tab=tab).fields == [["text", "Other words."]]


def test_an_open_form_without_words_leaves_what_was_kept(cast: Cast) -> None:
    tab = uuid.uuid4()
    kept(cast.editor, tab)
    kept(cast.editor, tab, fields=None)
    assert OpenForm.objects.get().fields == [["text", "Words."]]


def test_the_same_tab_of_another_person_is_another_form(cast: Cast) -> None:
    tab = uuid.uuid4()
    kept(cast.editor, tab)
    kept(cast.other_editor, tab, fields=[("text", "Theirs.")])
    assert OpenForm.objects.get(person=cast.editor).fields == [["text", "Words."]]
    assert close_form(tab=tab, by=cast.other_editor)
    assert OpenForm.objects.get().person == cast.editor
    assert not close_form(tab=tab, by=cast.other_editor)


@pytest.mark.parametrize("who", ["moderator", "disabled"])
def test_who_may_not_write_keeps_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        kept(getattr(cast, who))
    assert not OpenForm.objects.exists()


def test_too_much_is_refused_and_what_was_kept_stays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = uuid.uuid4()
    kept(cast.editor, tab)
    monkeypatch.setattr(open_forms, "MAX_FIELDS", 50)
    with pytest.raises(Refused):
        kept(cast.editor, tab, fields=[("text", "x" * 60)])
    assert OpenForm.objects.get().fields == [["text", "Words."]]


def test_of_too_many_the_oldest_goes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_forms, "MAX_KEPT", 2)
    first, *others = [kept(cast.editor, title=f"Entry {number}") for number in range(3)]
    assert set(OpenForm.objects.all()) == set(others), first


def test_empty_forms_of_long_ago_are_forgotten_and_words_never(cast: Cast) -> None:
    words, empty = kept(cast.editor), kept(cast.editor, fields=None)
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(days=30))
    kept(cast.editor)
    assert OpenForm.objects.filter(pk=words.pk).exists()
    assert not OpenForm.objects.filter(pk=empty.pk).exists()
