"""How citations stand reaches readers at once, and only the parts that show it are rendered again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import factories
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from projection.shelf import KEY, changed, entry, page, part, publish, rebuilt

from editorial import actions
from encyclopedia import projection
from encyclopedia.core.citations import Reference, Use
from encyclopedia.core.documents import Document, DocumentFact
from encyclopedia.core.standing import CitationStanding
from encyclopedia.models import PARTS, Citation, ClaimCounts, Edition
from encyclopedia.projection import tails

pytestmark = pytest.mark.django_db

LATER = datetime(2031, 5, 3, 12, tzinfo=UTC)
CONTRADICTS = CitationStanding("contradicts", LATER, "moderator")


@pytest.fixture(autouse=True)
def cited(cast: Any) -> Document:
    source = factories.source(KEY)
    publish(source, cast)
    return source


@pytest.fixture
def article(cast: Any) -> Document:
    document = factories.article(
        text=f"# Life\n\nOne.[@{KEY}, p. 1] Two.[@{KEY}, p. 1] Three.[@{KEY}, p. 3][@? why]"
    )
    publish(document, cast)
    return document


def uses(document: Document) -> list[Use]:
    rows = Citation.objects.filter(entry=document.id).in_order()
    return [Use(*use) for use in rows.values_list("digest", "context")]


def test_a_new_standing_shows_at_the_footnote_and_under_the_title(article: Document) -> None:
    assert projection.set_standings({uses(article)[2]: CONTRADICTS}) == 1
    footnote = part(article, "notes").one("li", id="fn-2")
    assert footnote.one("p", class_="standing-contradicts")
    assert footnote.one("time").attributes["datetime"] == "2031-05-03"
    assert (
        "3 claims: 2 supported · 1 not supported by the source cited · last check on 3 May 2031"
        in part(article, "top").text
    )
    stored = Citation.objects.get(digest=uses(article)[2].digest)
    assert (stored.standing, stored.checked_at, stored.role) == (
        "contradicts",
        LATER,
        "moderator",
    )


def test_the_home_page_sums_up_what_each_page_says(article: Document, cast: Any) -> None:
    publish(factories.biography(text=f"Four.[@{KEY}][@? why] Five.[@{KEY}]"), cast)
    assert ClaimCounts.objects.summed().claims == 5
    projection.set_standings({uses(article)[2]: CONTRADICTS})
    summed = ClaimCounts.objects.summed()
    assert (summed.supported, summed.failed, summed.needed) == (3, 1, 1)
    assert summed.last == LATER
    assert rebuilt() != []  # No check says so.
    assert ClaimCounts.objects.summed().failed == 0


def test_a_sources_page_tells_how_each_claim_that_cites_it_stands(
    article: Document, cited: Document
) -> None:
    def tail_standings() -> list[tuple[str, str]]:
        items = part(cited, "tail").one("section", class_="citing").all("span", class_="standing")
        return [(item.attributes["class"].split("-")[-1], item.text) for item in items]

    assert [value for value, _words in tail_standings()] == ["supports"] * 3
    projection.store_due_pages.call()
    projection.set_standings({uses(article)[1]: CONTRADICTS})
    assert tail_standings()[1] == (
        "contradicts",
        "disputed: the source contradicts this, 3 May 2031",
    )
    assert [value for value, _words in tail_standings()] == ["supports", "contradicts", "supports"]
    before = page(cited)
    projection.set_standings({uses(article)[1]: CONTRADICTS})
    assert page(cited).etag == before.etag


def test_a_claim_that_a_popular_source_does_not_list_changes_its_counts_alone(
    article: Document, cited: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tails, "MAX_CLAIMS", 2)
    projection.set_standings({uses(article)[2]: replace(CONTRADICTS, standing="does_not_support")})
    before = page(cited)
    citing = part(cited, "tail").one("section", class_="citing")
    assert len(citing.all("span", class_="standing-supports")) == 2
    assert not citing.all("span", class_="standing-does_not_support")
    assert "2 supported · 1 not supported by the source cited" in citing.text
    projection.set_standings({uses(article)[2]: CONTRADICTS})
    assert page(cited).etag == before.etag
    projection.set_standings({uses(article)[0]: CONTRADICTS})
    assert page(cited).etag != before.etag


def test_only_what_tells_a_standing_is_written_again(article: Document) -> None:
    before = page(article)
    projection.set_standings({uses(article)[0]: CONTRADICTS})
    after = page(article)
    altered = {name for name in PARTS if getattr(before, name) != getattr(after, name)}
    assert altered == {"top", "notes", "body"}
    assert before.body.replace(
        'ref-supports"><a id="fnref-1" role="doc-noteref" href="#fn-1" aria-label="Footnote 1',
        'ref-contradicts"><a id="fnref-1" role="doc-noteref" href="#fn-1" aria-label="Footnote 1, disputed: the source'
        " contradicts this",
    ) == (after.body)
    assert after.etag != before.etag
    assert after.modified_at > before.modified_at


def test_what_is_rendered_from_rows_is_what_the_document_gives(article: Document) -> None:
    known = dict.fromkeys(uses(article)[:1], CONTRADICTS)
    projection.set_standings(known)
    assert list(projection.rebuild()) == []


def test_a_facts_marker_follows_its_standing(cast: Any) -> None:
    born = DocumentFact("born", date="1879-11-07", citations=(Reference(KEY, "p. 3"),))
    person = factories.biography(facts=(born,))
    publish(person, cast)
    (use,) = uses(person)[-1:]
    projection.set_standings({use: CONTRADICTS})
    assert "ref-contradicts" in page(person).facts
    projection.set_standings({use: CitationStanding("partly", LATER, "moderator")})
    assert "ref-partly" in page(person).facts
    assert list(projection.rebuild()) == []


def test_the_edition_keeps_the_standing_of_its_day(article: Document) -> None:
    projection.set_standings({uses(article)[0]: CONTRADICTS})
    assert "contradicts" not in Edition.objects.get(entry_id=article.id).notes


def test_the_same_standing_again_changes_nothing(article: Document) -> None:
    projection.set_standings({uses(article)[0]: CONTRADICTS})
    before = page(article)
    assert projection.set_standings({uses(article)[0]: CONTRADICTS}) == 0
    assert page(article).modified_at == before.modified_at


def test_a_digest_that_nobody_published_changes_nothing(article: Document) -> None:
    assert projection.set_standings({Use("0" * 64, ""): CONTRADICTS}) == 0


def test_a_check_in_the_office_reaches_readers_in_the_same_transaction(
    cast: Any, article: Document
) -> None:
    actions.check(
        manuscript=entry(article).pk,
        digest=uses(article)[2].digest,
        verdict="does_not_support",
        note="It says the opposite.",
        by=cast.moderator,
    )
    assert part(article, "notes").one("li", id="fn-2").one("p", class_="standing-does_not_support")
    assert rebuilt() == []


def test_a_marked_source_is_told_at_each_footnote_and_on_its_own_page(
    cast: Any, cited: Document, article: Document
) -> None:
    person = factories.biography()
    publish(person, cast)
    touched = projection.mark_source(
        entry(cited).pk, reliability="forged", reason="The archive never held it."
    )
    assert touched == 3
    for document in (article, person):
        assert "Forged: The archive never held it." in part(document, "notes").text
        assert "A source cited here" in part(document, "top").text
    assert "marked as forged" in part(cited, "top").text
    assert page(article).body.count("ref-doubted") == 3
    assert list(projection.rebuild()) == []
    projection.mark_source(entry(cited).pk, reliability="sound", reason="")
    assert "Forged" not in page(article).notes
    assert "ref-doubted" not in page(article).body


def test_a_mark_and_the_standings_it_changes_are_shown_in_one_go(
    cited: Document, article: Document
) -> None:
    stale = CitationStanding("stale", LATER, "moderator")
    touched = projection.mark_source(
        entry(cited).pk,
        reliability="retracted",
        reason="Withdrawn by the publisher.",
        standings=dict.fromkeys(uses(article), stale),
    )
    assert touched == 2
    assert len(part(article, "notes").all("p", class_="standing-stale")) == 2
    assert "Retracted" in page(article).notes


def test_a_mark_survives_the_sources_next_edition(
    cast: Any, cited: Document, article: Document
) -> None:
    actions.mark(
        manuscript=entry(cited).pk, reliability="unreliable", reason="Vague.", by=cast.approver
    )
    publish(changed(cited, summary="A life."), cast)
    assert "marked as unreliable" in part(cited, "top").text
    assert "Unreliable: Vague." in page(article).notes


def test_many_pages_cost_hardly_more_queries_than_one(cast: Any, cited: Document) -> None:
    def queries() -> int:
        standing = CitationStanding("partly", datetime.now(UTC), "moderator")
        rows = Citation.objects.values_list("digest", "context")
        wanted = {Use(*use): standing for use in rows}
        with CaptureQueriesContext(connection) as seen:
            projection.set_standings(wanted)
        return len(seen)

    publish(factories.article("First", text=f"It is so.[@{KEY}]"), cast)
    one = queries()
    for number in range(6):
        text = " ".join(f"Sentence {n}.[@{KEY}, p. {n}]" for n in range(12))
        publish(factories.article(f"Article {number}", text=text), cast)
    assert queries() <= one + 3
