"""A moderator's verdict, the citation that it belongs to, and what follows."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from django.test import Client
from factories import (
    Cast,
    article,
    biography,
    check_all,
    drafted,
    page_of,
    published,
    said,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Check, DraftCitation, Event, Manuscript
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Citation, PublishedCheck


@pytest.fixture
def document(cast: Cast) -> documents.ArticleDocument:
    published(source(), cast)
    return article(text="It began in 1905.[@service-trotsky-2009, p. 12] It went on.")


def only_citation(manuscript: Manuscript) -> DraftCitation:
    return DraftCitation.objects.get(manuscript=manuscript)


def check(manuscript: Manuscript, cast: Cast, verdict: str = "supports", note: str = "") -> None:
    digest = only_citation(manuscript).digest
    actions.check(
        manuscript=manuscript.pk,
        digest=digest,
        verdict=verdict,
        **said(digest, verdict),
        note=note,
        by=cast.moderator,
    )


def test_a_check_is_recorded_and_nothing_waits_any_more(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    check(manuscript, cast)
    manuscript.refresh_from_db()
    recorded = Check.objects.get()
    assert (recorded.verdict, recorded.by, recorded.claim) == (
        "supports",
        cast.moderator,
        "It began in 1905.",
    )
    assert manuscript.unchecked == 0
    assert Event.objects.order_by("-seq")[0].data["digest"] == recorded.digest


def test_every_verdict_but_supports_needs_a_note(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    with pytest.raises(Refused, match="needs a note"):
        check(manuscript, cast, "contradicts")
    check(manuscript, cast, "contradicts", "It says 1907.")


def test_an_unknown_verdict_is_refused(cast: Cast, document: documents.ArticleDocument) -> None:
    manuscript = submitted(document, cast)
    with pytest.raises(Refused):
        check(manuscript, cast, "perhaps", "I do not know.")


@pytest.mark.parametrize("name", ["editor", "approver", "disabled"])
def test_only_moderators_check(cast: Cast, document: documents.ArticleDocument, name: str) -> None:
    manuscript = submitted(document, cast)
    with pytest.raises(Forbidden):
        actions.check(
            manuscript=manuscript.pk,
            digest=only_citation(manuscript).digest,
            verdict="supports",
            means="shelf",
            by=getattr(cast, name),
        )


def test_nobody_checks_a_sentence_they_wrote(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    cast.moderator.groups.set(cast.editor.groups.all() | cast.moderator.groups.all())
    moderator = type(cast.moderator).objects.get(pk=cast.moderator.pk)
    moderator.groups.add(*cast.editor.groups.all())
    actions.save(document=document, by=moderator)
    actions.submit(manuscript=document.id, revision=1, by=moderator)
    manuscript = Manuscript.objects.get(pk=document.id)
    with pytest.raises(Forbidden, match="they wrote"):
        actions.check(
            manuscript=manuscript.pk,
            digest=only_citation(manuscript).digest,
            verdict="supports",
            means="shelf",
            by=moderator,
        )


def test_checking_again_with_the_same_words_changes_nothing(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    check(manuscript, cast)
    check(manuscript, cast)
    assert Check.objects.count() == 1


def test_the_newest_check_counts(cast: Cast, document: documents.ArticleDocument) -> None:
    manuscript = submitted(document, cast)
    check(manuscript, cast, "contradicts", "It says 1907.")
    check(manuscript, cast)
    assert actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver).changed


@pytest.mark.parametrize(
    "text",
    [
        "It began in 1907.[@service-trotsky-2009, p. 12] It went on.",
        "It began in 1905.[@service-trotsky-2009, p. 13] It went on.",
        'It began in 1905.[@service-trotsky-2009, p. 12, "began"] It went on.',
        "It never began in 1905.[@service-trotsky-2009, p. 12] It went on.",
    ],
)
def test_a_change_of_claim_locator_or_quotation_needs_a_new_check(
    cast: Cast, document: documents.ArticleDocument, text: str
) -> None:
    manuscript = submitted(document, cast)
    check(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    manuscript = drafted(replace(document, text=text), cast)
    assert manuscript.unchecked == 1


@pytest.mark.parametrize(
    "text",
    [
        "It **began** in\n1905.[@service-trotsky-2009, p. 12] It went on.",
        "It went on.\n\nIt began in [[1905]].[@service-trotsky-2009, p. 12]",
    ],
)
def test_a_change_of_layout_keeps_the_check(
    cast: Cast, document: documents.ArticleDocument, text: str
) -> None:
    manuscript = submitted(document, cast)
    check(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    manuscript = drafted(replace(document, text=text), cast)
    assert manuscript.unchecked == 0


def test_a_citation_that_was_edited_away_cannot_be_checked(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    digest = only_citation(manuscript).digest
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    drafted(replace(document, text="It never began."), cast)
    with pytest.raises(NotAllowed, match="no longer there"):
        actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict="supports",
            means="shelf",
            by=cast.moderator,
        )


def test_readers_see_a_new_verdict_at_once(cast: Cast, document: documents.ArticleDocument) -> None:
    published(document, cast)
    manuscript = Manuscript.objects.get(pk=document.id)
    before = page_of(document.id)
    check(manuscript, cast, "contradicts", "It says 1907 after all.")
    after = page_of(document.id)
    assert Citation.objects.get(entry=document.id).standing == "contradicts"
    assert before.notes != after.notes
    assert before.etag != after.etag
    assert before.body.replace("ref-supports", "ref-contradicts").replace(
        '"Footnote 1"', '"Footnote 1, disputed: the source contradicts this"'
    ) == (after.body)
    assert (
        PublishedCheck.objects.filter(claim_digest=only_citation(manuscript).claim_digest).count()
        == 2
    )


def test_the_moderators_note_and_name_stay_in_the_office(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    published(document, cast)
    check(Manuscript.objects.get(pk=document.id), cast, "partly", "canary-note")
    page = page_of(document.id)
    stored = page.notes + page.top + page.body + page.facts
    assert "canary-note" not in stored
    assert "mona" not in stored


def test_another_edition_of_a_source_makes_its_checks_stale_and_a_correction_does_not(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    cited = Manuscript.objects.get(kind="source")
    record = source(title="Trotsky: A Biography, corrected")
    published(document, cast)
    corrected = replace(record, id=str(cited.pk), summary="Record corrected.")
    published(corrected, cast, change="correction")
    assert Citation.objects.get(entry=document.id).standing == "supports"
    published(replace(corrected, record_edition=2), cast, change="correction")
    assert Citation.objects.get(entry=document.id).standing == "stale"
    assert Manuscript.objects.get(pk=document.id).unchecked == 1


def test_facts_are_claims_too(cast: Cast) -> None:
    published(source(), cast)
    born = documents.DocumentFact(
        "born", date="1879-11-07", citations=(documents.Reference("service-trotsky-2009", "p. 2"),)
    )
    died = documents.DocumentFact("died", date="1940-08-21")
    person = biography(facts=(born, died))
    manuscript = submitted(person, cast)
    assert manuscript.citations == 2
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    other_day = replace(person, facts=(replace(born, date="1879-11-08"), died))
    assert drafted(other_day, cast).unchecked == 1
    noted = replace(person, facts=(replace(born, note="26 October, Old Style"), died))
    assert drafted(noted, cast).unchecked == 1
    disputed = replace(person, facts=(replace(born, disputed=True), died))
    assert drafted(disputed, cast).unchecked == 1


def test_the_same_words_elsewhere_in_the_entry_stand_by_it_at_once(cast: Cast) -> None:
    published(source(), cast)
    words = "It began in 1905.[@service-trotsky-2009, p. 12]"
    manuscript = submitted(article(text=f"## Confirmed\n\n{words}\n\n## Refuted\n\n{words}"), cast)
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    first = rows[0]
    for verdict, elsewhere in (
        ("supports", "context_changed"),
        ("does_not_support", "unchecked"),
    ):
        actions.check(
            manuscript=manuscript.pk,
            digest=first.digest,
            context=first.context,
            verdict=verdict,
            means="shelf",
            note="What I saw.",
            by=cast.moderator,
        )
        assert list(rows.values_list("standing", flat=True)) == [verdict, elsewhere]


def test_readers_see_the_whole_place_that_was_checked_and_the_words_before_it(
    cast: Cast, document: documents.ArticleDocument, client: Client
) -> None:
    place = "RGASPI, f. 495 op. 2 d. 3 l. 4 <verso>"
    text = f"It began in 1905.[contra @service-trotsky-2009, {place}]"
    published(replace(document, text=text), cast)
    shown = PublishedCheck.objects.get(entry_id=document.id)
    assert (shown.prefix, shown.place) == ("contra", place)
    page = html.unescape(client.get(f"/claim/{shown.claim_digest}/").content.decode())
    checks = page[page.index('id="checks"') :]
    assert re.search(rf"contra <a href=[^>]*>[^<]*</a>, {re.escape(place)}", checks)
    assert re.search(rf"contra <a href=[^>]*>[^<]*</a>, {re.escape(place)}", page[: -len(checks)])
    assert list(faults()) == []
    PublishedCheck.objects.update(suffix="another place")
    assert any("otherwise than it was made" in fault for fault in faults())
