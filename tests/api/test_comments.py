"""A program reads and writes comments on drafts: as its account sees them, by its rights, and nothing more."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from api.described import held
from api.world import DRAFTS, token_of
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from factories import Cast, article, drafted, person, published, source, submitted

from editorial import actions
from editorial.models import Comment, DraftCitation, Event, Manuscript, Restriction, Shown, Thread

pytestmark = pytest.mark.django_db
PATH = f"{DRAFTS}comments/"
TEXT = "It is a theory.[@service-trotsky-2009, p. 12] It was new then."


@pytest.fixture
def draft(cast: Cast) -> Manuscript:
    published(source(), cast)
    return drafted(replace(article(text=TEXT), summary="A theory of 1905."), cast)


@pytest.fixture
def token(cast: Cast) -> str:
    return token_of(cast.other_editor)


def read(client: Client, token: str, draft: Manuscript) -> Any:
    path = f"{DRAFTS}{draft.pk}/comments/"
    answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
    held(answer, "get", path)
    return answer


def written(client: Client, token: str, draft: Manuscript | None = None, **said: Any) -> Any:
    body = ({"draft": str(draft.pk)} if draft else {}) | said
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(PATH, json.dumps(body), content_type="application/json", headers=headers)
    held(answer, "post", PATH)
    return answer


def test_a_comment_is_written_answered_and_read(
    client: Client, cast: Cast, draft: Manuscript, token: str
) -> None:
    answer = written(client, token, draft, words="was new", comment="Since when? @mona")
    assert answer.status_code == 201
    thread = answer.json()["thread"]
    assert (thread["exact"], thread["start"], thread["stands"]) == ("was new", 49, True)
    assert Thread.objects.get().by == cast.other_editor
    event = Event.objects.latest("seq")
    assert (event.action, event.by) == ("start_thread", cast.other_editor)
    assert cast.moderator.pk in event.private["to"]
    again = written(client, token, draft, words="was new", comment="Since when? @mona")
    assert (again.status_code, again.json()["changed"]) == (200, False)
    actions.reply(thread=uuid.UUID(thread["id"]), by=cast.editor, comment="1905.")
    replied = written(client, token, draft, thread=thread["id"], comment="Thanks.")
    assert replied.status_code == 201
    (read_thread,) = read(client, token, draft).json()["threads"]
    assert [said["words"] for said in read_thread["comments"]] == [
        "Since when? @mona",
        "1905.",
        "Thanks.",
    ]
    assert read_thread["comments"][1]["by"] == "Edna Editor"


def test_it_stands_on_any_part_and_on_citations(
    client: Client, cast: Cast, draft: Manuscript, token: str
) -> None:
    digest = DraftCitation.objects.get(manuscript=draft).digest
    written(client, token, draft, citation=digest, comment="Page?")
    written(client, token, draft, part="entry", comment="Short.")
    suggested = {"part": "summary", "words": "theory", "suggests": True, "replacement": "thesis"}
    written(client, token, draft, **suggested)
    threads = read(client, token, draft).json()["threads"]
    assert [(one["part"], one["citation"], one["suggests"]) for one in threads] == [
        ("entry", "", False),
        ("summary", "", True),
        ("text", digest, False),
    ]
    assert threads[1]["replacement"] == "thesis"


def test_what_no_longer_stands_there_says_so(
    client: Client, cast: Cast, draft: Manuscript, token: str
) -> None:
    written(client, token, draft, words="was new", comment="When?")
    drafted(replace(article(text="It is old."), id=str(draft.pk)), cast)
    (thread,) = read(client, token, draft).json()["threads"]
    assert (thread["stands"], thread["start"], thread["exact"]) == (False, -1, "was new")


@pytest.mark.portion(4)
@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"words": 3, "comment": "x"}, "words"),
        ({"suggests": "yes"}, "suggests"),
        ({"thread": "x", "comment": "x"}, "thread"),
        ({"note": "x"}, "note"),
        ({"words": "was new", "comment": " "}, "comment"),
        ({"words": "was new", "comment": "x" * 6_000}, "comment"),
        ({"part": "text", "comment": "x"}, "words"),
        ({"part": "titel", "comment": "x"}, "part"),
        ({"part": "title", "suggests": True, "replacement": "x"}, "part"),
        ({"words": "was new", "suggests": True, "replacement": "was new"}, "replacement"),
        ({"words": "was\x00new", "comment": "x"}, "words"),
        ({"words": "was new", "comment": "\ud800"}, "comment"),
    ],
)
def test_what_is_refused_names_its_place(
    client: Client, draft: Manuscript, token: str, said: dict[str, Any], where: str
) -> None:
    answer = written(client, token, draft, **said)
    assert answer.status_code == 422
    assert [error["where"] for error in answer.json()["errors"]] == [where]
    assert all(error["what"] and error["mend"] for error in answer.json()["errors"])
    assert not Thread.objects.exists()


def test_a_part_that_there_is_not_is_answered_with_those_that_there_are(
    client: Client, draft: Manuscript, token: str
) -> None:
    (error,) = written(client, token, draft, part="titel", comment="x").json()["errors"]
    assert error["what"] == "Not a valid value: titel."
    assert error["mend"] == "Give one of entry, title, summary, text, fact."


def test_words_that_do_not_stand_there_once_are_refused(
    client: Client, draft: Manuscript, token: str
) -> None:
    for words in ("was never", "t"):
        answer = written(client, token, draft, words=words, comment="x")
        assert answer.status_code == 409
        assert answer.json()["type"].endswith("words-not-there")
        assert answer.json()["title"] == "What the comment is on does not stand there once"
    assert not Comment.objects.exists()


def test_what_the_account_does_not_see_answers_404(
    client: Client, cast: Cast, draft: Manuscript
) -> None:
    thread = actions.start_thread(
        manuscript=draft.pk, by=cast.editor, words="was new", comment="Secret."
    ).thread
    olga = person("olga", "Editors")
    token = token_of(olga)
    own = drafted(article("Her own"), replace(cast, editor=olga))
    Restriction.objects.create(account=olga, by=cast.superuser, shown=Shown.OWN)
    assert read(client, token, draft).status_code == 404
    assert written(client, token, draft, words="was new", comment="Hm.").status_code == 404
    # Nor is a thread of another draft reached over one's own.
    answer = written(client, token, own, thread=str(thread.pk), comment="Hm.")
    assert answer.status_code == 404
    assert read(client, token, own).status_code == 200
    assert Comment.objects.count() == 1


def test_nobody_learns_of_a_first_check_by_a_token(
    client: Client, cast: Cast, settings: Any
) -> None:
    published(source(), cast)
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    entry = submitted(
        article(text='It was so.[@service-trotsky-2009, p. 1, "so it was"]'),
        cast,
    )
    digest = DraftCitation.objects.get(manuscript=entry).digest
    second = person("sven", "Moderators", "Editors")
    token = token_of(second)
    DraftCitation.objects.filter(manuscript=entry).update(first_by=cast.moderator)
    actions.start_thread(
        manuscript=entry.pk, by=cast.moderator, digest=digest, comment="Not there."
    )
    assert read(client, token, entry).json()["threads"] == []
    assert len(read(client, token_of(cast.editor), entry).json()["threads"]) == 1


def test_a_guest_is_not_named(client: Client, cast: Cast, draft: Manuscript, token: str) -> None:
    gina = person("gina", "Moderators", first_name="Gina")
    actions.start_thread(manuscript=draft.pk, by=gina, words="was new", comment="Hm.")
    Restriction.objects.create(
        account=gina,
        by=cast.superuser,
        shown=Shown.MANUSCRIPT,
        manuscript=draft,
        ends_at=timezone.now() + timedelta(days=2),
    )
    assert "Gina" not in read(client, token, draft).content.decode()


def test_who_lost_the_role_reads_and_writes_nothing(
    client: Client, cast: Cast, draft: Manuscript, token: str
) -> None:
    User.objects.get(pk=cast.other_editor.pk).groups.clear()
    assert read(client, token, draft).status_code == 404
    assert written(client, token, draft, part="entry", comment="Hm.").status_code == 404
