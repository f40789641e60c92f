"""Who checks a citation a second time learns nothing of the first from comments; a guest sees only their part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, person, published, said, source, submitted
from office import entered

from editorial import actions
from editorial.comments.returned import last_return, still_open
from editorial.models import DraftCitation, Event, Manuscript, Notice, Restriction, Shown, Thread
from editorial.workflow import Forbidden, Hidden, Refused

TEXT = 'It was so.[@service-trotsky-2009, p. 1, "so it was"] It was new.'


@pytest.fixture
def second(cast: Cast, settings: LazySettings) -> User:
    published(source(), cast)
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    return person("sven", "Moderators")


@pytest.fixture
def entry(cast: Cast, second: User) -> Manuscript:
    return submitted(article(text=TEXT), cast)


@pytest.fixture
def digest(entry: Manuscript) -> str:
    return str(DraftCitation.objects.get(manuscript=entry).digest)


def check(entry: Manuscript, digest: str, by: User) -> None:
    actions.check(
        manuscript=entry.pk,
        digest=digest,
        verdict="supports",
        **said(digest, "supports"),
        note="Found.",
        by=by,
    )


def test_what_others_say_on_it_is_hidden_until_the_second_verdict(
    cast: Cast, entry: Manuscript, second: User, digest: str
) -> None:
    check(entry, digest, cast.moderator)
    thread = actions.start_thread(
        manuscript=entry.pk, by=cast.moderator, digest=digest, comment="Secret @sven."
    ).thread
    assert not Notice.objects.filter(event__action="start_thread", user=second).exists()
    card = reverse("admin:desk_citation", args=[entry.pk, digest])
    page = reverse("admin:comments", args=[entry.pk])
    for address in (card, page):
        assert "Secret" not in entered(second).get(address).content.decode()
        assert "Secret" in entered(cast.editor).get(address).content.decode()
    with pytest.raises(Forbidden, match="without knowing its first check"):
        actions.reply(thread=thread.pk, by=second, comment="What?")
    check(entry, digest, second)
    assert "Secret" in entered(second).get(page).content.decode()


def test_it_stays_hidden_while_the_citation_is_not_in_the_draft(
    cast: Cast, entry: Manuscript, second: User, digest: str
) -> None:
    check(entry, digest, cast.moderator)
    actions.start_thread(manuscript=entry.pk, by=cast.moderator, digest=digest, comment="Secret.")
    actions.return_(manuscript=entry.pk, by=cast.moderator, reason="Mend it.")
    document = article(text="It is new.")
    actions.save(document=replace(document, id=str(entry.pk)), by=cast.editor, based_on=1)
    assert not DraftCitation.objects.filter(manuscript=entry).exists()
    page = reverse("admin:comments", args=[entry.pk])
    assert "Secret." not in entered(second).get(page).content.decode()
    for somebody in (cast.moderator, cast.editor):
        assert "Secret." in entered(somebody).get(page).content.decode()


def test_how_many_are_open_since_a_return_counts_only_those_that_one_sees(
    cast: Cast, entry: Manuscript, second: User, digest: str
) -> None:
    check(entry, digest, cast.moderator)
    actions.start_thread(manuscript=entry.pk, by=cast.moderator, digest=digest, comment="Secret.")
    actions.return_(manuscript=entry.pk, by=cast.moderator, reason="Mend it.")
    returned = last_return(Manuscript.objects.get(pk=entry.pk))
    assert (still_open(returned, cast.editor), still_open(returned, second)) == (1, 0)


def test_a_notice_from_before_the_first_check_says_nothing_meanwhile(
    cast: Cast, entry: Manuscript, second: User, digest: str
) -> None:
    actions.start_thread(
        manuscript=entry.pk, by=cast.editor, digest=digest, comment="Secret @sven @mona."
    )
    notices = reverse("admin:notices")
    assert "Secret" in entered(second).get(notices).content.decode()
    check(entry, digest, cast.moderator)
    assert "Secret" not in entered(second).get(notices).content.decode()


def test_who_checks_second_asks_the_author_and_not_the_first_checker(
    cast: Cast, entry: Manuscript, second: User, digest: str
) -> None:
    check(entry, digest, cast.moderator)
    thread = actions.start_thread(
        manuscript=entry.pk, by=second, digest=digest, comment="Which edition?"
    ).thread
    with pytest.raises(Refused, match="without knowing your check"):
        actions.reply(thread=thread.pk, by=cast.moderator, comment="The first.")
    assert actions.reply(thread=thread.pk, by=cast.editor, comment="The second.").changed


def test_a_guest_at_the_citations_sees_no_comment_on_other_words(
    cast: Cast, entry: Manuscript, digest: str
) -> None:
    gina = person("gina", "Moderators")
    Restriction.objects.create(
        account=gina,
        by=cast.superuser,
        shown=Shown.CITATIONS,
        manuscript=entry,
        ends_at=timezone.now() + timedelta(days=2),
    )
    guest = User.objects.get(pk=gina.pk)
    actions.start_thread(
        manuscript=entry.pk, by=cast.moderator, words="was new", comment="Elsewhere."
    )
    actions.start_thread(manuscript=entry.pk, by=guest, digest=digest, comment="Which page?")
    assert [thread.digest for thread in Thread.objects.seen_by(guest)] == [digest]
    body = entered(guest).get(reverse("admin:comments", args=[entry.pk])).content.decode()
    assert "Which page?" in body
    assert "Elsewhere." not in body
    before = Event.objects.count()
    with pytest.raises(Hidden):
        actions.start_thread(manuscript=entry.pk, by=guest, words="was new", comment="Probe.")
    assert Event.objects.count() == before
