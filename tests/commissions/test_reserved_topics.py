"""Whoever begins what is reserved for somebody else is told so, in the form and on the page; nothing is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from commissioned import OUTSIDE, TOPIC, promised, reserved, wanted
from django.contrib.auth.models import User
from django.urls import reverse
from factories import Cast, article, drafted, source
from office import entered

FOR_SOMEBODY = f"“{TOPIC}” is reserved for somebody else."


def told(user: User, **typed: str) -> Any:
    """What the form is told while one types."""
    asked = {"kind": "article", "title": "", **typed}
    return entered(user).get(reverse("admin:live_address"), asked).json()["reserved"]


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "permanent  REVOLUTION"},
        {"title": "Another", "slug": "permanent-revolution"},
        {"title": "Another", "aliases": "Uninterrupted revolution\nPermanent revolution"},
        {"title": "Permanent revolution", "kind": "organisation"},
    ],
)
def test_by_title_address_and_other_names(cast: Cast, typed: dict[str, str]) -> None:
    reserved(cast, who=cast.editor)
    (words,) = told(cast.other_editor, **typed)
    assert words.startswith(FOR_SOMEBODY)
    assert cast.editor.get_full_name() not in words


def test_not_whoever_has_it_nor_of_what_is_free(cast: Cast) -> None:
    promised(cast, who=cast.editor)
    wanted(cast, "Dual power")
    assert told(cast.editor, title=TOPIC) == []
    assert told(cast.other_editor, title="Dual power") == []
    assert told(cast.other_editor, title="") == []
    assert told(cast.other_editor, title=TOPIC, kind="source") == []


def test_whoever_gives_out_work_is_told_for_whom(cast: Cast) -> None:
    reserved(cast, who=OUTSIDE)
    (words,) = told(cast.approver, title=TOPIC)
    assert OUTSIDE["name"] in words


def test_in_the_form_and_on_the_page_without_script(cast: Cast) -> None:
    row = promised(cast, who=cast.editor)
    client = entered(cast.other_editor)
    new = reverse("admin:editorial_articlemanuscript_add")
    assert FOR_SOMEBODY in client.get(new, {"title": TOPIC}).content.decode()
    # Begun all the same, by somebody else: it is theirs, and the promise stands.
    manuscript = drafted(
        article("Another", aliases=(TOPIC,)), replace(cast, editor=cast.other_editor)
    )
    row.refresh_from_db()
    assert row.manuscript is None
    page = reverse("admin:manuscript", args=[manuscript.pk])
    assert FOR_SOMEBODY in client.get(page).content.decode()
    assert FOR_SOMEBODY not in entered(cast.editor).get(page).content.decode()


def test_the_commission_names_who_has_it_in_hand(cast: Cast) -> None:
    row = promised(cast, who=cast.editor)
    drafted(source(), cast)
    drafted(article(TOPIC), replace(cast, editor=cast.other_editor))
    page = entered(cast.approver).get(reverse("admin:commission", args=[row.pk])).content.decode()
    assert f"{cast.other_editor.get_full_name()} has “{TOPIC}” in hand already" in page
