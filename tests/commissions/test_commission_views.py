"""The list of commissions, the page of one, and the names that entries link to."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from commissioned import LETTER, OUTSIDE, TOPIC, fresh, in_days, late, promised, reserved, wanted
from django.urls import reverse
from factories import Cast, article, drafted, published, source
from hostile import harm_in, naughty
from office import entered

from editorial import actions
from editorial.models import Commission, Event

LIST = "/admin/commissions/"


def at(row: Commission, what: str = "") -> str:
    return f"{LIST}{row.pk}/{what}{'/' if what else ''}"


def topics(cast: Cast, query: str) -> list[str]:
    page = entered(cast.approver).get(f"{LIST}?{query}")
    return [row.title for row in page.context["rows"]]


@pytest.fixture
def several(cast: Cast) -> None:
    """Two entries link to “World revolution”; one topic in each of several states."""
    published(source(), cast)
    for title in ("One", "Two"):
        published(
            article(title, text=f"See [[World revolution]]. {title} [@service-trotsky-2009, p. 1]"),
            cast,
        )
    wanted(cast, "World revolution", subject="theory")
    reserved(cast, "Reserved", who=OUTSIDE)
    promised(cast, "Promised", due_on=in_days(50))
    late(promised(cast, "Late"))
    row = reserved(cast, "Refused")
    actions.decline_commission(commission=row.pk, by=cast.approver)
    drafted(article("Begun"), cast)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Late", "Promised", "World revolution", "Refused", "Reserved"]),
        ("stage=overdue", ["Late"]),
        ("stage=wanted&order=-links", ["World revolution", "Refused"]),
        ("stage=declined", ["Refused"]),
        ("stage=agreed", ["Promised"]),
        ("person=outside", ["Reserved"]),
        ("q=olga", ["Reserved"]),
        ("q=THEORY", ["World revolution"]),
        ("q=edna", ["Late", "Promised"]),
        ("order=title&stage=promised", ["Late", "Promised"]),
        ("order=-title&stage=promised", ["Promised", "Late"]),
        (
            "stage=nothing&person=x&order=; drop&page=-7",
            ["Late", "Promised", "World revolution", "Refused", "Reserved"],
        ),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(
    cast: Cast, several: None, query: str, titles: list[str]
) -> None:
    assert topics(cast, query) == titles


def test_the_list_says_how_many_entries_link_to_a_topic(cast: Cast, several: None) -> None:
    rows = entered(cast.approver).get(LIST).context["rows"]
    assert {row.title: row.links for row in rows if row.links} == {"World revolution": 2}


def test_the_file_has_what_the_list_finds_and_no_formula(cast: Cast, several: None) -> None:
    wanted(cast, "=HYPERLINK(1)")
    body = b"".join(entered(cast.approver).get("/admin/commissions.csv?stage=wanted"))  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(body.decode())))
    assert {row["title"]: row["links"] for row in rows} == {
        "World revolution": "2",
        "Refused": "0",
        "'=HYPERLINK(1)": "0",
    }


def test_one_click_commissions_what_entries_link_to(cast: Cast, several: None) -> None:
    client = entered(cast.approver)
    Commission.objects.filter(title="World revolution").delete()
    page = client.get("/admin/commissions/wanted/")
    (row,) = page.context["rows"]
    assert (row[0].name, row[0].times, row[1], row[2]) == ("World revolution", 2, None, None)
    answer = client.post("/admin/commissions/new/", {"title": row[0].name, "kind": "article"})
    made = Commission.objects.get(title="World revolution")
    assert answer["Location"] == at(made)
    # A second click leads to the same.
    answer = client.post("/admin/commissions/new/", {"title": row[0].name, "kind": "person"})
    assert answer["Location"] == at(made)
    (row,) = client.get("/admin/commissions/wanted/").context["rows"]
    assert row[1] == made


def test_a_commission_is_made_reserved_and_invited_with_words_that_can_be_changed(
    cast: Cast,
) -> None:
    client = entered(cast.approver)
    typed = {"title": TOPIC, "kind": "article", "due_on": in_days(30).isoformat(), "length": "900"}
    address = client.post("/admin/commissions/new/", typed)["Location"]
    row = Commission.objects.get()
    client.post(at(row, "reserve"), {"reserve-name": "Olga", "reserve-email": "olga@example.net"})
    form = next(
        offer.form for offer in client.get(address).context["offered"] if offer.name == "invite"
    )
    words = form.initial["words"]
    assert all(
        part in words for part in ("Dear Olga", TOPIC, "900 words", in_days(30).strftime("%Y"))
    )
    client.post(at(row, "invite"), {"invite-subject": "S", "invite-words": f"{words} And more."})
    assert Event.objects.latest("seq").private["words"].endswith("And more.")
    assert fresh(row).state == "invited"


def test_percent_signs_in_a_title_do_not_break_the_proposed_letter(cast: Cast) -> None:
    row = reserved(cast, "100 %(x)s %d", who=OUTSIDE, length=5)
    page = entered(cast.approver).get(at(row))
    assert "100 %(x)s %d" in page.content.decode()


def test_whoever_is_asked_sees_their_own_answers_and_nothing_for_the_office(cast: Cast) -> None:
    row = reserved(cast, note="He is slow.")
    client = entered(cast.editor)
    page = client.get(at(row))
    assert [offer.name for offer in page.context["offered"]] == ["agree", "decline", "join"]
    assert "He is slow." not in page.content.decode()
    client.post(at(row, "agree"), {"agree-due_on": in_days(9).isoformat()})
    assert fresh(row).due_on == in_days(9)
    assert "/admin/articlemanuscript/add/?title=Permanent%20revolution" in client.get(
        at(row)
    ).content.decode().replace("editorial/", "")
    for person in (cast.other_editor, cast.moderator):
        for path in (at(row), at(row, "agree")):
            assert entered(person).get(path).status_code in {404, 405}
        assert entered(person).post(at(row, "agree")).status_code == 404
        assert entered(person).get(LIST).status_code == 403
    assert client.post(at(row, "drop")).status_code == 403
    assert fresh(row).state == "agreed"


def test_whoever_declines_is_led_to_their_work(cast: Cast) -> None:
    row = reserved(cast)
    answer = entered(cast.editor).post(at(row, "decline"), {"decline-reason": "No."})
    assert answer["Location"] == reverse("admin:index")


def test_a_refusal_shows_what_was_typed_and_why(cast: Cast) -> None:
    row = reserved(cast)
    client = entered(cast.approver)
    page = client.post(
        at(row, "reserve"), {"reserve-name": "Somebody", "reserve-email": "no address"}
    )
    assert page.status_code == 422
    assert "no address" in page.content.decode()
    actions.decline_commission(commission=row.pk, by=cast.editor)
    page = client.post(at(row, "agree"), {})
    assert page.status_code == 409
    assert "declined now" in page.content.decode()
    row = wanted(cast, "Other")
    page = client.post(at(row, "join"), {"join-manuscript": "nobody/knows"})
    assert page.status_code == 422


def test_the_pages_need_as_many_queries_for_two_as_for_a_thousand(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(2):
        promised(cast, f"Topic {number}")
    client = entered(cast.approver)
    client.get(LIST)
    Commission.objects.bulk_create(
        Commission(
            title=f"Many {number}",
            name_key=f"many {number}",
            state="agreed",
            person=cast.editor,
            due_on=in_days(number - 500),
        )
        for number in range(1000)
    )
    with django_assert_max_num_queries(8):
        assert client.get(LIST).context["count"] == 1002
    with django_assert_max_num_queries(8):
        client.get(f"{LIST}?q=edna&stage=overdue&page=3")
    with django_assert_max_num_queries(6):
        b"".join(client.get("/admin/commissions.csv"))  # type: ignore[arg-type]
    with django_assert_max_num_queries(10):
        client.get(reverse("admin:work"))


def test_hostile_words_are_kept_or_refused_and_shown_as_text(
    cast: Cast, shared_data: Any, portion: Any
) -> None:
    client = entered(cast.approver)
    for words in portion(naughty(shared_data), 40):
        assert client.get(LIST, {"q": words, "person": words, "page": words}).status_code == 200
    for words in (
        "<script>alert(1)</script>",
        "\x00",
        "\ufffe",
        "'\"><img src=x onerror=1>",
        "{{ x }}",
    ):
        typed = {"title": words, "kind": "article", "subject": words, "note": words}
        assert client.post("/admin/commissions/new/", typed).status_code in {302, 422}
        page = client.get(LIST, {"q": words, "stage": words, "order": words})
        assert page.status_code == 200
        assert not harm_in(page.content)
    row = reserved(
        cast, "<b>Bold</b>", who={"name": "<img src=x onerror=1>", "email": "x@example.net"}
    )
    actions.invite_commission(
        commission=row.pk, by=cast.approver, subject="<script>", words=LETTER["words"] + "<script>"
    )
    for path in (LIST, at(row), "/admin/work/", "/admin/commissions/wanted/"):
        assert not harm_in(client.get(path).content)
