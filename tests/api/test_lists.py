"""The list of entries: what it contains, in which order, and how it continues."""

from __future__ import annotations

from datetime import timedelta

import pytest
from api.walking import V, slugs, walk
from django.test import Client
from published import DAY, open_readers_tables, publish

from encyclopedia.api import cursors
from encyclopedia.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db: None) -> list[Entry]:
    """Entries of equal names and equal days, so that only the id orders them."""
    open_readers_tables()
    return [
        publish("Élan", slug="elan"),
        publish("Emma", kind="person", tags=("theory",), day=DAY + timedelta(days=1)),
        publish("emma", kind="article", tags=("theory",), day=DAY + timedelta(days=1)),
        publish("Zeal", kind="article", tags=("theory", "zeal"), day=DAY + timedelta(days=2)),
        publish("Троцкий", kind="person", slug="trotsky", language="ru"),
        publish("Sources of it", kind="source", slug="of-it", day=DAY + timedelta(days=3)),
    ]


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", {"elan", "emma", "zeal", "trotsky", "of-it"}),
        ("kind=person", {"emma", "trotsky"}),
        ("tag=theory", {"emma", "zeal"}),
        ("tag=theory&kind=person", {"emma"}),
        ("tag=nothing", set()),
        ("language=ru", {"trotsky"}),
        ("language=RU", {"trotsky"}),
        ("language=en&kind=article", {"elan", "emma", "zeal"}),
        ("language=en&kind=person", {"emma"}),
        ("language=pt-BR", set()),
        ("title=EM", {"emma"}),
        ("title=E", {"emma"}),
        ("title=É", {"elan"}),
        ("title=%25", set()),
        ("title=em&kind=source", set()),
        ("title=трОц", {"trotsky"}),
        ("changed_since=2026-05-04", {"emma", "zeal", "of-it"}),
        ("changed_since=2026-05-05T14:00:00%2B02:00", {"zeal", "of-it"}),
        ("changed_since=2026-05-05T12:00:00.000001Z", {"of-it"}),
        ("changed_since=2026-05-05&kind=source", {"of-it"}),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_entries_are_filtered_and_paged_without_loss_or_repetition(
    client: Client, shelf: list[Entry], question: str, expected: set[str], limit: int
) -> None:
    items = walk(client, f"entries/?{question}&limit={limit}")
    assert set(slugs(items)) == expected
    assert len({item["id"] for item in items}) == len(items)
    assert items == walk(client, f"entries/?{question}&limit=50")


def test_changes_come_oldest_first_and_titles_in_the_order_of_letters(
    client: Client, shelf: list[Entry]
) -> None:
    changed = walk(client, "entries/?changed_since=2020-01-01&limit=1")
    times = [item["changed_at"] for item in changed]
    assert times == sorted(times)
    assert len(times) == 6
    named = slugs(walk(client, "entries/?limit=1"))
    assert named == ["emma", "emma", "of-it", "zeal", "elan", "trotsky"]


def test_a_list_continues_though_its_last_item_was_renamed_withdrawn_or_changed(
    client: Client, shelf: list[Entry]
) -> None:
    for question in ("", "&tag=theory", "&changed_since=2020-01-01", "&title=em"):
        whole = walk(client, f"entries/?limit=100{question}")
        first = client.get(f"{V}entries/?limit=1{question}").json()
        seen = first["items"][0]["id"]
        Entry.objects.filter(pk=seen).update(kind="organisation", slug="elsewhere")
        rest = client.get(first["next"].replace("limit=1", "limit=100")).json()["items"]
        assert [item["id"] for item in rest] == [item["id"] for item in whole[1:]]
        Entry.objects.filter(pk=seen).update(kind=whole[0]["kind"], slug=whole[0]["slug"])


@pytest.mark.parametrize(
    "after", ["x", "e30", "W10", "WyJ4IiwxLDJd", "WyJ4Il0", "=", "é", "A" * 4_001, "W1tbW1s" * 500]
)
def test_a_cursor_that_the_list_did_not_give_is_refused(
    client: Client, shelf: list[Entry], after: str
) -> None:
    for path in ("entries/", "sources/", "citations/"):
        response = client.get(V + path, {"after": after})
        assert response.status_code == 400, path
        assert response.json()["errors"][0]["where"] == "after"


def test_a_cursor_of_another_question_or_with_other_values_is_refused(
    client: Client, shelf: list[Entry]
) -> None:
    first = client.get(f"{V}entries/?limit=1").json()["next"]
    after = first.partition("after=")[2]
    for question in (f"kind=person&after={after}", f"tag=theory&after={after}"):
        assert client.get(f"{V}entries/?{question}").status_code == 400
    for values in (("emma", "no uuid"), (1, shelf[0].pk), ("em\x00", shelf[0].pk), ("em",)):
        forged = cursors.write(f"{V}entries/?", values)
        assert client.get(f"{V}entries/", {"after": forged}).status_code == 400
    for values in (("2026-05-03", str(shelf[0].pk)), ("9999-12-31T23:59:59-14:00", shelf[0].pk)):
        question = "changed_since=2020-01-01"
        forged = cursors.write(f"{V}entries/?{question}", values)
        assert client.get(f"{V}entries/?{question}", {"after": forged}).status_code == 400
