"""A moderator who could not access a source asks the author for the page, and the citation comes back with it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import Cast, article, check_all, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions.attach import attach_passage
from editorial.desk.queue import DeskQueue, next_for
from editorial.models import Check, DraftCitation, Event, Manuscript, Notice
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused

NOTE = "The library lacks this volume."


def ask(manuscript: Manuscript, citation: DraftCitation, cast: Cast) -> None:
    actions.check(
        manuscript=manuscript.pk,
        digest=citation.digest,
        verdict="could_not_access",
        note=NOTE,
        asks=True,
        by=cast.moderator,
    )


def answer(
    manuscript: Manuscript, citation: DraftCitation, cast: Cast, words: str = "Here."
) -> None:
    actions.answer_request(
        manuscript=manuscript.pk, digest=citation.digest, answer=words, by=cast.editor
    )


def attach(cast: Cast) -> None:
    attach_passage(
        source=Manuscript.objects.get(kind="source").pk,
        text="It began in 1905.",
        page="12",
        origin="The author's copy",
        by=cast.editor,
    )


@pytest.fixture
def asked(manuscript: Manuscript, citations: list[DraftCitation], cast: Cast) -> DraftCitation:
    """The first of three citations, of which the author was asked for the page."""
    ask(manuscript, citations[0], cast)
    citations[0].refresh_from_db()
    return citations[0]


def test_it_leaves_the_queue_for_the_authors_side(
    manuscript: Manuscript, citations: list[DraftCitation], asked: DraftCitation, cast: Cast
) -> None:
    assert (asked.checked, asked.waits_since) == (True, None)
    assert [row.digest for row in DraftCitation.objects.asked_of_author()] == [asked.digest]
    following = next_for(cast.moderator, DeskQueue())
    assert following is not None
    assert following.digest == citations[1].digest
    event = Event.objects.get(action="check")
    assert (event.data["asks"], Check.objects.get().asks) == (True, True)
    told = Notice.objects.filter(event=event).values_list("user", flat=True)
    assert set(told) == {cast.editor.pk}
    page = entered(cast.editor).get(reverse("admin:notices")).content.decode()
    assert "asked the author for the page or a scan of a source" in page
    assert list(faults()) == []


def test_the_author_finds_it_on_the_first_page_and_on_the_manuscripts(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    client = entered(cast.editor)
    for address in (reverse("admin:index"), reverse("admin:manuscript", args=[manuscript.pk])):
        page = html.unescape(client.get(address).content.decode())
        assert "The page or a scan for footnote 1 (Trotsky: A Biography, p. 12)" in page
        assert NOTE in page
        assert reverse("admin:desk_evidence", args=[asked.source_key]) in page
    send = reverse("admin:answer", args=[manuscript.pk, asked.digest])
    assert send in client.get(reverse("admin:manuscript", args=[manuscript.pk])).content.decode()
    other = entered(cast.other_editor).get(reverse("admin:index")).content.decode()
    assert "The page or a scan" not in other
    moderators = entered(cast.moderator).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert "Asked of the author" in moderators.content.decode()
    assert send not in moderators.content.decode()


@pytest.mark.parametrize("came", ["an answer", "evidence"])
def test_what_comes_brings_it_back_to_the_moderators(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast, came: str
) -> None:
    if came == "an answer":
        answer(manuscript, asked, cast, "It is at archive.example, page 12.")
    else:
        attach(cast)
    asked.refresh_from_db()
    assert not asked.checked
    assert asked.waits_since is not None
    assert not DraftCitation.objects.asked_of_author().exists()
    card = reverse("admin:desk_citation", args=[manuscript.pk, asked.digest])
    page = html.unescape(entered(cast.moderator).get(card).content.decode())
    shown = {
        "an answer": "It is at archive.example, page 12.",
        "evidence": "Evidence was attached to the source since.",
    }
    assert {name: words in page for name, words in shown.items()} == {
        name: name == came for name in shown
    }
    assert not any(wrong for _path, wrong in rebuild_drafts())
    # The moderator looks again.
    actions.check(
        manuscript=manuscript.pk,
        digest=asked.digest,
        verdict="supports",
        means="shelf",
        by=cast.moderator,
    )
    asked = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0]
    assert (asked.checked, asked.asked, asked.standing) == (True, None, "supports")


def test_the_moderator_who_asked_is_told_of_the_answer(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    answer(manuscript, asked, cast, "Here it is.")
    event = Event.objects.get(action="answer_request")
    assert (event.reason, event.data["digest"]) == ("Here it is.", asked.digest)
    assert Notice.objects.filter(event=event, user=cast.moderator).exists()
    assert list(faults()) == []


def test_the_same_may_be_asked_again_after_an_answer(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    ask(manuscript, asked, cast)
    assert Check.objects.count() == 1
    answer(manuscript, asked, cast, "No idea.")
    ask(manuscript, asked, cast)
    assert Check.objects.count() == 2
    asked.refresh_from_db()
    assert (asked.checked, asked.waits_since) == (True, None)
    assert DraftCitation.objects.asked_of_author().exists()


def test_a_save_or_a_mark_of_the_source_forgets_nothing(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    assert not any(wrong for _path, wrong in rebuild_drafts())
    book = Manuscript.objects.get(kind="source")
    for reliability in ("unreliable", "sound"):
        actions.mark(manuscript=book.pk, reliability=reliability, reason="Seen.", by=cast.approver)
        waits = DraftCitation.objects.asked_of_author().exists()
        assert waits == (reliability == "sound")
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    document = manuscript.revisions.get(number=1).read()
    longer = replace(document, text=f"{document.text} And so on.")
    actions.save(document=longer, by=cast.editor, based_on=1)
    assert [row.digest for row in DraftCitation.objects.asked_of_author()] == [asked.digest]
    changed = replace(document, text=document.text.replace("1905", "1906"))
    actions.save(document=changed, by=cast.editor, based_on=2)
    assert not DraftCitation.objects.asked_of_author().exists()
    assert not DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].checked


def test_who_may_answer_and_with_what(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    for somebody in (cast.moderator, cast.disabled):
        with pytest.raises(Forbidden):
            actions.answer_request(
                manuscript=manuscript.pk, digest=asked.digest, answer="Here.", by=somebody
            )
    with pytest.raises(Refused, match="Write an answer"):
        answer(manuscript, asked, cast, " \n\x00")
    with pytest.raises(Refused, match="at most 5000"):
        answer(manuscript, asked, cast, "x" * 100_000)
    address = reverse("admin:answer", args=[manuscript.pk, asked.digest])
    assert entered(cast.moderator).post(address, {"answer": "Here."}).status_code == 403
    assert entered(cast.editor).post(address, {"answer": " "}).status_code == 422
    assert not Event.objects.filter(action="answer_request").exists()


def test_an_answer_counts_once_and_only_to_what_is_asked(
    manuscript: Manuscript, citations: list[DraftCitation], asked: DraftCitation, cast: Cast
) -> None:
    with pytest.raises(NotAllowed):
        answer(manuscript, citations[1], cast)
    answer(manuscript, asked, cast)
    answer(manuscript, asked, cast)
    assert Event.objects.filter(action="answer_request").count() == 1
    with pytest.raises(NotAllowed):
        answer(manuscript, asked, cast, "Something else.")
    address = reverse("admin:answer", args=[manuscript.pk, asked.digest])
    refused = entered(cast.editor).post(address, {"answer": "Something else."})
    assert refused.status_code == 409
    page = html.unescape(refused.content.decode())
    assert "Nobody asks for this page any more" in page
    assert "Something else." in page


def test_what_is_not_there_is_not_found(
    manuscript: Manuscript, asked: DraftCitation, cast: Cast
) -> None:
    client = entered(cast.editor)
    nowhere = "00000000-0000-4000-8000-000000000000"
    for arguments in ([manuscript.pk, "0" * 64], [nowhere, asked.digest]):
        sent = client.post(reverse("admin:answer", args=arguments), {"answer": "Here."})
        assert sent.status_code == 404
    assert (
        client.get(reverse("admin:answer", args=[manuscript.pk, asked.digest])).status_code == 405
    )


@pytest.mark.parametrize(
    ("verdict", "waits"), [("could_not_access", True), ("does_not_support", False)]
)
def test_the_box_on_the_card_asks_only_with_the_verdict(
    manuscript: Manuscript,
    citations: list[DraftCitation],
    cast: Cast,
    verdict: str,
    waits: bool,
) -> None:
    client = entered(cast.moderator)
    card = reverse("admin:desk_citation", args=[manuscript.pk, citations[0].digest])
    assert 'type="checkbox" name="asks"' in client.get(card).content.decode()
    sent = {"verdict": verdict, "note": NOTE, "asks": "1", "seen_mark": "sound"}
    recorded = client.post(
        reverse("admin:desk_check", args=[manuscript.pk, citations[0].digest]), sent
    )
    assert recorded.status_code == 302
    assert DraftCitation.objects.asked_of_author().exists() == waits
    listed = client.get(reverse("admin:desk_manuscript", args=[manuscript.pk])).content.decode()
    assert ("the author is asked for the page or a scan" in listed) == waits


def test_no_other_verdict_asks_and_nothing_is_asked_of_what_a_revision_dropped(
    manuscript: Manuscript, citations: list[DraftCitation], cast: Cast
) -> None:
    with pytest.raises(Refused, match="Only “could not access”"):
        actions.check(
            manuscript=manuscript.pk,
            digest=citations[0].digest,
            verdict="partly",
            note=NOTE,
            asks=True,
            by=cast.moderator,
        )
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    document = replace(manuscript.revisions.get(number=1).read(), text="Nothing is left.")
    actions.save(document=document, by=cast.editor, based_on=1)
    with pytest.raises(NotAllowed, match="nothing to ask for"):
        ask(manuscript, citations[0], cast)
    assert not Check.objects.filter(asks=True).exists()


def _queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return len(captured)


def test_the_first_page_makes_as_many_queries_for_many_as_for_one(
    manuscript: Manuscript, citations: list[DraftCitation], asked: DraftCitation, cast: Cast
) -> None:
    published(source("other-2010"), cast)
    client = entered(cast.editor)
    pages = [
        lambda: client.get(reverse("admin:index")),
        lambda: client.get(reverse("admin:manuscript", args=[manuscript.pk])),
    ]
    for page in pages:
        page()
    # Notices ask once more, whether anything of them was suppressed.
    Notice.objects.all().delete()
    few = [_queries(page) for page in pages]
    # The third stays at the desk, for the page to be of the same kind.
    ask(manuscript, citations[1], cast)
    another = submitted(article("Another", "It was.[@other-2010, p. 1]"), cast)
    ask(another, DraftCitation.objects.get(manuscript=another), cast)
    Notice.objects.all().delete()
    assert "footnote 2" in pages[0]().content.decode()
    assert [_queries(page) for page in pages] == few
