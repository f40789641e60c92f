"""A public bundle has what readers saw, and nothing that was signed or waived without being published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from exporters.shelf import SECRET, export_to, rows
from factories import Cast, article, check_all, checked, published, source, waivable

from editorial import actions
from editorial.verifying.whole_bundle import faults


def all_text(folder: Path) -> str:
    return "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in folder.rglob("*")
        if path.is_file()
    )


def test_a_returned_approval_is_not_disclosed(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast)
    key, number = manuscript.pk, manuscript.revision
    actions.approve(manuscript=key, revision=number, by=cast.approver, summary=f"So {SECRET}.")
    actions.return_(manuscript=key, by=cast.moderator, reason=f"Too {SECRET}.")
    actions.submit(manuscript=key, revision=number, by=cast.editor)
    actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.")
    actions.publish(manuscript=key, by=cast.approver)
    bundle = export_to(tmp_path / "made")
    assert SECRET not in all_text(bundle.path)
    history = rows(bundle.path / "history/article/permanent-revolution.jsonl")
    assert [row["summary"] for row in history if row["row"] == "approval"] == ["Fine."]
    assert list(faults(bundle.path)) == []


def test_earlier_signatures_of_the_same_text_are_not_disclosed(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast)
    key, number = manuscript.pk, manuscript.revision
    for _ in range(3):
        actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.")
        actions.recall(manuscript=key, by=cast.editor, reason="A page is wrong.")
        actions.submit(manuscript=key, revision=number, by=cast.editor)
    last = actions.approve(manuscript=key, revision=number, by=cast.approver, summary="Fine.").event
    actions.publish(manuscript=key, by=cast.approver)
    bundle = export_to(tmp_path / "made")
    events = rows(bundle.path / "events/0000000001.jsonl")
    approvals = [event for event in events if event.get("action") == "approve"]
    assert last is not None
    assert [row["seq"] for row in approvals if row["manuscript"] == str(key)] == [last.seq]
    assert list(faults(bundle.path)) == []


def test_a_waiver_of_an_earlier_revision_that_readers_saw_is_there(
    cast: Cast, tmp_path: Path
) -> None:
    published(source(), cast)
    manuscript = checked(article("Waived"), cast, "contradicts", "It says the contrary.")
    actions.waive(
        manuscript=manuscript.pk, by=cast.approver, keys=waivable(manuscript),
        reason="The source is out of date.", expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    document = replace(manuscript.revisions.get(number=1).read(), summary="Shorter.")
    actions.save(document=document, by=cast.editor, based_on=1)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    bundle = export_to(tmp_path / "made")
    history = rows(bundle.path / "history/article/waived.jsonl")
    assert [row["revision"] for row in history if row["row"] == "waiver"] == [1]
    assert list(faults(bundle.path)) == []


def test_a_waiver_that_had_fallen_is_not_disclosed(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    manuscript = checked(article("Waived"), cast, "contradicts", "It says the contrary.")
    actions.waive(
        manuscript=manuscript.pk, by=cast.approver, keys=waivable(manuscript),
        reason=f"So {SECRET}.", expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    bundle = export_to(tmp_path / "made")
    assert SECRET not in all_text(bundle.path)
    assert list(faults(bundle.path)) == []
