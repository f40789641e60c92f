"""A public bundle tells what readers were told, and nothing that was signed or waived without being published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from exporters.shelf import SECRET, bundle, rows
from factories import Cast, article, checked, published, source

from editorial import actions
from editorial.exporters.verifying.whole_bundle import faults


def words(folder: Path) -> str:
    return "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_an_approval_that_was_returned_is_not_told_of(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast)
    key, number = manuscript.pk, manuscript.revision
    actions.approve(manuscript=key, revision=number, by=cast.approver, summary=f"So {SECRET}.")
    actions.return_(manuscript=key, by=cast.moderator, reason=f"Too {SECRET}.")
    actions.submit(manuscript=key, revision=number, by=cast.editor)
    actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.")
    actions.publish(manuscript=key, by=cast.approver)
    made = bundle(tmp_path / "made")
    assert SECRET not in words(made.path)
    history = rows(made.path / "history/article/permanent-revolution.jsonl")
    assert [row["summary"] for row in history if row["row"] == "approval"] == ["Fine."]
    assert list(faults(made.path)) == []


def test_a_second_signature_of_the_same_words_is_not_told_of(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast)
    key, number = manuscript.pk, manuscript.revision
    for _ in range(3):
        actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.")
        actions.recall(manuscript=key, by=cast.editor)
        actions.submit(manuscript=key, revision=number, by=cast.editor)
    last = actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.").event
    actions.publish(manuscript=key, by=cast.approver)
    made = bundle(tmp_path / "made")
    told = [e for e in rows(made.path / "events/0000000001.jsonl") if e.get("action") == "approve"]
    own = [event["seq"] for event in told if event["manuscript"] == str(key)]
    assert last is not None
    assert own == [last.seq]
    assert list(faults(made.path)) == []


def test_a_waiver_of_an_earlier_revision_that_readers_were_told_of_is_there(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    manuscript = checked(article("Waived"), cast, "contradicts", "It says the contrary.")
    cited = manuscript.draft_citations.get().digest
    actions.waive(
        manuscript=manuscript.pk, by=cast.approver, keys=[f"contradicts:{cited}"],
        reason="The source is out of date.", expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
    actions.recall(manuscript=manuscript.pk, by=cast.editor)
    document = replace(manuscript.revisions.get(number=1).read(), summary="Shorter.")
    actions.save(document=document, by=cast.editor, based_on=1)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    made = bundle(tmp_path / "made")
    history = rows(made.path / "history/article/waived.jsonl")
    assert [row["revision"] for row in history if row["row"] == "waiver"] == [1]
    assert list(faults(made.path)) == []
