"""Lists, look-ups and the desk: what they find, in which order, and at what cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, biography, drafted, published, said, source, submitted
from office import entered

from editorial import actions
from editorial.admin import list_filters
from editorial.admin.list_query import ORDERS, ListQuery
from editorial.admin.manuscript_lists import MAX_ON_PAGE
from editorial.admin.revision_views import entries_of
from editorial.models import DraftCitation, Manuscript, Topic
from encyclopedia.core.collation import sort_key
from encyclopedia.core.names import name_key


def address(kind: str = "article") -> str:
    return reverse(f"admin:editorial_{kind}manuscript_changelist")


def titles(answer: Any) -> list[str]:
    return [row.title for row in answer.context["page"].rows]


def many(cast: Cast, count: int) -> None:
    """Rows as the list needs them, without a history."""
    Manuscript.objects.bulk_create(
        Manuscript(
            kind="article",
            slug=f"entry-{n:04}",
            title=f"Entry {n:04}",
            sort_key=sort_key(f"Entry {n:04}"),
            name_key=name_key(f"Entry {n:04}"),
            author=cast.editor if n % 2 else cast.other_editor,
            revision=1,
        )
        for n in range(count)
    )


@pytest.mark.portion(3)
@pytest.mark.parametrize("way", ["", "-"])
@pytest.mark.parametrize("name", sorted(ORDERS))
def test_the_pages_of_an_order_hold_every_row_once_there_and_back(
    name: str, way: str, cast: Cast
) -> None:
    many(cast, 2 * MAX_ON_PAGE + 7)
    today = timezone.localdate()
    for number, row in enumerate(Manuscript.objects.order_by("slug")[:9]):
        due = today + timedelta(days=number // 2)
        Manuscript.objects.filter(pk=row.pk).update(due_on=due, unchecked=number // 2)
    client, pages = entered(cast.editor), []
    following = f"?order={way}{name}"
    while following:
        answer = client.get(address() + following)
        assert answer.context["count"] == 2 * MAX_ON_PAGE + 7
        pages.append(titles(answer))
        following = answer.context["next"]
    seen = [title for page in pages for title in page]
    assert len(seen) == len(set(seen)) == 2 * MAX_ON_PAGE + 7
    if name == "title":
        assert seen == sorted(seen, reverse=bool(way))
    back = [pages[-1]]
    while answer.context["previous"]:
        answer = client.get(address() + answer.context["previous"])
        back.insert(0, titles(answer))
    assert [title for page in back for title in page] == seen
    assert titles(client.get(address() + f"?order={way}{name}")) == pages[0]


def test_a_list_needs_as_many_queries_for_two_as_for_a_page(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    many(cast, MAX_ON_PAGE + 3)
    client = entered(cast.editor)
    client.get(address())
    with django_assert_max_num_queries(9):
        client.get(address() + "?q=entry&work=mine&order=due")


def explained(rows: QuerySet[Any]) -> str:
    """How the database answers; on PostgreSQL as it would for a table too large to read or to sort."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    return str(rows.explain())


def test_a_page_far_on_begins_in_the_index(cast: Cast) -> None:
    many(cast, MAX_ON_PAGE + 3)
    for order in ("", "&order=title"):
        first = entered(cast.editor).get(f"{address()}?{order}")
        query = ListQuery(kind="article", order_name=order[7:], after=first.context["page"].next)
        rows = Manuscript.objects.of_kind("article").filter(query.order.after(query.after))
        plan = explained(rows.order_by(*query.order.columns)[:MAX_ON_PAGE])
        assert "manuscript_by_title" in plan or "manuscript_by_change" in plan or "Index" in plan


def test_a_search_finds_titles_and_the_words_of_the_newest_revision(cast: Cast) -> None:
    drafted(article("Trotskyism", text="It **began** in exile.[@service-trotsky-2009]"), cast)
    for title in ("Troy", "The Trotsky archive"):
        drafted(article(title, text="Nothing.", summary=""), cast)
    drafted(source(), cast)
    client = entered(cast.editor)
    everything = reverse("admin:editorial_manuscript_changelist")
    for words, expected in {
        "TROTSKY": ["Trotskyism", "Trotsky: A Biography", "The Trotsky archive"],
        "rotskyi": ["Trotskyism"],
        "began in ex": ["Trotskyism"],
        '"in exile"': ["Trotskyism"],
        '"exile in"': [],
        "service": ["Trotsky: A Biography"],
        "zzz": [],
        '"': [],
        "%": [],
    }.items():
        assert set(titles(client.get(everything, {"q": words}))) == set(expected), words
    drafted(replace(newest("Trotskyism"), text="Another."), cast)
    assert titles(client.get(everything, {"q": "exile"})) == []


