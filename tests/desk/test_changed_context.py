"""The card of a citation whose context changed: what changed, and one act that confirms all below a heading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from factories import Cast, article, check_all, published, source, submitted

from editorial import actions
from editorial.actions.overtaking import newest_recorded
from editorial.desk.changed_context import changed_context
from editorial.models import DraftCitation, Manuscript

TEXT = "## Confirmed\n\nIt began in 1905.[@service-trotsky-2009, p. 12] It fell.[@service-trotsky-2009, p. 14]\n"


@pytest.fixture
def changed(cast: Cast) -> Manuscript:
    published(source(), cast)
    document = article(text=TEXT)
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    text = TEXT.replace("Confirmed", "Refuted <b>")
    return submitted(replace(document, text=text), cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.moderator)
    return browser


def first(manuscript: Manuscript) -> DraftCitation:
    return DraftCitation.objects.filter(manuscript=manuscript).in_order()[0]


def standings(manuscript: Manuscript) -> list[str]:
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    return list(rows.values_list("standing", flat=True))


def address(name: str, row: DraftCitation) -> str:
    return reverse(f"admin:{name}", args=[row.manuscript_id, row.digest])


def test_the_card_says_what_changed(client: Client, changed: Manuscript) -> None:
    page = client.get(address("desk_citation", first(changed))).content.decode()
    assert "<dt>Heading above</dt>" in page
    assert "<del>Confirmed</del> → <ins>Refuted &lt;b&gt;</ins>" in page
    assert "The verdicts of these 2 citations hold: confirm them" in page
    listed = page.partition("The same changed around each")[2].partition("</ul>")[0]
    assert listed.count("<li>") >= 2
    # Nobody confirms a verdict that they were not shown.
    assert listed.count("</sup> – Supports") == listed.count("<li>")


def test_the_claim_and_the_source_come_before_what_is_confirmed(
    client: Client, changed: Manuscript
) -> None:
    page = client.get(address("desk_citation", first(changed))).content.decode()
    assert page.index("The source") < page.index("It holds here: confirm")
    assert "the check to confirm" in page


def test_a_heading_that_was_not_there_is_added(cast: Cast, client: Client) -> None:
    published(source(), cast)
    document = article(text="It began in 1905.[@service-trotsky-2009, p. 12]")
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    submitted(replace(document, text=f"## Pens\n\n{document.text}"), cast)
    page = client.get(address("desk_citation", first(manuscript))).content.decode()
    assert "<dd>added: <ins>Pens</ins></dd>" in page


def test_around_a_citation_that_stands_nothing_changed(client: Client, changed: Manuscript) -> None:
    row = first(changed)
    client.post(address("desk_confirm", row), {"context": row.context})
    assert changed_context(first(changed)) is None


def test_the_same_words_below_two_headings_have_each_its_own_change(cast: Cast) -> None:
    published(source(), cast)
    sentence = "It fell.[@service-trotsky-2009, p. 14]"
    document = article(text=f"## One\n\n{sentence}\n\n## Two\n\n{sentence}\n")
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    text = document.text.replace("One", "Three").replace("Two", "Four")
    submitted(replace(document, text=text), cast)
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    shown = [changed_context(row) for row in rows]
    assert [context.parts[0].after for context in shown if context] == ["Three", "Four"]


def test_the_same_change_below_another_heading_is_not_confirmed_with_it(cast: Cast) -> None:
    published(source(), cast)
    cited = [f"{words}[@service-trotsky-2009, p. 14]" for words in ("It began.", "It fell.")]
    text = f"## One\n\n### So\n\n{cited[0]}\n\n## Two\n\n### So\n\n{cited[1]}\n"
    manuscript = submitted(document := article(text=text), cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    submitted(replace(document, text=text.replace("### So", "### Not so")), cast)
    context = changed_context(first(manuscript))
    assert context
    assert [other.cited.sentence for other in context.below] == ["It began."]


def test_what_nobody_checked_yet_is_not_confirmed_with_it(cast: Cast, changed: Manuscript) -> None:
    document = changed.revisions.get(number=2).read()
    actions.recall(manuscript=changed.pk, by=cast.editor, reason="A page is wrong.")
    more = f"{document.text.strip()} It rose.[@service-trotsky-2009, p. 20]"
    submitted(replace(document, text=more), cast)
    context = changed_context(first(changed))
    assert context
    assert len(context.below) == 2


def test_one_is_confirmed(client: Client, changed: Manuscript) -> None:
    row = first(changed)
    client.post(address("desk_confirm", row), {"context": row.context})
    assert standings(changed) == ["supports", "context_changed"]


def test_one_act_confirms_all_below_the_heading(client: Client, changed: Manuscript) -> None:
    row = first(changed)
    answer = client.post(
        address("desk_confirm", row), {"context": row.context, "below": "1"}, follow=True
    )
    assert standings(changed) == ["supports", "supports"]
    assert "2 checks confirmed." in answer.content.decode()
    page = client.get(reverse("admin:manuscript", args=[changed.pk])).content.decode()
    assert "confirmed 2 checks in a changed context" in page


def test_a_context_that_is_gone_is_not_found(client: Client, changed: Manuscript) -> None:
    answer = client.post(address("desk_confirm", first(changed)), {"context": "0" * 64})
    assert answer.status_code == 404
    assert standings(changed) == ["context_changed", "context_changed"]


def test_who_may_not_is_told_why(cast: Cast, client: Client, changed: Manuscript) -> None:
    cast.editor.groups.add(*cast.moderator.groups.all())
    client.force_login(cast.editor)
    row = first(changed)
    card = client.get(address("desk_citation", row)).content.decode()
    for button in ("It holds here", 'name="verdict"', "If it does not hold"):
        assert button not in card, button
    seen = newest_recorded(changed.pk)
    sent = {"context": row.context, "seen": seen}
    answer = client.post(address("desk_confirm", row), sent, follow=True)
    assert "somebody else has to confirm it" in answer.content.decode()
    assert standings(changed) == ["context_changed", "context_changed"]


def test_who_changed_the_heading_is_offered_neither_a_confirmation_nor_a_verdict(
    cast: Cast, client: Client, changed: Manuscript
) -> None:
    document = changed.revisions.get(number=2).read()
    actions.recall(manuscript=changed.pk, by=cast.editor, reason="A page is wrong.")
    new = replace(document, text=document.text.replace("Refuted <b>", "Denied"))
    actions.save(document=new, based_on=2, by=cast.other_editor)
    cast.other_editor.groups.add(*cast.moderator.groups.all())
    client.force_login(cast.other_editor)
    row = first(changed)
    card = client.get(address("desk_citation", row)).content.decode()
    assert "You brought in a part of this" in card
    for button in ("It holds here", 'name="verdict"', "If it does not hold"):
        assert button not in card, button
    sent = {"verdict": "supports", "means": "shelf", "note": "Typed.", "context": row.context}
    answer = client.post(address("desk_check", row), sent | {"seen": newest_recorded(changed.pk)})
    assert answer.status_code == 403
    assert "Typed." in answer.content.decode()
