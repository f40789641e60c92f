"""Every way to publish: all refuse the same revision that violates the policy, and there is no other way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from factories import Cast, approved, article, check_all, checked, published, source, submitted
from office import entered

from editorial import actions
from editorial.actions import GateClosed
from editorial.actions.publish import scheduled_by
from editorial.models import Approval, DraftCitation, Import, Manuscript, Publication, Status
from editorial.workflow import NotAllowed
from encyclopedia.models import Edition, Entry

ROOT = Path(__file__).parents[2]

# Where readers' pages are written, and which files may do it.
ONLY_PLACES = {
    r"\bprojection\.Rendered\(": {"editorial/actions/publish.py"},
    r"\bNewSources\(": {"editorial/actions/publish_new.py"},
    r"(?<!def )\bpublish_new\(": {"editorial/actions/publish_imported.py"},
    r"\b(?:Publication\.objects\.(?:bulk_)?create|(?<!class )Publication)\(": {
        "editorial/actions/publish.py",
        "editorial/actions/publish_new.py",
    },
    r"\b(?:Approval\.objects\.(?:bulk_)?create|(?<!class )Approval)\(": {
        "editorial/actions/publish_new.py",
        "editorial/actions/review.py",
    },
    r"\b(?:Edition\.objects\.(?:bulk_)?create|(?<!class )Edition)\(": {
        "encyclopedia/projection/publishing.py"
    },
    # Every one of these is a way below; the sample is published by the moves of its own people.
    r"\b(?:actions\.publish|(?<!def )publish)\(\s*manuscript=": {
        "editorial/actions/publish_imported.py",
        "editorial/actions/publish_set.py",
        "editorial/management/commands/publish_due.py",
        "editorial/sample/publishing.py",
        "editorial/sample/work_left.py",
    },
    r"\b(?:actions\.approve|(?<!def )approve)\(\s*manuscript=": {
        "editorial/actions/publish_imported.py",
        "editorial/actions/publish_set.py",
        "editorial/sample/publishing.py",
        "editorial/sample/work_left.py",
    },
    r"(?<!def )\bpublish_set\(": {"editorial/admin/move_views.py"},
    # The office finds an action by the name of its move.
    r"\bgetattr\(\s*actions\b": {"editorial/admin/offered_moves.py"},
    r"\baction_of\(move\)": {"editorial/admin/bulk.py", "editorial/admin/move_views.py"},
}


@pytest.mark.parametrize("pattern", ONLY_PLACES)
def test_there_is_no_other_way_to_publish(pattern: str) -> None:
    places = {
        str(path.relative_to(ROOT))
        for package in ("editorial", "encyclopedia")
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert places == ONLY_PLACES[pattern]


def contradict(manuscript: Manuscript, cast: Cast) -> Manuscript:
    """After the approval a moderator says that the source contradicts the claim: the gate is closed again."""
    check_all(manuscript, cast, "contradicts", "It says the opposite.")
    manuscript.refresh_from_db()
    return manuscript


@pytest.fixture
def violating(cast: Cast) -> Manuscript:
    """Approved, and then contradicted."""
    published(source(), cast)
    return contradict(approved(article(), cast), cast)


def by_action(manuscript: Manuscript, cast: Cast) -> None:
    with pytest.raises(GateClosed, match="contradicts"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)


def by_form(manuscript: Manuscript, cast: Cast) -> None:
    answer = entered(cast.approver).post(reverse("admin:move_publish", args=[manuscript.pk]))
    assert answer.status_code == 409
    assert "contradicts" in answer.content.decode()


def by_bulk_action(manuscript: Manuscript, cast: Cast) -> None:
    answer = entered(cast.approver).post(
        reverse("admin:editorial_manuscript_changelist"),
        {"move": "publish", "chosen": f"{manuscript.pk}:{manuscript.revision}"},
    )
    assert "contradicts" in answer.content.decode()


def by_schedule(manuscript: Manuscript, cast: Cast) -> None:
    actions.schedule(
        manuscript=manuscript.pk, by=cast.approver, publish_at=timezone.now() + timedelta(days=1)
    )
    Manuscript.objects.filter(pk=manuscript.pk).update(
        publish_at=timezone.now() - timedelta(minutes=1)
    )
    assert scheduled_by(manuscript) == cast.approver
    with pytest.raises(CommandError):
        call_command("publish_due")


def by_superuser(manuscript: Manuscript, cast: Cast) -> None:
    with pytest.raises(GateClosed):
        actions.publish(manuscript=manuscript.pk, by=cast.superuser)


def by_reverting(manuscript: Manuscript, cast: Cast) -> None:
    """What a revert restores is a draft: it needs all the moves again, and meets the same gate."""
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    before = manuscript.revisions.get(number=1).read()
    actions.save(document=replace(before, text="It is."), by=cast.editor, based_on=1)
    actions.revert(manuscript=manuscript.pk, number=1, by=cast.other_editor)
    with pytest.raises(NotAllowed):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    actions.submit(manuscript=manuscript.pk, revision=3, by=cast.editor)
    with pytest.raises(GateClosed, match="contradicts"):
        actions.approve(manuscript=manuscript.pk, revision=3, by=cast.approver)


def by_saving_again(manuscript: Manuscript, cast: Cast) -> None:
    """As an import saves: the same words still have the same check against them."""
    document = manuscript.revisions.get(number=1).read()
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    layout = replace(document, text=document.text.replace(" is ", " *is* "))
    actions.save(document=layout, by=cast.editor, based_on=1)
    actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    with pytest.raises(GateClosed, match="contradicts"):
        actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver)


def import_of(manuscript: Manuscript, cast: Cast) -> Import:
    """An import that made the manuscript's newest revision."""
    job = Import.objects.create(
        kind="text", name="a.txt", digest="d", size=1, by=cast.editor, status="finished"
    )
    job.lines.create(state="new", name="A", construct="revision", place="1", manuscript=manuscript)
    return job


