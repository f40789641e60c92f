"""Sources that may be one work, in the office: proposed, side by side, merged or marked as different works."""

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
from editorial.admin import entry_pairs
from editorial.models import Duplicate, Manuscript, Merge, Revision, SourceKey, ToldApart
from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia.core import documents

pytestmark = pytest.mark.django_db

OLD, NEW = "service-2009", "service-trotsky-2009"


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    more = source(OLD, title="Old record")
    more = replace(
        more, record=more.record | {"publisher": "Other", "ISBN": "9780198526636", "note": "Mine."}
    )
    return drafted(more, cast), drafted(source(NEW), cast)


def at(pair: Any) -> str:
    return reverse("admin:duplicate", args=[source.pk for source in pair])


def merging(keep: Manuscript, **given: Any) -> dict[str, Any]:
    return {"act": "merge", "keep": str(keep.pk), "reason": "One book."} | given


def test_two_alike_are_proposed_with_the_reason(cast: Cast, pair: Any) -> None:
    drafted(source("another", record={"type": "book", "title": "Another"}), cast)
    answer = entered(cast.editor).get(reverse("admin:duplicates"))
    row = answer.context["page"].rows[0]
    assert {row.one.pk, row.other.pk} == {source.pk for source in pair}
    assert len(answer.context["page"].rows) == 1
    text = answer.content.decode()
    assert "same title, first author and year" in text
    assert at((row.one, row.other)) in text


def test_what_shares_an_identifier_comes_first(cast: Cast, pair: Any) -> None:
    doi = {"type": "article-journal", "DOI": "10.1234/x"}
    drafted(source("b", record=doi | {"title": "B"}), cast)
    drafted(source("c", record=doi | {"title": "C"}), cast)
    rows = entry_pairs.proposals(0).rows
    assert [row.sure for row in rows] == [True, False]


def test_a_changed_record_is_proposed_no_more(cast: Cast, pair: Any) -> None:
    assert Duplicate.objects.count() == 1
    document = Revision.objects.filter(manuscript=pair[0]).newest()[0].read()
    assert isinstance(document, documents.SourceDocument)
    drafted(replace(document, record=document.record | {"title": "Quite another"}), cast)
    assert not Duplicate.objects.exists()


def test_the_pages_of_the_list_hold_every_pair_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_pairs, "MAX_ON_PAGE", 2)
    for n in range(4):
        drafted(source(f"s{n}"), cast)
    for n in range(2):
        drafted(source(f"d{n}", record={"type": "book", "DOI": "10.1234/x", "title": str(n)}), cast)
    client, following, seen = entered(cast.editor), "0", []
    while following:
        answer = client.get(reverse("admin:duplicates"), {"after": following})
        seen += [(row.one.pk, row.other.pk) for row in answer.context["page"].rows]
        following = answer.context["page"].next
    assert len(seen) == len(set(seen)) == 7
    assert len(seen) == Duplicate.objects.count()


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "123456"])
def test_an_address_of_no_page_shows_the_first(cast: Cast, pair: Any, after: str) -> None:
    answer = entered(cast.editor).get(reverse("admin:duplicates"), {"after": after})
    assert len(answer.context["page"].rows) == 1


def test_the_two_stand_side_by_side_with_their_differences(cast: Cast, pair: Any) -> None:
    answer = entered(cast.editor).get(at(pair))
    rows = {row.name: row for row in answer.context["pair"].rows}
    assert rows["publisher"].differs
    assert rows["publisher"].values == ("Other", "Belknap Press")
    assert not rows["title"].differs
    assert rows["ISBN"].lacks == rows["note"].lacks == {str(pair[1].pk)}
    text = answer.content.decode()
    assert 'name="fill"' in text
    # Each form's reason has a label of its own.
    assert 'for="apart_reason"' in text
    assert text.count('id="id_reason"') == 1


