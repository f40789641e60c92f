"""A check whose context changed holds again once somebody who did not change it says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from factories import Cast, article, check_all, drafted, published, source, submitted
from same_time import at_once

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import Confirmation, DraftCitation, Event, Manuscript, Revision
from editorial.workflow import Forbidden, NotAllowed
from encyclopedia.core import documents
from encyclopedia.core.citations import Use
from encyclopedia.models import Citation

TEXT = "## Confirmed\n\nIt began in 1905.[@service-trotsky-2009, p. 12] It went on."
REFUTED = TEXT.replace("Confirmed", "Refuted")


@pytest.fixture
def document(cast: Cast) -> documents.ArticleDocument:
    published(source(), cast)
    return article(text=TEXT)


def changed(document: documents.ArticleDocument, cast: Cast, text: str = REFUTED) -> Manuscript:
    """Submitted, checked, taken back, written on and submitted again."""
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    return submitted(replace(document, text=text), cast)


def uses(manuscript: Manuscript) -> list[Use]:
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    return [Use(*use) for use in rows.values_list("digest", "context")]


def standings(manuscript: Manuscript) -> list[str]:
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    return list(rows.values_list("standing", flat=True))


def newest(manuscript: Manuscript) -> Any:
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


def warnings(manuscript: Manuscript) -> list[tuple[str, bool]]:
    return [
        (obstacle.code, obstacle.stops)
        for obstacle in obstacles(manuscript, newest(manuscript), "approve")
        if obstacle.code != "few_citations"
    ]


def test_a_changed_heading_sends_the_citation_back_to_the_desk_and_warns_at_the_gate(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = changed(document, cast)
    assert standings(manuscript) == ["context_changed"]
    assert DraftCitation.objects.waiting().filter(manuscript=manuscript).count() == 1
    assert warnings(manuscript) == [("context_changed", False)]


def test_by_policy_it_stops(cast: Cast, document: documents.ArticleDocument, settings: Any) -> None:
    settings.GATE_POLICY = {"default": {"context_changed": "stop"}}
    assert warnings(changed(document, cast)) == [("context_changed", True)]


def test_confirmed_it_stands_as_it_was_checked(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = changed(document, cast)
    actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=cast.moderator)
    manuscript.refresh_from_db()
    assert (standings(manuscript), manuscript.unchecked) == (["supports"], 0)
    assert warnings(manuscript) == []
    event = Event.objects.order_by("-seq")[0]
    assert event.data == {"uses": [[*uses(manuscript)[0], "supports"]]}
    confirmation = Confirmation.objects.get()
    assert (confirmation.by, confirmation.at) == (cast.moderator, event.at)


def test_readers_are_told_at_once(cast: Cast, document: documents.ArticleDocument) -> None:
    published(document, cast)
    manuscript = submitted(replace(document, text=REFUTED), cast)
    actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver, change="wording")
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    row = Citation.objects.get(entry=manuscript.pk)
    assert row.standing == "context_changed"
    actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=cast.moderator)
    row.refresh_from_db()
    assert row.standing == "supports"


def test_twice_is_the_same_as_once(cast: Cast, document: documents.ArticleDocument) -> None:
    manuscript = changed(document, cast)
    for expected in (True, False):
        outcome = actions.confirm(
            manuscript=manuscript.pk, uses=uses(manuscript), by=cast.moderator
        )
        assert outcome.changed is expected
    assert Confirmation.objects.count() == 1


def test_who_changed_the_context_does_not_confirm_it(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    cast.moderator.groups.add(*cast.editor.groups.all())
    changer = type(cast.moderator).objects.get(pk=cast.moderator.pk)
    actions.save(document=replace(document, text=REFUTED), by=changer, based_on=1)
    manuscript = drafted(replace(document, text=REFUTED + " And on."), cast)
    with pytest.raises(Forbidden, match="somebody else"):
        actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=changer)
    assert not Confirmation.objects.exists()


def test_an_editor_and_an_approver_may_not(cast: Cast, document: documents.ArticleDocument) -> None:
    manuscript = changed(document, cast)
    for person in (cast.other_editor, cast.disabled):
        with pytest.raises(Forbidden):
            actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=person)


def test_what_is_gone_cannot_be_confirmed(cast: Cast, document: documents.ArticleDocument) -> None:
    manuscript = changed(document, cast)
    with pytest.raises(NotAllowed, match="no longer there"):
        actions.confirm(manuscript=manuscript.pk, uses=[Use("0" * 64, "")], by=cast.moderator)


def test_what_was_never_checked_is_not_confirmed(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    outcome = actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=cast.moderator)
    assert not outcome.changed
    assert standings(manuscript) == ["unchecked"]


def test_a_verdict_against_the_claim_stands_in_any_context(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    check_all(manuscript, cast, "contradicts", "It says 1907.")
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    manuscript = drafted(replace(document, text=REFUTED), cast)
    assert standings(manuscript) == ["contradicts"]


def test_the_same_words_twice_are_checked_twice(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(replace(document, text=f"{TEXT}\n\n{REFUTED}"), cast)
    first, second = uses(manuscript)
    assert first.digest == second.digest
    verdicts = {first: "supports", second: "does_not_support"}
    for use, verdict in verdicts.items():
        actions.check(
            manuscript=manuscript.pk,
            digest=use.digest,
            context=use.context,
            verdict=verdict,
            means="shelf",
            note="Looked up.",
            by=cast.moderator,
        )
    assert standings(manuscript) == ["supports", "does_not_support"]


def test_the_first_context_again_needs_no_confirmation(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = changed(document, cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    assert standings(drafted(document, cast)) == ["supports"]


def test_a_later_check_in_the_context_counts_more_than_a_confirmation(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = changed(document, cast)
    actions.confirm(manuscript=manuscript.pk, uses=uses(manuscript), by=cast.moderator)
    check_all(manuscript, cast, "partly", "Only the year.")
    assert standings(manuscript) == ["partly"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_confirm_once() -> None:
    from factories import make_cast

    cast = make_cast()
    published(source(), cast)
    manuscript = changed(article(text=TEXT), cast)
    wanted = uses(manuscript)
    outcomes = at_once(
        *[
            lambda: actions.confirm(manuscript=manuscript.pk, uses=wanted, by=cast.moderator)
            for _time in range(2)
        ]
    )
    assert sorted(outcome.changed for outcome in outcomes) == [False, True]
    assert Confirmation.objects.count() == 1