def by_publishing_an_import(manuscript: Manuscript, cast: Cast) -> None:
    job = import_of(manuscript, cast)
    address = reverse("admin:import_publish", args=[job.pk])
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    entered(cast.approver).post(address, {"reason": "Imported.", "expires_at": until})
    assert "contradicts" in job.lines.get(construct="publishing").message


def by_publishing_an_import_on_the_command_line(manuscript: Manuscript, cast: Cast) -> None:
    job = import_of(manuscript, cast)
    until = str(timezone.localdate() + timedelta(days=90))
    options = ["--by", cast.approver.username, "--reason", "Imported.", "--until", until]
    with pytest.raises(CommandError):
        call_command("publish_import", str(job.pk), *options)
    assert "contradicts" in job.lines.get(construct="publishing").message


WAYS: list[Callable[[Manuscript, Cast], None]] = [
    by_action,
    by_form,
    by_bulk_action,
    by_schedule,
    by_superuser,
    by_reverting,
    by_saving_again,
    by_publishing_an_import,
    by_publishing_an_import_on_the_command_line,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
def test_every_way_to_publish_refuses_the_same_revision(
    cast: Cast, violating: Manuscript, way: Callable[[Manuscript, Cast], None]
) -> None:
    way(violating, cast)
    assert not Publication.objects.filter(manuscript=violating).exists()
    assert not Entry.objects.filter(pk=violating.pk).exists()
    assert not Edition.objects.filter(entry_id=violating.pk).exists()


@pytest.mark.parametrize("way", ["action", "form", "form_then_publish", "bulk"])
def test_every_way_to_approve_refuses_unchecked_citations(cast: Cast, way: str) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    before = Approval.objects.count()
    client = entered(cast.approver)
    fields = {"approve-revision": "1", "approve-summary": ""}
    if way == "action":
        with pytest.raises(GateClosed, match="not yet checked"):
            actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    elif way == "bulk":
        client.post(
            reverse("admin:editorial_manuscript_changelist"),
            {"move": "approve", "chosen": f"{manuscript.pk}:1"},
        )
    else:
        choice = {"then": "publish"} if way == "form_then_publish" else {}
        answer = client.post(
            reverse("admin:move_approve", args=[manuscript.pk]), {**fields, **choice}
        )
        assert answer.status_code == 409
    manuscript.refresh_from_db()
    assert manuscript.status == Status.SUBMITTED
    assert Approval.objects.count() == before


def test_an_approval_does_not_outlive_a_withdrawn_source(cast: Cast) -> None:
    cited = source()
    published(cited, cast)
    manuscript = checked(article(), cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.withdraw(
        manuscript=Manuscript.objects.get(slug=cited.slug).pk, by=cast.approver, reason="R."
    )
    with pytest.raises(GateClosed, match="not published"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_an_approval_does_not_outlive_another_edition_of_its_source(cast: Cast) -> None:
    cited = source()
    published(cited, cast)
    manuscript = checked(article(), cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    published(replace(cited, record_edition=2), cast, change="correction")
    with pytest.raises(GateClosed, match="changed since it was checked"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert DraftCitation.objects.get(manuscript=manuscript).waits_since is not None
