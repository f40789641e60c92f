"""What waits at the desk, in which order, and who is given what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import Cast, article, check_all, drafted, person, published, source, submitted
from office import entered

from editorial import actions
from editorial.desk.holding import held_by_other, release, take
from editorial.desk.queue import MAX_ON_PAGE, DeskQueue, next_for, page
from editorial.models import DraftCitation, Hold, Manuscript, Topic
from editorial.projection.drafts import derive
from encyclopedia.analysis import analyse

KEY = "service-trotsky-2009"
EVERYTHING = DeskQueue()


def waiting() -> list[str]:
    return list(DraftCitation.objects.waiting().longest_waiting().values_list("claim", flat=True))


def test_a_draft_waits_from_its_submission_and_leaves_when_it_is_withdrawn(
    cast: Cast, manuscript: Manuscript
) -> None:
    assert waiting() == ["It began in 1905.", "It grew,", "and then it fell."]
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    assert waiting() == []
    assert not Topic.objects.waiting().exists()


def test_what_is_checked_waits_no_longer(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    actions.check(
        manuscript=manuscript.pk,
        digest=citations[1].digest,
        verdict="supports",
        means="shelf",
        by=cast.moderator,
    )
    assert waiting() == ["It began in 1905.", "and then it fell."]


def test_a_published_entry_waits_again_when_its_source_is_marked(
    cast: Cast, manuscript: Manuscript
) -> None:
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert waiting() == []
    cited = Manuscript.objects.get(kind="source")
    actions.mark(manuscript=cited.pk, reliability="forged", reason="It is.", by=cast.approver)
    assert len(waiting()) == 3
    actions.save(document=replace(article(), id=str(manuscript.pk)), by=cast.editor, based_on=1)
    assert waiting() == []


def test_the_longest_waiting_comes_first(cast: Cast, manuscript: Manuscript) -> None:
    second = submitted(article("Zimmerwald"), cast)
    DraftCitation.objects.filter(manuscript=second).update(
        waits_since=timezone.now() - timedelta(days=3)
    )
    citation = next_for(cast.moderator, EVERYTHING)
    assert citation is not None
    assert citation.manuscript_id == second.pk


def test_the_queue_can_be_asked_by_source_topic_manuscript_and_hold(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    published(source("other-2001"), cast)
    other = submitted(article("Zimmerwald", "It met.[@other-2001, p. 1]", tags=("Peace",)), cast)

    def claims(**filters: str) -> set[str]:
        return {row.citation.claim for row in page(DeskQueue.read(filters), cast.moderator).rows}

    assert claims(source="other-2001") == {"It met."}
    assert claims(topic="peace") == {"It met."}
    assert claims(topic="RUSSIA") == {citation.claim for citation in citations}
    assert claims(manuscript=str(other.pk)) == {"It met."}
    assert claims(mine="1") == set()
    take(use=citations[2].use, manuscript=manuscript.pk, by=cast.moderator)
    assert claims(mine="1") == {citations[2].claim}
    assert claims(manuscript="no id", source="\x00") == {*claims(), "It met."}


def test_pages_follow_one_another_without_gap_or_repetition(cast: Cast) -> None:
    published(source(), cast)
    text = " ".join(f"Event {n}.[@service-trotsky-2009, p. {n}]" for n in range(MAX_ON_PAGE + 7))
    submitted(article(text=text), cast)
    submitted(article("Zimmerwald", text), cast)
    seen: list[int] = []
    cursor = ""
    while True:
        queue_page = page(EVERYTHING, cast.moderator, cursor)
        seen += [row.citation.pk for row in queue_page.rows]
        cursor = queue_page.next
        if not cursor:
            break
    assert seen == list(DraftCitation.objects.longest_waiting().values_list("pk", flat=True))
    assert page(EVERYTHING, cast.moderator, "no|such|cursor").rows


def test_another_moderator_gets_the_next_one_until_the_hold_expires(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    other = person("mira", "Moderators")
    first = next_for(cast.moderator, EVERYTHING)
    second = next_for(other, EVERYTHING)
    assert first is not None
    assert second is not None
    assert [first.digest, second.digest] == [citations[0].digest, citations[1].digest]
    assert next_for(cast.moderator, EVERYTHING) == first
    Hold.objects.filter(by=cast.moderator).update(until=timezone.now() - timedelta(seconds=1))
    held = next_for(other, EVERYTHING)
    assert held == first
    assert held_by_other(citations[0].use, cast.moderator) is not None


def test_what_is_about_to_be_recorded_is_skipped(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    citation = next_for(cast.moderator, EVERYTHING, skip=[".".join(citations[0].use)])
    assert citation is not None
    assert citation.digest == citations[1].digest
    assert next_for(cast.moderator, EVERYTHING, skip=[".".join(c.use) for c in citations]) is None


def test_only_the_holder_releases_a_citation(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    other = person("mira", "Moderators")
    take(use=citations[0].use, manuscript=manuscript.pk, by=cast.moderator)
    assert not release(use=citations[0].use, by=other)
    assert not take(use=citations[0].use, manuscript=manuscript.pk, by=other)
    assert release(use=citations[0].use, by=cast.moderator)
    assert take(use=citations[0].use, manuscript=manuscript.pk, by=other)


def test_nobody_gets_a_sentence_they_wrote(cast: Cast, manuscript: Manuscript) -> None:
    writer = person("wanda", "Editors", "Moderators")
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    before = manuscript.revisions.get(number=1).read()
    text = f"She added it.[@service-trotsky-2009, p. 1]\n\n{before.text}"
    actions.save(document=replace(before, text=text), by=writer, based_on=1)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    citation = next_for(writer, EVERYTHING)
    assert citation is not None
    assert citation.claim == "It began in 1905."
    assert next_for(cast.moderator, DeskQueue()).claim == "She added it."  # type: ignore[union-attr]


@pytest.mark.parametrize("length", [4, 60])
def test_a_page_and_the_next_cost_the_same_whatever_the_length(cast: Cast, length: int) -> None:
    published(source(), cast)
    text = " ".join(f"Event {n}.[@service-trotsky-2009, p. {n}]" for n in range(length))
    submitted(article(text=text), cast)
    # As a request reads the account.
    moderator = User.objects.select_related("restriction").get(pk=cast.moderator.pk)
    with CaptureQueriesContext(connection) as queries:
        page(EVERYTHING, moderator)
        next_for(moderator, EVERYTHING)
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 6


def test_rewriting_layout_while_it_waits_keeps_its_place(
    cast: Cast, manuscript: Manuscript
) -> None:
    since = DraftCitation.objects.waiting().first().waits_since
    revision = manuscript.revisions.get(number=1).read()
    manuscript.refresh_from_db()
    derive(manuscript, revision, analyse(revision))
    assert {row.waits_since for row in DraftCitation.objects.waiting()} == {since}


def test_a_draft_keeps_its_check_when_its_source_is_corrected(cast: Cast) -> None:
    cited = source()
    published(cited, cast)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    corrected = replace(cited, record={**cited.record, "publisher": "Pan"})
    published(corrected, cast, change="correction")
    manuscript.refresh_from_db()
    assert manuscript.unchecked == 0
    assert waiting() == []
    another = replace(corrected, record_edition=2)
    published(another, cast, change="correction")
    assert len(waiting()) == 1


def test_a_check_made_while_another_edition_is_only_drafted_holds(cast: Cast) -> None:
    cited = source()
    published(cited, cast)
    drafted(replace(cited, record_edition=2), cast)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    assert actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver).changed


def test_what_is_left_of_the_same_entry_comes_first_and_another_entry_is_named(cast: Cast) -> None:
    published(source(KEY), cast)
    text = f"It was so.[@{KEY}, p. 1] It was new.[@{KEY}, p. 2]"
    older, newer = (submitted(article(title, text), cast) for title in ("Older", "Newer"))
    client = entered(cast.moderator)

    def leave(*skip: str) -> str:
        answer = client.post(
            reverse("admin:desk_next"), {"near": str(newer.pk), "skip": skip}, follow=True
        )
        return str(answer.content.decode())

    page = leave()
    assert "Footnote 1 of “Newer”" in page
    assert "Now another entry: “Newer”" not in page
    done = [".".join(row.use) for row in DraftCitation.objects.filter(manuscript=newer).in_order()]
    page = leave(*done)
    assert "Footnote 1 of “Older”" in page
    assert "Now another entry: “Older”." in page
    assert older.title == "Older"


def test_who_skips_a_citation_goes_through_the_others_and_keeps_what_they_hold(
    cast: Cast, manuscript: Manuscript, citations: list[DraftCitation]
) -> None:
    client = entered(cast.moderator)

    def shown_after(row: DraftCitation | None) -> str:
        left = ".".join(row.use) if row else ""
        sent = {"near": str(manuscript.pk), "left": left}
        return client.post(reverse("admin:desk_next"), sent)["Location"]

    first, second, third = citations
    assert first.digest in shown_after(None)
    assert second.digest in shown_after(first)
    assert third.digest in shown_after(second)
    assert Hold.objects.of(cast.moderator).count() == 3
    # Nothing is left that they do not hold: then once more through these.
    for row, following in ((third, first), (first, second), (second, third)):
        assert following.digest in shown_after(row)


def test_who_skips_the_last_citation_is_told_that_no_other_waits(cast: Cast) -> None:
    published(source(KEY), cast)
    row = DraftCitation.objects.get(manuscript=submitted(article(), cast))
    sent = {"left": ".".join(row.use)}
    answer = entered(cast.moderator).post(reverse("admin:desk_next"), sent, follow=True)
    assert row.digest in answer.redirect_chain[-1][0]
    assert "No other citation waits for you here." in answer.content.decode()
