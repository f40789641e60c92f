"""A verdict that somebody else recorded after the card was shown is not replaced unseen."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from cards import TYPED, address, form_of
from django.conf import LazySettings
from django.contrib.auth.models import User
from factories import Cast, article, person, said, submitted
from office import entered

from editorial import actions
from editorial.actions.overtaking import Overtaken, newest_recorded
from editorial.models import Check, Confirmation, DraftCitation, Manuscript
from editorial.projection.full_rebuild import rebuild_drafts

KEY = "service-trotsky-2009"


def judge(row: DraftCitation, by: User, verdict: str = "does_not_support") -> None:
    actions.check(
        manuscript=row.manuscript_id,
        digest=row.digest,
        verdict=verdict,
        note="Secret.",
        by=by,
        **said(row.digest, verdict),
    )


def test_it_is_told_who_recorded_what_and_everything_typed_stays(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    row = citations[0]
    client = entered(cast.moderator)
    hidden = form_of(client, row)
    judge(row, anna)
    answer = client.post(address(row, "check"), hidden | TYPED)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert re.search(r"Anna Weber recorded “Does not support” at \d\d:\d\d\. Look at it", page)
    for field in ("note", "public_note", "looked_at", "not_borne_out"):
        assert TYPED[field] in page, field
    assert re.search(r'value="shelf" checked', page)
    assert Check.objects.filter(digest=row.digest).count() == 1
    again = client.post(address(row, "check"), form_of(client, row) | TYPED)
    assert again.status_code == 302
    assert Check.objects.filter(digest=row.digest).newest()[0].verdict == "partly"


def test_the_script_is_told_the_same(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, citations[0])
    judge(citations[0], anna)
    answer = client.post(
        address(citations[0], "check"), hidden | TYPED, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "Anna Weber recorded" in answer.json()["error"]


def test_ones_own_verdict_and_one_on_another_citation_are_no_news(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, citations[0])
    judge(citations[0], cast.moderator)
    judge(citations[1], anna)
    assert client.post(address(citations[0], "check"), hidden | TYPED).status_code == 302
    assert Check.objects.filter(digest=citations[0].digest).newest()[0].verdict == "partly"


def test_who_says_nothing_that_can_be_read_has_seen_nothing(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    judge(citations[0], anna)
    client = entered(cast.moderator)
    for seen in (None, "", "0.0", "x.y", "-1.0", "٣.٣", "9" * 40, "0"):
        said_to_have_seen = {} if seen is None else {"seen": seen}
        answer = client.post(
            address(citations[0], "check"),
            {**TYPED, **said_to_have_seen, "context": citations[0].context},
        )
        assert answer.status_code == 409, seen
        assert Check.objects.filter(digest=citations[0].digest).count() == 1, seen


def test_a_second_blind_verdict_stands_beside_the_first_and_is_told_nothing(
    cast: Cast, settings: LazySettings, citations: list[DraftCitation], anna: User
) -> None:
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    text = f'It was so.[@{KEY}, p. 1, "so it was"]'
    manuscript = submitted(article("Second", text), cast)
    row = DraftCitation.objects.get(manuscript=manuscript)
    client = entered(cast.moderator)
    hidden = form_of(client, row)
    judge(row, anna, "supports")
    answer = client.post(
        address(row, "check"), hidden | TYPED | {"not_borne_out": "so"}, follow=True
    )
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "Weber" not in page
    assert Check.objects.filter(digest=row.digest).count() == 2
    assert not any(wrong for _path, wrong in rebuild_drafts())


def test_where_both_were_open_a_third_is_told(
    cast: Cast, settings: LazySettings, citations: list[DraftCitation], anna: User
) -> None:
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    manuscript = submitted(article("Second", f'It was so.[@{KEY}, p. 1, "so it was"]'), cast)
    row = DraftCitation.objects.get(manuscript=manuscript)
    client = entered(cast.moderator)
    hidden = form_of(client, row)
    judge(row, person("sven", "Moderators"), "supports")
    judge(row, anna, "does_not_support")
    answer = client.post(address(row, "check"), hidden | TYPED | {"not_borne_out": "so"})
    assert answer.status_code == 409
    assert "Anna Weber recorded" in answer.content.decode()


@pytest.fixture
def moved(cast: Cast, citations: list[DraftCitation]) -> DraftCitation:
    """A citation whose heading changed since its check."""
    text = f"## Confirmed\n\nIt was so.[@{KEY}, p. 1]"
    manuscript = submitted(article("Third", text), cast)
    judge(DraftCitation.objects.get(manuscript=manuscript), cast.moderator, "supports")
    document = manuscript.revisions.get(number=1).read()
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    new = replace(document, text=text.replace("Confirmed", "Refuted"))
    actions.save(document=new, based_on=1, by=cast.editor)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    return DraftCitation.objects.get(manuscript=manuscript)


@pytest.mark.parametrize("says", [True, False])
def test_a_confirmation_is_not_given_to_a_verdict_that_came_meanwhile(
    cast: Cast, moved: DraftCitation, anna: User, says: bool
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, moved, "confirm")
    if not says:
        del hidden["seen"]
    judge(moved, anna, "partly")
    answer = client.post(address(moved, "confirm"), hidden, follow=True)
    assert "Anna Weber recorded “Partly supports”" in html.unescape(answer.content.decode())
    assert not Confirmation.objects.exists()


def test_a_verdict_is_not_recorded_over_a_confirmation_that_came_meanwhile(
    cast: Cast, moved: DraftCitation, anna: User
) -> None:
    client = entered(cast.moderator)
    hidden = form_of(client, moved)
    actions.confirm(manuscript=moved.manuscript_id, uses=[moved.use], by=anna)
    answer = client.post(address(moved, "check"), hidden | TYPED | {"not_borne_out": "so"})
    assert answer.status_code == 409
    assert "Anna Weber confirmed the check" in answer.content.decode()
    second = client.post(address(moved, "confirm"), form_of(client, moved), follow=True)
    assert "Nothing was left to confirm here." in second.content.decode()


def test_a_program_that_says_nothing_of_what_it_saw_is_not_asked(
    cast: Cast, citations: list[DraftCitation], anna: User
) -> None:
    row = citations[0]
    seen = newest_recorded(row.manuscript_id)
    judge(row, anna)
    with pytest.raises(Overtaken):
        actions.check(
            manuscript=row.manuscript_id,
            digest=row.digest,
            verdict="supports",
            by=cast.moderator,
            seen=seen,
        )
    judge(row, cast.moderator, "supports")


@pytest.mark.parametrize("field", [{}, {"seen_mark": ""}, {"seen_mark": "sound"}])
def test_a_form_that_does_not_show_the_present_mark_records_nothing(
    cast: Cast, citations: list[DraftCitation], field: dict[str, str]
) -> None:
    book = Manuscript.objects.get(kind="source", slug=KEY)
    actions.mark(manuscript=book.pk, reliability="forged", reason="Seen.", by=cast.approver)
    sent = {**TYPED, **field, "context": citations[0].context}
    answer = entered(cast.moderator).post(address(citations[0], "check"), sent)
    assert answer.status_code == 409
    assert "The source was marked meanwhile" in html.unescape(answer.content.decode())
    assert not Check.objects.exists()