def test_the_page_says_what_a_merge_does_before_it_is_made(cast: Cast) -> None:
    one, into = published(source(OLD), cast), published(source(NEW), cast)
    published(article("Cites it", text=f"Words.[@{OLD}] More.[@{OLD}, p. 2]"), cast)
    text = entered(cast.editor).get(at((one, into))).content.decode()
    assert "1 entry gets a new draft that cites this one:" in text
    assert "2 checked citations will have to be checked again" in text
    assert f"1 published entry still cites {OLD}" in text
    assert "another person has to approve them" in text
    assert "Cites it" in text


def test_the_page_names_what_is_under_review(cast: Cast, pair: Any) -> None:
    published(source("a"), cast)
    submitted(article("Held up", text="Words.[@a]"), cast)
    one = Manuscript.objects.get(slug="a")
    text = entered(cast.editor).get(at((one, pair[1]))).content.decode()
    assert (
        "Not possible yet. Return or publish these first, they are submitted, approved or scheduled: Held up."
        in text
    )


def test_a_merge_by_the_form_keeps_one_and_fills_what_it_lacks(cast: Cast, pair: Any) -> None:
    citing = drafted(article(text=f"Words.[@{OLD}]"), cast)
    answer = entered(cast.editor).post(
        at(pair), merging(pair[1], fill=["ISBN", "note"]), follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("admin:manuscript", args=[pair[1].pk])
    assert "Entries that have a new draft now: 1." in answer.content.decode()
    assert Merge.objects.get().merged_id == pair[0].pk
    record = Revision.objects.get(manuscript=pair[1], number=2).read().record  # type: ignore[attr-defined]
    assert (record["ISBN"], record["note"]) == ("9780198526636", "Mine.")
    citing.refresh_from_db()
    assert citing.revision == 2


def test_a_tick_at_what_the_kept_record_has_changes_nothing(cast: Cast, pair: Any) -> None:
    entered(cast.editor).post(at(pair), merging(pair[0], fill=["ISBN"]))
    assert Merge.objects.get().into_id == pair[0].pk
    assert not Revision.objects.filter(manuscript=pair[0], number=2).exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": ""}, "Say why"),
        ({"keep": ""}, "Choose the one that is kept"),
        ({"keep": "<b>"}, "Choose one of the two"),
        ({"fill": ["publisher"]}, "The two have changed since"),
        ({"reason": "x" * 501}, "500"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    cast: Cast, pair: Any, given: dict[str, Any], words: str
) -> None:
    data = merging(pair[0], fill=["ISBN"]) | {"reason": "A <b>reason</b>."} | given
    answer = entered(cast.editor).post(at(pair), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    if "reason" not in given:
        assert "A &lt;b&gt;reason&lt;/b&gt;." in text
    if "fill" not in given:
        assert answer.context["ticked"] == ["ISBN"]
    assert not Merge.objects.exists()


def test_a_refused_merge_says_why_and_keeps_what_was_typed(cast: Cast) -> None:
    one, into = published(source(OLD), cast), drafted(source(NEW), cast)
    answer = entered(cast.editor).post(at((one, into)), merging(into, reason="My words."))
    assert answer.status_code == 409
    assert "Keep the first" in answer.content.decode()
    assert "My words." in answer.content.decode()


def test_a_merge_that_was_made_already_is_named(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    client.post(at(pair), merging(pair[1]))
    answer = client.post(at(pair), merging(pair[1]), follow=True)
    assert "was merged into" in answer.content.decode()
    assert Merge.objects.count() == 1


def test_two_works_are_marked_as_different_with_a_reason(cast: Cast, pair: Any) -> None:
    client = entered(cast.approver)
    assert client.post(at(pair), {"act": "apart", "reason": " "}).status_code == 422
    assert not ToldApart.objects.exists()
    answer = client.post(at(pair), {"act": "apart", "reason": "Two printings."}, follow=True)
    assert "are different; they are not proposed again" in answer.content.decode()
    assert answer.context["page"].rows == []
    assert "Two printings." in client.get(at(pair)).content.decode()


def test_who_may_not_merge_sees_the_pair_and_no_form(cast: Cast, pair: Any) -> None:
    client = entered(cast.moderator)
    text = client.get(at(pair)).content.decode()
    assert "Belknap Press" in text
    assert 'name="act"' not in text
    assert client.post(at(pair), merging(pair[0])).status_code == 403
    assert client.get(reverse("admin:merge_choice", args=[pair[0].pk])).status_code == 403


def test_what_is_no_pair_of_sources_is_not_found(cast: Cast, pair: Any) -> None:
    client, other = entered(cast.editor), drafted(article(), cast)
    assert client.get(at((pair[0], pair[0]))).status_code == 404
    assert client.get(at((pair[0], other))).status_code == 404


def test_another_source_is_chosen_by_its_key(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    address = reverse("admin:merge_choice", args=[pair[0].pk])
    assert f"<code>{NEW}</code>" in client.get(address).content.decode()
    for typed in (NEW, f" @{NEW} "):
        assert client.get(address, {"key": typed})["Location"] == at(pair)
    for typed, words in (("", "Give the key"), ("<i>", "&lt;i&gt;"), (OLD, "this entry itself")):
        answer = client.get(address, {"key": typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_the_page_of_a_source_tells_of_others_like_it(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    text = client.get(reverse("admin:manuscript", args=[pair[1].pk])).content.decode()
    assert "1 other source may be the same work:" in text
    assert at(pair[::-1]) in text
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.editor, reason="One book.")
    text = client.get(reverse("admin:manuscript", args=[pair[0].pk])).content.decode()
    assert "This record has been merged into" in text
    assert "One book." in text
    assert "Merge into another source" not in text
    assert "Submit for review" not in text


def test_a_merged_source_is_neither_listed_nor_looked_up_nor_on_a_pile(
    cast: Cast, pair: Any
) -> None:
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.editor, reason="One book.")
    client = entered(cast.editor)
    listed = client.get(reverse("admin:editorial_sourcemanuscript_changelist"))
    assert [row.slug for row in listed.context["page"].rows] == [NEW]
    results = client.get(reverse("admin:lookup_sources"), {"q": "old"}).json()["results"]
    assert results == []
    assert "Old record" not in client.get(reverse("admin:index")).content.decode()


def test_a_merged_source_that_readers_see_is_listed_and_not_looked_up(cast: Cast) -> None:
    one, into = published(source(OLD, title="Old record"), cast), published(source(NEW), cast)
    actions.merge(source=one.pk, into=into.pk, by=cast.editor, reason="One book.")
    client = entered(cast.editor)
    listed = client.get(reverse("admin:editorial_sourcemanuscript_changelist"))
    assert {row.slug for row in listed.context["page"].rows} == {OLD, NEW}
    results = client.get(reverse("admin:lookup_sources"), {"q": "old record"}).json()["results"]
    assert results == []


def test_the_pages_cost_the_same_however_much_cites_the_two(cast: Cast) -> None:
    one, into = published(source(OLD), cast), published(source(NEW), cast)
    client = entered(cast.editor)
    addresses = [
        at((one, into)),
        reverse("admin:duplicates"),
        reverse("admin:merge_choice", args=[one.pk]),
    ]

    def cost() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    cost()
    before = cost()
    for n in range(12):
        drafted(article(f"Entry {n}", text=f"Words.[@{OLD}] More.[@{NEW}]"), cast)
    check_all(submitted(article("More", text=f"Words.[@{NEW}]"), cast), cast)
    for n in range(5):
        drafted(source(f"s{n}"), cast)
    assert cost() == before
    assert max(before) <= 32


def test_rebuilding_finds_what_is_missing_and_then_nothing(cast: Cast, pair: Any) -> None:
    assert not any(wrong for _path, wrong in rebuild_drafts())
    Duplicate.objects.all().delete()
    SourceKey.objects.filter(manuscript=pair[0]).delete()
    assert any(wrong for _path, wrong in rebuild_drafts())
    assert Duplicate.objects.count() == 1
    assert not any(wrong for _path, wrong in rebuild_drafts())
    actions.merge(source=pair[0].pk, into=pair[1].pk, by=cast.editor, reason="One book.")
    assert not any(wrong for _path, wrong in rebuild_drafts())
