"""The pages of comments: what they show, to whom, in how many queries, and what they do with hostile words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from factories import Cast, article, drafted, person, published, source, submitted
from hostile import harm_in, naughty
from office import entered

from editorial import actions
from editorial.models import (
    Comment,
    DraftCitation,
    Manuscript,
    Notice,
    Restriction,
    Revision,
    Shown,
    Thread,
)

TEXT = (
    "First line.\n\nIt is a theory.[@service-trotsky-2009, p. 12] It was new then. It is old now."
)
HOSTILE = "<script>alert(1)</script> \u202eabc {{ x }} '\" &amp; \u0300 <img src=x onerror=y>"


@pytest.fixture
def draft(cast: Cast) -> Manuscript:
    published(source(), cast)
    return drafted(article(text=TEXT), cast)


def begun(draft: Manuscript, by: User, words: str = "was new", comment: str = "When?") -> Thread:
    return actions.start_thread(manuscript=draft.pk, by=by, words=words, comment=comment).thread


def page_of(draft: Manuscript) -> str:
    return reverse("admin:comments", args=[draft.pk])


def pages_with_comments(draft: Manuscript) -> dict[str, str]:
    form = f"admin:editorial_{draft.kind}manuscript_change"
    return {
        "page": page_of(draft),
        "form": reverse(form, args=[draft.pk]),
        "preview": reverse("admin:preview", args=[draft.pk, draft.revision]),
        "compare": reverse("admin:compare", args=[draft.pk, draft.revision, draft.revision]),
    }


@pytest.mark.parametrize("where", ["page", "form", "preview", "compare"])
def test_they_stand_in_text_order_wherever_the_text_is(
    where: str, cast: Cast, draft: Manuscript
) -> None:
    begun(draft, cast.moderator, "old now", "Later.")
    begun(draft, cast.moderator, "was new", "Before.")
    body = entered(cast.editor).get(pages_with_comments(draft)[where]).content.decode()
    assert body.index("Before.") < body.index("Later.")
    assert body.count('class="thread"') == 2
    assert "Line 3" in body


def test_a_comment_begins_with_a_form_alone(cast: Cast, draft: Manuscript) -> None:
    fields = {"words": "was new", "comment": "When?", "next": reverse("admin:index")}
    answer = entered(cast.moderator).post(page_of(draft), fields)
    thread = Thread.objects.get()
    assert answer.url == f"{reverse('admin:index')}#thread-{thread.pk}"
    answer = entered(cast.editor).post(
        reverse("admin:comment_reply", args=[thread.pk]), {f"comment-{thread.pk}": "1905."}
    )
    assert answer.url == f"{page_of(draft)}#thread-{thread.pk}"
    assert list(Comment.objects.order_by("pk").values_list("words", flat=True)) == [
        "When?",
        "1905.",
    ]


def test_a_suggestion_is_made_and_accepted_by_forms(cast: Cast, draft: Manuscript) -> None:
    fields = {"words": "was new", "suggests": "1", "replacement": "was old"}
    entered(cast.moderator).post(page_of(draft), fields)
    thread = Thread.objects.get()
    moderator = entered(cast.moderator).get(page_of(draft)).content.decode()
    accept = reverse("admin:comment_accept", args=[thread.pk])
    assert accept not in moderator
    assert accept in entered(cast.editor).get(page_of(draft)).content.decode()
    assert entered(cast.moderator).post(accept).status_code == 403
    entered(cast.editor).post(accept)
    newest = Revision.objects.get(manuscript=draft, number=2)
    assert "It was old then." in newest.read().text


def test_a_suggestion_is_not_offered_while_nobody_may_write_there(
    cast: Cast, draft: Manuscript
) -> None:
    thread = actions.suggest(
        manuscript=draft.pk, by=cast.moderator, words="was new", replacement="was old"
    ).thread
    accept = reverse("admin:comment_accept", args=[thread.pk])
    assert accept in entered(cast.editor).get(page_of(draft)).content.decode()
    Manuscript.objects.filter(pk=draft.pk).update(status="submitted")
    body = entered(cast.editor).get(page_of(draft)).content.decode()
    assert accept not in body
    assert reverse("admin:comment_refuse", args=[thread.pk]) in body


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/article/x/", "x"])
def test_the_way_back_stays_in_the_office(target: str, cast: Cast, draft: Manuscript) -> None:
    fields = {"words": "was new", "comment": "When?", "next": target}
    answer = entered(cast.moderator).post(page_of(draft), fields)
    assert answer.url.startswith(page_of(draft))


def test_what_is_refused_comes_back_with_everything_typed(cast: Cast, draft: Manuscript) -> None:
    fields = {"words": "was never", "suggests": "1", "replacement": "was always", "comment": "Hm."}
    answer = entered(cast.moderator).post(page_of(draft), fields)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "do not stand in the saved text" in body
    assert all(f">{words}</textarea>" in body for words in ("was never", "was always", "Hm."))
    thread = begun(draft, cast.moderator)
    actions.resolve(thread=thread.pk, by=cast.editor)
    reply = reverse("admin:comment_reply", args=[thread.pk])
    answer = entered(cast.moderator).post(reply, {"comment": "But …"})
    assert answer.status_code == 409


def test_hostile_words_are_shown_as_words(cast: Cast, draft: Manuscript) -> None:
    actions.suggest(
        manuscript=draft.pk,
        by=cast.moderator,
        words="was new",
        replacement=HOSTILE,
        comment=f"{HOSTILE} @edna",
    )
    for address in (*pages_with_comments(draft).values(), reverse("admin:notices")):
        body = entered(cast.editor).get(address).content
        assert harm_in(body) == []
        assert escape("<script>alert(1)") in body.decode()


def test_every_hostile_string_is_kept_as_it_was_typed(
    cast: Cast, draft: Manuscript, portion: Any, shared_data: Path
) -> None:
    client = entered(cast.moderator)
    for words in portion(naughty(shared_data), 40):
        answer = client.post(page_of(draft), {"words": words, "comment": words})
        assert answer.status_code in {302, 409}
        answer = client.post(page_of(draft), {"words": "was new", "comment": words})
        assert answer.status_code in {302, 409}
    assert harm_in(client.get(page_of(draft)).content) == []


def test_what_a_person_does_not_see_does_not_exist(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast.moderator)
    olga = person("olga", "Editors")
    Restriction.objects.create(account=olga, by=cast.superuser, shown=Shown.OWN)
    client = entered(User.objects.get(pk=olga.pk))
    assert client.get(page_of(draft)).status_code == 404
    for name in ("reply", "resolve", "accept", "refuse", "reopen"):
        path = reverse(f"admin:comment_{name}", args=[thread.pk])
        assert client.post(path).status_code == 404
    comment = thread.comments.get().pk
    assert client.post(reverse("admin:comment_withdraw", args=[comment])).status_code == 404


def test_two_hundred_threads_are_a_fixed_number_of_queries(cast: Cast) -> None:
    text = "\n\n".join(f"Paragraph number {n} is here." for n in range(200))
    draft = drafted(article(text=text), cast)
    client = entered(cast.editor)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    begun(draft, cast.moderator, "number 0 is", "Yes.")
    pages = pages_with_comments(draft)
    # The first pages of a run ask for more.
    few = [{name: queries(address) for name, address in pages.items()} for _ in range(2)][1]
    for n in range(1, 200):
        begun(draft, cast.moderator, f"number {n} is", "Yes.")
    assert {name: queries(address) for name, address in pages.items()} == few


def test_words_that_are_gone_are_shown_as_they_were(cast: Cast, draft: Manuscript) -> None:
    begun(draft, cast.moderator)
    document = Revision.objects.get(manuscript=draft).read()
    drafted(replace(document, text="Something else."), cast)
    body = entered(cast.editor).get(page_of(draft)).content.decode()
    assert "no longer so in the text" in body
    assert 'class="thread orphaned"' in body
    assert "was new" in body


def test_a_return_goes_with_its_comments_and_stands_above_the_form(cast: Cast) -> None:
    published(source(), cast)
    entry = submitted(article(text=TEXT), cast)
    thread = begun(entry, cast.moderator)
    overview = reverse("admin:manuscript", args=[entry.pk])
    body = entered(cast.moderator).get(overview).content.decode()
    assert "1 comment is still open. The author finds them at their lines." in body
    actions.return_(manuscript=entry.pk, by=cast.moderator, reason="See the comments.")
    form = entered(cast.editor).get(pages_with_comments(entry)["form"]).content.decode()
    assert form.index("See the comments.") < form.index('id="entry"')
    assert "1 comment of that return is still open" in form
    actions.resolve(thread=thread.pk, by=cast.editor)
    form = entered(cast.editor).get(pages_with_comments(entry)["form"]).content.decode()
    assert "0 comments of that return are still open" in form
    entry.refresh_from_db()
    assert actions.submit(manuscript=entry.pk, revision=entry.revision, by=cast.editor).changed


def test_at_the_desk_the_author_and_the_checker_talk_on_the_card(cast: Cast) -> None:
    published(source(), cast)
    entry = submitted(article(text=TEXT), cast)
    digest = DraftCitation.objects.get(manuscript=entry).digest
    card = reverse("admin:desk_citation", args=[entry.pk, digest])
    client = entered(cast.moderator)
    client.post(page_of(entry), {"digest": digest, "comment": "Which edition?", "next": card})
    for user in (cast.moderator, cast.editor):
        assert "Which edition?" in entered(user).get(card).content.decode()
    actions.check(
        manuscript=entry.pk, digest=digest, verdict="supports", means="shelf", by=cast.moderator
    )
    assert "Which edition?" not in client.get(card).content.decode()
    assert "Closed by a check" in client.get(page_of(entry)).content.decode()


def test_comments_that_wait_stand_on_the_first_page(cast: Cast, draft: Manuscript) -> None:
    thread = begun(draft, cast.moderator)
    home = reverse("admin:index")
    assert "Comments wait for you" in entered(cast.editor).get(home).content.decode()
    assert "Comments wait for you" not in entered(cast.moderator).get(home).content.decode()
    actions.reply(thread=thread.pk, by=cast.editor, comment="1905.")
    assert "Comments wait for you" not in entered(cast.editor).get(home).content.decode()
    assert "Comments wait for you" in entered(cast.moderator).get(home).content.decode()


def test_a_notice_leads_to_the_thread_and_forgets_what_was_taken_back(
    cast: Cast, draft: Manuscript
) -> None:
    thread = begun(draft, cast.moderator, comment="A slip.")
    client = entered(cast.editor)
    notices = reverse("admin:notices")
    assert "A slip." in client.get(notices).content.decode()
    notice = Notice.objects.get(user=cast.editor, event__action="start_thread")
    answer = client.post(reverse("admin:notices_read"), {"notice": notice.pk, "open": "1"})
    assert answer.url == f"{page_of(draft)}#thread-{thread.pk}"
    actions.withdraw_comment(comment=thread.comments.get().pk, by=cast.moderator)
    assert "A slip." not in client.get(notices).content.decode()
    assert "Taken back" in client.get(page_of(draft)).content.decode()


def test_a_guest_is_named_to_nobody_but_who_gives_out_work(cast: Cast, draft: Manuscript) -> None:
    gina = person("gina", "Moderators", first_name="Gina", last_name="Guest")
    Restriction.objects.create(
        account=gina,
        by=cast.superuser,
        shown=Shown.MANUSCRIPT,
        manuscript=draft,
        ends_at=timezone.now() + timedelta(days=2),
    )
    begun(draft, User.objects.get(pk=gina.pk))
    overview = reverse("admin:manuscript", args=[draft.pk])
    for address in (*pages_with_comments(draft).values(), overview, reverse("admin:notices")):
        body = entered(cast.editor).get(address).content.decode()
        assert "Gina Guest" not in body
        assert "A guest" in body
    assert "Gina Guest" in entered(cast.approver).get(page_of(draft)).content.decode()


def test_a_script_is_answered_with_the_list(cast: Cast, draft: Manuscript) -> None:
    client = entered(cast.moderator)
    accept = {"HTTP_ACCEPT": "application/json"}
    answer = client.post(page_of(draft), {"words": "was new", "comment": "When?"}, **accept)
    told = answer.json()
    assert (told["open"], told["message"]) == (1, "Your comment stands at its place.")
    (thread,) = json.loads(told["threads"])
    assert (thread["exact"], thread["can"]) == ("was new", ["reply", "resolve"])
    refused = client.post(page_of(draft), {"words": "It is", "comment": "x"}, **accept)
    assert refused.status_code == 409
    assert "stand several times" in refused.json()["error"]
    assert client.get(page_of(draft), **accept).json()["open"] == 1
    people = client.get(reverse("admin:comment_people", args=[draft.pk]), {"q": "ed"})
    assert people.json() == {"results": ["Edna Editor"]}
