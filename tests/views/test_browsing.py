"""How readers find entries: browsing, subjects, search, links, claims, wanted names, corrections."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from published import DAY, add_edition, publish

from encyclopedia import projection
from encyclopedia.models import Citation, Entry, Fact, Link, Need, PublishedCheck, Source, Tag
from encyclopedia.views import browsing, connections

DIGEST = "ab" * 32


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def cite(entry: Entry, source: Entry, position: int = 0, **columns: Any) -> Citation:
    defaults = {
        "number": position + 1,
        "occurrence": 0,
        "claim": f"Claim {position}",
        "sentence": f"Claim {position} in a sentence.",
        "digest": f"{position:064x}",
        "claim_digest": DIGEST,
    }
    citation: Citation = Citation.objects.create(
        entry_id=entry.pk, source_id=source.pk, position=position, **{**defaults, **columns}
    )
    return citation


def test_browsing_goes_from_a_to_z_without_sources(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(browsing, "MAX_ON_PAGE", 2)
    for title in ("The Zebra", "Ähre", "Apple", "Banana"):
        publish(title)
    publish("A Source", kind="source")
    page = text_of(client, "/browse/")
    assert page.index("Ähre") < page.index("Apple")
    assert "Banana" not in page
    assert "A Source" not in page
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    rest = text_of(client, f"/browse/{following}")
    assert rest.index("Banana") < rest.index("The Zebra")
    assert "Apple" not in rest
    assert 'rel="next"' not in rest


def test_browsing_by_kind_and_letter(client: Client) -> None:
    publish("Apple")
    publish("Anna", kind="person")
    publish("Berta", kind="person")
    page = text_of(client, "/browse/person/?letter=A")
    assert "Anna" in page
    assert "Berta" not in page
    assert "Apple" not in page
    assert client.get("/browse/person/?letter=Q").status_code == 404
    assert client.get("/browse/planet/").status_code == 404


def test_subjects_have_pages_while_an_entry_has_them(client: Client) -> None:
    entry = publish("Apple", tags=("Fruit & veg",))
    assert "Fruit &amp; veg" in text_of(client, "/tags/")
    assert "Apple" in text_of(client, "/tag/fruit-veg/")
    entry_id = entry.pk
    entry.delete()
    projection.count([entry_id])
    assert client.get("/tag/fruit-veg/").status_code == 404


def test_subjects_are_in_order_of_the_alphabet_whatever_their_case(client: Client) -> None:
    publish("Alpha", tags=("Zion", "communism", "Bolsheviks", "écoles", "Exile"))
    listed = text_of(client, "/tags/")
    places = [
        listed.rindex(name) for name in ("Bolsheviks", "communism", "écoles", "Exile", "Zion")
    ]
    assert places == sorted(places)


def test_a_subject_without_letters_has_a_page_too(client: Client) -> None:
    entry = publish("Apple")
    entry.tags.add("🎉", "!!!", through_defaults={"changed_at": entry.changed_at})
    projection.count([entry.pk])
    assert "🎉" in text_of(client, "/tags/")
    for slug in Tag.objects.values_list("slug", flat=True):
        assert slug
        assert "Apple" in text_of(client, f"/tag/{slug}/")


def test_search_shows_hits_with_what_was_looked_for_marked(client: Client) -> None:
    publish("Leon <Trotsky>", kind="person", text="Trotsky & co.")
    page = text_of(client, "/search/?q=trotsky")
    assert "Leon &lt;<mark>Trotsky</mark>&gt;" in page
    assert "<mark>Trotsky</mark> &amp; co." in page
    assert "1 entry" in page
    assert "No entry has all of these words" in text_of(client, "/search/?q=trotsky&kind=article")


def test_search_for_a_misspelt_name_offers_what_is_near(client: Client) -> None:
    publish("Leon Trotsky", kind="person")
    assert "Did you mean" not in text_of(client, "/search/?q=leon+trotzki")
    page = text_of(client, "/search/?q=leon+trotzki+quartermaster")
    assert "Did you mean" in page
    assert 'href="/person/leon-trotsky/"' in page


def test_what_links_here_counts_text_and_facts(client: Client) -> None:
    target = publish("Target")
    by_text, by_fact = publish("By text"), publish("By fact")
    publish("Neither")
    Link.objects.create(entry=by_text, name="Target", name_key="target", target=target)
    Fact.objects.create(entry=by_fact, position=0, property="affiliation", target=target)
    page = text_of(client, "/article/target/links/")
    assert "By text" in page
    assert "By fact" in page
    assert "Neither" not in page


def test_the_list_of_sources_says_who_wrote_them_and_when(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        book = publish(f"A Book {number}", kind="source")
        record = {
            "id": book.slug,
            "type": "book",
            "title": book.title,
            "author": [{"family": "Reed", "given": "John <b>"}],
            "issued": {"date-parts": [[1919]]},
        }
        Source.objects.filter(pk=book.pk).update(record=record)
    with django_assert_num_queries(2):
        html = client.get("/browse/source/").content.decode()
    assert html.count("Reed, John &lt;b&gt;. <em>A Book") == 3
    assert html.count("1919.") == 3
    assert '<a href="/source/a-book-0/">A Book 0</a>' in html


def test_the_claims_that_cite_a_source_follow_each_other_page_by_page(
    client: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(connections, "MAX_ON_PAGE", 2)
    source = publish("A Book", kind="source")
    first, second = publish("Alpha"), publish("Beta")
    for position in range(2):
        cite(first, source, position)
    cite(second, source, 2)
    page = text_of(client, "/source/a-book/cited/")
    assert "3 citations" in page
    assert "Claim 1" in page
    assert "Claim 2" not in page
    following = page.split('rel="next" href="')[1].split('"')[0]
    rest = text_of(client, f"/source/a-book/cited/{following}")
    assert "Claim 2" in rest
    assert "Beta" in rest
    assert "Claim 1" not in rest


def test_a_claim_shows_its_citations_and_its_checks_over_time(client: Client) -> None:
    entry = publish("Alpha")
    source = publish("A Book", kind="source")
    cite(entry, source, standing="supports", checked_at=DAY)
    for verdict, day in (("contradicts", 1), ("supports", 3)):
        PublishedCheck.objects.create(
            entry_id=entry.pk,
            digest="0" * 64,
            claim_digest=DIGEST,
            claim="Claim 0",
            source_key="a-book",
            source_edition=1,
            verdict=verdict,
            role="moderator",
            checked_at=DAY.replace(day=day),
        )
    page = text_of(client, f"/claim/{DIGEST}/")
    assert "Claim 0 in a sentence." in page
    assert page.index("3 May 2026") < page.index("1 May 2026")
    assert "the source contradicts this" in page
    assert f'href="/article/alpha/#claim-{DIGEST[:16]}"' in page


def test_a_claim_that_is_no_longer_made_keeps_its_page_and_says_so(client: Client) -> None:
    entry = publish("Alpha")
    check = PublishedCheck.objects.create(
        entry_id=entry.pk,
        digest="0" * 64,
        claim_digest=DIGEST,
        claim="An old claim",
        source_key="x",
        source_edition=1,
        verdict="supports",
        role="moderator",
        checked_at=DAY,
    )
    page = text_of(client, f"/claim/{DIGEST}/")
    assert "An old claim" in page
    assert "no longer says this" in page
    check.entry_id = uuid4()
    check.save(update_fields=["entry_id"])
    assert client.get(f"/claim/{DIGEST}/").status_code == 404


def test_a_claim_that_asks_for_a_source_has_a_page(client: Client) -> None:
    entry = publish("Alpha")
    Need.objects.create(
        entry=entry, position=0, reason="says who", claim="A claim", claim_digest=DIGEST
    )
    assert "says who" in text_of(client, f"/claim/{DIGEST}/")
    assert client.get(f"/claim/{'0' * 64}/").status_code == 404


def test_the_most_wanted_names_come_first(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(connections, "MAX_ON_PAGE", 1)
    for title, names in (("A", ("Rare", "Often")), ("B", ("often",))):
        entry = publish(title)
        for name in names:
            Link.objects.create(entry=entry, name=name, name_key=name.lower(), target=None)
        projection.count([entry.pk])
    page = text_of(client, "/wanted/")
    assert "Often" in page
    assert "Rare" not in page
    following = page.split('rel="next" href="')[1].split('"')[0]
    assert "Rare" in text_of(client, f"/wanted/{following}")


def test_corrections_are_listed_with_their_comparison(client: Client) -> None:
    entry = publish("Alpha", text="wrong")
    add_edition(entry, text="right", change="correction", summary="It was wrong")
    other = publish("Beta")
    add_edition(other, text="more", change="addition", summary="There is more")
    page = text_of(client, "/corrections/")
    assert "It was wrong" in page
    assert 'href="/article/alpha/compare/1/2/"' in page
    assert "There is more" not in page
