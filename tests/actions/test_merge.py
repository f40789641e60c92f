"""Two records of one work: merged by a person, every citation changed, the history kept; or marked as different."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from factories import (
    Cast,
    approved,
    article,
    check_all,
    checked,
    drafted,
    person,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import (
    DraftCitation,
    Duplicate,
    Event,
    Manuscript,
    Merge,
    Notice,
    Revision,
    SourceKey,
    ToldApart,
)
from editorial.record.verification import faults
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import DocumentFact

pytestmark = pytest.mark.django_db

OLD, NEW = "service-2009", "service-trotsky-2009"


def merge(cast: Cast, merged: Manuscript, into: Manuscript, **arguments: Any) -> actions.Outcome:
    defaults = {"by": cast.editor, "reason": "One book."} | arguments
    return actions.merge(source=merged.pk, into=into.pk, **defaults)


def newest(manuscript: Manuscript) -> documents.Document:
    return Revision.objects.filter(manuscript=manuscript).newest()[0].read()


@pytest.fixture
def pair(cast: Cast) -> tuple[Manuscript, Manuscript]:
    return drafted(source(OLD), cast), drafted(source(NEW), cast)


def test_every_citation_of_a_draft_is_repointed_and_nothing_else(cast: Cast, pair: Any) -> None:
    document = article(
        text=f'Words.[see @{OLD}, p. 3, "@{OLD} says"; @{NEW}] `[@{OLD}]`',
        facts=(DocumentFact("event", value="It", citations=(Reference(OLD, "p. 2"),)),),
    )
    citing, other = drafted(document, cast), drafted(article("Other", text="No."), cast)
    outcome = merge(cast, *pair)
    assert outcome.changed
    assert newest(citing) == replace(
        document,
        text=f'Words.[see @{NEW}, p. 3, "@{OLD} says"; @{NEW}] `[@{OLD}]`',
        facts=(DocumentFact("event", value="It", citations=(Reference(NEW, "p. 2"),)),),
    )
    assert not DraftCitation.objects.filter(source_key=OLD).exists()
    saved = Revision.objects.get(manuscript=citing, number=2)
    assert saved.author == cast.editor
    assert OLD in saved.summary
    assert NEW in saved.summary
    other.refresh_from_db()
    assert other.revision == 1
    assert list(faults()) == []


def test_the_audit_log_of_both_says_what_was_done(cast: Cast, pair: Any) -> None:
    citing = drafted(article(text=f"Words.[@{OLD}]"), cast)
    merge(cast, *pair, by=cast.approver)
    events = Event.objects.filter(action="merge").order_by("seq")
    assert [event.manuscript_id for event in events] == [source.pk for source in pair]
    for event in events:
        assert event.reason == "One book."
        assert event.data == {
            "from": OLD,
            "into": NEW,
            "merged": str(pair[0].pk),
            "target": str(pair[1].pk),
            "repointed": [
                {"manuscript": str(citing.pk), "path": citing.path, "revision": 2},
            ],
        }
    assert Notice.objects.filter(user=cast.editor, event__action="merge").count() == 2


def test_a_published_edition_stays_and_its_new_citation_is_a_draft(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), published(source(NEW), cast)
    citing = published(article(text=f"Words.[@{OLD}]"), cast)
    merge(cast, merged, into)
    citing.refresh_from_db()
    assert (citing.status, citing.live_edition, citing.revision) == ("draft", 1, 2)
    assert list(faults()) == []


def test_a_check_of_the_old_citation_is_not_attached_to_the_new_one(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), published(source(NEW), cast)
    citing = published(article(text=f"Words.[@{OLD}]"), cast)
    assert DraftCitation.objects.get(manuscript=citing).checked
    merge(cast, merged, into)
    assert not DraftCitation.objects.get(manuscript=citing).checked


def test_the_person_who_merged_cannot_approve_what_was_repointed(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), published(source(NEW), cast)
    citing = published(article(text=f"Words.[@{OLD}]"), cast)
    merge(cast, merged, into, by=cast.approver)
    actions.submit(manuscript=citing.pk, revision=2, by=cast.editor)
    check_all(citing, cast)
    with pytest.raises(Refused, match="Nobody approves"):
        actions.approve(manuscript=citing.pk, revision=2, by=cast.approver, change="wording")
    actions.approve(manuscript=citing.pk, revision=2, by=cast.other_approver, change="wording")


def test_nobody_without_the_permission_merges(cast: Cast, pair: Any) -> None:
    for by in (cast.moderator, cast.disabled, person("nobody")):
        with pytest.raises(Forbidden):
            merge(cast, *pair, by=by)
        with pytest.raises(Forbidden):
            actions.tell_apart(one=pair[0].pk, another=pair[1].pk, by=by, reason="No.")
    assert not Merge.objects.exists()
    assert not ToldApart.objects.exists()


@pytest.mark.parametrize("state", [submitted, checked, approved])
def test_what_is_under_review_is_named_and_nothing_is_merged(
    cast: Cast, pair: Any, state: Any
) -> None:
    merged, into = published(source("a"), cast), published(source("b"), cast)
    drafted(article("Free", text="Words.[@a]"), cast)
    state(article("Held up", text="Words.[@a]"), cast)
    with pytest.raises(NotAllowed, match="“Held up”"):
        merge(cast, merged, into)
    assert not Merge.objects.exists()
    assert newest(Manuscript.objects.get(title="Free")).text == "Words.[@a]"


def test_a_source_under_review_is_not_merged(cast: Cast) -> None:
    merged, into = submitted(source(OLD), cast), drafted(source(NEW), cast)
    with pytest.raises(NotAllowed, match="Return or publish"):
        merge(cast, merged, into)
    # The target may be under review: nothing in it changes.
    assert merge(cast, into, merged).changed


def test_a_second_time_changes_nothing(cast: Cast, pair: Any) -> None:
    citing = drafted(article(text=f"Words.[@{OLD}]"), cast)
    merge(cast, *pair)
    before = Event.objects.count(), Revision.objects.count()
    assert not merge(cast, *pair, by=cast.other_editor).changed
    assert (Event.objects.count(), Revision.objects.count()) == before
    citing.refresh_from_db()
    assert citing.revision == 2


def test_only_two_different_sources_are_merged(cast: Cast, pair: Any) -> None:
    with pytest.raises(Refused, match="one and the same"):
        merge(cast, pair[0], pair[0])
    with pytest.raises(Refused, match="of another kind"):
        merge(cast, pair[0], drafted(article(), cast))
    with pytest.raises(Refused, match="Say why"):
        merge(cast, *pair, reason="  ")


def test_merges_make_no_chain(cast: Cast, pair: Any) -> None:
    third = drafted(source("third"), cast)
    merge(cast, *pair)
    with pytest.raises(Refused, match=f"merged into “{NEW}” already"):
        merge(cast, third, pair[0])
    with pytest.raises(Refused, match=f"merged into “{NEW}” already"):
        merge(cast, pair[0], third)
    merge(cast, pair[1], third)
    assert set(Merge.objects.values_list("merged__slug", "into__slug")) == {
        (OLD, "third"),
        (NEW, "third"),
    }


def test_a_merged_source_is_neither_edited_nor_submitted(cast: Cast, pair: Any) -> None:
    merge(cast, *pair)
    document = replace(newest(pair[0]), summary="More.")
    with pytest.raises(NotAllowed, match="merged into another entry"):
        actions.save(document=document, by=cast.editor, based_on=1)
    with pytest.raises(NotAllowed, match="merged into another entry"):
        actions.submit(manuscript=pair[0].pk, revision=1, by=cast.editor)


def test_citing_a_merged_source_afterwards_is_an_obstacle(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), published(source(NEW), cast)
    merge(cast, merged, into)
    late = drafted(article(text=f"Words.[@{OLD}]"), cast)
    in_the_way = obstacles(late, newest(late), "submit")
    assert [(obstacle.code, obstacle.stops, obstacle.waivable) for obstacle in in_the_way] == [
        ("merged_source", True, False)
    ]
    with pytest.raises(Refused, match=f"Cite {NEW}"):
        actions.submit(manuscript=late.pk, revision=1, by=cast.editor)


def test_a_live_source_is_not_merged_into_one_that_is_not_live(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), drafted(source(NEW), cast)
    with pytest.raises(Refused, match="Keep the first"):
        merge(cast, merged, into)


def test_a_mark_is_not_lost_by_a_merge(cast: Cast) -> None:
    merged, into = published(source(OLD), cast), published(source(NEW), cast)
    actions.mark(manuscript=merged.pk, reliability="forged", reason="Invented.", by=cast.approver)
    with pytest.raises(Refused, match="marked as forged"):
        merge(cast, merged, into)
    actions.mark(manuscript=into.pk, reliability="forged", reason="Invented.", by=cast.approver)
    assert merge(cast, merged, into).changed


def test_fields_that_the_target_lacks_are_copied(cast: Cast) -> None:
    more = source(OLD)
    more = replace(more, record=more.record | {"ISBN": "9780198526636", "publisher": "Other"})
    merged, into = drafted(more, cast), drafted(source(NEW), cast)
    merge(cast, merged, into, fill=["ISBN"])
    record = newest(into).record  # type: ignore[attr-defined]
    assert (record["ISBN"], record["publisher"]) == ("9780198526636", "Belknap Press")
    assert Revision.objects.get(manuscript=into, number=2).summary


def test_no_field_of_the_target_is_overwritten(cast: Cast, pair: Any) -> None:
    with pytest.raises(Refused, match="changed since"):
        merge(cast, *pair, fill=["publisher"])
    with pytest.raises(Refused, match="changed since"):
        merge(cast, *pair, fill=["no such"])
    assert not Merge.objects.exists()


def test_a_merged_source_is_no_longer_proposed(cast: Cast, pair: Any) -> None:
    third = drafted(source("third"), cast)
    assert Duplicate.objects.count() == 3
    merge(cast, *pair)
    assert not Duplicate.objects.of(pair[0].pk).exists()
    assert not SourceKey.objects.filter(manuscript=pair[0]).exists()
    assert Duplicate.objects.of(third.pk).count() == 1


def test_two_marked_as_different_are_not_proposed_again(cast: Cast, pair: Any) -> None:
    first, second = pair
    assert Duplicate.objects.count() == 1
    arguments = {"by": cast.editor, "reason": "The second is another printing."}
    assert actions.tell_apart(one=first.pk, another=second.pk, **arguments).changed
    assert not actions.tell_apart(one=second.pk, another=first.pk, **arguments).changed
    assert not Duplicate.objects.exists()
    drafted(replace(newest(first), summary="Saved again."), cast)
    assert not Duplicate.objects.exists()
    assert Event.objects.filter(action="tell_apart").count() == 2
    assert ToldApart.objects.get().reason == "The second is another printing."


def test_a_merge_is_history(cast: Cast, pair: Any) -> None:
    third = drafted(source("third", title="Other", record={"id": "third", "type": "book"}), cast)
    merge(cast, *pair)
    actions.tell_apart(one=pair[1].pk, another=third.pk, by=cast.editor, reason="No.")
    for sql in (
        "UPDATE editorial_merge SET reason = 'x'",
        "DELETE FROM editorial_merge",
        "UPDATE editorial_toldapart SET reason = 'x'",
        "DELETE FROM editorial_toldapart",
    ):
        with (
            pytest.raises(DatabaseError, match="history only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
