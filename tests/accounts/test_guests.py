"""Guests check one manuscript until a day, and a manager lets them in; no page leads to what is closed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, submitted
from office import entered, proven
from restricted_people import again, in_days

from editorial import actions, workflow
from editorial.accounts import restricting
from editorial.accounts.accepting import accept, invitation_held
from editorial.actions.subject_rules import set_rule
from editorial.models import (
    Check,
    DraftCitation,
    Manuscript,
    Restriction,
    Shown,
)
from editorial.workflow import Forbidden, Hidden, Refused

PEOPLE = "/admin/people/"


@pytest.fixture
def guest(manager: User, waiting: Manuscript, django_capture_on_commit_callbacks: Any) -> User:
    """A guest at the citations of what waits, who has accepted."""
    with django_capture_on_commit_callbacks(execute=True):
        restricting.invite_guest(
            email="gast@example.org",
            entry=f"https://encyclopedia.example/admin/manuscript/{waiting.pk}/",
            shown=Shown.CITATIONS,
            ends_on=in_days(3),
            by=manager,
        )
    token = re.search(r"/account/invitation/(\S+)/", str(mail.outbox[-1].body))
    assert token
    assert "You will see: the citations of “Permanent revolution”" in str(mail.outbox[-1].body)
    return again(accept(invitation=invitation_held(token[1]).pk, password="a password of a guest"))


def test_a_guest_checks_the_citations_and_can_do_nothing_else(
    cast: Cast, guest: User, waiting: Manuscript
) -> None:
    client = entered(guest)
    first = client.get("/admin/")
    listed = reverse("admin:desk_manuscript", args=[waiting.pk])
    assert first.headers["Location"] == listed
    page = client.get(listed).content.decode()
    assert "You are a guest" in page
    assert "The entry’s page" not in page
    assert client.get(reverse("admin:manuscript", args=[waiting.pk])).headers["Location"] == listed
    citation = DraftCitation.objects.get(manuscript=waiting)
    card = reverse("admin:desk_citation", args=[waiting.pk, citation.digest])
    assert client.get(card).status_code == 200
    checked = client.post(
        reverse("admin:desk_check", args=[waiting.pk, citation.digest]),
        {"verdict": "supports", "means": "shelf", "seen_mark": "sound"},
    )
    assert checked.status_code == 302
    assert Check.objects.get().by == guest
    assert workflow.open_to(guest, waiting) == []
    for name in ("history", "preview", "move_return"):
        arguments = [waiting.pk, 1] if name == "preview" else [waiting.pk]
        assert client.get(reverse(f"admin:{name}", args=arguments)).status_code == 404
    with pytest.raises(Forbidden):
        actions.return_(manuscript=waiting.pk, by=guest, reason="No.")
    with pytest.raises(Forbidden):
        actions.take(manuscript=waiting.pk, by=guest)


def test_a_guest_at_a_manuscript_reads_it_too(manager: User, waiting: Manuscript) -> None:
    invitation = restricting.invite_guest(
        email="gast@example.org",
        entry="/article/permanent-revolution/",
        shown=Shown.MANUSCRIPT,
        ends_on=in_days(0),
        by=manager,
    )
    User.objects.filter(pk=invitation.account_id).update(is_active=True)
    client = entered(again(invitation.account))
    assert client.get(reverse("admin:manuscript", args=[waiting.pk])).status_code == 200
    assert client.get(reverse("admin:preview", args=[waiting.pk, 1])).status_code == 200
    assert client.get(reverse("admin:history", args=[waiting.pk])).status_code == 404


def test_after_the_end_a_guest_gets_nothing_but_words(
    manager: User, guest: User, waiting: Manuscript
) -> None:
    client = entered(guest)
    listed = reverse("admin:desk_manuscript", args=[waiting.pk])
    assert client.get(listed).status_code == 200
    assert restricting.end_access(account=guest, by=manager)
    assert not restricting.end_access(account=guest, by=manager)
    for address in (listed, "/admin/", "/admin/profile/", "/admin/desk/"):
        answer = client.get(address, follow=True)
        assert answer.status_code == 403
        assert "Your access has ended" in answer.content.decode()
    citation = DraftCitation.objects.get(manuscript=waiting)
    with pytest.raises(Hidden):
        actions.check(
            manuscript=waiting.pk,
            digest=citation.digest,
            verdict="supports",
            by=again(guest),
            means="shelf",
        )
    restricting.set_end(account=guest, ends_on=in_days(1), by=manager)
    assert client.get(listed).status_code == 200


def test_a_guest_is_named_for_no_other_manuscript_and_by_no_rule(
    cast: Cast, guest: User, waiting: Manuscript
) -> None:
    other = submitted(article("Another"), cast)
    with pytest.raises(Refused):
        actions.assign(manuscript=other.pk, checker=guest, by=cast.approver)
    actions.assign(manuscript=waiting.pk, checker=guest, by=cast.approver)
    with pytest.raises(Refused):
        set_rule(subject="theory", column="checker", person=guest, by=cast.approver)


@pytest.mark.parametrize(
    ("entry", "days"),
    [("/article/nothing/", 3), ("hello", 3), ("", 3), (None, -1), (None, 400)],
)
def test_no_guest_is_invited_to_nothing_or_without_a_fitting_end(
    manager: User, waiting: Manuscript, entry: str | None, days: int
) -> None:
    with pytest.raises(Refused):
        restricting.invite_guest(
            email="gast@example.org",
            entry=f"article/{waiting.slug}" if entry is None else entry,
            shown=Shown.CITATIONS,
            ends_on=in_days(days),
            by=manager,
        )
    assert not User.objects.filter(email="gast@example.org").exists()


def test_the_database_keeps_a_guest_from_having_no_end(cast: Cast, waiting: Manuscript) -> None:
    for shown, of, ends_at in (
        ("citations", waiting, None),
        ("citations", None, timezone.now()),
        ("own", waiting, None),
        ("all", None, None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Restriction.objects.create(
                account=cast.editor, shown=shown, manuscript=of, ends_at=ends_at, by=cast.superuser
            )


def test_a_manager_does_all_of_it_on_the_pages(
    cast: Cast, manager: User, waiting: Manuscript
) -> None:
    client = proven(manager)
    typed = {
        "guest-email": "gast@example.org",
        "guest-entry": f"article/{waiting.slug}",
        "guest-shown": "citations",
        "guest-ends_on": in_days(3).isoformat(),
    }
    assert client.post(PEOPLE, typed | {"guest-ends_on": "soon"}).status_code == 422
    assert client.post(PEOPLE, typed | {"guest-entry": "nothing"}).status_code == 422
    answer = client.post(PEOPLE, typed)
    account = User.objects.get(email="gast@example.org")
    page = reverse("admin:person", args=[account.pk])
    assert answer.headers["Location"] == page
    assert "to check them, until" in client.get(page).content.decode()
    client.post(page, {"act": "set_end", "ends_on": in_days(9).isoformat()})
    client.post(page, {"act": "end_access"})
    assert "This has ended." in client.get(page).content.decode()
    theirs = reverse("admin:person", args=[cast.editor.pk])
    client.post(theirs, {"act": "restrict", "shown": "subjects", "subjects": "Theory\nStrikes"})
    assert Restriction.objects.get(account=cast.editor).subjects == ["Theory", "Strikes"]
    assert "Theory, Strikes" in client.get(PEOPLE).content.decode()
    client.post(theirs, {"act": "restrict", "shown": ""})
    assert not Restriction.objects.filter(account=cast.editor).exists()


@pytest.mark.parametrize("who", ["author", "guest"])
def test_no_page_leads_to_one_that_is_closed(
    who: str, cast: Cast, olga: User, guest: User, waiting: Manuscript
) -> None:
    if who == "author":
        actions.assign(manuscript=waiting.pk, responsible=olga, by=cast.approver)
        actions.save(document=article("Her own"), by=olga)
    client = entered(olga if who == "author" else guest)
    tried: set[str] = set()
    to_try = {"/admin/"}
    closed = []
    while to_try - tried and len(tried) < 60:
        address = sorted(to_try - tried)[0]
        tried.add(address)
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            closed.append(f"{address}: {answer.status_code}")
            continue
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        to_try |= {link.partition("?")[0] for link in re.findall(r'href="(/admin/[^"#?]*)', page)}
    assert closed == []
    assert len(tried) > 5
