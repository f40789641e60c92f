"""What saving the small form of one sentence does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from correcting.conftest import CITED, HOME, SLIP, TEXT
from correcting.sending import MENDED, at, data_of, newest, said, send, typed_in
from django.test import Client
from factories import Cast, article, check_all, drafted, person
from office import entered
from same_time import at_once

from editorial import actions
from editorial.models import Manuscript, Restriction, Shown, Status
from encyclopedia.core.limits import TEXT as TEXT_LIMIT
from encyclopedia.models import Edition

pytestmark = pytest.mark.django_db


def test_saving_and_submitting_changes_the_sentence_alone_and_says_that_checks_stay(
    cast: Cast, entry: Manuscript
) -> None:
    client = entered(cast.editor)
    answer = send(client, entry)
    assert (answer.status_code, answer.url) == (302, f"/admin/manuscript/{entry.pk}/")
    page = said(client.get(answer.url))
    assert "Submitted for review." in page
    assert "Every check stays" in page
    document = newest(entry)
    assert document.text == TEXT.replace(SLIP, MENDED)
    assert (entry.status, entry.unchecked) == (Status.SUBMITTED, 0)
    revision = entry.revisions.get(number=entry.revision)
    assert (revision.author, revision.summary) == (cast.editor, "“mcuh” → “much”")


def test_the_approver_publishes_it_with_the_one_click_and_the_line(
    cast: Cast, entry: Manuscript
) -> None:
    send(entered(cast.editor), entry)
    entry.refresh_from_db()
    page = said(entered(cast.approver).get(f"/admin/manuscript/{entry.pk}/"))
    assert "1 passage corrected, no checked claim changed" in page
    assert "Readers are told: “mcuh” → “much”" in page
    data = {"approve-revision": entry.revision, "approve-change": "wording", "then": "publish"}
    entered(cast.approver).post(f"/admin/manuscript/{entry.pk}/approve/", data)
    assert Edition.objects.get(entry_id=entry.pk, number=2).change == "wording"
    assert MENDED in said(Client().get(HOME))


def test_a_change_of_a_claim_is_saved_and_names_the_footnotes_to_check_again(
    cast: Cast, entry: Manuscript
) -> None:
    typed = CITED.replace("a theory", "the theory")
    client = entered(cast.editor)
    answer = send(client, entry, typed, of="theory", message="More exact.")
    assert "Footnotes that have to be checked again: 1." in said(client.get(answer.url))
    entry.refresh_from_db()
    assert entry.unchecked == 1
    assert entry.revisions.get(number=2).summary == "More exact."


def test_a_draft_is_saved_without_being_submitted(cast: Cast, entry: Manuscript) -> None:
    assert send(entered(cast.editor), entry, _save="").status_code == 302
    assert newest(entry).text == TEXT.replace(SLIP, MENDED)
    assert entry.status == Status.DRAFT


def test_the_whole_form_opens_with_what_was_typed_and_saves_at_its_own_address(
    cast: Cast, entry: Manuscript
) -> None:
    answer = send(entered(cast.editor), entry, _whole="", message="A slip.")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert MENDED in typed_in(page, "text")
    assert f'action="/admin/editorial/articlemanuscript/{entry.pk}/change/"' in page
    assert 'value="A slip."' in page
    assert "It is not saved yet" in page
    entry.refresh_from_db()
    assert entry.revision == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Write the sentence as it should stand."),
        ("   ", "Write the sentence as it should stand."),
        (SLIP, "Nothing is changed yet."),
        ("A\x00B", "A"),
        ("x" * (TEXT_LIMIT + 1), "Shorten it."),
    ],
)
def test_what_is_refused_is_shown_again_with_everything_typed(
    cast: Cast, entry: Manuscript, typed: str, told: str
) -> None:
    answer = send(entered(cast.editor), entry, typed, message="<i>Mine</i>")
    assert answer.status_code == 422
    assert told in said(answer)
    assert "&lt;i&gt;Mine&lt;/i&gt;" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.revision == 1


def test_hostile_words_are_words(cast: Cast, entry: Manuscript) -> None:
    typed = '<script>alert(1)</script> "]] [@x'
    answer = send(entered(cast.editor), entry, typed, _save="", message="m" * 501)
    assert answer.status_code == 422
    assert typed in unescape(typed_in(answer.content.decode()))
    assert "<script>alert" not in answer.content.decode()
    send(entered(cast.editor), entry, typed, _save="")
    assert newest(entry).text == TEXT.replace(SLIP, typed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sentence": "0" * 64},
        {"sentence": ""},
        {"based_on": "9"},
        {"based_on": "-1"},
        {"based_on": "٣"},
        {"based_on": "1" * 30},
    ],
)
def test_a_sentence_that_was_never_there_is_404(
    cast: Cast, entry: Manuscript, wrong: dict[str, str]
) -> None:
    client = entered(cast.editor)
    data = {**data_of(entry, MENDED, SLIP), **wrong}
    assert client.post(at(entry), data).status_code == 404
    if wrong.get("sentence"):
        assert client.get(at(entry), wrong).status_code == 404
    if "based_on" in wrong:
        for name in ("revision", "edition"):
            assert client.get(at(entry), {name: wrong["based_on"]}).status_code == 404


def test_what_is_hidden_or_not_published_is_404_and_who_does_not_write_saves_nothing(
    cast: Cast, entry: Manuscript
) -> None:
    hidden = person("hilda", "Editors")
    Restriction.objects.create(account=hidden, shown=Shown.OWN, by=cast.superuser)
    assert entered(hidden).get(at(entry)).status_code == 404
    assert entered(hidden).post(at(entry), data_of(entry, MENDED, SLIP)).status_code == 404
    draft = drafted(article("A draft"), cast)
    assert entered(cast.editor).get(at(draft)).status_code == 404
    assert entered(cast.moderator).post(at(entry), data_of(entry, MENDED, SLIP)).status_code == 403
    assert Client().get(at(entry)).status_code == 302
    entry.refresh_from_db()
    assert entry.revision == 1


def test_one_who_sees_only_their_own_corrects_their_own(cast: Cast, entry: Manuscript) -> None:
    Restriction.objects.create(account=cast.editor, shown=Shown.OWN, by=cast.superuser)
    assert send(entered(cast.editor), entry).status_code == 302
    assert newest(entry).text == TEXT.replace(SLIP, MENDED)


def test_pressing_twice_saves_and_submits_once(cast: Cast, entry: Manuscript) -> None:
    client = entered(cast.editor)
    for _time in range(2):
        answer = send(client, entry)
        assert answer.status_code == 302
    page = said(client.get(answer.url))
    assert "That is saved already." in page
    entry.refresh_from_db()
    assert (entry.revision, entry.status) == (2, Status.SUBMITTED)


def test_it_meets_what_a_colleague_saved_elsewhere_meanwhile(cast: Cast, entry: Manuscript) -> None:
    document = newest(entry)
    theirs = replace(document, text=TEXT.replace("Others", "Many"), summary="Theirs.")
    actions.save(document=theirs, by=cast.other_editor, based_on=1)
    client = entered(cast.editor)
    page = said(client.get(send(client, entry, _save="").url))
    assert "Your changes and theirs are both kept." in page
    now = newest(entry)
    assert (now.summary, now.text) == (
        "Theirs.",
        TEXT.replace("Others", "Many").replace(SLIP, MENDED),
    )
    assert entry.revision == 3


def test_where_both_changed_the_same_both_stand_in_the_whole_form(
    cast: Cast, entry: Manuscript
) -> None:
    theirs = replace(newest(entry), text=TEXT.replace(SLIP, "It was widely read."))
    actions.save(document=theirs, by=cast.other_editor, based_on=1)
    answer = send(entered(cast.editor), entry)
    page = answer.content.decode()
    assert (answer.status_code, newest(entry).text) == (409, theirs.text)
    assert "Here is what you both changed" in page
    assert "widely" in page
    assert MENDED in typed_in(page, "text")
    assert f'action="/admin/editorial/articlemanuscript/{entry.pk}/change/"' in page


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_the_same_time_lose_nothing(cast: Cast, entry: Manuscript) -> None:
    changes = {SLIP: MENDED, "Others followed it.": "Others followed it closely."}

    def call(user: Any, words: str) -> Callable[[], Any]:
        client, data = entered(user), data_of(entry, changes[words], words)
        return lambda: client.post(at(entry), {**data, "_save": ""}).status_code

    people = (cast.editor, cast.other_editor)
    assert at_once(*(call(*pair) for pair in zip(people, changes, strict=True))) == [302, 302]
    text = newest(entry).text
    assert all(after in text for after in changes.values())
    assert entry.revision == 3


def test_it_is_checked_and_published_as_every_draft_is(cast: Cast, entry: Manuscript) -> None:
    typed = CITED.replace("a theory", "the theory")
    send(entered(cast.editor), entry, typed, of="theory")
    check_all(entry, cast)
    entry.refresh_from_db()
    actions.approve(manuscript=entry.pk, revision=2, by=cast.approver, change="wording", summary="")
    actions.publish(manuscript=entry.pk, by=cast.approver)
    assert Edition.objects.filter(entry_id=entry.pk).count() == 2