def newest(title: str) -> Any:
    return Manuscript.objects.get(title=title).revisions.newest()[0].read()


def test_filters_by_state_and_author(cast: Cast) -> None:
    many(cast, 4)
    submitted(source(), cast)
    drafted(article("Mine"), cast)
    client = entered(cast.editor)
    assert "Mine" in titles(client.get(f"{address()}?author={cast.editor.pk}"))
    assert titles(client.get(f"{address()}?state=published")) == []
    everything = reverse("admin:editorial_manuscript_changelist")
    assert titles(client.get(f"{everything}?state=submitted")) == ["Trotsky: A Biography"]
    assert titles(client.get(f"{everything}?kind=source")) == ["Trotsky: A Biography"]
    assert len(titles(client.get(everything))) == 6


def test_the_desk_shows_each_role_its_own_work(cast: Cast) -> None:
    published(source(), cast)
    submitted(article("In review"), cast)
    drafted(article("In hand"), cast)

    def queues(user: Any) -> dict[str, list[str]]:
        context = entered(user).get(reverse("admin:index")).context
        return {
            queue.name: [row.manuscript.title for row in queue.rows] for queue in context["queues"]
        }

    assert queues(cast.editor) == {"drafts": ["In hand"], "waiting": ["In review"]}
    assert queues(cast.moderator) == {"check": ["In review"]}
    # It cannot be approved before it is checked, so it is not to be approved yet.
    assert queues(cast.approver) == {"waits-checks": ["In review"]}
    assert queues(cast.other_editor) == {}


def test_look_ups_find_drafts_and_name_shared_titles_by_their_address(cast: Cast) -> None:
    drafted(article("Spartacus"), cast)
    drafted(biography("Spartacus"), cast)
    published(source(), cast)
    client = entered(cast.editor)
    results = client.get(reverse("admin:lookup_entries"), {"q": "spar"}).json()["results"]
    assert {result["value"] for result in results} == {"article/spartacus", "person/spartacus"}
    for words in ("service-", "@service", "Trotsky: A", "Robert Service"):
        results = client.get(reverse("admin:lookup_sources"), {"q": words}).json()["results"]
        assert [result["value"] for result in results] == ["service-trotsky-2009"], words


