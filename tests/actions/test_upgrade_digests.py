"""Checks with digests of an earlier version: what was checked then is what they are of now, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from earlier_digests import version_1
from factories import (
    Cast,
    article,
    check_all,
    drafted,
    person,
    published,
    said,
    source,
    submitted,
    waivable,
)

from editorial import actions
from editorial.actions.upgrade_digests import software, upgrade_digests
from editorial.gate.gate_input import obstacles
from editorial.gate.second_checks import agreements, awaiting_second
from editorial.gate.verdicts import current_standings
from editorial.models import Check, DigestUpgrade, Event, Manuscript, Revision
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.record.digest_readings import Readings
from editorial.record.verification import faults
from encyclopedia.analysis import analyse
from encyclopedia.core import documents
from encyclopedia.models import Citation, ClaimUpgrade, PublishedCheck

TEXT = "Anna Lindner wrote for them, and joined in May.[@service-trotsky-2009, p. 12] She left."
# Under the rules of then, a sentence began after a comma: what stands before it could be changed under a check.
CHANGED = TEXT.replace("Anna Lindner wrote", "Clara Falk never wrote")


@pytest.fixture
def document(cast: Cast) -> documents.ArticleDocument:
    published(source(), cast)
    return article(text=TEXT)


def checked(document: documents.Document, cast: Cast, text: str = "") -> Manuscript:
    """Checked, and then saved with another text."""
    manuscript = submitted(document, cast)
    check_all(manuscript, cast)
    if text:
        actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
        manuscript = submitted(replace(document, text=text), cast)
    return manuscript


def standings(manuscript: Manuscript) -> list[str]:
    revision = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    citations = analyse(revision.read()).citations
    known = current_standings(manuscript.pk, citations)
    return [
        known[use].standing if use in known else "unchecked" for use in (c.use for c in citations)
    ]


def test_who_checked_before_the_upgrade_does_not_approve_where_the_policy_says_so(
    cast: Cast,
    document: documents.ArticleDocument,
    settings: LazySettings,
) -> None:
    cast.moderator.groups.add(Group.objects.get(name="Approvers"))
    with version_1():
        manuscript = checked(document, cast)
    upgrade_digests(by=software())
    settings.GATE_POLICY = {"default": {"checker_may_approve": False}}
    with pytest.raises(actions.GateClosed, match="Whoever checked one of its citations"):
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.moderator)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)


def test_a_check_stands_where_nothing_was_changed(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    before = list(Check.objects.values())
    assert standings(manuscript) != ["supports"]
    upgrade = upgrade_digests(by=software())
    assert (upgrade.carried, upgrade.fallen) == (1, [])
    assert standings(manuscript) == ["supports"]
    assert list(Check.objects.values()) == before


def test_a_check_stands_under_the_title_of_then_and_is_confirmed_under_another(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        manuscript = checked(document, cast)
        actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
        submitted(replace(document, title="Another revolution"), cast)
    upgrade_digests(by=software())
    manuscript.refresh_from_db()
    assert standings(manuscript) == ["context_changed"]
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    back = submitted(replace(document, title=f" {document.title}\u200b "), cast)
    assert standings(back) == ["supports"]
    assert list(faults()) == []


def test_words_that_were_changed_under_the_check_make_it_fall(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        manuscript = checked(document, cast, CHANGED)
        assert standings(manuscript) == ["supports"]
    upgrade_digests(by=software())
    assert standings(manuscript) == ["stale"]


def test_it_is_one_event_of_the_software_and_twice_is_the_same_as_once(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        checked(document, cast)
    before = Event.objects.count()
    upgrade = upgrade_digests(by=software())
    assert upgrade.event is not None
    assert upgrade.event.data.items() >= {"version": 2, "carried": 1, "fallen": 0}.items()
    assert not software().is_active
    assert not software().has_usable_password()
    assert upgrade_digests(by=software()).event is None
    assert Event.objects.count() == before + 1
    assert DigestUpgrade.objects.count() == 1


def test_a_claim_of_an_earlier_upgrade_comes_again(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    upgrade_digests(by=software())
    claims = list(ClaimUpgrade.objects.values_list("old", "new"))
    assert claims
    # Another process of the version before still ran.
    with version_1():
        actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
        submitted(replace(document, text=TEXT.replace("p. 12", "p. 13")), cast)
        check_all(manuscript, cast)
    assert upgrade_digests(by=software()).carried == 1
    assert list(ClaimUpgrade.objects.values_list("old", "new")) == claims


def test_a_check_that_no_revision_holds_falls_and_is_named(
    cast: Cast,
    document: documents.ArticleDocument,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    monkeypatch.setattr(Readings, "_stored", lambda *_: [])
    call_command("upgrade_checks")
    assert (
        "fell, to be checked again: Permanent revolution: “and joined in May.”"
        in capsys.readouterr().out
    )
    assert DigestUpgrade.objects.get().new == ""
    assert standings(manuscript) == ["stale"]


def test_another_book_under_the_same_key_makes_the_check_fall(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    cited = documents.SourceDocument
    first = Manuscript.objects.get(kind="source")
    record = Revision.objects.get(manuscript=first, number=first.revision).read()
    assert isinstance(record, cited)
    other = {**record.record, "title": "Another Book", "issued": {"date-parts": [[1950]]}}
    published(replace(record, record=other), cast, "correction")
    upgrade_digests(by=software())
    assert standings(manuscript) == ["stale"]


def test_a_waiver_falls_since_it_did_not_say_what_was_seen(
    cast: Cast, document: documents.ArticleDocument, capsys: pytest.CaptureFixture[str]
) -> None:
    with version_1():
        manuscript = submitted(document, cast)
        actions.waive(
            manuscript=manuscript.pk,
            by=cast.approver,
            keys=waivable(manuscript, "unchecked"),
            reason="The archive is closed.",
            expires_at=timezone.now() + timedelta(days=30),
        )
    call_command("upgrade_checks")
    assert "1 waiver no longer holds" in capsys.readouterr().out
    newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    waived = {
        obstacle.code: obstacle.waived for obstacle in obstacles(manuscript, newest, "approve")
    }
    assert waived["unchecked"] == ""


def test_a_waiver_of_today_has_nothing_to_be_carried_over(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    manuscript = submitted(document, cast)
    actions.waive(
        manuscript=manuscript.pk,
        by=cast.approver,
        keys=waivable(manuscript, "unchecked"),
        reason="The archive is closed.",
        expires_at=timezone.now() + timedelta(days=30),
    )
    assert upgrade_digests(by=software()).event is None
    assert not DigestUpgrade.objects.exists()


def test_a_check_falls_that_was_made_while_its_key_led_to_no_source(cast: Cast) -> None:
    manuscript = drafted(article(text="It began.[@deutscher-prophet-1954, p. 3]"), cast)
    check_all(manuscript, cast)
    assert standings(manuscript) == ["supports"]
    published(source("deutscher-prophet-1954"), cast)
    assert standings(manuscript) == ["stale"]


def test_a_check_of_a_draft_is_shown_to_readers_once_it_is_published(
    cast: Cast, document: documents.ArticleDocument, client: Client
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    old = Check.objects.get(manuscript=manuscript)
    upgrade_digests(by=software())
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    shown = PublishedCheck.objects.get(entry_id=manuscript.pk)
    assert (shown.digest, shown.checked_at) == (old.digest, old.at)
    claim = Citation.objects.get(entry=manuscript.pk).claim_digest
    assert claim != old.claim_digest
    assert client.get(f"/claim/{old.claim_digest}/")["Location"] == f"/claim/{claim}/"
    page = client.get(f"/claim/{claim}/").content.decode()
    assert "Nobody has checked it yet" not in page
    assert page.count('<time datetime="') >= 2
    assert list(faults()) == []


def test_a_check_from_before_the_upgrade_is_a_first_check_of_two(
    cast: Cast, document: documents.ArticleDocument, settings: LazySettings
) -> None:
    with version_1():
        manuscript = checked(document, cast)
    upgrade_digests(by=software())
    digest = analyse(manuscript.revisions.get(number=1).read()).citations[0].digest
    assert awaiting_second([digest]) == {digest: cast.moderator.pk}
    second = person("sven", "Moderators")
    assert any(path == manuscript.path for path, _wrong in rebuild_drafts())
    for verdict, state in (("supports", "agree"), ("partly", "disagree")):
        actions.check(
            manuscript=manuscript.pk,
            digest=digest,
            verdict=verdict,
            note="Seen.",
            by=second,
            **said(digest, verdict),
        )
        assert agreements([digest])[digest].state == state


def test_a_new_check_of_an_entry_published_before_the_upgrade_is_in_order(
    cast: Cast, document: documents.ArticleDocument
) -> None:
    with version_1():
        published(document, cast)
    upgrade_digests(by=software())
    call_command("rebuild")
    digest = Citation.objects.get(entry=document.id).digest
    actions.check(
        manuscript=document.id,
        digest=digest,
        verdict="partly",
        note="Seen.",
        by=cast.moderator,
        **said(digest, "partly"),
    )
    assert Citation.objects.get(entry=document.id).standing == "partly"
    assert PublishedCheck.objects.filter(entry_id=document.id).count() == 2
    assert list(faults()) == []
