"""Every obstacle links to where it is fixed."""

from __future__ import annotations

import re
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from factories import Cast, article, checked, drafted, published, source, submitted
from office import entered

from editorial import actions
from editorial.admin.obstacle_links import links_of
from editorial.gate.judging import Obstacle

CITING = "It began.[@key-1, p. 1]\n\nIt went on.[@key-2, p. 2]\n\nIt ended.[@nowhere, p. 3]"


def waiting(key: str, line: int) -> Obstacle:
    values = {"key": key, "state": "draft"}
    return Obstacle("source_not_published", key, field="text", line=line, values=values)


def test_a_source_that_waits_is_fixed_on_its_own_page(cast: Cast) -> None:
    # One's own sources are submitted with the entry; these are somebody else's.
    first, _second = (
        actions.save(document=source(key), by=cast.other_editor).manuscript
        for key in ("key-1", "key-2")
    )
    manuscript = drafted(article(text=CITING), cast)
    own = reverse("admin:manuscript", args=[first.pk])
    form = reverse("admin:editorial_articlemanuscript_change", args=[manuscript.pk])
    for address in (reverse("admin:manuscript", args=[manuscript.pk]), form):
        page = entered(cast.editor).get(address).content.decode()
        assert f'<a href="{own}">The source “key-1” is not published yet' in page
        assert f'<a class="line" href="{form}#line-1">line 1</a>' in page
        assert f'<a href="{form}#line-5">No source has the key “nowhere”' in page


def test_a_person_who_may_not_edit_gets_a_link_to_the_source_but_not_to_the_form(
    cast: Cast,
) -> None:
    first = drafted(source("key-1"), cast)
    manuscript = drafted(article(text=CITING), cast)
    drafted_source, missing_source = links_of(
        manuscript, [waiting("key-1", 1), waiting("gone", 2)], cast.editor, linked=False
    )
    assert (drafted_source.address, drafted_source.cited) == (
        reverse("admin:manuscript", args=[first.pk]),
        "",
    )
    assert (missing_source.address, missing_source.cited) == ("", "")


def test_the_sources_are_looked_up_once_and_only_where_one_waits(cast: Cast) -> None:
    manuscript = drafted(article(text=CITING), cast)
    keys = [f"key-{n}" for n in range(6)]
    for key in keys:
        drafted(source(key), cast)
    for obstacles, cost in (
        ([waiting(key, 1) for key in keys], 1),
        ([Obstacle("text_missing", field="text")], 0),
    ):
        with CaptureQueriesContext(connection) as queries:
            links_of(manuscript, obstacles, cast.editor, linked=True)
        assert len(queries) == cost


def test_a_published_source_is_no_obstacle(cast: Cast) -> None:
    published(source("key-1"), cast)
    manuscript = drafted(article(text="It began.[@key-1, p. 1]"), cast)
    page = entered(cast.editor).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert "is not published yet" not in page.content.decode()


def test_a_returned_entry_says_that_its_checks_do_not_stop_its_submission(
    cast: Cast,
) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    address = reverse("admin:manuscript", args=[manuscript.pk])
    page = entered(cast.moderator).get(address).content.decode()
    assert "1 thing stands in the way of its approval" in page
    assert "after you submit" not in page
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    page = entered(cast.editor).get(address).content.decode()
    assert "Nothing stands in the way of submitting it" in page
    assert "1 citation is still to be checked. A moderator does it after you submit" in page
    notices = " ".join(
        strip_tags(entered(cast.editor).get("/admin/notices/").content.decode()).split()
    )
    assert f"{manuscript.title}: Mend what was returned" in notices
    assert f"{cast.moderator.username} returned it to the author" in notices


def test_what_stands_in_the_way_is_cleared_before_anybody_approves(cast: Cast) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast, "contradicts", "It says otherwise.")
    address = reverse("admin:manuscript", args=[manuscript.pk])
    page = entered(cast.approver).get(address).content.decode()
    assert "1 thing stands in the way of its approval" in page
    assert "Next: clear or waive what stands in the way, then an approver" in page


def test_each_of_two_places_of_the_same_words_leads_to_its_own_card(cast: Cast) -> None:
    published(source("key-1"), cast)
    twins = "## Confirmed\n\nIt began.[@key-1, p. 1]\n\n## Refuted\n\nIt began.[@key-1, p. 1]"
    manuscript = submitted(article(text=twins), cast)
    moderator = entered(cast.moderator)
    page = moderator.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    cards = re.findall(r'href="([^"]*context=[^"]*)">[^<]*It began', page)
    read_with = [
        re.findall(
            r"<dt>Heading above</dt><dd>(\w+)", moderator.get(unescape(card)).content.decode()
        )
        for card in cards
    ]
    assert read_with == [["Confirmed"], ["Refuted"]]
