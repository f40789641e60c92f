"""When a check is a new one, which edition of its source it is of, and whose sentence nobody checks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from factories import Cast, article, biography, drafted, person, published, said, source, submitted
from told import told

from editorial import actions
from editorial.gate.verdicts import current_standings
from editorial.models import Check, DraftCitation, Event, Manuscript
from editorial.workflow import Forbidden, Refused
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.models import Citation

KEY = "service-trotsky-2009"


@pytest.fixture
def book(cast: Cast) -> documents.SourceDocument:
    document = source()
    published(document, cast)
    return document


def check(manuscript: Manuscript, by: User, digest: str = "", **fields: str) -> actions.Outcome:
    """A check of this citation, or of the only one."""
    digest = digest or DraftCitation.objects.get(manuscript=manuscript).digest
    told = said(digest, fields.get("verdict", "supports"))
    return actions.check(
        manuscript=manuscript.pk, digest=digest, by=by, **{"verdict": "supports"} | told | fields
    )


def test_what_another_found_is_another_check(cast: Cast, book: documents.SourceDocument) -> None:
    manuscript = submitted(article(), cast)
    for by in (cast.moderator, person("max", "Moderators")):
        assert check(manuscript, by, verdict="partly", note="Nearly.").changed
        assert not check(manuscript, by, verdict="partly", note=" Nearly. ").changed
    assert Check.objects.count() == 2


def test_a_check_that_went_stale_may_be_made_again_in_the_same_words(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = published(article(), cast)
    assert not check(manuscript, cast.moderator).changed
    actions.mark(manuscript=book.id, reliability="forged", reason="Invented.", by=cast.approver)
    assert check(manuscript, cast.moderator).changed


def test_a_check_is_of_the_edition_of_the_source_that_readers_see(
    cast: Cast, book: documents.SourceDocument
) -> None:
    drafted(replace(book, record_edition=2), cast)
    check(submitted(article(), cast), cast.moderator)
    assert Check.objects.get().source_edition == 1


def test_or_of_the_newest_draft_where_they_see_none(cast: Cast) -> None:
    book = source()
    submitted(book, cast)
    manuscript = submitted(article(), cast)
    check(manuscript, cast.moderator)
    actions.recall(
        manuscript=Manuscript.objects.get(kind="source").pk,
        by=cast.editor,
        reason="A page is wrong.",
    )
    drafted(replace(book, record_edition=2), cast)
    assert check(manuscript, cast.moderator).changed
    editions = Check.objects.order_by("id").values_list("source_edition", flat=True)
    assert list(editions) == [1, 2]


def test_a_check_says_what_was_looked_at_and_its_event_says_the_same(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    with pytest.raises(Refused, match="needs a note"):
        check(manuscript, cast.moderator, verdict="partly", note="  ")
    looked_at = " " + "The second printing. " * 20
    with pytest.raises(Refused, match="“Where you looked” has 839 characters; at most 500 fit"):
        check(manuscript, cast.moderator, looked_at="The second printing. " * 40)
    check(manuscript, cast.moderator, verdict="partly", note=" Nearly. ", looked_at=looked_at)
    row, event = Check.objects.get(), Event.objects.latest("seq")
    assert row.looked_at == event.private["looked_at"] == looked_at.strip()
    assert row.note == event.reason == "Nearly."


def test_what_is_meant_for_readers_is_on_the_claims_page_and_the_offices_note_is_not(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = published(article(), cast)
    told = " The page says “about 1900” <b>. "
    check(manuscript, cast.moderator, verdict="partly", note="Ask the library.", public_note=told)
    row, event = Check.objects.newest().first(), Event.objects.latest("seq")
    assert row is not None
    assert row.public_note == event.data["public_note"] == told.strip()
    claim = Citation.objects.get(entry=manuscript.pk).claim_digest
    page = Client().get(f"/claim/{claim}/").content.decode()
    assert "The page says “about 1900” &lt;b&gt;." in page
    assert "Ask the library" not in page
    assert not check(
        manuscript, cast.moderator, verdict="partly", note="Ask the library.", public_note=told
    ).changed
    assert check(manuscript, cast.moderator, verdict="partly", note="Ask the library.").changed


def test_what_readers_see_is_checked_though_the_draft_has_it_no_more(
    cast: Cast, book: documents.SourceDocument
) -> None:
    document = article()
    manuscript = published(document, cast)
    digest = Citation.objects.get(entry=manuscript.pk).digest
    drafted(replace(document, text="Nothing of it is left."), cast)
    check(manuscript, cast.moderator, digest, verdict="contradicts", note="It says otherwise.")
    assert Citation.objects.get(entry=manuscript.pk).standing == "contradicts"


@pytest.fixture
def writer(cast: Cast) -> User:
    """Somebody who writes and checks."""
    return person("willa", "Editors", "Moderators")


def test_who_adds_a_sentence_checks_those_of_others_and_not_their_own(
    cast: Cast, book: documents.SourceDocument, writer: User
) -> None:
    document = article(text=f"Hers was written.[@{KEY}]")
    drafted(document, cast)
    both = replace(document, text=f"Hers was written.[@{KEY}] His was not.[@{KEY}]")
    actions.save(document=both, by=writer, based_on=1)
    actions.submit(manuscript=document.id, revision=2, by=writer)
    manuscript = Manuscript.objects.get(pk=document.id)
    hers, his = (
        row.digest for row in DraftCitation.objects.filter(manuscript=manuscript).in_order()
    )
    assert check(manuscript, writer, hers).changed
    with pytest.raises(Forbidden, match="they wrote"):
        check(manuscript, writer, his)


def test_who_wrote_a_sentence_does_not_check_it_when_another_cited_it(
    cast: Cast, book: documents.SourceDocument, writer: User
) -> None:
    document = article(text="Words.")
    actions.save(document=document, by=writer)
    drafted(replace(document, text=f"Words.[@{KEY}]"), cast)
    with pytest.raises(Forbidden, match="they wrote"):
        check(Manuscript.objects.get(pk=document.id), writer)


def test_who_wrote_a_fact_does_not_check_it(
    cast: Cast, book: documents.SourceDocument, writer: User
) -> None:
    born = documents.DocumentFact(
        "born", date="1879-11-07", citations=(documents.Reference(KEY, "p. 2"),)
    )
    document = biography(text="No words of its own.", facts=(born,))
    actions.save(document=document, by=writer)
    with pytest.raises(Forbidden, match="they wrote"):
        check(Manuscript.objects.get(pk=document.id), writer)


def test_who_goes_back_to_what_another_wrote_brings_it_in_again(
    cast: Cast, book: documents.SourceDocument, writer: User
) -> None:
    document = article(text=f"Hers was written.[@{KEY}]")
    drafted(document, cast)
    drafted(replace(document, text="Nothing."), cast)
    actions.revert(manuscript=Manuscript.objects.get(pk=document.id).pk, number=1, by=writer)
    manuscript = Manuscript.objects.get(pk=document.id)
    with pytest.raises(Forbidden, match="they wrote"):
        check(manuscript, writer)
    assert check(manuscript, cast.moderator).changed


def test_a_check_names_the_mark_that_was_shown_and_goes_stale_with_another(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = published(article(), cast)
    assert (
        Check.objects.get().source_mark
        == Event.objects.filter(action="check").get().data["source_mark"]
        == "sound"
    )
    mark = {"manuscript": book.id, "reason": "Seen.", "by": cast.approver}
    standing = Citation.objects.filter(entry=manuscript.pk).values_list("standing", flat=True).get
    for reliability, expected in (("unreliable", "stale"), ("sound", "supports")):
        actions.mark(reliability=reliability, **mark)
        assert standing() == expected
    actions.mark(reliability="unreliable", **mark)
    check(manuscript, cast.moderator, seen_mark="unreliable")
    assert standing() == "supports"
    actions.mark(reliability="forged", **mark)
    assert standing() == "stale"


def test_a_mark_that_the_card_did_not_show_refuses_the_verdict(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    actions.mark(manuscript=book.id, reliability="forged", reason="Seen.", by=cast.approver)
    with pytest.raises(Refused, match="marked meanwhile"):
        check(manuscript, cast.moderator, seen_mark="sound")
    assert not Check.objects.exists()
    assert check(manuscript, cast.moderator, seen_mark="forged").changed


def test_a_check_of_an_earlier_version_goes_by_the_time_of_the_mark(
    cast: Cast, book: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    row = DraftCitation.objects.get(manuscript=manuscript)
    old = {"manuscript": manuscript, "revision": 1, "digest": row.digest, "by": cast.moderator}
    old |= {"source_key": KEY, "locator": row.locator, "verdict": "supports"}
    old["context"] = row.context
    told(Check(**old))
    (citation,) = analyse(manuscript.revisions.get().read()).citations
    assert current_standings(manuscript.pk, [citation])[citation.use].standing == "supports"
    actions.mark(manuscript=book.id, reliability="forged", reason="Seen.", by=cast.approver)
    assert current_standings(manuscript.pk, [citation])[citation.use].standing == "stale"
    told(Check(**old))
    assert current_standings(manuscript.pk, [citation])[citation.use].standing == "supports"