def test_an_address_is_free_or_in_use(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    client = entered(cast.editor)

    def answer(**parameters: Any) -> Any:
        return client.get(reverse("admin:live_address"), {"kind": "article", **parameters}).json()

    assert answer(title="Dual Power")["slug"] == "dual-power"
    assert answer(title="Dual Power")["free"]
    assert not answer(slug="permanent-revolution")["free"]
    assert answer(slug="permanent-revolution", id=str(manuscript.pk))["free"]
    assert client.get(reverse("admin:live_address"), {"kind": "x"}).status_code == 404


def test_two_revisions_are_compared_word_by_word(cast: Cast) -> None:
    document = biography(text="He was tall.")
    drafted(document, cast)
    manuscript = drafted(replace(document, text="He was small.", facts=document.facts[:1]), cast)
    client = entered(cast.moderator)
    page = client.get(reverse("admin:compare", args=[manuscript.pk, 1, 2])).content.decode()
    assert "<del>tall</del>" in page
    assert "<ins>small</ins>" in page
    assert "died 21 August 1940, Coyoacán" in page
    chosen = client.get(reverse("admin:compare_choice", args=[manuscript.pk]) + "?before=2&after=x")
    assert chosen["Location"].endswith("/compare/2/1/")


def test_the_history_tells_who_did_what(cast: Cast) -> None:
    published(source(), cast)
    manuscript = published(article(), cast)
    page = entered(cast.moderator).get(reverse("admin:history", args=[manuscript.pk]))
    done = [entry.event.action for entry in page.context["history"]]
    assert done == ["publish", "approve", "check", "submit", "save"]


def test_every_note_of_checks_that_share_a_line_is_there_to_be_read(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    published(source(), cast)
    key = "service-trotsky-2009"
    manuscript = submitted(
        article(text=" ".join(f"{n} was.[@{key}, p. {n}]" for n in "12345")), cast
    )
    long = " ".join(["word"] * 120)
    rows = list(DraftCitation.objects.filter(manuscript=manuscript).in_order())
    for row, note in zip(rows, ["", "One.\n<b>", "", "Two.", f"{long} end"], strict=True):
        verdict = "does_not_support" if note else "supports"
        actions.check(
            manuscript=manuscript.pk, digest=row.digest, verdict=verdict, note=note,
            by=cast.moderator, **said(row.digest, verdict),
        )  # fmt: skip
    with django_assert_num_queries(4):
        entries, _more = entries_of(manuscript, cast.moderator)
    (line,) = [entry for entry in entries if entry.event.action == "check"]
    assert line.times == 5
    assert [(note.verdict, note.claim) for note in line.notes] == [
        ("Does not support", f"{n} was.") for n in (5, 4, 2)
    ]
    for name in ("history", "manuscript"):
        page = entered(cast.moderator).get(reverse(f"admin:{name}", args=[manuscript.pk]))
        for words in ("3 notes", "One.<br>&lt;b&gt;", "Two.", "word end"):
            assert words in page.content.decode(), (name, words)


def test_a_list_is_narrowed_to_a_tag(cast: Cast) -> None:
    drafted(article("Dual power", tags=("Theory", "Russia")), cast)
    drafted(article("Soviets", tags=("Russia",)), cast)
    drafted(biography("Leon Trotsky", tags=("Theory",)), cast)
    client = entered(cast.editor)
    assert titles(client.get(address() + "?tag=theory")) == ["Dual power"]
    assert set(titles(client.get(address() + "?tag=+RUSSIA,+"))) == {"Dual power", "Soviets"}
    assert titles(client.get(address() + "?tag=russia&q=sov")) == ["Soviets"]
    assert titles(client.get(address("person") + "?tag=theory")) == ["Leon Trotsky"]
    nothing = client.get(address() + "?tag=%00<script>").content.decode()
    assert "has the subject “&lt;script&gt;”" in nothing
    page = client.get(address() + "?tag=theory")
    assert all("tag=theory" in str(state["address"]) for state in page.context["states"])


@pytest.mark.parametrize("rare", [True, False])
def test_the_pages_of_a_tag_hold_every_row_once(
    rare: bool, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not rare:
        monkeypatch.setattr(list_filters, "RARE", 3)
    many(cast, 2 * MAX_ON_PAGE + 9)
    chosen = list(Manuscript.objects.order_by("slug")[: MAX_ON_PAGE + 5])
    Topic.objects.bulk_create(Topic(manuscript=row, key="theory", name="Theory") for row in chosen)
    client, seen = entered(cast.editor), []
    following = "?tag=Theory"
    while following:
        answer = client.get(address() + following)
        seen += titles(answer)
        following = answer.context["next"]
    assert len(seen) == len(set(seen))
    assert set(seen) == {row.title for row in chosen}


def test_a_tag_is_found_by_its_index(cast: Cast) -> None:
    rows = Topic.objects.named("Theory").order_by("key", "manuscript").values("manuscript")
    plan = explained(rows)
    assert "topic_by_key" in plan or (connection.vendor == "postgresql" and "Index" in plan)


def test_the_heading_and_the_crumbs_say_what_is_listed(cast: Cast) -> None:
    client = entered(cast.editor)
    for address, heading in (
        ("/admin/editorial/manuscript/", "All entries"),
        ("/admin/editorial/manuscript/?state=draft", "All entries: draft"),
        ("/admin/editorial/articlemanuscript/", "Articles"),
        ("/admin/editorial/articlemanuscript/?state=approved", "Articles: approved"),
    ):
        page = client.get(address).content.decode()
        assert f"<h1>{heading}</h1>" in page
        assert '<a href="/admin/">Your work</a>' in page
        assert f"› {heading}" in page
