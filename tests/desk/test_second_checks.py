"""A second check by another moderator, who sees nothing of the first."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, User
from django.urls import reverse
from factories import Cast, article, biography, person, published, said, source, submitted
from office import entered, sent

from editorial import actions
from editorial.desk.queue import DeskQueue, next_for
from editorial.gate.blind_second import obstacles_seen_by
from editorial.gate.gate_input import obstacles
from editorial.gate.second_checks import counted
from editorial.models import DraftCitation, Event, Manuscript, Notice, NoticeKind
from editorial.projection.full_rebuild import rebuild_drafts
from encyclopedia.core.documents import Document

KEY = "service-trotsky-2009"
QUOTED = f'It was so.[@{KEY}, p. 1, "so it was"] It was new.[@{KEY}, p. 2]'


@pytest.fixture
def second(cast: Cast, settings: LazySettings) -> User:
    published(source(KEY), cast)
    settings.GATE_POLICY = {"default": {"blind_second_check": "quotations"}}
    return person("sven", "Moderators")


@pytest.fixture
def manuscript(cast: Cast, second: User) -> Manuscript:
    return submitted(article(text=QUOTED), cast)


def check(manuscript: Manuscript, by: User, verdict: str = "supports", number: int = 0) -> None:
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[number].digest
    actions.check(
        manuscript=manuscript.pk,
        digest=digest,
        verdict=verdict,
        **said(digest, verdict),
        note="Secret.",
        by=by,
    )


def codes(manuscript: Manuscript, document: Document | None = None) -> list[str]:
    document = document or manuscript.revisions.get(number=1).read()
    return [obstacle.code for obstacle in obstacles(manuscript, document, "approve")]


def test_a_quotation_waits_for_another_moderator(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator)
    check(manuscript, cast.moderator, number=1)
    assert codes(manuscript) == ["second_check_missing"]
    with pytest.raises(actions.GateClosed, match="another moderator has to check it too"):
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    assert next_for(cast.moderator, DeskQueue()) is None
    given = next_for(second, DeskQueue())
    assert given is not None
    assert given.quotation == "so it was"
    check(manuscript, second)
    assert codes(manuscript) == []
    assert next_for(second, DeskQueue()) is None
    assert counted(manuscript.pk) == {"agree": 1, "disagree": 0, "missing": 0}


def test_two_who_disagree_stop_it_until_a_third_agrees_with_one(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator, number=1)
    check(manuscript, cast.moderator, "partly")
    check(manuscript, second, "supports")
    assert codes(manuscript) == ["checks_disagree"]
    assert counted(manuscript.pk) == {"agree": 0, "disagree": 1, "missing": 0}
    page = entered(cast.approver).get(reverse("admin:manuscript", args=[manuscript.pk]))
    assert "0 agree, 1 disagree, 0 are missing" in page.content.decode()
    check(manuscript, person("trude", "Moderators"), "partly")
    assert codes(manuscript) == []


def test_a_second_of_the_same_moderator_or_one_who_could_not_look_is_none(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator, number=1)
    check(manuscript, cast.moderator, "partly")
    check(manuscript, cast.moderator, "supports")
    assert codes(manuscript) == ["second_check_missing"]
    check(manuscript, second, "could_not_access")
    assert codes(manuscript) == ["not_looked_at"]


def test_the_second_sees_nothing_of_the_first(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator, "partly")
    digest = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0].digest
    card = reverse("admin:desk_citation", args=[manuscript.pk, digest])
    listed = reverse("admin:desk_manuscript", args=[manuscript.pk])
    seen = html.unescape(entered(second).get(card).content.decode())
    assert "Another moderator has checked this once" in seen
    assert "Secret." not in seen
    page = html.unescape(entered(second).get(listed).content.decode())
    assert "Checked once, a second check is wanted" in page
    assert "Partly" not in page
    assert "Secret." in html.unescape(entered(cast.moderator).get(card).content.decode())


def test_the_mark_of_its_source_is_told_to_the_second_but_not_the_first_verdict(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator, "does_not_support")
    book = Manuscript.objects.get(kind="source")
    actions.mark(manuscript=book.pk, reliability="forged", reason="Seen.", by=cast.approver)
    met = obstacles(manuscript, manuscript.revisions.get(number=1).read(), "approve")
    told = {
        by: [found.code for found in obstacles_seen_by(by, manuscript.pk, met)][:2]
        for by in (second, cast.moderator)
    }
    assert told[second] == ["doubted_source", "second_check_missing"]
    assert told[cast.moderator][0] == "does_not_support"


@pytest.mark.parametrize("name", ["history", "manuscript", "record"])
def test_nor_does_a_history_tell_it(
    cast: Cast, manuscript: Manuscript, second: User, name: str
) -> None:
    """The audit log is for approvers: this moderator is one too."""
    second.groups.add(Group.objects.get(name="Approvers"))
    check(manuscript, cast.moderator, "partly")
    address = reverse(f"admin:{name}", args=[] if name == "record" else [manuscript.pk])

    def seen(by: User) -> tuple[bool, bool]:
        page = html.unescape(entered(by).get(address).content.decode())
        return "checked a citation" in page, "Secret." in page

    assert seen(second) == (True, False)
    if name != "record":
        assert seen(cast.moderator) == (True, True)
    assert seen(cast.approver) == (True, True)
    # With the second check both are open.
    check(manuscript, second, "partly")
    assert seen(second) == (True, True)


@pytest.mark.parametrize("name", ["history", "notices"])
def test_nor_while_the_citation_is_not_in_the_draft(
    cast: Cast, manuscript: Manuscript, second: User, settings: LazySettings, name: str
) -> None:
    """It may come back, and waits for its second check then."""
    check(manuscript, cast.moderator, "does_not_support")
    told = Event.objects.get(action="check")
    for user in (second, cast.editor):
        Notice.objects.get_or_create(user=user, event=told, kind=NoticeKind.OUTCOME)
    actions.return_(manuscript=manuscript.pk, by=cast.approver, reason="Mend it.")
    document = article(text="It is new.")
    actions.save(document=replace(document, id=str(manuscript.pk)), by=cast.editor, based_on=1)
    assert not DraftCitation.objects.filter(manuscript=manuscript).exists()
    address = reverse(f"admin:{name}", args=[] if name == "notices" else [manuscript.pk])

    def seen(by: User) -> bool:
        return "Secret." in html.unescape(entered(by).get(address).content.decode())

    assert not seen(second)
    assert seen(cast.editor)
    # Where the office asks for no second check, nothing is hidden.
    settings.GATE_POLICY = {}
    assert seen(second)


def test_what_needs_no_second_check_is_told(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    check(manuscript, cast.moderator, "partly", number=1)
    page = entered(second).get(reverse("admin:history", args=[manuscript.pk])).content.decode()
    assert "Secret." in page


def test_a_mark_of_the_source_begins_anew_and_a_rebuild_finds_the_same(
    cast: Cast, manuscript: Manuscript, second: User
) -> None:
    book = Manuscript.objects.get(kind="source")
    check(manuscript, cast.moderator)
    rows = DraftCitation.objects.filter(manuscript=manuscript).in_order()
    assert (rows[0].checked, rows[0].first_by) == (False, cast.moderator)
    assert not any(wrong for _path, wrong in rebuild_drafts())
    actions.mark(manuscript=book.pk, reliability="unreliable", reason="Seen.", by=cast.approver)
    assert (rows.all()[0].checked, rows.all()[0].first_by) == (False, None)
    actions.mark(manuscript=book.pk, reliability="sound", reason="Not so.", by=cast.approver)
    assert (rows.all()[0].checked, rows.all()[0].first_by) == (False, cast.moderator)
    check(manuscript, second)
    assert rows.all()[0].checked
    assert not any(wrong for _path, wrong in rebuild_drafts())


@pytest.mark.parametrize(
    ("asked", "living", "quoted"),
    [("none", 0, 0), ("quotations", 1, 1), ("living", 2, 0), ("both", 2, 1)],
)
def test_the_policy_says_of_what(
    cast: Cast, second: User, settings: LazySettings, asked: str, living: int, quoted: int
) -> None:
    settings.GATE_POLICY = {"default": {"blind_second_check": asked}}
    for document, expected in (
        (biography(text=QUOTED, facts=()), living),
        (article(text=QUOTED), quoted),
    ):
        manuscript = submitted(document, cast)
        for number in (0, 1):
            check(manuscript, cast.moderator, number=number)
        assert codes(manuscript) == ["second_check_missing"] * expected


def test_no_page_tells_the_first_verdict_to_the_second_moderator(cast: Cast, second: User) -> None:
    """The second is an approver too, and so may see and try everything: all looks alike whatever the first found."""
    second.groups.add(Group.objects.get(name="Approvers"))
    client = entered(second)

    def told(title: str, verdict: str) -> str:
        document = article(title, QUOTED.replace("p. ", f"p. {Manuscript.objects.count()}"))
        manuscript = submitted(document, cast)
        check(manuscript, cast.moderator, verdict)
        row = DraftCitation.objects.filter(manuscript=manuscript).in_order()[0]
        pages = [
            reverse("admin:manuscript", args=[manuscript.pk]),
            reverse("admin:preview", args=[manuscript.pk, 1]),
            reverse("admin:desk_manuscript", args=[manuscript.pk]),
            reverse("admin:desk_citation", args=[manuscript.pk, row.digest]),
        ]
        answers = [client.get(page) for page in pages]
        assert [answer.status_code for answer in answers] == [200] * len(pages)
        approval = {"approve-revision": "1"}
        answers.append(client.post(reverse("admin:move_approve", args=[manuscript.pk]), approval))
        live = sent("article", document, based_on=1)
        answers.append(client.post(reverse("admin:live_article"), live))
        text = html.unescape("\n".join(answer.content.decode() for answer in answers))
        assert text.count("was checked once; another moderator has to check it too") >= 3
        # Names, ids, tokens and times differ anyway.
        text = re.sub(rf"(?i){title}", "", text)
        return re.sub(r'csrf\w+" value="\w+"|[0-9a-f-]{16,}|\d+', "", text)

    told_of = [
        told(title, verdict)
        for title, verdict in (
            ("Ypres", "supports"),
            ("Zwolle", "partly"),
            ("Xanten", "does_not_support"),
            ("Wismar", "contradicts"),
        )
    ]
    for other in told_of[1:]:
        assert other == told_of[0]
