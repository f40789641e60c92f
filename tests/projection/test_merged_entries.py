"""A merged person for readers: both pages until it is withdrawn; then address, names, links and facts lead on."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from django.test import Client
from django.utils import timezone
from projection.shelf import changed, entry, page, publish, rebuilt

from editorial import actions
from editorial.models import Manuscript
from editorial.record.verification import faults
from encyclopedia import search
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.models import Edition, Entry, Fact, Link, Removal
from encyclopedia.projection.resolution import resolve

pytestmark = pytest.mark.django_db

SAYS = "This entry has been merged"
KEPT = "/person/leon-trotsky/"
NAMES = ("Lev Bronstein", "Lyova Bronshtein", "person/bronstein-lev")


@pytest.fixture
def pair(cast: Any) -> tuple[Document, Document]:
    gone = factories.biography("Lev Bronstein", slug="bronstein-lev", aliases=("Lyova Bronshtein",))
    kept = factories.biography()
    publish(factories.source(), cast)
    publish(gone, cast)
    publish(kept, cast)
    return gone, kept


@pytest.fixture
def linking(cast: Any, pair: Any) -> Document:
    """Links to the one that goes by its title, its alias and its path, and leads to it in a fact."""
    document = factories.article(
        "Exile",
        text=f"[[{NAMES[0]}]], [[{NAMES[1]}]], [[{NAMES[2]}]].[@service-trotsky-2009]",
        facts=(DocumentFact("named_after", target=NAMES[0]),),
    )
    publish(document, cast)
    return document


def merge(pair: Any, cast: Any) -> None:
    gone, kept = (Manuscript.objects.get(pk=document.id).pk for document in pair)
    actions.merge(source=gone, into=kept, by=cast.editor, reason="One man.")


def withdraw(document: Document, cast: Any) -> None:
    actions.withdraw(manuscript=entry(document).pk, by=cast.approver, reason="It is one man.")


def whole(cast: Any) -> None:
    """Nothing that is stored contradicts the audit log or the documents."""
    assert rebuilt() == []
    assert list(faults()) == []


def test_until_it_is_withdrawn_both_pages_stay_and_one_names_the_other(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    merge(pair, cast)
    text = client.get("/person/bronstein-lev/").content.decode()
    assert SAYS in text.partition("<h1>")[0]
    assert text.count(SAYS) == 1
    assert f'href="{KEPT}"' in text
    assert SAYS not in client.get(KEPT).content.decode()
    assert set(Link.objects.filter(entry=linking.id).values_list("target", flat=True)) == {
        entry(pair[0]).pk
    }
    whole(cast)


def test_then_every_link_and_fact_leads_to_the_kept_one_by_whichever_name(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    merge(pair, cast)
    withdraw(pair[0], cast)
    kept = entry(pair[1])
    links = Link.objects.filter(entry=linking.id)
    assert dict(links.values_list("name", "target")) == dict.fromkeys(NAMES, kept.pk)
    assert Fact.objects.get(entry=linking.id, property="named_after").target_id == kept.pk
    text = page(linking).body
    assert text.count(f'href="{KEPT}"') == 3
    assert "/bronstein-lev/" not in text
    assert linking.title in client.get(KEPT).content.decode()
    whole(cast)


def test_its_addresses_lead_on(cast: Any, pair: Any, client: Client) -> None:
    merge(pair, cast)
    withdraw(pair[0], cast)
    for slug in ("bronstein-lev", "lev-bronstein", "lyova-bronshtein"):
        for rest in ("", "index.json", "feed.atom", "links/", "cite.bib"):
            answer = client.get(f"/person/{slug}/{rest}")
            assert (answer.status_code, answer["Location"]) == (301, f"{KEPT}{rest}")
    answer = client.get("/api/v1/entries/person/bronstein-lev/")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/entries{KEPT}")


def test_its_editions_stay_at_their_addresses_and_say_where_it_went(
    cast: Any, pair: Any, client: Client
) -> None:
    before = client.get("/person/bronstein-lev/@1/index.json").json()["document"]
    merge(pair, cast)
    withdraw(pair[0], cast)
    for rest in ("@1/", "@1/cite.bib", "history/", "compare/1/1/", "@1/datacite.xml"):
        answer = client.get(f"/person/bronstein-lev/{rest}")
        assert answer.status_code == 200, rest
        if rest in ("@1/", "history/"):
            text = " ".join(answer.content.decode().replace("</strong>", "").split())
            assert f'The entry has been merged into another one: <a href="{KEPT}">' in text
    data = client.get("/person/bronstein-lev/@1/index.json").json()
    assert (data["document"], data["edition"]["state"]) == (before, "superseded")
    assert client.get("/person/bronstein-lev/@2/").status_code == 404


def test_harvesters_search_and_lists_do_not_have_it_any_more(
    cast: Any, pair: Any, client: Client
) -> None:
    merge(pair, cast)
    withdraw(pair[0], cast)
    assert Removal.objects.get(pk=pair[0].id).removed_at <= timezone.now()
    assert [hit.entry.slug for hit in search.find("bronstein revolutionary").hits] == []
    assert "bronstein-lev" not in client.get("/a-z/").content.decode()
    asked = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    identifiers = [f"oai:127.0.0.1:{document.id}" for document in pair]
    gone, kept = (
        client.get("/oai/", asked | {"identifier": identifier}).content.decode()
        for identifier in identifiers
    )
    assert 'status="deleted"' in gone
    assert "Bronstein" not in gone
    assert 'status="deleted"' not in kept
    sitemap = client.get("/sitemap-1.xml").content.decode()
    assert KEPT in sitemap
    assert "bronstein-lev" not in sitemap


def test_a_person_withdrawn_before_the_merge_leads_on_and_its_editions_stay_withdrawn(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    withdraw(pair[0], cast)
    assert set(resolve(NAMES).values()) == {None}
    merge(pair, cast)
    assert client.get("/person/bronstein-lev/")["Location"] == KEPT
    assert client.get("/person/bronstein-lev/@1/").status_code == 410
    links = Link.objects.filter(entry=linking.id)
    assert set(links.values_list("target", flat=True)) == {entry(pair[1]).pk}
    whole(cast)


def test_at_the_next_read_links_and_addresses_agree_whichever_came_first(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    text = "[[Lev Bronstein]] was his name.[@service-trotsky-2009]"
    kept = changed(pair[1], text=text)
    publish(kept, cast)
    withdraw(pair[0], cast)
    assert 'class="wanted"' in client.get(KEPT).content.decode()
    merge((pair[0], kept), cast)
    assert client.get("/person/bronstein-lev/")["Location"] == KEPT
    assert client.get("/article/exile/").content.decode().count(f'href="{KEPT}"') >= 3
    own = client.get(KEPT).content.decode()
    assert 'class="wanted"' not in own
    # A link to the page that one is on is none.
    assert "<a" not in own.partition(" was his name")[0].rpartition("<p")[2]
    whole(cast)


def test_what_led_to_the_one_that_goes_leads_to_the_kept_one_at_once(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    third = factories.biography("L. D. Trotsky", slug="trotsky")
    publish(third, cast)
    merge(pair, cast)
    withdraw(pair[0], cast)
    merge((pair[1], third), cast)
    assert client.get("/person/bronstein-lev/")["Location"] == "/person/trotsky/"
    links = Link.objects.filter(entry=linking.id)
    assert set(links.values_list("target", flat=True)) == {entry(third).pk}
    assert 'href="/person/trotsky/"' in client.get("/article/exile/").content.decode()
    whole(cast)


def test_a_former_name_of_one_that_readers_see_leads_on_at_once_in_links_too(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    gone = changed(pair[0], aliases=())
    publish(gone, cast)
    merge((gone, pair[1]), cast)
    assert client.get("/person/lyova-bronshtein/")["Location"] == KEPT
    targets = dict(Link.objects.filter(entry=linking.id).values_list("name", "target"))
    assert targets[NAMES[1]] == entry(pair[1]).pk
    whole(cast)


def test_a_chain_leads_to_its_end(cast: Any, pair: Any, linking: Document, client: Client) -> None:
    third = factories.biography("L. D. Trotsky", slug="trotsky")
    publish(third, cast)
    merge(pair, cast)
    merge((pair[1], third), cast)
    assert list(faults()) == []
    withdraw(pair[1], cast)
    withdraw(pair[0], cast)
    for slug in ("bronstein-lev", "lyova-bronshtein", "leon-trotsky"):
        assert client.get(f"/person/{slug}/")["Location"] == "/person/trotsky/"
    links = Link.objects.filter(entry=linking.id)
    assert set(links.values_list("target", flat=True)) == {entry(third).pk}
    whole(cast)


def test_two_that_link_to_each_other_lead_to_the_kept_one_itself(cast: Any, client: Client) -> None:
    publish(factories.source(), cast)
    one = factories.biography("A", text="[[B]] was he.[@service-trotsky-2009]")
    other = factories.biography("B", text="[[A]] was he.[@service-trotsky-2009]")
    publish(one, cast)
    publish(other, cast)
    merge((one, other), cast)
    withdraw(one, cast)
    assert Link.objects.get(entry=other.id).target_id == entry(other).pk
    assert client.get("/person/b/").status_code == 200
    whole(cast)


def test_when_the_kept_one_is_withdrawn_the_names_say_so_and_come_back_with_it(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    merge(pair, cast)
    withdraw(pair[0], cast)
    withdraw(pair[1], cast)
    assert client.get("/person/bronstein-lev/").status_code == 410
    assert client.get("/person/bronstein-lev/@1/").status_code == 200
    assert not Link.objects.exclude(target=None).filter(entry=linking.id).exists()
    whole(cast)
    publish(changed(pair[1], summary="He is back."), cast)
    links = Link.objects.filter(entry=linking.id)
    assert set(links.values_list("target", flat=True)) == {entry(pair[1]).pk}
    assert client.get("/person/lyova-bronshtein/")["Location"] == KEPT
    whole(cast)


def test_a_new_entry_takes_back_a_name_that_led_on(
    cast: Any, pair: Any, linking: Document, client: Client
) -> None:
    merge(pair, cast)
    withdraw(pair[0], cast)
    new = factories.biography("Lev Bronstein")
    publish(new, cast)
    assert client.get("/person/lev-bronstein/").status_code == 200
    targets = dict(Link.objects.filter(entry=linking.id).values_list("name", "target"))
    assert targets == {
        NAMES[0]: entry(new).pk,
        NAMES[1]: entry(pair[1]).pk,
        NAMES[2]: entry(pair[1]).pk,
    }
    whole(cast)


def test_what_was_never_published_tells_readers_nothing(cast: Any, client: Client) -> None:
    publish(factories.source(), cast)
    kept = factories.biography()
    publish(kept, cast)
    gone = factories.drafted(factories.biography("Secret name"), cast)
    actions.merge(source=gone.pk, into=entry(kept).pk, by=cast.editor, reason="One man.")
    assert client.get("/person/secret-name/").status_code == 404
    assert resolve(["Secret name"]) == {"Secret name": None}
    assert list(faults()) == []


def test_a_withdrawal_for_another_reason_still_hides_the_editions(
    cast: Any, pair: Any, client: Client
) -> None:
    merge(pair, cast)
    withdraw(pair[1], cast)
    # The one into which it was merged is not there: nothing leads on.
    withdraw(pair[0], cast)
    assert set(Edition.objects.filter(kind="person").values_list("state", flat=True)) == {
        "withdrawn"
    }
    assert client.get("/person/bronstein-lev/@1/").status_code == 410
    assert not Entry.objects.of_kind("person").exists()
    whole(cast)
