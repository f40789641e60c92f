"""The page of an entry shows the sources that go with it, and one button publishes them all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, check_all, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Manuscript, Status


def page(user: Any, manuscript: Manuscript) -> str:
    answer = entered(user).get(reverse("admin:manuscript", args=[manuscript.pk]))
    return " ".join(answer.content.decode().split())


def press(user: Any, manuscript: Manuscript, **also: Any) -> Any:
    rows = Manuscript.objects.filter(kind="source")
    data = {
        "approve-revision": manuscript.revision,
        "then": "publish",
        "with": [row.as_chosen for row in rows],
        **also,
    }
    return entered(user).post(reverse("admin:move_approve", args=[manuscript.pk]), data)


def states() -> set[str]:
    return set(Manuscript.objects.values_list("status", flat=True))


@pytest.fixture
def waiting(cast: Cast) -> Manuscript:
    """A submitted and checked entry with a submitted source."""
    drafted(source(), cast)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    return manuscript


def test_the_form_and_the_page_say_what_is_submitted_with_it(cast: Cast) -> None:
    drafted(source(), cast)
    manuscript = drafted(article(), cast)
    form = reverse("admin:editorial_articlemanuscript_change", args=[manuscript.pk])
    for text in (
        page(cast.editor, manuscript),
        entered(cast.editor).get(form).content.decode(),
    ):
        assert "This submits also, drafted with it: Trotsky: A Biography." in text
    assert "Submit these 2 for review" in page(cast.editor, manuscript)
    data = {"submit-revision": 1}
    entered(cast.editor).post(reverse("admin:move_submit", args=[manuscript.pk]), data)
    assert states() == {Status.SUBMITTED}


def test_the_approver_sees_each_source_and_publishes_all_with_one_button(
    cast: Cast, waiting: Manuscript
) -> None:
    text = page(cast.approver, waiting)
    assert "1 source is published with it" in text
    assert "Service, Robert." in text
    assert "Approve and publish these 2" in text
    assert press(cast.approver, waiting).status_code == 302
    assert states() == {Status.PUBLISHED}


def test_what_stands_in_a_sources_way_is_said_before_and_nothing_is_half_done(cast: Cast) -> None:
    actions.save(document=source(), by=cast.superuser)
    row = Manuscript.objects.get()
    actions.submit(manuscript=row.pk, revision=1, by=cast.superuser)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    text = page(cast.superuser, manuscript)
    assert "Nobody approves a text that they helped to write" in text
    assert "Approve and publish" not in text
    answer = press(cast.superuser, manuscript)
    assert answer.status_code == 409
    assert "Nothing was approved or published, because of “Trotsky: A Biography”" in (
        answer.content.decode()
    )
    assert states() == {Status.SUBMITTED}


def test_a_source_that_was_not_shown_publishes_nothing(cast: Cast, waiting: Manuscript) -> None:
    answer = press(cast.approver, waiting, **{"with": ["x", "1:2:3", f"{waiting.pk}:9999999999"]})
    assert answer.status_code == 409
    assert "Look again" in answer.content.decode()
    assert states() == {Status.SUBMITTED}


def test_what_is_approved_already_is_published_with_its_sources(
    cast: Cast, waiting: Manuscript
) -> None:
    actions.approve(manuscript=waiting.pk, revision=1, by=cast.approver)
    text = page(cast.approver, waiting)
    assert "Nothing stands in the way of its publication" in text
    assert "Publish these 2" in text
    rows = [row.as_chosen for row in Manuscript.objects.filter(kind="source")]
    address = reverse("admin:move_publish", args=[waiting.pk])
    assert entered(cast.approver).post(address, {"with": rows}).status_code == 302
    assert states() == {Status.PUBLISHED}


def test_a_withdrawn_source_shows_what_changed_and_is_approved_by_itself(cast: Cast) -> None:
    document = source()
    row = published(document, cast)
    actions.withdraw(manuscript=row.pk, by=cast.approver, reason="Wrong.")
    changed = replace(document, summary="A life of Trotsky.")
    actions.save(document=changed, by=cast.editor, based_on=1)
    actions.submit(manuscript=row.pk, revision=2, by=cast.editor)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    text = page(cast.approver, manuscript)
    assert "A life of Trotsky." in text
    assert "Approve it on its own page" in text
    assert "Approve and publish" not in text


def test_the_page_asks_as_often_for_many_new_sources_as_for_one(cast: Cast) -> None:
    keys = [f"author-{number}-1990" for number in range(1990, 1998)]
    drafted(source("author-1989-1990"), cast)
    one = submitted(article("One", text="It is.[@author-1989-1990, p. 1]"), cast)
    for key in keys:
        drafted(source(key), cast)
    words = " ".join(f"It is {key}.[@{key}, p. 1]" for key in keys)
    many = submitted(article("Many", text=words), cast)
    client = entered(cast.approver)
    counts = []
    for manuscript in (one, one, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:manuscript", args=[manuscript.pk]))
        counts.append(len(queries))
    assert counts[1] == counts[2]
