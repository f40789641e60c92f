"""Two persons or organisations that may be one, in the office: proposed, side by side, merged or told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, biography, drafted, organisation, published, source, submitted
from office import entered

from editorial import actions
from editorial.models import Duplicate, Manuscript, Merge, Revision, ToldApart
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.projection.taking_over import fact_name
from encyclopedia.core.documents import DocumentFact, DocumentPicture
from encyclopedia.core.properties import check_all

pytestmark = pytest.mark.django_db

JOURNALIST = DocumentFact("occupation", value="<b>journalist</b>")
OTHER = biography(
    "Lev Trotskiy",
    aliases=("Lev Bronstein",),
    facts=(DocumentFact("born", date="1879"), JOURNALIST),
    text="<i>Long</i> words. " * 60,
    pictures=(DocumentPicture("portrait", "a" * 64, "He"),),
)


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    kept = biography("Lev Trotsky", facts=(DocumentFact("born", date="1879-11-07"),))
    return drafted(OTHER, cast), drafted(kept, cast)


def at(pair: Any) -> str:
    return reverse("admin:duplicate", args=[entry.pk for entry in pair])


def merging(keep: Manuscript, **given: Any) -> dict[str, Any]:
    return {"act": "merge", "keep": str(keep.pk), "reason": "One man."} | given


def test_two_alike_are_proposed_and_told_apart_for_good(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    text = client.get(reverse("admin:duplicates")).content.decode()
    assert "nearly the same name and the same years" in text
    assert (
        "1 other entry may be the same:"
        in client.get(reverse("admin:manuscript", args=[pair[0].pk])).content.decode()
    )
    client.post(at(pair), {"act": "apart", "reason": "Father and son."})
    assert ToldApart.objects.get().reason == "Father and son."
    drafted(replace(OTHER, summary="Saved again."), cast)
    assert not Duplicate.objects.exists()
    assert "not the same" in client.get(at(pair)).content.decode()
    assert not any(wrong for _path, wrong in rebuild_drafts())


def test_what_is_rebuilt_is_what_was_stored(cast: Cast, pair: Any) -> None:
    assert not any(wrong for _path, wrong in rebuild_drafts())
    Duplicate.objects.all().delete()
    assert any(wrong for _path, wrong in rebuild_drafts())
    assert Duplicate.objects.get().by == "dates"


def test_the_two_stand_side_by_side_and_what_can_be_taken_over_is_ticked(
    cast: Cast, pair: Any
) -> None:
    answer = entered(cast.editor).get(at(pair))
    rows = {row.name: row for row in answer.context["pair"].rows}
    both = {str(entry.pk) for entry in pair}
    assert rows["aliases"].lacks == both
    assert rows[fact_name(JOURNALIST)].lacks == {str(pair[1].pk)}
    assert rows[f"picture-{'a' * 16}"].lacks == {str(pair[1].pk)}
    assert rows["text"].differs
    assert rows["text"].is_long
    born = next(row for row in rows.values() if row.choices)
    assert (born.label, born.differs, born.lacks) == ("Born", True, both)
    assert not {*born.choices} & {*answer.context["ticked"]}
    assert {"aliases", fact_name(JOURNALIST)} <= set(answer.context["ticked"])
    text = answer.content.decode()
    assert "Are these one and the same?" in text
    assert "&lt;b&gt;journalist&lt;/b&gt;" in text
    assert "<i>Long</i>" not in text
    assert "stays in the history of the one that goes" in text


def test_a_merge_by_the_form_takes_over_what_is_ticked(cast: Cast, pair: Any) -> None:
    ticked = ["aliases", fact_name(JOURNALIST)]
    answer = entered(cast.editor).post(at(pair), merging(pair[1], fill=ticked), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("admin:manuscript", args=[pair[1].pk])
    saved = Revision.objects.get(manuscript=pair[1], number=2).read()
    assert saved.aliases == ("Lev Trotskiy", "Lev Bronstein")
    assert saved.facts[1:] == (JOURNALIST,)
    assert saved.pictures == ()
    text = entered(cast.editor).get(reverse("admin:manuscript", args=[pair[0].pk])).content.decode()
    assert "This entry has been merged into" in text
    assert "Submit for review" not in text
    assert not Duplicate.objects.exists()


@pytest.mark.parametrize("way", [0, 1])
def test_of_two_values_one_is_chosen_and_the_draft_has_no_fault(
    cast: Cast, pair: Any, way: int
) -> None:
    client = entered(cast.editor)
    rows = client.get(at(pair)).context["pair"].rows
    chosen = next(row.choices for row in rows if row.choices)[way]
    refused = client.post(at(pair), merging(pair[1], fill=["", chosen], reason=""))
    assert f'value="{chosen}" selected' in " ".join(refused.content.decode().split())
    client.post(at(pair), merging(pair[1], fill=["", chosen]))
    facts = Revision.objects.get(manuscript=pair[1], number=2).read().facts
    mine, theirs = "1879-11-07", "1879"
    said = [(fact.date, fact.disputed) for fact in facts]
    assert said == ([(theirs, False)] if way == 0 else [(mine, True), (theirs, True)])
    assert check_all("person", facts) == []


def test_links_that_name_a_withdrawn_one_are_counted_and_lead_on_at_once(cast: Cast) -> None:
    published(source(), cast)
    gone, kept = published(biography("A"), cast), published(biography("B"), cast)
    linking = article("Linking", text="[[A]] wrote.[@service-trotsky-2009]")
    published(linking, cast)
    client = entered(cast.editor)

    def counted() -> list[int]:
        return [side.linking for side in client.get(at((gone, kept))).context["pair"].sides]

    assert counted() == [1, 0]
    actions.withdraw(manuscript=gone.pk, by=cast.approver, reason="It is B.")
    assert counted() == [1, 0]
    text = client.get(at((gone, kept))).content.decode()
    assert "lead here as soon as the two are merged" in text
    client.post(at((gone, kept)), merging(kept))
    assert counted() == [0, 1]


def test_the_page_says_beforehand_what_stands_in_the_way(cast: Cast) -> None:
    published(source(), cast)
    live, held = published(biography("A"), cast), submitted(biography("B", text="[[A]]."), cast)
    text = entered(cast.editor).get(at((live, held))).content.decode()
    assert "Readers see the other one and not this one" in text
    assert "“B” is submitted, approved or scheduled" in text
    assert "“B” links to “A”" in text
    answer = entered(cast.editor).post(at((live, held)), merging(live, reason="My words."))
    assert answer.status_code == 409
    assert "My words." in answer.content.decode()
    assert not Merge.objects.exists()


def test_after_the_merge_of_a_published_one_the_next_step_is_named(cast: Cast) -> None:
    published(source(), cast)
    gone, kept = published(biography("A"), cast), published(biography("B"), cast)
    answer = entered(cast.editor).post(at((gone, kept)), merging(kept), follow=True)
    assert "until an approver withdraws it" in answer.content.decode()
    page = entered(cast.approver).get(reverse("admin:manuscript", args=[gone.pk]))
    assert "Withdraw from readers" in page.content.decode()


def test_another_entry_is_chosen_by_title_or_address(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    address = reverse("admin:merge_choice", args=[pair[0].pk])
    for typed in (
        "lev  trotsky",
        "person/lev-trotsky",
        "/person/lev-trotsky/?a=1#fn-1",
        "lev-trotsky",
        "http://testserver/person/lev-trotsky/",
        f"{settings.SITE_URL}/person/lev-trotsky/@12/?a=1#fn-1",
        "HTTPS://TestServer/person/lev%2Dtrotsky",
    ):
        assert client.get(address, {"key": typed})["Location"] == at(pair)
    organisation_of_the_name = drafted(organisation("A body"), cast)
    for typed, words in (
        ("", "Give the title"),
        ("<i>", "&lt;i&gt;"),
        ("Lev Trotskiy", "this entry itself"),
        (organisation_of_the_name.title, "No entry of the same kind"),
        ("http://elsewhere.example/person/lev-trotsky/", "No entry of the same kind"),
        ("http://[/person/lev-trotsky/", "No entry of the same kind"),
        ("http://testserver/article/lev-trotsky/", "No entry of the same kind"),
    ):
        answer = client.get(address, {"key": typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    drafted(biography("Lev Trotsky", slug="another"), cast)
    several = client.get(address, {"key": "Lev Trotsky"}).content.decode()
    assert "person/lev-trotsky, person/another" in several or "person/another, person" in several


def test_kinds_are_not_mixed_and_the_permission_is_asked(cast: Cast, pair: Any) -> None:
    client, other = entered(cast.editor), drafted(article(), cast)
    assert client.get(at((pair[0], other))).status_code == 404
    assert entered(cast.moderator).post(at(pair), merging(pair[0])).status_code == 403


def test_a_merged_person_is_never_written_again_and_its_form_says_which_one_is(
    cast: Cast, pair: Any
) -> None:
    client = entered(cast.editor)
    client.post(at(pair), merging(pair[1]))
    client.get("/admin/")  # what the merge said is read
    form = reverse("admin:editorial_personmanuscript_change", args=[pair[0].pk])
    text = client.get(form, follow=True).content.decode()
    assert "has been merged into “Lev Trotsky”, so it can never be written again" in text
    assert "Take it back from review" not in text
    assert f'href="{reverse("admin:manuscript", args=[pair[1].pk])}"' in text


def test_a_merged_person_is_neither_listed_nor_looked_up(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)
    client.post(at(pair), merging(pair[1]))
    listed = client.get(reverse("admin:editorial_personmanuscript_changelist"))
    assert [row.slug for row in listed.context["page"].rows] == ["lev-trotsky"]
    results = client.get(reverse("admin:lookup_entries"), {"q": "lev trotskiy"}).json()["results"]
    assert results == []


def test_the_pages_cost_the_same_however_many_link_to_the_two(cast: Cast, pair: Any) -> None:
    client = entered(cast.editor)

    def cost() -> list[int]:
        counts = []
        for address in (at(pair), reverse("admin:duplicates")):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    cost()
    before = cost()
    for number in range(5):
        drafted(article(f"Entry {number}", text="[[Lev Trotsky]], [[Lev Trotskiy]]."), cast)
        drafted(biography(f"Lev Trotsky {number}", facts=OTHER.facts), cast)
    assert cost() == before
    assert max(before) <= 32
