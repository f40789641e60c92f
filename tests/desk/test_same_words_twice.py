"""The same sentence in two places of one entry: each has its card, its line in the queue, its verdict and its hold."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import pytest
from cards import TYPED, form_of
from django.test import Client
from django.urls import reverse
from factories import Cast, article, published, said, source, submitted
from office import entered

from editorial import actions
from editorial.desk.addresses import address
from editorial.desk.holding import held_by_other, take
from editorial.desk.queue import DeskQueue, next_for
from editorial.models import Check, DraftCitation, Hold, Manuscript

KEY = "service-trotsky-2009"
SENTENCE = f"He was a member.[@{KEY}, p. 1]"
TEXT = f"## Confirmed\n\nThis was at first. {SENTENCE}\n\n## Refuted\n\nThis was said later. {SENTENCE}"


@pytest.fixture
def rows(cast: Cast) -> list[DraftCitation]:
    published(source(KEY), cast)
    manuscript = submitted(article("Twice", TEXT), cast)
    rows = list(DraftCitation.objects.filter(manuscript=manuscript).in_order())
    assert len({row.digest for row in rows}) == 1
    assert len({row.use for row in rows}) == 2
    return rows


@pytest.fixture
def client(cast: Cast) -> Client:
    return entered(cast.moderator)


def seen(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_each_card_shows_its_own_paragraph_and_heading(
    client: Client, rows: list[DraftCitation]
) -> None:
    first, second = (seen(client, address(row)) for row in rows)
    assert "This was at first. <mark>" in first
    assert "<dd>Confirmed</dd>" in first
    assert "This was said later." not in first
    assert "Refuted" not in first
    assert "This was said later. <mark>" in second
    assert "<dd>Refuted</dd>" in second
    assert "This was at first." not in second


@pytest.mark.parametrize("name", ["desk", "desk_manuscript"])
def test_each_has_a_line_that_leads_to_its_card(
    client: Client, rows: list[DraftCitation], name: str
) -> None:
    where = reverse(f"admin:{name}", args=[] if name == "desk" else [rows[0].manuscript_id])
    page = seen(client, where)
    links = re.findall(r'href="(/admin/desk/citation/[^"]+)"', page)
    shown = ["This was at first." in seen(client, link) for link in links]
    assert shown == [True, False]


def test_a_verdict_is_recorded_where_its_card_showed_it(
    client: Client, rows: list[DraftCitation]
) -> None:
    second = address(rows[1])
    hidden = form_of(client, rows[1])
    assert hidden["context"] == rows[1].context
    answer = client.post(
        address(rows[1], name="check"), hidden | TYPED | {"not_borne_out": "member"}
    )
    assert Check.objects.get().context == rows[1].context
    rows[0].refresh_from_db()
    rows[1].refresh_from_db()
    assert (rows[0].standing, rows[1].standing) == ("context_changed", "partly")
    # What is next is the other place, and its card says that the check was made elsewhere.
    assert urlsplit(answer["Location"])[2:4] == urlsplit(address(rows[0]))[2:4]
    other = seen(client, answer["Location"])
    assert "the check to confirm: made where something else stood around these words" in other
    assert "made where something else stood" not in seen(client, second)


def test_the_list_tells_the_standing_of_each(
    cast: Cast, client: Client, rows: list[DraftCitation]
) -> None:
    for row, verdict in zip(rows, ("supports", "contradicts"), strict=True):
        actions.check(
            manuscript=row.manuscript_id,
            digest=row.digest,
            context=row.context,
            verdict=verdict,
            note="Seen.",
            by=cast.moderator,
            **said(row.digest, verdict),
        )
    page = seen(client, reverse("admin:desk_manuscript", args=[rows[0].manuscript_id]))
    assert re.findall(r'<li class="stands-(\w+)">', page) == ["supports", "contradicts"]


def test_each_is_held_by_itself(cast: Cast, client: Client, rows: list[DraftCitation]) -> None:
    first, second = rows
    assert take(use=first.use, manuscript=first.manuscript_id, by=cast.superuser)
    assert held_by_other(first.use, cast.moderator)
    assert held_by_other(second.use, cast.moderator) is None
    given = next_for(cast.moderator, DeskQueue())
    assert given is not None
    assert given.use == second.use
    answer = client.post(address(second, name="check"), form_of(client, second) | TYPED)
    assert answer.status_code == 422
    assert Hold.objects.of(cast.moderator).of_use(second.use).exists()
    client.post(address(second, name="release"), {"context": second.context})
    assert list(Hold.objects.values_list("context", flat=True)) == [first.context]
    mine = DeskQueue(mine=True).citations(cast.superuser)
    assert [row.use for row in mine] == [first.use]


def test_of_two_the_one_about_to_be_recorded_is_skipped(
    client: Client, rows: list[DraftCitation]
) -> None:
    def given(*skip: DraftCitation) -> dict[str, object]:
        uses = [".".join(row.use) for row in skip]
        answer = client.post(
            reverse("admin:desk_next"), {"skip": uses}, headers={"Accept": "application/json"}
        )
        read: dict[str, object] = answer.json()
        return read

    assert "This was said later." in str(given(rows[0])["html"])
    assert given(*rows)["done"] is True


def test_a_card_whose_surroundings_are_gone_shows_what_is_there(
    client: Client, rows: list[DraftCitation]
) -> None:
    where = address(rows[0]).replace(rows[0].context, "0" * 64)
    assert "This was at first." in seen(client, where)
    answer = client.post(
        address(rows[0], name="check"),
        {**TYPED, "not_borne_out": "member", "context": "0" * 64, "seen": "0.0"},
    )
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "This citation is no longer there" in page
    assert TYPED["note"] in page
    assert not Check.objects.exists()


def test_what_a_claim_is_read_with_is_shown_before_anything_changed(
    cast: Cast, client: Client
) -> None:
    published(source(KEY), cast)
    text = (
        f"# Part\n\n## Section\n\nThe members were not:\n\n1. Anna[@{KEY}, p. 1]\n2. Carl[@{KEY}, p. 2]\n\n"
        f"| Year | Ship |\n| --- | --- |\n| 1905 | It sank.[@{KEY}, p. 3] |\n\n"
        f"Nobody saw it.[^n]\n\n[^n]: A letter says [[Leon Trotsky|so]].[@{KEY}, p. 4]"
    )
    manuscript: Manuscript = submitted(article("Read with", text), cast)
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    cards = [re.sub(r"\s+", " ", seen(client, address(row))) for row in rows]
    assert "<dt>Heading above</dt><dd>Part › Section</dd>" in cards[1]
    assert "<dt>Words that lead in</dt><dd>The members were not:</dd>" in cards[1]
    assert "<dt>Number in the list</dt><dd>2</dd>" in cards[1]
    assert "<dt>Row of the table</dt><dd>Year: 1905; Ship: It sank.</dd>" in cards[2]
    assert "<dt>Sentence that the note belongs to</dt><dd>Nobody saw it.</dd>" in cards[3]
    assert "<dt>Link</dt><dd>so → Leon Trotsky</dd>" in cards[3]
    assert not any("changed since the check" in card for card in cards)


def test_a_waiver_says_which_of_two_places_it_is_for(cast: Cast, rows: list[DraftCitation]) -> None:
    page = seen(entered(cast.approver), reverse("admin:manuscript", args=[rows[0].manuscript_id]))
    boxes = re.findall(r'name="waive-keys".*?</label>', page, re.DOTALL)
    lines = [line for box in boxes for line in re.findall(r"\(line (\d+)\)", box)]
    assert lines == ["3", "7"]


def test_the_entry_says_what_is_only_to_be_confirmed(cast: Cast, rows: list[DraftCitation]) -> None:
    digest = rows[0].digest
    actions.check(
        manuscript=rows[0].manuscript_id,
        digest=digest,
        context=rows[0].context,
        verdict="supports",
        by=cast.moderator,
        **said(digest, "supports"),
    )
    where = reverse("admin:manuscript", args=[rows[0].manuscript_id])
    assert "1, 1 of them only to be confirmed" in seen(entered(cast.approver), where)
    actions.recall(manuscript=rows[0].manuscript_id, by=cast.editor, reason="A page is wrong.")
    page = seen(entered(cast.editor), where)
    assert "1 check is only to be confirmed, since what stands around its words changed." in page
    assert "still to be checked" not in page


@pytest.mark.parametrize("name", ["desk", "desk_manuscript"])
def test_lists_say_which_place_a_line_means(
    client: Client, rows: list[DraftCitation], name: str
) -> None:
    where = reverse(f"admin:{name}", args=[] if name == "desk" else [rows[0].manuscript_id])
    places = re.findall(r'place">([^<]+)<', seen(client, where))
    assert places == ["place 1 of 2, under “Confirmed”", "place 2 of 2, under “Refuted”"]


def test_places_under_one_heading_are_told_apart_by_what_differs_else_by_their_lines(
    cast: Cast, client: Client
) -> None:
    published(source(KEY), cast)
    text = f"## Part\n\nThey said:\n\n- {SENTENCE}\n\nOr not:\n\n- {SENTENCE}"
    struck = (
        "[[Leon Trotsky|He]] was a member.[@{0}, p. 1]\n\n[[Stalin|He]] was a member.[@{0}, p. 1]"
    )
    for title, typed in (("Lists", text), ("Links", struck.format(KEY))):
        manuscript: Manuscript = submitted(article(title, typed), cast)
        page = seen(client, reverse("admin:desk_manuscript", args=[manuscript.pk]))
        places = re.findall(r'place">([^<]+)<', page)
        assert (
            places
            == {
                "Lists": [
                    "place 1 of 2, Words that lead in: They said:",
                    "place 2 of 2, Words that lead in: Or not:",
                ],
                "Links": [
                    "place 1 of 2, Link: He → Leon Trotsky",
                    "place 2 of 2, Link: He → Stalin",
                ],
            }[title]
        )
