"""A translation that is behind: in a pile for those who keep it up, in the list for everybody, named on its page."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import elements
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, drafted, published, source
from office import entered

from editorial import actions
from editorial.models import Manuscript
from encyclopedia.core.documents import Document
from encyclopedia.models import Edition, EditionState

ENGLISH = article("Revolution")
GERMAN = article("Umsturz", language="de")
FRENCH = article("Révolte", language="fr", slug="revolte")


def join(cast: Cast, translation: Document, original: Document = ENGLISH) -> None:
    actions.join_translation(
        manuscript=UUID(translation.id), original=UUID(original.id), by=cast.approver
    )


def behind(user: User) -> list[str]:
    """The titles of the pile, which leads to a list of the same."""
    client = entered(user)
    queues = client.get(reverse("admin:index")).context["queues"]
    for queue in queues:
        if queue.name == "behind":
            listed = [row.title for row in client.get(queue.pile.address).context["page"].rows]
            titles = [row.manuscript.title for row in queue.rows]
            assert listed == titles
            return titles
    return []


def listed_behind(user: User) -> set[str]:
    page = entered(user).get(reverse("admin:editorial_manuscript_changelist"), {"work": "behind"})
    return {row.title for row in page.context["page"].rows}


def said(cast: Cast, document: Document) -> elements.Element | None:
    page = entered(cast.editor).get(reverse("admin:manuscript", args=[document.id]))
    return next(iter(elements.read(page.content.decode()).all("section", class_="behind")), None)


@pytest.fixture
def revised(cast: Cast) -> None:
    """Both translations follow edition 1; of the original there is edition 2, reworded, and 3, with more in it."""
    for document in (source(), ENGLISH, GERMAN, FRENCH):
        published(document, cast)
    join(cast, GERMAN)
    join(cast, FRENCH)
    published(replace(ENGLISH, summary="In other words."), cast, change="wording")
    assert behind(cast.editor) == []
    assert listed_behind(cast.editor) == set()
    published(replace(ENGLISH, summary="More of it."), cast, change="addition")


def test_who_keeps_it_up_finds_it_until_it_follows(cast: Cast, revised: None) -> None:
    Manuscript.objects.filter(pk=FRENCH.id).update(
        responsible=cast.other_editor, author=cast.other_editor
    )
    assert behind(cast.editor) == ["Umsturz"]
    assert behind(cast.other_editor) == ["Révolte"]
    assert behind(cast.approver) == []
    assert listed_behind(cast.approver) == {"Umsturz", "Révolte"}
    join(cast, GERMAN)
    assert behind(cast.editor) == []
    assert listed_behind(cast.editor) == {"Révolte"}


def test_what_is_being_written_is_in_one_pile(cast: Cast, revised: None) -> None:
    drafted(replace(GERMAN, summary="Mehr davon."), cast)
    assert behind(cast.editor) == ["Révolte"]
    assert listed_behind(cast.editor) == {"Umsturz", "Révolte"}


def test_readers_see_both_or_it_is_not_behind(cast: Cast, revised: None) -> None:
    actions.withdraw(manuscript=UUID(GERMAN.id), reason="Wrong.", by=cast.approver)
    assert listed_behind(cast.editor) == {"Révolte"}
    assert said(cast, GERMAN) is None
    actions.withdraw(manuscript=UUID(ENGLISH.id), reason="Wrong.", by=cast.approver)
    assert listed_behind(cast.editor) == set()
    assert said(cast, FRENCH) is None


def test_its_page_names_the_newer_edition_and_compares_both(cast: Cast, revised: None) -> None:
    section = said(cast, GERMAN)
    assert section
    assert "“Revolution” (English) has edition 3 by now" in section.text
    assert "this translation follows edition 1" in section.text
    address = section.one("a").attributes["href"]
    assert address == "/article/revolution/compare/1/3/"
    assert entered(cast.editor).get(address).status_code == 200
    assert said(cast, ENGLISH) is None
    join(cast, GERMAN)
    assert said(cast, GERMAN) is None


def test_an_edition_that_nobody_is_shown_is_not_compared(cast: Cast, revised: None) -> None:
    followed = Edition.objects.filter(entry_id=ENGLISH.id, number=1)
    followed.update(state=EditionState.WITHDRAWN)
    section = said(cast, GERMAN)
    assert section
    assert section.one("a").attributes["href"] == "/article/revolution/history/"


def test_the_pile_asks_no_more_often_for_more_translations(cast: Cast, revised: None) -> None:
    client = entered(cast.editor)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("admin:index"))
        return len(asked)

    queries()
    of_two = queries()
    for language in ("es", "ru"):
        more = article(f"More {language}", language=language)
        published(more, cast)
        join(cast, more)
    published(replace(ENGLISH, summary="Yet more."), cast, change="correction")
    assert len(behind(cast.editor)) == 4
    assert queries() == of_two
