"""Who may open what at the desk, what a page shows, and what it costs."""

from __future__ import annotations

import html

import pytest
from cards import SUPPORTS
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, biography, check_all, published, source, submitted
from office import entered

from editorial import actions
from editorial.desk.holding import take
from editorial.gate.verdicts import current_standings
from editorial.models import Check, DraftCitation, Hold, Manuscript, Revision
from encyclopedia.analysis import analyse
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact
from encyclopedia.core.standing import summarise


def shown(manuscript: Manuscript, digest: str) -> list[str]:
    return [
        reverse("admin:desk"),
        reverse("admin:desk_manuscript", args=[manuscript.pk]),
        reverse("admin:desk_citation", args=[manuscript.pk, digest]),
    ]


def posted(manuscript: Manuscript, digest: str) -> list[str]:
    one = [manuscript.pk, digest]
    return [
        reverse("admin:desk_next"),
        reverse("admin:desk_check", args=one),
        reverse("admin:desk_hold", args=one),
        reverse("admin:desk_release", args=one),
    ]


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_every_role_may_look_and_only_moderators_act(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    digest = citations[0].digest
    for user in (cast.editor, cast.moderator, cast.approver):
        client = entered(user)
        for address in shown(manuscript, digest):
            assert client.get(address).status_code == 200, (user, address)
    for user in (cast.editor, cast.approver):
        client = entered(user)
        for address in posted(manuscript, digest):
            assert client.post(address).status_code == 403, (user, address)
        assert (
            client.get(reverse("admin:desk_card", args=[manuscript.pk, digest])).status_code == 403
        )
    assert not Check.objects.filter(manuscript=manuscript).exists()
    assert not Hold.objects.exists()


def test_somebody_without_a_role_finds_nothing(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    cast.editor.groups.clear()
    client = entered(cast.editor)
    digest = citations[0].digest
    for address in shown(manuscript, digest):
        assert client.get(address).status_code == 404
    for address in [*posted(manuscript, digest), reverse("admin:desk_ask", args=[manuscript.pk])]:
        assert client.post(address).status_code == 404


def test_strangers_are_sent_to_the_login(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    for address in shown(manuscript, citations[0].digest):
        assert Client().get(address)["Location"].startswith("/admin/login/")
    for address in posted(manuscript, citations[0].digest):
        assert Client().post(address)["Location"].startswith("/admin/login/")


def test_changes_are_made_only_by_post_with_a_token(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    for address in posted(manuscript, citations[0].digest):
        assert client.get(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.moderator)
    for address in posted(manuscript, citations[0].digest):
        assert strict.post(address, {"verdict": "supports"}).status_code == 403


def test_what_is_not_there_is_not_found(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    other = submitted(article("Zimmerwald"), cast)
    wrong = [other.pk, citations[0].digest]
    assert client.get(reverse("admin:desk_citation", args=wrong)).status_code == 404
    for action in ("desk_hold", "desk_release", "desk_confirm"):
        assert client.post(reverse(f"admin:{action}", args=wrong)).status_code == 404
    answer = client.post(reverse("admin:desk_check", args=wrong), {"verdict": "supports"})
    assert answer.status_code == 409
    assert "This citation is no longer there" in answer.content.decode()
    assert not Check.objects.filter(manuscript=other).exists()


def test_the_card_shows_the_claim_in_its_paragraph_and_the_source_in_full(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    page = body(
        entered(cast.moderator),
        reverse("admin:desk_citation", args=[manuscript.pk, citations[1].digest]),
    )
    assert "<mark>It grew,</mark>" in page
    assert "It began in 1905." in page
    assert "Robert Service, <em>Trotsky: A Biography</em> (Belknap Press, 2009), 13." in page
    assert "p. 13" in page
    assert "<mark>It began" not in page


def test_a_fact_is_a_claim_too(cast: Cast) -> None:
    published(source(), cast)
    born = DocumentFact(
        "born",
        date="1879-11-07",
        place="Yanovka",
        citations=(Reference("service-trotsky-2009", "p. 11"),),
    )
    manuscript = submitted(biography(facts=(born,)), cast)
    citation = DraftCitation.objects.get(manuscript=manuscript, fact=0)
    page = body(
        entered(cast.moderator),
        reverse("admin:desk_citation", args=[manuscript.pk, citation.digest]),
    )
    assert "<mark>born 7 November 1879, Yanovka</mark>" in page


def test_what_an_author_types_stays_words(cast: Cast) -> None:
    published(source(), cast)
    text = (
        '<script>alert(1)</script> & "so".[@service-trotsky-2009, p. 1, '
        '"<img src=x onerror=alert(2)>"]'
    )
    manuscript = submitted(article(text=text), cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    actions.submit(
        manuscript=manuscript.pk, revision=1, by=cast.editor, message="<b onclick=x>Look</b>"
    )
    citation = DraftCitation.objects.get(manuscript=manuscript)
    answer = entered(cast.moderator).get(
        reverse("admin:desk_citation", args=[manuscript.pk, citation.digest])
    )
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b onclick" not in page
    assert "&lt;b onclick=x&gt;Look" in page


def test_earlier_checks_of_the_same_place_are_shown_across_entries(cast: Cast) -> None:
    published(source(), cast)
    first = submitted(article(), cast)
    check_all(first, cast, "contradicts", "It says the opposite.")
    second = submitted(article("Zimmerwald"), cast)
    citation = DraftCitation.objects.get(manuscript=second)
    page = body(
        entered(cast.moderator), reverse("admin:desk_citation", args=[second.pk, citation.digest])
    )
    assert "It says the opposite." in page
    assert first.title in page


def test_a_citation_that_another_person_holds_is_shown_and_not_checked(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    take(use=citations[0].use, manuscript=manuscript.pk, by=cast.superuser)
    client = entered(cast.moderator)
    address = reverse("admin:desk_citation", args=[manuscript.pk, citations[0].digest])
    page = body(client, address)
    assert "held by root until" in page
    assert 'class="verdict"' not in page
    answer = client.post(f"{address}check/", SUPPORTS)
    assert answer.status_code == 409
    assert not Check.objects.filter(manuscript=manuscript).exists()


def test_the_author_of_a_sentence_sees_it_but_gets_no_buttons(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    cast.editor.groups.set([*cast.editor.groups.all(), *cast.moderator.groups.all()])
    client = entered(cast.editor)
    address = reverse("admin:desk_citation", args=[manuscript.pk, citations[0].digest])
    assert "somebody else has to check it" in body(client, address)
    answer = client.post(f"{address}check/", SUPPORTS)
    assert answer.status_code == 403
    assert not Check.objects.filter(manuscript=manuscript).exists()


def test_a_refused_verdict_comes_back_with_what_was_typed(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    address = reverse("admin:desk_check", args=[manuscript.pk, citations[0].digest])
    answer = client.post(address, {"verdict": "partly", "looked_at": "Edition of 2010"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Edition of 2010" in page
    assert "needs a note" in page
    assert client.post(address, {"note": "No verdict."}).status_code == 422
    data = client.post(address, {"verdict": "partly"}, headers={"Accept": "application/json"})
    assert data.status_code == 422
    assert "needs a note" in data.json()["error"]


def test_a_verdict_leads_to_the_next_citation_and_the_last_to_the_manuscript(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    queue = {"manuscript": str(manuscript.pk)}
    answer = client.post(reverse("admin:desk_next"), queue)
    for place, citation in enumerate(citations):
        assert citation.digest in answer["Location"]
        check = reverse("admin:desk_check", args=[manuscript.pk, citation.digest])
        answer = client.post(check, queue | SUPPORTS | {"looked_at": f"Page {place}"})
    assert answer["Location"] == reverse("admin:desk_manuscript", args=[manuscript.pk])
    assert not Hold.objects.exists()
    assert Check.objects.filter(manuscript=manuscript).newest()[0].looked_at == "Page 2"


def test_where_a_moderator_looked_is_remembered_for_the_source(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)
    one, two = (
        reverse("admin:desk_citation", args=[manuscript.pk, c.digest]) for c in citations[:2]
    )
    client.post(f"{one}check/", SUPPORTS | {"looked_at": "Shelf 4"})
    assert 'value="Shelf 4"' in body(client, two)


@pytest.mark.parametrize("many", [2, 40])
def test_the_pages_cost_the_same_whatever_their_length(cast: Cast, many: int) -> None:
    published(source(), cast)
    text = " ".join(f"Event {n}.[@service-trotsky-2009, p. {n}]" for n in range(many))
    manuscript = submitted(article(text=text), cast)
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    client = entered(cast.moderator)
    counts = []
    for address in shown(manuscript, digest):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts == [14, 14, 23]


def test_the_desk_counts_as_checked_what_readers_see_as_checked(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    first, *others = citations
    for row in others:
        actions.check(
            manuscript=manuscript.pk,
            digest=row.digest,
            verdict="does_not_support",
            note="It says otherwise.",
            by=cast.moderator,
        )
    client = entered(cast.moderator)
    address = reverse("admin:desk_check", args=[manuscript.pk, first.digest])
    data = {"seen_mark": "sound", "verdict": "could_not_access", "note": "The archive is closed."}
    answer = client.post(address, data, headers={"accept": "application/json"}).json()
    assert (answer["checked"], answer["inaccessible"]) == (len(others), 1)
    assert answer["citations"] == len(citations)
    page = body(client, reverse("admin:desk_manuscript", args=[manuscript.pk]))
    assert f"{len(others)} of {len(citations)} checked · 1 could not be accessed" in page
    document = Revision.objects.get(manuscript=manuscript, number=1).read()
    analysis = analyse(document)
    summary = summarise(analysis.citations, current_standings(manuscript.pk, analysis.citations))
    assert (summary.failed, summary.inaccessible) == (len(others), 1)
    manuscript.refresh_from_db()
    assert manuscript.unchecked == 0


def test_the_next_citation_is_offered_where_one_waits(cast: Cast, manuscript: Manuscript) -> None:
    client = entered(cast.moderator)
    assert "Check the next citation" in body(client, reverse("admin:desk"))
    nothing = body(client, f"{reverse('admin:desk')}?source=nobody-1900")
    assert ("Nothing waits here." in nothing, "Check the next" in nothing) == (True, False)
