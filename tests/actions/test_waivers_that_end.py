"""A waiver that ends: the office is told before and after, and the entry stands in a list until it is mended."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, check_all, published, source, submitted, waivable
from office import entered
from told import told as recorded

from editorial import actions
from editorial.actions.waive import announced_waivers
from editorial.gate import ended_waivers, waivers
from editorial.gate.ended_waivers import unmet_page
from editorial.models import Event, Manuscript, Notice, Publication, Waiver
from editorial.record.verification import faults
from encyclopedia.core.checked_words import DIGEST_VERSION
from encyclopedia.core.documents import ArticleDocument

DAY = timedelta(days=1)


@pytest.fixture
def waived(cast: Cast) -> Manuscript:
    """An article published unchecked under a waiver that ends in a month."""
    published(source(), cast)
    return published_unchecked(article(), cast)


def published_unchecked(document: ArticleDocument, cast: Cast) -> Manuscript:
    manuscript = submitted(document, cast)
    actions.waive(
        manuscript=manuscript.pk,
        by=cast.approver,
        keys=waivable(manuscript, "unchecked"),
        reason="We hurry.",
        expires_at=timezone.now() + 30 * DAY,
    )
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    return actions.publish(manuscript=manuscript.pk, by=cast.approver).manuscript


def later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    now = timezone.now() + days * DAY

    def then() -> datetime:
        return now

    monkeypatch.setattr(timezone, "now", then)


def told(action: str) -> set[str]:
    notices = Notice.objects.filter(event__action=action)
    return set(notices.values_list("user__username", flat=True))


def test_nobody_is_told_of_one_that_lasts(cast: Cast, waived: Manuscript) -> None:
    assert announced_waivers() == 0
    assert unmet_page().unmet == {}


@pytest.mark.parametrize(
    ("days", "action"), [(22.9, ""), (23.1, "waiver_ends"), (30.1, "waiver_ended"), (60.1, "")]
)
def test_the_office_is_told_a_week_before_and_when_it_has_ended(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch, days: float, action: str
) -> None:
    later(monkeypatch, days)
    assert announced_waivers() == bool(action)
    assert announced_waivers() == 0
    # The responsible author, and whoever may approve: who gave it, and who had nothing to do with it.
    assert told(action) == ({"edna", "abel", "anna", "root"} if action else set())
    assert list(faults(derived=False)) == []


def test_by_letter_too_and_by_the_command_that_runs_every_minute(
    cast: Cast,
    waived: Manuscript,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list,
) -> None:
    Notice.objects.update(mail_after=None)
    later(monkeypatch, 31)
    call_command("publish_due")
    assert mailoutbox == []
    # The letter of the next day.
    later(monkeypatch, 1)
    call_command("publish_due")
    assert {to for letter in mailoutbox for to in letter.to} == {
        "edna@example.org",
        "abel@example.org",
        "anna@example.org",
        "root@example.org",
    }
    assert "gave a waiver that has ended" in mailoutbox[0].subject


def test_not_of_one_that_another_continues(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Waiver.objects.get()
    recorded(
        Waiver(
            manuscript=waived,
            revision=1,
            obstacles=first.obstacles,
            version=first.version,
            reason="Still.",
            by=cast.other_approver,
            expires_at=timezone.now() + 300 * DAY,
        )
    )
    later(monkeypatch, 31)
    assert announced_waivers() == 0
    assert unmet_page().unmet == {}


def test_the_entry_is_listed_until_its_citation_is_checked(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, 31)
    ((pk, (obstacle,)),) = unmet_page().unmet.items()
    assert (pk, obstacle.code) == (waived.pk, "unchecked")
    page = html.unescape(entered(cast.approver).get(reverse("admin:index")).content.decode())
    assert "A waiver no longer holds" in page
    assert "Footnote 1 (service-trotsky-2009) is not yet checked" in page
    assert (
        "A waiver no longer holds"
        not in entered(cast.editor).get(reverse("admin:index")).content.decode()
    )
    entry = html.unescape(
        entered(cast.approver).get(reverse("admin:manuscript", args=[waived.pk])).content.decode()
    )
    assert "A waiver no longer holds" in entry
    assert entry.count("Footnote 1 (service-trotsky-2009) is not yet checked") == 1
    check_all(waived, cast)
    assert unmet_page().unmet == {}
    again = entered(cast.approver).get(reverse("admin:manuscript", args=[waived.pk]))
    assert "A waiver no longer holds" not in again.content.decode()


def test_every_one_is_found_behind_those_that_were_mended(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ended_waivers, "MAX_LISTED", 2)
    monkeypatch.setattr(ended_waivers, "MAX_JUDGED", 3)
    others = [published_unchecked(article(f"Article {n}"), cast) for n in range(6)]
    for mended in (waived, *others[:2]):
        check_all(mended, cast)
    later(monkeypatch, 31)
    client, found, place = entered(cast.approver), [], "0"
    pages = []
    while place:
        page = html.unescape(client.get(f"{reverse('admin:index')}?ended={place}").content.decode())
        pages.append([row.title for row in others if f">{row.title}</a>" in page])
        found += pages[-1]
        place = "".join(re.findall(r'href="\?ended=(\d+)#queue-ended"', page))
    assert found == [row.title for row in others[2:]]
    # The first page has only mended ones, and says that there are more.
    assert [len(titles) for titles in pages] == [0, 2, 2]
    assert client.get(f"{reverse('admin:index')}?ended=%00x").status_code == 200


def test_or_until_it_is_published_again_without_it(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = waived.revisions.get(number=1).read()
    later(monkeypatch, 31)
    published(replace(document, text="All is new.[@service-trotsky-2009, p. 9]"), cast)
    assert Publication.objects.filter(manuscript=waived).count() == 2
    assert unmet_page().unmet == {}


@pytest.mark.parametrize("what", ["check", "mark", "record", "writer", "upgrade"])
def test_the_entry_is_listed_too_when_its_waiver_falls_before_it_ends(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    assert unmet_page().unmet == {}
    book = Manuscript.objects.get(slug="service-trotsky-2009")
    if what == "check":
        check_all(waived, cast, "contradicts", "It was not so.")
    elif what == "mark":
        actions.mark(manuscript=book.pk, reliability="forged", reason="Seen.", by=cast.approver)
    elif what == "record":
        document = book.revisions.get(number=1).read()
        record = document.record | {"title": "Another", "issued": {"date-parts": [[1931]]}}
        published(replace(document, record=record), cast, "correction")
    elif what == "writer":
        group = Group.objects.get(name="Editors")
        cast.approver.groups.add(group)
        giver = User.objects.get(pk=cast.approver.pk)
        document = waived.revisions.get(number=1).read()
        actions.save(document=replace(document, summary="Mine."), by=giver, based_on=1)
    else:
        for module in (waivers, ended_waivers):
            monkeypatch.setattr(module, "DIGEST_VERSION", DIGEST_VERSION + 1)
    ((pk, (obstacle, *_more)),) = unmet_page().unmet.items()
    assert pk == waived.pk
    assert obstacle.code in {"unchecked", "contradicts", "doubted_source"}


def test_the_event_says_which_waiver_it_was(
    cast: Cast, waived: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiver = Waiver.objects.get()
    later(monkeypatch, 31)
    announced_waivers()
    event = Event.objects.get(action="waiver_ended")
    assert (event.by, event.reason) == (cast.approver, "We hurry.")
    assert event.data == {
        "obstacles": waiver.obstacles,
        "given_at": waiver.at.isoformat(),
        "expires_at": waiver.expires_at.isoformat(),
    }
