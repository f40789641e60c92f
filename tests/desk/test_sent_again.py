"""The same verdict from the same card, sent again by the next page, is recorded once and alarms nobody."""

from __future__ import annotations

import pytest
from cards import TYPED, address, form_of
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from factories import Cast, article, submitted
from office import entered

from editorial import actions
from editorial.desk.holding import take
from editorial.models import Check, DraftCitation

KEY = "service-trotsky-2009"
AS_DATA = {"Accept": "application/json"}
SAID = {
    "supports": {"note": "", "not_borne_out": ""},
    "partly": {"not_borne_out": "so"},
    "does_not_support": {"not_borne_out": ""},
    "could_not_access": {"not_borne_out": "", "asks": "1"},
}


def send(client: Client, row: DraftCitation, fields: dict[str, str]) -> tuple[int, bool]:
    answer = client.post(address(row, "check"), fields, headers=AS_DATA)
    return answer.status_code, answer.json().get("recorded", False)


@pytest.fixture
def quoted(cast: Cast, settings: LazySettings, citations: list[DraftCitation]) -> DraftCitation:
    """A citation that waits for a second moderator after its first check."""
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    text = f'It was so.[@{KEY}, p. 1, "so it was"]'
    return DraftCitation.objects.get(manuscript=submitted(article("Second", text), cast))


@pytest.mark.parametrize("verdict", list(SAID))
def test_what_is_sent_again_is_recorded_once_also_while_another_moderator_holds_it(
    cast: Cast, quoted: DraftCitation, anna: User, verdict: str
) -> None:
    client = entered(cast.moderator)
    fields = form_of(client, quoted) | TYPED | {"verdict": verdict} | SAID[verdict]
    assert send(client, quoted, fields) == (200, True)
    assert take(use=quoted.use, manuscript=quoted.manuscript_id, by=anna)
    assert send(client, quoted, fields) == (200, False)
    assert send(client, quoted, {**fields, "note": "Other words."})[0] == 409
    assert Check.objects.filter(digest=quoted.digest).count() == 1


def test_the_same_verdict_from_a_card_that_shows_the_answer_is_another_check(
    cast: Cast, quoted: DraftCitation
) -> None:
    client = entered(cast.moderator)
    asked = TYPED | {"verdict": "could_not_access"} | SAID["could_not_access"]
    first = form_of(client, quoted) | asked
    assert send(client, quoted, first) == (200, True)
    actions.answer_request(
        manuscript=quoted.manuscript_id, digest=quoted.digest, answer="None.", by=cast.editor
    )
    assert send(client, quoted, first) == (200, False)
    assert send(client, quoted, form_of(client, quoted) | asked) == (200, True)
    assert Check.objects.filter(digest=quoted.digest).count() == 2
