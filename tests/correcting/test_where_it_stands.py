"""How the sentence is found, and what its page says beforehand."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from correcting.conftest import CITED, SLIP, TEXT
from correcting.sending import MENDED, at, newest, opened, said, send, typed_in
from django.utils import timezone
from factories import Cast, article, biography, drafted, published, submitted
from office import entered
from readers_reports import claim_of, reported

from editorial import actions
from editorial.models import Manuscript, OpenForm, Thread
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

pytestmark = pytest.mark.django_db


def test_the_sentences_of_the_page_are_listed_by_section_and_found_by_their_words(
    cast: Cast, entry: Manuscript
) -> None:
    client = entered(cast.editor)
    page = said(client.get(at(entry)))
    assert "It is a theory.</a>" in page
    heading = re.search(r'<h2><a href="([^"]*)">Later</a></h2>', page)
    assert heading, page
    assert page.index(f"{SLIP}</a>") < heading.start() < page.index("Others followed")
    assert "## Later" not in page
    assert "## Later" in said(client.get(unescape(heading.group(1))))
    page = said(client.get(at(entry), {"q": " MCUH "}))
    assert f"{SLIP}</a>" in page
    assert "Others" not in page
    assert "No sentence has these words." in said(client.get(at(entry), {"q": "<b>\x00"}))


def test_the_form_shows_the_sentence_as_typed_with_the_words_beside_it(
    cast: Cast, entry: Manuscript
) -> None:
    page = said(opened(entered(cast.editor), entry, "theory"))
    assert typed_in(page) == CITED
    assert f'<p class="around" dir="auto">{SLIP}</p>' in page
    assert '1: <cite dir="auto">Service 2009 · Trotsky: A Biography</cite>, p. 12' in page
    assert "they are checked again" in page
    page = said(opened(entered(cast.editor), entry))
    assert "No footnote vouches for this sentence" in page


def test_a_claim_leads_to_its_sentence_in_the_edition_that_was_read(
    cast: Cast, entry: Manuscript
) -> None:
    digest = claim_of(entry)
    client = entered(cast.editor)
    assert typed_in(said(client.get(at(entry), {"claim": digest}))) == CITED
    assert typed_in(said(client.get(at(entry), {"claim": digest, "edition": "1"}))) == CITED
    page = said(client.get(at(entry), {"claim": "f" * 64}))
    assert "do not stand in the text so any more" in page
    assert f"{SLIP}</a>" in page


def test_a_sentence_that_changed_since_is_said_to_have_and_is_chosen_anew(
    cast: Cast, entry: Manuscript
) -> None:
    send(entered(cast.editor), entry, _save="")
    page = said(opened(entered(cast.editor), entry))
    assert "This sentence no longer stands so in the entry" in page
    assert f'<blockquote dir="auto">{SLIP}</blockquote>' in page
    assert f"/admin/manuscript/{entry.pk}/compare/1/2/" in page
    address = re.search(r'href="([^"]*revision=2[^"]*)">It was much read', page)
    assert address
    page = said(entered(cast.editor).get(unescape(address[1])))
    assert typed_in(page) == MENDED


def test_a_draft_that_is_newer_is_corrected_and_what_else_it_publishes_is_said(
    cast: Cast, entry: Manuscript
) -> None:
    draft = replace(newest(entry), text=f"More words here.\n\n{TEXT}", summary="Another.")
    actions.save(document=draft, by=cast.other_editor, based_on=1)
    client = entered(cast.editor)
    entry.refresh_from_db()
    assert "A newer draft is there (revision 2)" in said(client.get(at(entry)))
    page = said(opened(client, entry))
    assert "Your correction joins it" in page
    assert "<h2>Summary</h2>" in page
    assert 'name="based_on" value="2"' in page
    send(client, entry, based_on=2)
    assert newest(entry).text == f"More words here.\n\n{TEXT.replace(SLIP, MENDED)}"


def test_under_review_it_becomes_a_suggestion_beside_the_words(
    cast: Cast, entry: Manuscript
) -> None:
    submitted(replace(newest(entry), summary="Another."), cast)
    client = entered(cast.other_editor)
    page = opened(client, entry).content.decode()
    assert "It is submitted" in page
    assert f'action="/admin/manuscript/{entry.pk}/comments/"' in page
    data = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    answer = client.post(
        f"/admin/manuscript/{entry.pk}/comments/", {**data, "replacement": MENDED, "comment": ""}
    )
    assert answer.status_code == 302
    thread = Thread.objects.get()
    assert (thread.exact, thread.replacement) == (SLIP, MENDED)


def test_what_was_typed_while_it_was_submitted_stands_in_the_suggestion(
    cast: Cast, entry: Manuscript
) -> None:
    submitted(replace(newest(entry), summary="Another."), cast)
    for button in ("_submit", "_save", "_whole"):
        answer = send(entered(cast.other_editor), entry, **{button: ""})
        assert answer.status_code == 409
        assert typed_in(said(answer), "replacement") == MENDED
    assert newest(entry).text == TEXT


def test_who_does_not_write_suggests(cast: Cast, entry: Manuscript) -> None:
    page = said(opened(entered(cast.moderator), entry))
    assert "You do not write here." in page
    assert 'name="_submit"' not in page
    assert typed_in(page, "replacement") == SLIP


def test_a_claim_of_a_fact_leads_to_its_row_in_the_whole_form(
    cast: Cast, entry: Manuscript
) -> None:
    fact = DocumentFact("born", date="1879", citations=(Reference("service-trotsky-2009", "p. 1"),))
    document = biography(text="He lived.")
    row = published(replace(document, facts=(document.facts[1], fact)), cast)
    answer = entered(cast.editor).get(at(row), {"claim": claim_of(row)})
    assert answer.url == f"/admin/editorial/personmanuscript/{row.pk}/change/#id_facts-1-property"


def test_who_else_has_it_open_is_said(cast: Cast, entry: Manuscript) -> None:
    OpenForm.objects.create(
        tab=entry.pk,
        person=cast.other_editor,
        document=entry.pk,
        kind="article",
        based_on=1,
        seen_at=timezone.now(),
        opened_at=timezone.now(),
    )
    assert "otto has this entry open" in said(opened(entered(cast.editor), entry)).lower()
    assert "has this entry open" not in said(opened(entered(cast.other_editor), entry))


def test_sentences_that_cannot_be_told_apart_lead_to_their_line_in_the_whole_form(
    cast: Cast, entry: Manuscript
) -> None:
    lines = "\n\n".join(["So it was."] * 6)
    row = published(article("Entrism", f"{CITED}\n\n{lines}"), cast)
    page = said(entered(cast.editor).get(at(row)))
    assert f"/admin/editorial/articlemanuscript/{row.pk}/change/#line-7:So%20it%20was." in page


def test_a_report_leads_to_the_sentence(cast: Cast, entry: Manuscript) -> None:
    report = reported(entry, claim_digest=claim_of(entry), claim="It is a theory.")
    page = said(entered(cast.editor).get(f"/admin/reports/{report.pk}/"))
    assert f"{at(entry)}?claim={claim_of(entry)}" in page


def test_the_pages_ask_few_queries_however_long_the_text(
    cast: Cast, entry: Manuscript, django_assert_max_num_queries: Any
) -> None:
    client = entered(cast.editor)
    client.get(at(entry))
    for words in ("", " And more of it.", " And more of it." * 50):
        document = replace(newest(entry), text=f"{TEXT}{words}")
        actions.save(document=document, by=cast.editor, based_on=entry.revision)
        entry.refresh_from_db()
        with django_assert_max_num_queries(12):
            client.get(at(entry))
        with django_assert_max_num_queries(16):
            assert opened(client, entry).status_code == 200


def test_the_page_of_a_revision_leads_to_its_own_sentences(cast: Cast, entry: Manuscript) -> None:
    draft = drafted(article("Entrism", f"{CITED} {SLIP}"), cast)
    client = entered(cast.editor)
    for row, digest in ((draft, ""), (entry, claim_of(entry))):
        address = f"/admin/manuscript/{row.pk}/revision/1/"
        assert 'href="correct/"' in client.get(address).content.decode()
        page = said(client.get(f"{address}correct/", {"claim": digest} if digest else {}))
        assert typed_in(page) == CITED if digest else f"{SLIP}</a>" in page
    assert client.get(f"/admin/manuscript/{entry.pk}/revision/9/correct/").status_code == 404
